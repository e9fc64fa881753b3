"""Conflicts that git left in a file: where, and between which sides."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OURS = re.compile(r"^<{7}(?: (.*))?\r?$", re.MULTILINE)
_THEIRS = re.compile(r"^>{7}(?: (.*))?\r?$", re.MULTILINE)


@dataclass(frozen=True)
class MergeConflict:
    """The first conflict in a file.

    Attributes:
        line: the line of its first mark, from 1.
        ours: what git calls the side that was checked out.
        theirs: what git calls the side that was merged into it.
        count: number of conflicts in the file.
    """

    line: int
    ours: str
    theirs: str
    count: int

    def __str__(self) -> str:
        """Say it in words."""
        more = f", and {self.count - 1} more" if self.count > 1 else ""
        return f"a merge left a conflict here{more}, between {self.ours!r} and {self.theirs!r}"


def merge_conflict(text: str) -> MergeConflict | None:
    """Return the first conflict in a text; None where it holds none."""
    if "<<<<<<<" not in text:
        return None
    start = _OURS.search(text)
    end = _THEIRS.search(text, start.end()) if start else None
    if start is None or end is None:
        return None
    count = len(_OURS.findall(text))
    return MergeConflict(text.count("\n", 0, start.start()) + 1, start[1] or "ours", end[1] or "theirs", count)
