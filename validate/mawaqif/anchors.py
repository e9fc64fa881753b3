"""Anchors: where a passage stands in a text, and whether it stands there.

An anchor is a row of `passages`: two offsets, the first and last words as printed, and
the hash of the folded words. This module computes anchors, finds them again and grades
them. It reads texts and returns numbers; findings are made by the rules that call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from mawaqif.folding import ARABIC_MARKS, INVISIBLE_CONTROLS, SUPERSCRIPT_DIGITS, fold, folded_words, passage_hash

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


@dataclass(frozen=True)
class Grade:
    """The outcome of holding an anchor against a text.

    Attributes:
        outcome: how well it holds.
        found: the anchor as the text has it, at the place found; None where absent.
    """

    outcome: Outcome
    found: Anchor | None


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
        return "it holds no words"
    if part[0].isspace() or part[-1].isspace():
        return "it starts or ends with a space or line break"
    if part[0] in SUPERSCRIPT_DIGITS or part[0] == ".":
        return f"it starts with {part[0]!r}"
    if part[-1] in SUPERSCRIPT_DIGITS:
        return "it ends with a footnote marker"
    if part[-1] == "." and not part.endswith(".."):
        return "it ends with a full stop"
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
    def _where(self) -> dict[str, list[int]]:
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
        starts = self._where.get(wanted[0], ())
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

    def spans_between(self, first: str, last: str) -> list[tuple[int, int]]:
        """Like `find`, but with every end for every start, so that a hash can decide."""
        starts, ends = self.occurrences(first), self.occurrences(last)
        return [
            (self.spans[begin][0], self.spans[finish][1])
            for begin, begin_last in starts
            for end_first, finish in ends
            if finish >= begin_last and end_first >= begin
        ]


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


def grade(words: Words, wanted: Anchor) -> Grade:
    """Hold an anchor against a text.

    Args:
        words: the text, split into words.
        wanted: the anchor.

    Returns:
        `exact` where everything agrees at the offsets; `moved` where the words stand
        unchanged at another place; `changed` where both fragments are found and what
        lies between them differs; `absent` where they are not found.
    """
    text = words.text
    if anchor(text, wanted.char_start, wanted.char_end) == wanted and not edge_problem(text, wanted.char_start, wanted.char_end):
        return Grade(Outcome.EXACT, wanted)
    candidates = [anchor(text, *span) for span in words.spans_between(wanted.text_start, wanted.text_end)]
    unchanged = [item for item in candidates if item.text_sha256 == wanted.text_sha256]
    if unchanged:
        return Grade(Outcome.MOVED, _nearest(unchanged, wanted.char_start))
    nearest_ends = [anchor(text, *span) for span in words.find(wanted.text_start, wanted.text_end)]
    if nearest_ends:
        return Grade(Outcome.CHANGED, _nearest(nearest_ends, wanted.char_start))
    return Grade(Outcome.ABSENT, None)


def _nearest(anchors: Sequence[Anchor], start: int) -> Anchor:
    return min(anchors, key=lambda item: abs(item.char_start - start))
