"""Units: the paragraphs, quotations and footnotes into which a text is cut, as places where something may be coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mawaqif.passages import EDGE_MARKS, SUPERSCRIPT_DIGITS, folded_words

PARAGRAPH, QUOTATION, NOTE, LABEL = "paragraph", "quotation", "note", "label"
# Fewer words between quotation marks are a name or a term.
SHORTEST_QUOTATION = 4
# A line with fewer words, and no full stop, may be a heading.
LONGEST_HEADING = 14
_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"'}
_MARKER = re.compile(rf"\s*([{SUPERSCRIPT_DIGITS}]{{1,3}})")
_NUMBERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A word or two and a colon before a paragraph say who speaks or what follows; they are no part of what is said.
_LABEL = re.compile(r"[^\W\d]+(?: [^\W\d]+)?\s?:\s")
# A note whose number stands on the line; it is one where the text has a raised number that leads to it.
_PLAIN_NUMBER = re.compile(r"\s*[\[(]?([0-9]{1,3})[\])]?\s*[.:–-]?\s+(?=\S)")
_OUTSIDE = EDGE_MARKS + " \t\r\n\f\u00a0"


@dataclass(frozen=True)
class Unit:
    """A place where something may be coded.

    Attributes:
        name: number in the text: `12` for a paragraph, `12.1` for a quotation in it, `12.0` for a label before it, `n3` for a
            footnote.
        sort: `paragraph`, `quotation`, `label` or `note`.
        start: offset of its first character, without marks that stay outside of a passage.
        end: offset after its last one.
        note: number of the footnote; 0 where it is none.
    """

    name: str
    sort: str
    start: int
    end: int
    note: int = 0


def units(text: str) -> list[Unit]:
    """Cut a text into units, in reading order; a paragraph comes before the quotations in it."""
    found: list[Unit] = []
    number = 0
    raised = marker_places(text)
    notes: set[int] = set()
    for start, end in _blocks(text):
        note, begin = _note(text, start, end, raised, notes)
        if note:
            notes.add(note)
            found += _unit(text, f"n{note}", NOTE, begin, end, note)
            continue
        whole = _unit(text, str(number + 1), PARAGRAPH, start, end)
        if whole:
            number += 1
            found += _paragraph(text, whole[0])
    return found


def _note(text: str, start: int, end: int, raised: dict[int, list[int]], notes: set[int]) -> tuple[int, int]:
    """Return the number of the footnote that a block is, and where its words begin; 0 where it is none."""
    marker = _MARKER.match(text, start, end)
    if marker:
        return int(marker[1].translate(_NUMBERS)), marker.end()
    plain = _PLAIN_NUMBER.match(text, start, end)
    if plain and min(raised.get(int(plain[1]), [end])) < start and int(plain[1]) not in notes:
        # The number is printed as a word of the text, and nothing else would take it in.
        return int(plain[1]), start
    return 0, start


def _paragraph(text: str, whole: Unit) -> Iterator[Unit]:
    """Yield a paragraph and the quotations in it; one without any may have a label before it."""
    quotations = list(_quotations(text, whole))
    label = None if quotations else _LABEL.match(text, whole.start, whole.end)
    if label and len(folded_words(text[label.end() : whole.end])) >= SHORTEST_QUOTATION:
        yield from _unit(text, f"{whole.name}.0", LABEL, whole.start, label.end())
        yield from _unit(text, whole.name, PARAGRAPH, label.end(), whole.end)
    else:
        yield whole
    yield from quotations


def _unit(text: str, name: str, sort: str, start: int, end: int, note: int = 0) -> list[Unit]:
    start, end = trimmed(text, start, end)
    return [Unit(name, sort, start, end, note)] if folded_words(text[start:end]) else []


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a stretch without what stays outside of a passage: spaces, quotation marks, a full stop, markers.

    Source: the codebook, "Where a passage stands".
    """
    while start < end and text[start] in _OUTSIDE:
        start += 1
    while end > start and text[end - 1] in _OUTSIDE:
        end -= 1
    return start, end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that are paragraphs or footnotes: parted by blank lines, by lines where there are none of these."""
    blank = re.compile(r"\n[^\S\n]*(?:\n|\f)\s*" if re.search(r"\S[^\S\n]*\n[^\S\n]*\n", text) else r"\n")
    start = 0
    for gap in blank.finditer(text):
        yield from _notes_apart(text, start, gap.start())
        start = gap.end()
    yield from _notes_apart(text, start, len(text))


def _notes_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a block where a line in it begins with the marker of a footnote."""
    cuts = [match.start() for match in re.finditer(rf"(?m)^[^\S\n]*[{SUPERSCRIPT_DIGITS}]", text[start:end])]
    bounds = [start, *(start + cut for cut in cuts if cut), end]
    yield from pairwise(bounds)


def _quotations(text: str, whole: Unit) -> Iterator[Unit]:
    """Yield what stands between quotation marks in a paragraph, where it is more than a name."""
    # The marks at the edge of the paragraph were taken off.
    left, right = max(0, whole.start - 1), min(len(text), whole.end + 1)
    at, count = left, 0
    while at < right:
        closing = _PAIRS.get(text[at])
        if closing is None:
            at += 1
            continue
        found = text.find(closing, at + 1, right + 1)
        stop = found if found >= 0 else right
        unit = _unit(text, f"{whole.name}.{count + 1}", QUOTATION, at + 1, stop)
        if unit and len(folded_words(text[unit[0].start : unit[0].end])) >= SHORTEST_QUOTATION:
            count += 1
            yield unit[0]
        at = stop + 1


def is_heading(text: str, unit: Unit) -> bool:
    """True where a unit is short and ends with no full stop: it may be a heading."""
    words = text[unit.start : unit.end]
    return unit.sort == PARAGRAPH and len(words.split()) <= LONGEST_HEADING and "." not in text[unit.end : unit.end + 1]


def marker_places(text: str) -> dict[int, list[int]]:
    """Return where the marker of each footnote stands in the running text, by its number."""
    found: dict[int, list[int]] = {}
    for match in re.finditer(rf"(?<=\S)[{SUPERSCRIPT_DIGITS}]+", text):
        digits = match[0].translate(_NUMBERS)
        # Two markers without a space between them, such as those of notes 61 and 62.
        half = len(digits) // 2
        for part in {digits} if len(digits) < 4 else {digits[:half], digits[half:]}:  # noqa: PLR2004 - a note has three digits
            found.setdefault(int(part), []).append(match.start())
    return found


def enclosing(found: Sequence[Unit], start: int) -> Unit | None:
    """Return the paragraph or footnote in which an offset stands."""
    return next((unit for unit in found if unit.sort not in (QUOTATION, LABEL) and unit.start <= start < unit.end), None)
