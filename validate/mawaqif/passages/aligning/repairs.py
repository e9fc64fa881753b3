"""Repairs of damage within one passage, tried until the hash agrees.

Each repair yields the pieces that a passage may consist of, the likeliest first. No repair
changes or adds a letter: repairs leave out numbers and lines, and move spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, islice, pairwise

from mawaqif.passages.aligning.candidates import Window, ends_after_line_break, starts_before_line_break, windows
from mawaqif.passages.aligning.letter_index import LetterIndex, sha256_of
from mawaqif.passages.aligning.page_elements import bracketed_spans
from mawaqif.passages.aligning.spacing import pieces_between_edits, spacing_edits
from mawaqif.passages.aligning.targets import Proof, Target
from mawaqif.passages.aligning.views import View

MAX_ATTEMPTS = 6000
# Letters, such as footnote numbers, that a stretch may hold beside those of the passage.
MAX_EXTRA_LETTERS = 24
MAX_BRACKETED_LETTERS, MAX_BRACKET_SHAPES = 300, 6
MAX_MARKER_DIGITS = 3
MAX_DIGIT_RUNS = 10
MAX_WINDOWS = 3
_DIGITS = re.compile(r"\d+")
_BRACKETS = "()[]{}"
Pieces = tuple[tuple[str, int, int], ...]
# The folded words of an attempt, and a function that returns its pieces, called only where the hash agrees.
Attempt = tuple[str, Callable[[], Pieces]]


@dataclass(frozen=True)
class SearchSpace:
    """The places at which a target may start and end in a view.

    Attributes:
        view: the view.
        target: the part of a passage.
        starts: letters at which it may start.
        ends: letters after which it may end.
        tried: stretches whose spaces were tried in an earlier view.
    """

    view: View
    target: Target
    starts: list[int]
    ends: list[int]
    tried: set[str] = field(default_factory=set)

    @property
    def letters(self) -> LetterIndex:
        """The letters of the view."""
        return self.view.letters


def without_numbers(space: SearchSpace) -> Iterator[Attempt]:
    """Leave out numbers that may be footnote markers, alone or at the end of a word or number."""
    letters = space.letters
    for window in windows(space.target, space.starts, space.ends, MAX_EXTRA_LETTERS):
        options = [cut for run in _digit_runs(letters, window)[:MAX_DIGIT_RUNS] for cut in _cuts(run)]
        for size in range(1, min(len(options), MAX_DIGIT_RUNS) + 1):
            for cuts in combinations(options, size):
                if all(one[1] <= other[0] for one, other in pairwise(cuts)):
                    yield _folded_without(letters, window, cuts), partial(_pieces_without, space.view, window, cuts)


def _digit_runs(letters: LetterIndex, window: Window) -> list[Window]:
    """Return the runs of digits within a stretch; a space ends a run."""
    runs: list[Window] = []
    for match in _DIGITS.finditer(letters.letters, *window):
        low = match.start()
        for at in range(match.start() + 1, match.end() + 1):
            if at == match.end() or letters.is_word_start(at):
                runs.append((low, at))
                low = at
    return runs


def _cuts(run: Window) -> list[Window]:
    low, high = run
    whole = [run] if high - low <= MAX_MARKER_DIGITS else []
    return whole + [(high - size, high) for size in range(1, MAX_MARKER_DIGITS + 1) if low < high - size]


def _folded_without(letters: LetterIndex, window: Window, cuts: tuple[Window, ...]) -> str:
    parts: list[str] = []
    at, end = window
    for low, high in (*cuts, (end, end)):
        part = letters.folded(at, low)
        parts.append((" " if parts and at < end and letters.is_word_start(at) else "") + part)
        if low < high and letters.is_word_start(low):
            parts.append(" ")
        at = high
    return " ".join("".join(parts).split())


def _pieces_without(view: View, window: Window, cuts: tuple[Window, ...]) -> Pieces:
    """Return the pieces around the cuts; brackets around a number are cut with it."""
    letters = view.letters
    at, last = letters.span(*window)
    pieces = []
    for low, high in cuts:
        start, end = letters.span(low, high)
        before, after = view.text[start - 1 : start], view.text[end : end + 1]
        if before and before in _BRACKETS and after and after in _BRACKETS:
            start, end = start - 1, end + 1
        pieces.append(("", at, start))
        at = end
    return (*pieces, ("", at, last))


def without_brackets(space: SearchSpace) -> Iterator[Attempt]:
    """Leave out bracketed text such as page marks: all brackets of one shape, or none."""
    letters = space.letters
    for window in windows(space.target, space.starts, space.ends, MAX_BRACKETED_LETTERS):
        marks = bracketed_spans(space.view.text, *letters.span(*window))
        for size in range(1, min(len(marks), MAX_BRACKET_SHAPES) + 1):
            for shapes in combinations(list(marks)[:MAX_BRACKET_SHAPES], size):
                spans = sorted(span for shape in shapes for span in marks[shape])
                cuts = tuple((letters.letter_at(low), letters.letter_at(high)) for low, high in spans)
                yield _folded_without(letters, window, cuts), partial(_pieces_without, space.view, window, cuts)


def across_lines(space: SearchSpace) -> Iterator[Attempt]:
    """Join the end of one line to the start of a later or earlier one, as where a page break interrupts a passage."""
    letters, target = space.letters, space.target
    for start in dict.fromkeys([*space.starts, *starts_before_line_break(letters, target)]):
        leave = letters.line_starts_between(start + 1, start + target.max_letters)
        heads = [(at, letters.folded(start, at)) for at in leave]
        for end in dict.fromkeys([*space.ends, *ends_after_line_break(letters, target)]):
            for back in letters.line_starts_between(max(0, end - target.max_letters), end - 1):
                tail = letters.folded(back, end)
                for left, head in heads:
                    if left != back and target.fits_length(left - start + end - back):
                        yield f"{head} {tail}", partial(_two_pieces, letters, (start, left), (back, end))


def _two_pieces(letters: LetterIndex, head: Window, tail: Window) -> Pieces:
    return ("", *letters.span(*head)), (" ", *letters.span(*tail))


def across_pages(space: SearchSpace) -> Iterator[Attempt]:
    """Join the end of one page, a whole page and the start of a third, in any order of pages."""
    letters, target = space.letters, space.target
    whole = list(pairwise(letters.pages))
    for start in dict.fromkeys([*space.starts, *starts_before_line_break(letters, target)]):
        left = next((at for at in letters.pages if at > start), start)
        for end in dict.fromkeys([*space.ends, *ends_after_line_break(letters, target)]):
            back = max((at for at in letters.pages if at < end), default=end)
            for low, high in whole:
                if target.fits_length(left - start + high - low + end - back):
                    parts = ((start, left), (low, high), (back, end))
                    yield " ".join(letters.folded(*part) for part in parts), partial(_pieces_of_pages, letters, parts)


def _pieces_of_pages(letters: LetterIndex, parts: tuple[Window, ...]) -> Pieces:
    return tuple((" ", *letters.span(*part)) for part in parts)


def respaced(space: SearchSpace) -> Iterator[Attempt]:
    """Insert spaces that were lost within the passage, and remove those that were added."""
    for window in windows(space.target, space.starts, space.ends)[:MAX_WINDOWS]:
        words = space.letters.folded(*window)
        if words in space.tried:
            continue
        space.tried.add(words)
        for folded, edits in spacing_edits(space.letters, window):
            yield folded, partial(pieces_between_edits, space.letters, window, edits)


Repair = Callable[[SearchSpace], Iterator[Attempt]]
REPAIRS: tuple[tuple[str, Repair], ...] = (
    ("footnote numbers left out", without_numbers),
    ("marks in brackets left out", without_brackets),
    ("lines between left out", across_lines),
    ("pages joined", across_pages),
    ("spaces mended", respaced),
)


def first_repair_that_matches(space: SearchSpace) -> Proof | None:
    """Return the proof of the first repair after which the hash agrees, or None."""
    for how, repair in REPAIRS:
        for folded, pieces in islice(repair(space), MAX_ATTEMPTS):
            if sha256_of(folded) == space.target.anchor.text_sha256:
                proof = Proof(space.view, pieces(), (how,))
                if proof.proves(space.target):
                    return proof
    return None
