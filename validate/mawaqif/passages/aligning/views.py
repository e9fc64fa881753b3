"""Views of a copy: the same text with something undone that a copy may have done to it.

A view is a choice and order of the copy's own characters, so that whatever is found in it
has its place in the copy. Nothing is proven by a view: the hash of a passage proves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mawaqif.passages.aligning.letters import Letters
from mawaqif.passages.aligning.page_furniture import furniture_spans, line_numbers, marker_spans, note_spans
from mawaqif.passages.folding import ARABIC_DIGITS, ARABIC_MARKS, INVISIBLE_CONTROLS

# From so many lines of one length on, a text may have been cut at it.
FEWEST_CUT = 4


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
    def letters(self) -> Letters:
        """The letters of the view."""
        return Letters(self.text)

    @cached_property
    def bare(self) -> View:
        """The view without running heads, page numbers and other lines that repeat; itself where there are none."""
        spans = furniture_spans(self.text)
        return self.without(spans, "page furniture left out") if spans else self

    @cached_property
    def unannotated(self) -> View:
        """The view without what `bare` leaves out, and without notes at the foot of pages; itself where there are none."""
        spans = note_spans(self.text)
        return self.without(spans, "page furniture and notes left out") if len(spans) > len(furniture_spans(self.text)) else self

    @cached_property
    def unnumbered(self) -> View:
        """The view without numbers that look like footnote markers; itself where there are none."""
        spans = marker_spans(self.text)
        return self.without(spans, "footnote numbers left out") if spans else self

    @cached_property
    def unwrapped(self) -> View:
        """The view with lines joined that were all cut at one length, through words; itself where they were not."""
        lines = self.text.split("\n")
        width, count = Counter(map(len, lines)).most_common(1)[0]
        if count < FEWEST_CUT or count * 2 < len(lines):
            return self
        ends = np.cumsum([len(line) + 1 for line in lines[:-1]]) - 1
        spans = [(int(end), int(end) + 1) for end, line in zip(ends, lines, strict=False) if len(line) == width]
        return self.without(spans, "cut lines joined")

    @cached_property
    def clean(self) -> View:
        """The view without what is no word, digits of other scripts turned; itself where there is nothing to clean."""
        return _cleaned(self)

    def how(self, start: int, end: int) -> tuple[str, ...]:
        """Say what was undone in a stretch of the copy."""
        return tuple(
            what for what, touched in self.steps if touched is None or bool(((touched >= start) & (touched < end)).any())
        )

    def chosen(self, order: np.ndarray, what: str, touched: np.ndarray | None = None) -> View:
        """Return the view of some of its characters, in some order."""
        text = np.array(list(self.text), dtype="<U1")[order] if self.text else np.array([], dtype="<U1")
        return View("".join(text.tolist()), self.offsets[order], (*self.steps, (what, touched)))

    def without(self, spans: list[tuple[int, int]], what: str) -> View:
        """Return the view without some stretches."""
        keep = np.ones(len(self.text), dtype=bool)
        for start, end in spans:
            keep[start:end] = False
        return self.chosen(np.flatnonzero(keep), what, self.offsets[~keep])


# Marks and controls that the folding keeps as gaps, because no source has them; copies may.
_NOT_WORDS = re.compile(
    "[\u00ad\u034f\u115f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
# Letters that stand for Arabic ones in texts typed or printed with Persian, Urdu or Kurdish letters.
LIKE_LETTERS = {
    **dict.fromkeys("\u06cc\u06cd\u06d2", "\u064a"),
    **dict.fromkeys("\u06a9\u06aa", "\u0643"),
    **dict.fromkeys("\u06be\u06c1\u06d5\u06c0\u06c3", "\u0647"),
}
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])")


def _is_stray(char: str) -> bool:
    if char in ARABIC_MARKS or char in INVISIBLE_CONTROLS:
        return False
    spacing_mark = unicodedata.normalize("NFKC", char)[:1] == " " and "\ufc5e" <= char <= "\ufe7f"
    return spacing_mark or bool(_NOT_WORDS.match(char)) or (unicodedata.category(char) == "Mn" and "\u0600" <= char <= "\u08ff")


def _cleaned(view: View) -> View:
    """Leave out soft hyphens, hyphens at line ends, signs of recitation and odd controls; turn digits of other scripts."""
    stray = {char for char in set(view.text) if _is_stray(char)}
    spans = [(at, at + 1) for at, char in enumerate(view.text) if char in stray]
    spans += [match.span() for match in _HYPHENATED.finditer(view.text)]
    clean = view.without(spans, "marks that are no words left out") if spans else view
    numbers = line_numbers(clean.text)
    clean = clean.without(numbers, "numbers of lines left out") if numbers else clean
    others: dict[str, str | int | None] = {
        char: LIKE_LETTERS.get(char) or str(unicodedata.digit(char))
        for char in set(clean.text)
        if char in LIKE_LETTERS or (unicodedata.category(char) == "Nd" and char not in ARABIC_DIGITS and not char.isascii())
    }
    if not others:
        return clean
    touched = clean.offsets[[at for at, char in enumerate(clean.text) if char in others]]
    text = clean.text.translate(str.maketrans(others))
    return View(text, clean.offsets, (*clean.steps, ("letters and digits of another keyboard", touched)))


_LEFT_TO_RIGHT_RUN = re.compile(
    r"[A-Za-z0-9٠-٩۰-۹\u00c0-\u024f](?:[^\n\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[A-Za-z0-9٠-٩۰-۹\u00c0-\u024f])?"
)
_NUMBER = re.compile(
    r"[0-9٠-٩۰-۹]+(?:[.,:/٫٬][0-9٠-٩۰-۹]+)*|[A-Za-z\u00c0-\u024f](?:[^\n\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[A-Za-z\u00c0-\u024f])?"
)
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_WORD = re.compile(r"\S+")


def _turned(view: View, unit: re.Pattern[str], kept: re.Pattern[str] | None, what: str) -> View:
    """Turn every unit of the text round, but for the runs that are kept."""
    order = np.arange(len(view.text))
    for match in unit.finditer(view.text):
        start, end = match.span()
        order[start:end] = order[start:end][::-1]
        for run in kept.finditer(match.group()) if kept else ():
            low, high = end - run.end(), end - run.start()
            order[low:high] = order[low:high][::-1]
    return view.chosen(order, what)


# Ways in which text read from the right may have been stored from the left.
DIRECTIONS: tuple[Callable[[View], View], ...] = (
    lambda view: _turned(view, _LINE, None, "letters of each line turned round"),
    lambda view: _turned(view, _LINE, _NUMBER, "letters of each line turned round, numbers not"),
    lambda view: _turned(view, _LINE, _LEFT_TO_RIGHT_RUN, "letters of each line turned round, Latin and numbers not"),
    lambda view: _turned(view, _LINE, _WORD, "words of each line turned round"),
    lambda view: _turned(view, _WORD, None, "letters of each word turned round"),
)


class Views:
    """The views of one text, each made when it is wanted."""

    def __init__(self, text: str) -> None:
        """Take the text of a copy."""
        self.text = text
        self.plain = View(text, np.arange(len(text)))

    @cached_property
    def turned(self) -> tuple[View, ...]:
        """The text turned round, in every way."""
        return tuple(turn(self.plain) for turn in DIRECTIONS)
