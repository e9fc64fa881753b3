"""Where the words of a line stand in the text, and what to say where they do not."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from mawaqif.coding.layout import FIRST, LAST
from mawaqif.coding.loading.session import Session
from mawaqif.coding.workbook import FilledRow
from mawaqif.editing.locating import stretches
from mawaqif.findings import Bilingual, said, show
from mawaqif.passages import anchor, edge_problem, fold, folded_words

Span = tuple[int, int]
_OWN_PLACE = re.compile(r"([0-9]+)-([0-9]+)")
MOST_LISTED = 4
CONTEXT_WORDS = 6
EMPTY = Bilingual(
    "is empty; write the first and the last words of the passage, as printed",
    "فارغ؛ اكتب كلمات المقطع الأولى والأخيرة كما هي مطبوعة",
)


class WordFinder:
    """Finds the stretches of one text that lines name by their first and last words."""

    def __init__(self, session: Session) -> None:
        """Take the text of a session."""
        self.session = session
        self.text = session.source.text
        self.words = session.source.words

    def span(self, row: FilledRow) -> Span | None:
        """Return the stretch that a line names; note what is wrong where it names none, or several.

        The words are looked for in the place of the line first, then in the whole text.
        """
        first, last = row.text(FIRST), row.text(LAST)
        for key, words in ((FIRST, first), (LAST, last)):
            if not fold(words):
                self.session.tell(row, key, EMPTY)
        if not fold(first) or not fold(last):
            return None
        own = self.own_place(row)
        if own and self._as_proposed(own, first, last):
            return own
        found = stretches(self.words, first, last)
        near = [(start, end) for start, end in found if own and own[0] <= start and end <= own[1]]
        meant = near or found
        if len(meant) != 1:
            self._tell(row, first, last, meant)
            return None
        problem = edge_problem(self.text, *meant[0])
        if problem:
            cut = "the passage from {first} to {last}: {problem}", "المقطع من {first} إلى {last}: {problem}"
            self.session.tell(row, FIRST, said(*cut, first=show(first), last=show(last), problem=problem))
        return meant[0]

    def own_place(self, row: FilledRow) -> Span | None:
        """Return the stretch of the text for which a line was written; None for a line that was added."""
        found = _OWN_PLACE.fullmatch(row.key)
        place = (int(found[1]), int(found[2])) if found else None
        return place if place and place[0] < place[1] <= len(self.text) else None

    def _as_proposed(self, own: Span, first: str, last: str) -> bool:
        place = anchor(self.text, *own)
        return fold(place.text_start) == fold(first) and fold(place.text_end) == fold(last)

    def _tell(self, row: FilledRow, first: str, last: str, found: list[Span]) -> None:
        if found:
            places = ", ".join(f"{start} to {end} (after {show(self._before(start))})" for start, end in found[:MOST_LISTED])
            self.session.tell(
                row, FIRST, f"{len(found)} stretches go from {show(first)} to {show(last)}: {places}; give more words"
            )
            return
        starts, ends = self.words.occurrences(first), self.words.occurrences(last)
        if starts and ends:
            told = f"{show(last)} stands only before {show(first)}, at {self._offsets(ends)} and {self._offsets(starts)}"
            self.session.tell(row, LAST, f"{told}; exchange them, or copy the words from the text")
            return
        for key, words, held, other, others in ((FIRST, first, starts, last, ends), (LAST, last, ends, first, starts)):
            if not held:
                known = f"; {show(other)} is at {self._offsets(others)}" if others else ""
                self.session.tell(
                    row, key, f"{show(words)} is not in the text{self._nearest(words)}{known}; copy the words from it"
                )

    def _offsets(self, places: list[tuple[int, int]]) -> str:
        shown = ", ".join(str(self.words.spans[first][0]) for first, _ in places[:MOST_LISTED])
        return f"{shown} …" if len(places) > MOST_LISTED else shown

    def _before(self, start: int) -> str:
        return " ".join(self.text[max(0, start - 60) : start].split()[-CONTEXT_WORDS:])

    def _nearest(self, words: str) -> str:
        """Name the stretch of as many words that is most similar."""
        wanted = folded_words(words)
        size = len(wanted)
        windows = [" ".join(self.words.folded[at : at + size]) for at in range(max(1, len(self.words.folded) - size + 1))]
        match = process.extractOne(" ".join(wanted), windows, scorer=fuzz.ratio, score_cutoff=60)
        if match is None:
            return ""
        start, end = self.words.spans[match[2]][0], self.words.spans[min(match[2] + size, len(self.words.spans)) - 1][1]
        return f", nearest is {show(' '.join(self.text[start:end].split()))} at {start}"
