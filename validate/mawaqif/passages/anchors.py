"""Anchors: where a passage stands in a text, and whether it stands there.

An anchor is a row of `passages`: two offsets, the first and last words as printed, and
the hash of the folded words. This module computes anchors and finds phrases; `aligning`
finds passages again in other copies and grades them. Findings are made by the rules that call them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from mawaqif.findings import Bilingual, said
from mawaqif.passages.folding import ARABIC_MARKS, INVISIBLE_CONTROLS, SUPERSCRIPT_DIGITS, fold, folded_words, passage_hash

FRAGMENT_WORDS = 5

# What may not stand at the edge of a passage: it belongs to the page, not to the words.
OPENING_MARKS = "\"“”„«»‘’'"
EDGE_MARKS = OPENING_MARKS + SUPERSCRIPT_DIGITS + INVISIBLE_CONTROLS + "."
_GLUED = ARABIC_MARKS + INVISIBLE_CONTROLS + SUPERSCRIPT_DIGITS


class Outcome(StrEnum):
    """How well an anchor holds in a text."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ABSENT = "absent"


@dataclass(frozen=True)
class Anchor:
    """Where a part of a passage stands; the columns of `passages` without its key."""

    char_start: int
    char_end: int
    text_start: str
    text_end: str
    text_sha256: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """Compute the anchor of `text[start:end]`.

    Args:
        text: the document.
        start: offset of the first character, in code points.
        end: offset after the last character.
    """
    part = text[start:end]
    words = part.split()
    first, last = " ".join(words[:FRAGMENT_WORDS]), " ".join(words[-FRAGMENT_WORDS:])
    return Anchor(start, end, first, last, passage_hash(part))


def edge_problem(text: str, start: int, end: int) -> str:
    """Say what stands at the edge of a passage that should stay outside; empty where nothing does.

    Source: the codebook, "Where a passage stands".
    """
    part = text[start:end]
    if not part.strip():
        return Bilingual("it holds no words", "لا كلمات فيه")
    if part[0].isspace() or part[-1].isspace():
        return Bilingual("it starts or ends with a space or line break", "يبدأ أو ينتهي بمسافة أو نهاية سطر")
    if part[0] in SUPERSCRIPT_DIGITS or part[0] == ".":
        return said("it starts with {sign}", "يبدأ بالعلامة {sign}", sign=repr(part[0]))
    if part[-1] in SUPERSCRIPT_DIGITS:
        return Bilingual("it ends with a footnote marker", "ينتهي بعلامة حاشية")
    if part[-1] == "." and not part.endswith(".."):
        return Bilingual("it ends with a full stop", "ينتهي بنقطة")
    return ""


class Words:
    """The words of a text, folded, each with its offsets; for finding phrases again."""

    def __init__(self, text: str) -> None:
        """Split a text into words.

        Args:
            text: the document; kept, so that anchors can be computed from it.
        """
        self.text = text
        self.spans = _word_spans(text)
        self.folded = [fold(text[start:end]) for start, end in self.spans]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The positions of each word, folded, among the words."""
        where: dict[str, list[int]] = {}
        for position, word in enumerate(self.folded):
            where.setdefault(word, []).append(position)
        return where

    def occurrences(self, phrase: str) -> list[tuple[int, int]]:
        """Return (first, last) word positions of every occurrence of a phrase, folded."""
        wanted = folded_words(phrase)
        if not wanted:
            return []
        size = len(wanted)
        starts = self.places.get(wanted[0], ())
        return [(at, at + size - 1) for at in starts if self.folded[at : at + size] == wanted]

    def find(self, first: str, last: str) -> list[tuple[int, int]]:
        """Find the stretches that start with one phrase and end with another.

        Args:
            first: the first words, in any spelling that folds alike.
            last: the last words.

        Returns:
            Offsets (start, end) in reading order; for each start, the nearest end.
        """
        ends = self.occurrences(last)
        found = []
        for begin, begin_last in self.occurrences(first):
            for end_first, finish in ends:
                if finish >= begin_last and end_first >= begin:
                    found.append((self.spans[begin][0], self.spans[finish][1]))
                    break
        return found


def _word_spans(text: str) -> list[tuple[int, int]]:
    kinds = {char: "glue" if char in _GLUED else "word" if fold(char) else "gap" for char in set(text)}
    spans: list[tuple[int, int]] = []
    start = end = -1
    for position, char in enumerate(text):
        kind = kinds[char]
        if kind == "word":
            start = position if start < 0 else start
            end = position + 1
        elif kind == "gap" and start >= 0:
            spans.append((start, end))
            start = -1
        elif start >= 0 and char in ARABIC_MARKS:
            end = position + 1
    if start >= 0:
        spans.append((start, end))
    return spans
