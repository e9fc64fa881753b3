"""Blocks: the paragraphs and notes that a source gives, and how they become one text with its map."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mawaqif.passages.extraction.text_map import MappedNote, MappedPage, TextMap, digest_of

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GAP = "\n\n"


@dataclass(frozen=True)
class Block:
    """A paragraph or a note.

    Attributes:
        pieces: its text, cut where a page ends: label of the page, empty where there are none, and words.
        note: number of the note; 0 where it is a paragraph.
    """

    pieces: tuple[tuple[str, str], ...]
    note: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(words for _, words in self.pieces)


def assembled(blocks: Sequence[Block], source_sha256: str) -> tuple[str, TextMap]:
    """Join blocks to a text, notes after the paragraphs, and map it."""
    body, notes = [item for item in blocks if not item.note], [item for item in blocks if item.note]
    parts: list[str] = []
    starts: list[tuple[str, int]] = []
    mapped: list[MappedNote] = []
    at = 0
    for block in (*body, *notes):
        lead = f"{str(block.note).translate(_RAISED)} " if block.note else ""
        begin, place = at, at + len(lead)
        for number, (label, words) in enumerate(block.pieces):
            if label and (not starts or starts[-1][0] != label):
                starts.append((label, begin if number == 0 else place))
            place += len(words) + 1
        words = lead + block.text
        parts.append(words)
        if block.note:
            mapped.append(MappedNote(block.note, begin, begin + len(words)))
        at += len(words) + len(_GAP)
    text = _GAP.join(parts) + ("\n" if parts else "")
    pages = _pages(text, starts)
    return text, TextMap(source_sha256, digest_of(text), len(text), pages, tuple(mapped))


def _pages(text: str, starts: Sequence[tuple[str, int]]) -> tuple[MappedPage, ...]:
    """Return the pages, each up to the last letter before the next one."""
    ends = [*(start for _, start in starts[1:]), len(text)][: len(starts)]
    return tuple(
        MappedPage(label, start, start + len(text[start:end].rstrip())) for (label, start), end in zip(starts, ends, strict=True)
    )


def joined_words(words: Sequence[str]) -> tuple[str, int]:
    """Join the lines of a paragraph, and Latin words that were divided at the end of a line; return how many were, too."""
    text, divided = "", 0
    for line in words:
        if re.search(r"[a-z][-\u2010]$", text) and re.match(r"[a-z]", line):
            text, divided = text[:-1] + line, divided + 1
        else:
            text = f"{text} {line}".strip()
    return text, divided
