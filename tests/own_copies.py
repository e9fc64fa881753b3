"""Copies restored by the code of the pages, run by Node: what it finds in each file, held against the true words."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from browsing import EXPLORER
from mawaqif.passages.aligning import Target
from mawaqif.site.fingerprints import fingerprints_of

# A part by statement and number, with its outcome and its words.
Found = dict[tuple[str, int], tuple[str, str]]
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
    published = folder / "passages.json"
    published.write_text(fingerprints_of(passages, {}, "0.1.0"), encoding="utf-8")
    files = []
    for number, data in enumerate(copies):
        files.append(folder / f"{number}{suffix}")
        files[-1].write_bytes(data)
    command = ["node", str(EXPLORER / "restoring.mjs"), str(published), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [{(statement, part): (outcome, text) for statement, part, outcome, text in found} for found in rows]
