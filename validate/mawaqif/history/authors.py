"""Who wrote the lines of a file, as git has it."""

from __future__ import annotations

import subprocess
from collections.abc import Collection
from pathlib import Path

UNCOMMITTED = "0" * 40


def line_authors(path: Path, lines: Collection[int]) -> frozenset[str]:
    """Return the names of those who last changed some lines of a file.

    Lines that are not committed yet are those of the user whom git knows here.

    Args:
        path: the file.
        lines: numbers of its lines, from 1.

    Returns:
        The names; none where git is not there, or the file is in no repository.
    """
    if not _git(path.parent, "rev-parse", "--git-dir"):
        return frozenset()
    own = _git(path.parent, "config", "user.name").strip()
    told = _git(path.parent, "blame", "--line-porcelain", "--", path.name)
    if not told:
        return frozenset({own} - {""})
    names: set[str] = set()
    commit, number = "", 0
    for line in told.splitlines():
        if line.startswith("\t"):
            continue
        word, _, rest = line.partition(" ")
        if len(word) == len(UNCOMMITTED) and rest[:1].isdigit():
            commit, number = word, int(rest.split()[1])
        elif word == "author" and number in lines:
            names.add(own if commit == UNCOMMITTED else rest)
    return frozenset(names - {""})


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603, S607 - git, as the user has it
    except OSError:
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
