"""Places of one text found in another that is nearly the same, by the lines and words that both have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from mawaqif.passages.extraction.text_map import MappedNote, MappedPage, TextMap, digest_of

_WORD = re.compile(r"\S+\s*")


class Offsets:
    """Offsets of one text as those of another.

    Source of the method: Ratcliff and Obershelp's matching of sequences, first of lines, then of the words of lines that differ.
    """

    def __init__(self, old: str, new: str) -> None:
        """Compare two texts."""
        self.end = len(new)
        self.same: list[tuple[int, int, int]] = []
        self._compare(old.splitlines(keepends=True), new.splitlines(keepends=True), 0, 0, words=False)

    def _compare(self, old: Sequence[str], new: Sequence[str], at: int, to: int, *, words: bool) -> None:
        left, right = _starts(old, at), _starts(new, to)
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                self.same.append((left[a], right[c], left[b] - left[a]))
            elif kind == "replace" and not words:
                one, other = ("".join(lines) for lines in (old[a:b], new[c:d]))
                self._compare(_WORD.findall(one), _WORD.findall(other), left[a], right[c], words=True)

    def of(self, offset: int) -> int:
        """Return where an offset of the old text lies in the new one: at its letter, or at the next that both have."""
        for start, there, size in self.same:
            if offset < start + size:
                return there + max(0, offset - start)
        return self.end


def _starts(pieces: Sequence[str], at: int) -> list[int]:
    starts = [at]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def moved_map(found: TextMap, old: str, new: str) -> TextMap:
    """Return the map of a text for another that was made from it by mending; what has no letter left there is dropped."""
    offsets = Offsets(old, new)
    pages: list[MappedPage] = []
    starts = [offsets.of(page.char_start) for page in found.pages]
    for page, start, following in zip(found.pages, starts, [*starts[1:], len(new)], strict=True):
        end = start + len(new[start:following].rstrip())
        if start < end:
            pages.append(MappedPage(page.label, start, end))
    notes = [MappedNote(note.number, offsets.of(note.char_start), offsets.of(note.char_end - 1) + 1) for note in found.notes]
    kept = tuple(note for note in notes if note.char_start < note.char_end)
    return replace(found, text_sha256=digest_of(new), text_length=len(new), pages=tuple(pages), notes=kept)
