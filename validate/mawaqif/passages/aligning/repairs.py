"""What a copy may have done within one passage, tried until the hash agrees.

Each repair yields the pieces that a passage may be put together from, the likeliest first.
None of them changes, adds or drops a letter: they leave out numbers and lines, and move spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, islice, pairwise

from mawaqif.passages.aligning.candidates import Window, cut_ends, cut_starts, windows
from mawaqif.passages.aligning.letters import Letters, sha256_of
from mawaqif.passages.aligning.page_furniture import bracketed_marks
from mawaqif.passages.aligning.spacing import pieces_of, spacing_edits
from mawaqif.passages.aligning.targets import Proof, Wanted
from mawaqif.passages.aligning.views import View

MOST_TRIES = 6000
# Letters of footnote numbers and the like that a stretch may hold beyond the passage's own.
SLACK = 24
MARKS_SLACK, MOST_SHAPES = 300, 6
LONGEST_MARKER = 3
MOST_RUNS = 10
MOST_WINDOWS = 3
_DIGITS = re.compile(r"\d+")
_BRACKETS = "()[]{}"
Pieces = tuple[tuple[str, int, int], ...]
# The folded words of a try, and what makes its pieces where the hash agrees.
Try = tuple[str, Callable[[], Pieces]]


@dataclass(frozen=True)
class Places:
    """Where a passage may start and end in a view; and stretches whose spaces were tried in an earlier view."""

    view: View
    wanted: Wanted
    begin: list[int]
    finish: list[int]
    tried: set[str] = field(default_factory=set)

    @property
    def letters(self) -> Letters:
        """The letters of the view."""
        return self.view.letters


def without_numbers(places: Places) -> Iterator[Try]:
    """Leave out numbers that may be footnote markers, alone or at the end of a word or number."""
    letters = places.letters
    for window in windows(places.wanted, places.begin, places.finish, SLACK):
        options = [cut for run in _digit_runs(letters, window)[:MOST_RUNS] for cut in _cuts(run)]
        for size in range(1, min(len(options), MOST_RUNS) + 1):
            for cuts in combinations(options, size):
                if all(one[1] <= other[0] for one, other in pairwise(cuts)):
                    yield _folded_without(letters, window, cuts), partial(_pieces_without, places.view, window, cuts)


def _digit_runs(letters: Letters, window: Window) -> list[Window]:
    """Return runs of digits within a stretch; a gap ends a run."""
    runs: list[Window] = []
    for match in _DIGITS.finditer(letters.letters, *window):
        low = match.start()
        for at in range(match.start() + 1, match.end() + 1):
            if at == match.end() or letters.is_start(at):
                runs.append((low, at))
                low = at
    return runs


def _cuts(run: Window) -> list[Window]:
    low, high = run
    whole = [run] if high - low <= LONGEST_MARKER else []
    return whole + [(high - size, high) for size in range(1, LONGEST_MARKER + 1) if low < high - size]


def _folded_without(letters: Letters, window: Window, cuts: tuple[Window, ...]) -> str:
    parts: list[str] = []
    at, end = window
    for low, high in (*cuts, (end, end)):
        part = letters.folded(at, low)
        parts.append((" " if parts and at < end and letters.is_start(at) else "") + part)
        if low < high and letters.is_start(low):
            parts.append(" ")
        at = high
    return " ".join("".join(parts).split())


def _pieces_without(view: View, window: Window, cuts: tuple[Window, ...]) -> Pieces:
    """Return the pieces beside what is cut out; a bracket around a number goes with it."""
    letters = view.letters
    at, finish = letters.span(*window)
    pieces = []
    for low, high in cuts:
        start, end = letters.span(low, high)
        before, after = view.text[start - 1 : start], view.text[end : end + 1]
        if before and before in _BRACKETS and after and after in _BRACKETS:
            start, end = start - 1, end + 1
        pieces.append(("", at, start))
        at = end
    return (*pieces, ("", at, finish))


def without_marks(places: Places) -> Iterator[Try]:
    """Leave out what stands in brackets, such as page marks set into the text: all that is alike, or none of it."""
    letters = places.letters
    for window in windows(places.wanted, places.begin, places.finish, MARKS_SLACK):
        marks = bracketed_marks(places.view.text, *letters.span(*window))
        for size in range(1, min(len(marks), MOST_SHAPES) + 1):
            for shapes in combinations(list(marks)[:MOST_SHAPES], size):
                spans = sorted(span for shape in shapes for span in marks[shape])
                cuts = tuple((letters.letter_at(low), letters.letter_at(high)) for low, high in spans)
                yield _folded_without(letters, window, cuts), partial(_pieces_without, places.view, window, cuts)


def across_lines(places: Places) -> Iterator[Try]:
    """Join the end of one line to the start of another: what lies between is another page's, or a page's own."""
    letters, wanted = places.letters, places.wanted
    for start in dict.fromkeys([*places.begin, *cut_starts(letters, wanted)]):
        leave = letters.line_starts(start + 1, start + wanted.most_letters)
        heads = [(at, letters.folded(start, at)) for at in leave]
        for end in dict.fromkeys([*places.finish, *cut_ends(letters, wanted)]):
            for back in letters.line_starts(max(0, end - wanted.most_letters), end - 1):
                tail = letters.folded(back, end)
                for left, head in heads:
                    if left != back and wanted.may_have(left - start + end - back):
                        yield f"{head} {tail}", partial(_two_pieces, letters, (start, left), (back, end))


def _two_pieces(letters: Letters, head: Window, tail: Window) -> Pieces:
    return ("", *letters.span(*head)), (" ", *letters.span(*tail))


def across_pages(places: Places) -> Iterator[Try]:
    """Join the end of one page, a whole page, and the start of a third, wherever they stand."""
    letters, wanted = places.letters, places.wanted
    whole = list(pairwise(letters.pages))
    for start in dict.fromkeys([*places.begin, *cut_starts(letters, wanted)]):
        left = next((at for at in letters.pages if at > start), start)
        for end in dict.fromkeys([*places.finish, *cut_ends(letters, wanted)]):
            back = max((at for at in letters.pages if at < end), default=end)
            for low, high in whole:
                if wanted.may_have(left - start + high - low + end - back):
                    parts = ((start, left), (low, high), (back, end))
                    yield " ".join(letters.folded(*part) for part in parts), partial(_pieces_of_pages, letters, parts)


def _pieces_of_pages(letters: Letters, parts: tuple[Window, ...]) -> Pieces:
    return tuple((" ", *letters.span(*part)) for part in parts)


def respaced(places: Places) -> Iterator[Try]:
    """Put back spaces that were lost within the passage, and take out those that were added."""
    for window in windows(places.wanted, places.begin, places.finish)[:MOST_WINDOWS]:
        words = places.letters.folded(*window)
        if words in places.tried:
            continue
        places.tried.add(words)
        for folded, edits in spacing_edits(places.letters, window):
            yield folded, partial(pieces_of, places.letters, window, edits)


Repair = Callable[[Places], Iterator[Try]]
REPAIRS: tuple[tuple[str, Repair], ...] = (
    ("footnote numbers left out", without_numbers),
    ("marks in brackets left out", without_marks),
    ("lines between left out", across_lines),
    ("pages joined", across_pages),
    ("spaces mended", respaced),
)


def repaired(places: Places) -> Proof | None:
    """Return the proof of the first repair after which the hash agrees, or None."""
    for how, repair in REPAIRS:
        for folded, pieces in islice(repair(places), MOST_TRIES):
            if sha256_of(folded) == places.wanted.anchor.text_sha256:
                proof = Proof(places.view, pieces(), (how,))
                if proof.proves(places.wanted):
                    return proof
    return None
