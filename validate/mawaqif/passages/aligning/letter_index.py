"""An index of the folded letters of a text, each with its offsets; passages are searched for in it.

Word boundaries are flags on letters, not tokens, so that a phrase is also found where a copy
lost or added a space, or joined a footnote number to a word.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from collections import Counter
from functools import cache, cached_property

import numpy as np

from mawaqif.passages.folding import fold

LINE_BREAKS = frozenset("\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")


class LetterIndex:
    """The folded letters and digits of a text, with their offsets and the boundaries of words, lines and pages.

    Attributes:
        text: the text.
        letters: its folded letters, without spaces.
        starts: for each letter, the start offset in the text of the characters that fold to it.
        ends: for each letter, their end offset.
        word_starts: for each letter, whether a word starts at it.
        line_starts: letters at which a line starts, in order, and the end.
        pages: letters at which a page starts, by the form feeds, and the end.
    """

    def __init__(self, text: str) -> None:
        """Index a text."""
        self.text = text
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        word_starts: list[bool] = []
        line_starts: list[int] = []
        pages: list[int] = [0]
        gap = broken = True
        for start, end in _clusters(text):
            for char in _fold_cluster(text[start:end]):
                if char == " ":
                    gap = True
                    continue
                if broken:
                    line_starts.append(len(letters))
                letters.append(char)
                starts.append(start)
                ends.append(end)
                word_starts.append(gap)
                gap = broken = False
            broken = broken or text[start] in LINE_BREAKS
            if text[start] == "\f":
                pages.append(len(letters))
        line_starts.append(len(letters))
        self.letters = "".join(letters)
        self.starts, self.ends = np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)
        self.word_starts, self.line_starts = np.array(word_starts, dtype=bool), line_starts
        self.pages = [*dict.fromkeys([*pages, len(letters)])]

    @cached_property
    def line_start_set(self) -> frozenset[int]:
        """The same as `line_starts`, as a set."""
        return frozenset(self.line_starts)

    @cached_property
    def _spaced(self) -> tuple[str, list[int]]:
        """Return the folded text with single spaces, and where each letter stands in it."""
        word_starts = self.word_starts.copy()
        word_starts[:1] = False
        places = np.arange(len(self.letters)) + np.cumsum(word_starts)
        spaced = np.full(len(self.letters) + int(word_starts.sum()), " ", dtype="<U1")
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
        """Number of occurrences of each folded word."""
        return Counter(self.folded(0, len(self.letters)).split())

    def occurrences(self, phrase: str) -> list[int]:
        """Return the letters at which a phrase of folded letters starts."""
        found = []
        at = self.letters.find(phrase) if phrase else -1
        while at >= 0:
            found.append(at)
            at = self.letters.find(phrase, at + 1)
        return found

    def is_word_start(self, letter: int) -> bool:
        """Tell whether a word starts at a letter."""
        return bool(self.word_starts[letter])

    def is_word_end(self, letter: int) -> bool:
        """Tell whether a word ends before a letter."""
        return letter >= len(self.letters) or bool(self.word_starts[letter])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text of a run of letters."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def letter_at(self, offset: int) -> int:
        """Return the first letter at or after an offset in the text."""
        return int(np.searchsorted(self.starts, offset))

    def line_starts_between(self, low: int, high: int) -> list[int]:
        """Return the letters from `low` to `high`, inclusive, that start a line."""
        return self.line_starts[bisect_left(self.line_starts, low) : bisect_left(self.line_starts, high + 1)]


@cache
def _fold_cluster(cluster: str) -> str:
    """Fold a character with its marks; it gives a space where it separates words."""
    # Between two letters, because folding drops spaces at the ends.
    return fold(f"x{cluster}x")[1:-1]


def sha256_of(folded: str) -> str:
    """Return the SHA-256 of folded text."""
    return hashlib.sha256(folded.encode("utf-8")).hexdigest()


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the spans of the characters of a text, each with the combining marks that follow it."""
    marks = {char for char in set(text) if unicodedata.combining(char)}
    starts = [at for at, char in enumerate(text) if char not in marks or at == 0]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
