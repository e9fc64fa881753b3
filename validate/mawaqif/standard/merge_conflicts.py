"""Conflicts that git left in a file: where, and between which sides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mawaqif.findings import Bilingual, said

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

    def in_words(self) -> Bilingual:
        """Say it in words."""
        more = said(", and {others} more", " (وعدد غيره {others})", others=self.count - 1) if self.count > 1 else ""
        told = (
            "a merge left a conflict here{more}, between {ours} and {theirs}",
            "ترك دمج تعارضًا هنا{more}، بين {ours} و{theirs}",
        )
        return said(*told, more=more, ours=repr(self.ours), theirs=repr(self.theirs))


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
