"""A process that has the libraries of some extras alone, as `pip install "mawaqif[…]"` gives them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# Runs before the code: of a distribution that is not installed, neither a module nor its name and version are there.
_HIDE = """
import json, re, sys
from importlib.machinery import PathFinder

hidden, installed, words = json.loads(sys.argv[1])

class AsInstalled(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in hidden else super().find_spec(name, path, target)

    @classmethod
    def find_distributions(cls, *given):
        found = super().find_distributions(*given)
        return (one for one in found if re.sub("[-_.]+", "-", one.name).lower() in installed)

sys.meta_path[:] = [AsInstalled if finder is PathFinder else finder for finder in sys.meta_path]
"""
# The commands are made once, as in `conftest`.
_COMMANDS = """
from functools import cache
import typer.main, typer.testing
from mawaqif.cli import app

typer.testing._get_command = cache(typer.main.get_command)
done = [typer.testing.CliRunner().invoke(app, line) for line in words]
print(json.dumps([(one.exit_code, one.stdout, one.stderr, repr(one.exception)) for one in done]))
"""


@cache
def project() -> dict[str, Any]:
    """Return what the project says of itself."""
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def asked_for(extra: str) -> set[str]:
    """Return what pip is asked for by the tool and an extra of it, in canonical names; the tool alone where it is empty."""
    return {canonicalize_name(item.name) for item in _own(extra)}


def brought(extra: str) -> frozenset[str]:
    """Return every distribution that pip installs for the tool and an extra of it, in canonical names."""
    found: set[tuple[str, str]] = set()
    left = list(_own(extra))
    while left:
        item = left.pop()
        for wanted in ("", *item.extras):
            step = (canonicalize_name(item.name), wanted)
            if step not in found:
                found.add(step)
                left += [needed for needed in map(Requirement, requires(item.name) or ()) if _applies(needed, wanted)]
    return frozenset(name for name, _ in found)


def _own(extra: str) -> Iterator[Requirement]:
    texts = project()["optional-dependencies"][extra] if extra else project()["dependencies"]
    for item in map(Requirement, texts):
        if item.name != "mawaqif":
            yield item
        for other in item.extras if item.name == "mawaqif" else ():
            yield from _own(other)
    if extra:
        yield from _own("")


def _applies(item: Requirement, extra: str) -> bool:
    return item.marker is None or item.marker.evaluate({"extra": extra})


@cache
def owners_of_modules() -> Mapping[str, Sequence[str]]:
    """Return which distributions bring each module at the top, read once: it takes a second."""
    return packages_distributions()


def run_code(extra: str, code: str, words: Sequence[Sequence[str]], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code, which finds `words`, in a process of its own that has the libraries of an extra alone."""
    there = brought(extra) | {"mawaqif"}
    hidden = [name for name, owners in owners_of_modules().items() if not there & {*map(canonicalize_name, owners)}]
    env = os.environ | {"PYTHONPATH": ""}
    command = [sys.executable, "-c", _HIDE + code, json.dumps([hidden, sorted(there), words])]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def run_commands(extra: str, words: Sequence[Sequence[str]], folder: Path) -> list[tuple[int, str, str, str]]:
    """Run commands one after the other; return of each its exit code, both its outputs, and what ended it."""
    done = run_code(extra, _COMMANDS, words, folder)
    assert done.returncode == 0, done.stderr
    return [(code, out, err, end) for code, out, err, end in json.loads(done.stdout.splitlines()[-1])]
