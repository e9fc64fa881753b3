"""Copies restored by the code of the pages, run by Node: what it finds in each file, held against the true words."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from browsing import EXPLORER, served
from mawaqif.passages.aligning import Target
from mawaqif.site.fingerprints import fingerprints_of
from other_browsers import Step

# A part by statement and number, with its outcome and its words.
Found = dict[tuple[str, int], tuple[str, str]]
RESTORING = EXPLORER / "restoring.mjs"
PROVEN = frozenset({"exact", "moved"})

needs_node = pytest.mark.skipif(
    not shutil.which("node") or not (EXPLORER / "node_modules" / "esbuild").is_dir(),
    reason="Node and the tools of the interactive parts are not installed: `make bundle`",
)


def restored(
    passages: Mapping[str, Sequence[Target]], copies: Iterable[bytes], folder: Path, suffix: str = ".txt"
) -> list[Found]:
    """Return what is found in each copy.

    Args:
        passages: the passages of the documents that they may hold.
        copies: the bytes of each.
        folder: where they are written.
        suffix: of their names.
    """
    names = _written(passages, copies, folder, suffix)
    command = ["node", str(RESTORING), *(str(folder / name) for name in ("passages.json", *names))]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return _found(map(json.loads, done.stdout.splitlines()))


def restored_in(
    browser: Callable[[Sequence[Step], Path], list[Any]],
    passages: Mapping[str, Sequence[Target]],
    copies: Iterable[bytes],
    folder: Path,
) -> list[Found]:
    """Return what is found in each web page in a browser, which lays it out.

    Args:
        browser: opens an address and asks there, with a folder for its profile.
        passages: the passages of the documents that the pages may hold.
        copies: the bytes of each page.
        folder: where all is written.
    """
    names = _written(passages, copies, folder, ".html")
    subprocess.run(["node", str(RESTORING), "--page", str(folder / "restoring.js")], check=True, capture_output=True)
    page = '<!doctype html><html lang="en" data-explorer="ready"><script src="restoring.js"></script>'
    (folder / "index.html").write_text(page, encoding="utf-8")
    profile = folder / "profile"
    profile.mkdir(exist_ok=True)
    asked = f"until(() => globalThis.restoredFrom).then((from) => from('passages.json', {json.dumps(names)}))"
    with served(folder) as address:
        (found,) = browser([{"open": f"{address}index.html", "ask": asked}], profile)
    return _found(found)


def _written(passages: Mapping[str, Sequence[Target]], copies: Iterable[bytes], folder: Path, suffix: str) -> list[str]:
    """Write what the pages know of the passages, and the copies; return the names of these."""
    (folder / "passages.json").write_text(fingerprints_of(passages, {}, "0.1.0"), encoding="utf-8")
    names = []
    for number, data in enumerate(copies):
        names.append(f"{number}{suffix}")
        (folder / names[-1]).write_bytes(data)
    return names


def _found(rows: Iterable[list[tuple[str, int, str, str]]]) -> list[Found]:
    return [{(statement, part): (outcome, text) for statement, part, outcome, text in found} for found in rows]
