"""The letters of a text, folded, each with its place; the form in which passages are looked for.

Words are kept as marks between letters, not as tokens, so that a phrase is found also
where a copy lost a space, added one, or glued a footnote number to a word.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from collections import Counter
from functools import cached_property

import numpy as np

from mawaqif.passages.folding import fold

LINE_BREAKS = frozenset("\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")


class Letters:
    """A text as its folded letters and digits, with the gaps between words.

    Attributes:
        text: the text.
        letters: its folded letters, without spaces.
        starts: for each letter, the offset in the text where what folds to it starts.
        ends: for each letter, the offset where it ends.
        gaps: for each letter, whether a gap stands before it; true for the first.
        breaks: letters that start a line, in order, and the end.
        pages: letters that start a page, as form feeds show them, and the end.
    """

    def __init__(self, text: str) -> None:
        """Fold a text, letter by letter."""
        self.text = text
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        gaps: list[bool] = []
        breaks: list[int] = []
        pages: list[int] = [0]
        gap = broken = True
        for start, end in _clusters(text):
            folded = self._fold(text[start:end])
            for char in folded:
                if char == " ":
                    gap = True
                    continue
                if broken:
                    breaks.append(len(letters))
                letters.append(char)
                starts.append(start)
                ends.append(end)
                gaps.append(gap)
                gap = broken = False
            broken = broken or text[start] in LINE_BREAKS
            if text[start] == "\f":
                pages.append(len(letters))
        breaks.append(len(letters))
        self.letters = "".join(letters)
        self.starts, self.ends = np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
        self.gaps, self.breaks = np.array(gaps, dtype=bool), breaks
        self.pages = [*dict.fromkeys([*pages, len(letters)])]

    _known: dict[str, str] = {}  # noqa: RUF012 - folding never changes, so it is kept for all texts

    def _fold(self, cluster: str) -> str:
        """Fold a character with its marks; a space where it parts words. Between two letters both show."""
        folded = self._known.get(cluster)
        if folded is None:
            folded = self._known[cluster] = fold(f"x{cluster}x")[1:-1]
        return folded

    @cached_property
    def cut_lines(self) -> frozenset[int]:
        """The letters that start a line."""
        return frozenset(self.breaks)

    @cached_property
    def _spaced(self) -> tuple[str, list[int]]:
        """Return the folded text with single spaces, and where each letter stands in it."""
        gaps = self.gaps.copy()
        gaps[:1] = False
        places = np.arange(len(self.letters)) + np.cumsum(gaps)
        spaced = np.full(len(self.letters) + int(gaps.sum()), " ", dtype="<U1")
        spaced[places] = list(self.letters)
        return "".join(spaced.tolist()), places.tolist()

    def folded(self, start: int, end: int) -> str:
        """Return the folded text from one letter up to, not including, another."""
        if end <= start:
            return ""
        spaced, places = self._spaced
        return spaced[places[start] : places[end - 1] + 1]

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(self.folded(0, len(self.letters)).split())

    def occurrences(self, phrase: str) -> list[int]:
        """Return the letters at which a phrase of folded letters starts."""
        found = []
        at = self.letters.find(phrase) if phrase else -1
        while at >= 0:
            found.append(at)
            at = self.letters.find(phrase, at + 1)
        return found

    def is_start(self, letter: int) -> bool:
        """Tell whether a word starts at a letter."""
        return bool(self.gaps[letter])

    def is_end(self, letter: int) -> bool:
        """Tell whether a word ends before a letter."""
        return letter >= len(self.letters) or bool(self.gaps[letter])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text of a run of letters."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def letter_at(self, offset: int) -> int:
        """Return the first letter at or after an offset in the text."""
        return int(np.searchsorted(self.starts, offset))

    def line_starts(self, low: int, high: int) -> list[int]:
        """Return the letters from `low` to `high`, inclusive, that start a line."""
        return self.breaks[bisect_left(self.breaks, low) : bisect_left(self.breaks, high + 1)]


def sha256_of(folded: str) -> str:
    """Return the SHA-256 of folded text."""
    return hashlib.sha256(folded.encode("utf-8")).hexdigest()


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's characters, each with the combining marks that follow it."""
    marks = {char for char in set(text) if unicodedata.combining(char)}
    starts = [at for at, char in enumerate(text) if char not in marks or at == 0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
