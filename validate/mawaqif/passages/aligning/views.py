"""Views of a copy: its text with one kind of damage undone, such as reversed lines or page headers.

A view selects and orders characters of the copy, so that everything found in it has offsets in
the copy. A view proves nothing; the hash of a passage does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mawaqif.passages.aligning.letter_index import LetterIndex
from mawaqif.passages.aligning.page_elements import (
    footnote_marker_spans,
    footnote_spans,
    header_and_footer_spans,
    line_number_spans,
)
from mawaqif.passages.folding import ARABIC_DIGITS, ARABIC_MARKS, INVISIBLE_CONTROLS

# Least number of lines of equal length in a text that was cut at that length.
MIN_CUT_LINES = 4


@dataclass(frozen=True, eq=False)
class View:
    """A text made of the characters of a copy.

    Attributes:
        text: the text.
        offsets: for each of its characters, the offset in the copy.
        steps: what was undone, each with the offsets in the copy that it touched; None where it touched all.
    """

    text: str
    offsets: np.ndarray
    steps: tuple[tuple[str, np.ndarray | None], ...] = ()

    @cached_property
    def letters(self) -> LetterIndex:
        """The folded letters of the view, with their offsets."""
        return LetterIndex(self.text)

    @cached_property
    def without_headers(self) -> View:
        """The view without headers, footers and page numbers; the same view where there are none."""
        spans = header_and_footer_spans(self.text)
        return self.without(spans, "page furniture left out") if spans else self

    @cached_property
    def without_footnotes(self) -> View:
        """The view without headers, footers, page numbers and footnotes; the same view where there are no footnotes."""
        spans, headers = footnote_spans(self.text), header_and_footer_spans(self.text)
        return self.without(spans, "page furniture and notes left out") if len(spans) > len(headers) else self

    @cached_property
    def without_markers(self) -> View:
        """The view without numbers that look like footnote markers; the same view where there are none."""
        spans = footnote_marker_spans(self.text)
        return self.without(spans, "footnote numbers left out") if spans else self

    @cached_property
    def unwrapped(self) -> View:
        """The view with lines joined that were cut at a fixed length, also inside words; the same view where none were."""
        lines = self.text.split("\n")
        width, count = Counter(map(len, lines)).most_common(1)[0]
        if count < MIN_CUT_LINES or count * 2 < len(lines):
            return self
        ends = np.cumsum([len(line) + 1 for line in lines[:-1]]) - 1
        spans = [(int(end), int(end) + 1) for end, line in zip(ends, lines, strict=False) if len(line) == width]
        return self.without(spans, "cut lines joined")

    @cached_property
    def normalized(self) -> View:
        """The view with stray characters removed and letters and digits of other scripts replaced."""
        return _normalized(self)

    def steps_within(self, start: int, end: int) -> tuple[str, ...]:
        """Return what the view has undone within a span of the copy."""
        return tuple(
            what for what, touched in self.steps if touched is None or bool(((touched >= start) & (touched < end)).any())
        )

    def select_characters(self, order: np.ndarray, what: str, touched: np.ndarray | None = None) -> View:
        """Return a view of some of the characters, in a given order."""
        text = np.array(list(self.text), dtype="<U1")[order] if self.text else np.array([], dtype="<U1")
        return View("".join(text.tolist()), self.offsets[order], (*self.steps, (what, touched)))

    def without(self, spans: list[tuple[int, int]], what: str) -> View:
        """Return the view without some spans of its text."""
        keep = np.ones(len(self.text), dtype=bool)
        for start, end in spans:
            keep[start:end] = False
        return self.select_characters(np.flatnonzero(keep), what, self.offsets[~keep])


# Marks and controls that only copies hold. Folding turns them into spaces, so they are removed first.
_NON_WORD_CHARACTERS = re.compile(
    "[\u00ad\u034f\u115f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
# Letters that stand for Arabic ones in texts typed or printed with Persian, Urdu or Kurdish letters.
ARABIC_LETTER_VARIANTS = {
    **dict.fromkeys("\u06cc\u06cd\u06d2", "\u064a"),
    **dict.fromkeys("\u06a9\u06aa", "\u0643"),
    **dict.fromkeys("\u06be\u06c1\u06d5\u06c0\u06c3", "\u0647"),
}
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])")


def _is_stray(char: str) -> bool:
    if char in ARABIC_MARKS or char in INVISIBLE_CONTROLS:
        return False
    spacing_mark = unicodedata.normalize("NFKC", char)[:1] == " " and "\ufc5e" <= char <= "\ufe7f"
    arabic_mark = unicodedata.category(char) == "Mn" and "\u0600" <= char <= "\u08ff"
    return spacing_mark or arabic_mark or bool(_NON_WORD_CHARACTERS.match(char))


def _normalized(view: View) -> View:
    """Remove soft hyphens, hyphens at line ends, recitation marks and controls; replace digits of other scripts."""
    stray = {char for char in set(view.text) if _is_stray(char)}
    spans = [(at, at + 1) for at, char in enumerate(view.text) if char in stray]
    spans += [match.span() for match in _HYPHENATED.finditer(view.text)]
    normalized = view.without(spans, "marks that are no words left out") if spans else view
    numbers = line_number_spans(normalized.text)
    normalized = normalized.without(numbers, "numbers of lines left out") if numbers else normalized
    others: dict[str, str | int | None] = {
        char: ARABIC_LETTER_VARIANTS.get(char) or str(unicodedata.digit(char))
        for char in set(normalized.text)
        if char in ARABIC_LETTER_VARIANTS
        or (unicodedata.category(char) == "Nd" and char not in ARABIC_DIGITS and not char.isascii())
    }
    if not others:
        return normalized
    touched = normalized.offsets[[at for at, char in enumerate(normalized.text) if char in others]]
    text = normalized.text.translate(str.maketrans(others))
    return View(text, normalized.offsets, (*normalized.steps, ("letters and digits of another keyboard", touched)))


_LEFT_TO_RIGHT_RUN = re.compile(
    r"[A-Za-z0-9٠-٩۰-۹\u00c0-\u024f](?:[^\n\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[A-Za-z0-9٠-٩۰-۹\u00c0-\u024f])?"
)
_NUMBER = re.compile(
    r"[0-9٠-٩۰-۹]+(?:[.,:/٫٬][0-9٠-٩۰-۹]+)*|[A-Za-z\u00c0-\u024f](?:[^\n\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[A-Za-z\u00c0-\u024f])?"
)
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_WORD = re.compile(r"\S+")


def _reversed(view: View, unit: re.Pattern[str], kept: re.Pattern[str] | None, what: str) -> View:
    """Reverse every unit of the text, except for the runs in `kept`."""
    order = np.arange(len(view.text))
    for match in unit.finditer(view.text):
        start, end = match.span()
        order[start:end] = order[start:end][::-1]
        for run in kept.finditer(match.group()) if kept else ():
            low, high = end - run.end(), end - run.start()
            order[low:high] = order[low:high][::-1]
    return view.select_characters(order, what)


# Ways in which right-to-left text may have been stored from left to right.
REVERSALS: tuple[Callable[[View], View], ...] = (
    lambda view: _reversed(view, _LINE, None, "letters of each line turned round"),
    lambda view: _reversed(view, _LINE, _NUMBER, "letters of each line turned round, numbers not"),
    lambda view: _reversed(view, _LINE, _LEFT_TO_RIGHT_RUN, "letters of each line turned round, Latin and numbers not"),
    lambda view: _reversed(view, _LINE, _WORD, "words of each line turned round"),
    lambda view: _reversed(view, _WORD, None, "letters of each word turned round"),
)


class Views:
    """The views of one text; each is computed on first use."""

    def __init__(self, text: str) -> None:
        """Take the text of a copy."""
        self.text = text
        self.plain = View(text, np.arange(len(text)))

    @cached_property
    def reversed_views(self) -> tuple[View, ...]:
        """The text reversed in each of the ways in `REVERSALS`."""
        return tuple(turn(self.plain) for turn in REVERSALS)
