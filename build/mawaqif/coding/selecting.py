"""What follows from selected words: their anchor, the footnotes that they close; and which words a summary shares."""

from __future__ import annotations

from dataclasses import dataclass

from mawaqif.coding.loading.citations import REACH
from mawaqif.coding.source_text import SourceText
from mawaqif.coding.units import marker_places, trimmed
from mawaqif.findings import Bilingual, CannotRunError
from mawaqif.passages import ARABIC_MARKS, Anchor, anchor, edge_problem, fold, folded_words

WORDLESS = Bilingual("no words are selected; a passage has a letter or a digit", "لم تُحدَّد كلمات؛ ففي المقطع حرف أو رقم")


@dataclass(frozen=True)
class Selection:
    """Words that may become a part of a passage.

    Attributes:
        anchor: where they stand, with their first and last words and the hash of all.
        problem: why they cannot be a passage as they are cut; empty where they can.
        page: the page on which they begin; empty where nobody knows.
        notes: numbers of the footnotes whose markers close them.
        unit: number of the smallest paragraph, quotation or footnote that holds their beginning; empty where none does.
    """

    anchor: Anchor
    problem: str
    page: str
    notes: tuple[int, ...]
    unit: str


def selection(source: SourceText, start: int, end: int, *, as_given: bool = False) -> Selection:
    """Return the passage that somebody means who selects a stretch of a text.

    Args:
        source: the text.
        start: offset of the first character.
        end: offset after the last one.
        as_given: whether the stretch is taken as it is; otherwise words that were cut are taken whole, and what stays
            outside of a passage is left out.

    Raises:
        CannotRunError: there are no words in it.
    """
    text = source.text
    if not 0 <= start < end <= len(text):
        raise CannotRunError(f"{start} to {end} is no stretch of {source.document}, which has {len(text)} characters")
    if not as_given:
        start, end = trimmed(text, *_whole_words(text, start, end))
    if start >= end or not fold(text[start:end]):
        raise CannotRunError(WORDLESS)
    notes = sorted(note for note, places in marker_places(text).items() if any(end <= at <= end + REACH for at in places))
    around = [unit for unit in source.units if unit.start <= start < unit.end]
    unit = min(around, key=lambda item: item.end - item.start, default=None)
    return Selection(
        anchor(text, start, end), edge_problem(text, start, end), source.page(start), tuple(notes), unit.name if unit else ""
    )


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    while end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(char: str) -> bool:
    # A raised digit is the marker of a footnote, and no part of the word before it.
    return char.isalpha() or char.isdecimal() or char in ARABIC_MARKS


def footnote_markers(text: str) -> dict[int, list[int]]:
    """Return where the marker of each footnote stands in the running text, by its number."""
    return marker_places(text)


def longest_shared(text: str, source: SourceText) -> tuple[int, str]:
    """Return the longest run of words that a text in our own words shares with a source.

    Returns:
        The number of words, and the words as the source has them; 0 and nothing where it shares none.
    """
    spans, places = source.words.spans, source.words.places
    best, last = 0, 0
    running: dict[int, int] = {}
    for word in folded_words(text):
        running = {at: running.get(at - 1, 0) + 1 for at in places.get(word, ())}
        at = max(running, key=lambda place: running[place], default=0)
        if running and running[at] > best:
            best, last = running[at], at
    if not best:
        return 0, ""
    return best, " ".join(source.text[spans[last - best + 1][0] : spans[last][1]].split())
