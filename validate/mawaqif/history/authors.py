"""Who wrote the lines of a file, as git has it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mawaqif.history.git import run_git

UNCOMMITTED = "0" * 40


def user_name(folder: Path) -> str:
    """Return the name under which the user commits in a folder; empty where git knows none, or is not there."""
    return _git(folder, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT").partition(" <")[0].strip()


def line_authors(path: Path, lines: Collection[int]) -> frozenset[str]:
    """Return the names of those who last changed some lines of a file.

    Args:
        path: the file.
        lines: numbers of its lines, from 1.

    Returns:
        The names; none where git is not there, or the file is in no repository.
    """
    if not _git(path.parent, "rev-parse", "--git-dir"):
        return frozenset()
    known = authors_by_line(path)
    return frozenset({known.get(line, "") for line in lines} if known else {user_name(path.parent)}) - {""}


def authors_by_line(path: Path) -> dict[int, str]:
    """Return who last changed each line of a file; lines that are not committed yet are those of the user.

    Args:
        path: the file.

    Returns:
        Names by number of the line, from 1; none where git does not know the file.
    """
    own = user_name(path.parent)
    names: dict[int, str] = {}
    commit, number = "", 0
    for line in _git(path.parent, "blame", "--line-porcelain", "--", path.name).split("\n"):
        if line.startswith("\t"):
            continue
        word, _, rest = line.partition(" ")
        if len(word) == len(UNCOMMITTED) and rest[:1].isdigit():
            commit, number = word, int(rest.split()[1])
        elif word == "author":
            names[number] = own if commit == UNCOMMITTED else rest
    return names


def _git(folder: Path, *words: str) -> str:
    try:
        done = run_git(folder, *words)
    except OSError:
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
