"""The text of a PDF file: paragraphs from lines and their places, without heads and feet of pages, notes apart.

A page says nothing of paragraphs; what shows them is where lines end and begin. Source of the method: a line that has
room for the first word of the next one was ended on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from mawaqif.passages.copies.pdf_lines import Line, placed_lines
from mawaqif.passages.copies.pdf_pages import glyphs_of, labels_of
from mawaqif.passages.extraction.blocks import Block, joined_words
from mawaqif.passages.extraction.page_edges import PageEdges, page_edges
from mawaqif.passages.folding import SUPERSCRIPT_DIGITS

# A gap between lines, in usual gaps, that parts two paragraphs; and a change of size that does.
WIDE, OTHER_SIZE = 1.35, 0.12
# So many of the lines longer than half of the longest are no longer than a full line; the rest stick out.
FULL = 0.9
# The distance of two lines, in font sizes, that are set without a gap.
SINGLE = 1.6
# Size of a note in relation to that of the text.
NOTE_SIZE = 0.95
# A gap within a line, in font sizes, as between columns; and the share of lines that have one in a page set in columns.
COLUMN_GAP, IN_COLUMNS = 2.5, 0.6
_FEWEST_LINES = 8
_END = re.compile(r"[.!?؟:؛…][\"”»’'\])\s" + SUPERSCRIPT_DIGITS + r"]*$")
_NOTE = re.compile(rf"[\[(]?([0-9٠-٩]{{1,3}}|[{SUPERSCRIPT_DIGITS}]{{1,4}})[\])]?\s*[.:–-]?\s*(?=[^\W\d]|[<\"“«(])")
_MARKER = re.compile(f"(?<=\\S)[{SUPERSCRIPT_DIGITS}]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass
class PdfText:
    """What a PDF file gives.

    Attributes:
        blocks: its paragraphs and notes.
        edges: what stands at the edges of its pages, which is left out.
        empty: numbers, from 1, of pages without text.
        columns: labels of pages that may be set in columns.
        divided: number of words that were divided at the end of a line and are joined.
    """

    blocks: list[Block] = field(default_factory=list)
    edges: PageEdges = field(default_factory=PageEdges)
    empty: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    divided: int = 0


def pdf_text(data: bytes) -> PdfText:
    """Return the text of a PDF file.

    Raises:
        UnreadableError: it is damaged, locked or too long.
    """
    pages = [placed_lines(glyphs) for glyphs in glyphs_of(data)]
    edges = page_edges(pages, labels_of(data))
    found = PdfText(edges=edges)
    found.empty = [number for number, lines in enumerate(pages, start=1) if not any(line.text.strip() for line in lines)]
    found.columns = [label for label, lines in zip(edges.labels, pages, strict=True) if _in_columns(lines)]
    sizes = [line.size for lines in edges.bodies for line in lines for _ in line.text]
    usual = median(sizes) if sizes else 1.0
    width = _usual_width([line for lines in edges.bodies for line in lines])
    paragraphs: list[list[tuple[str, Line]]] = []
    notes: list[tuple[int, list[tuple[str, Line]]]] = []
    for label, lines in zip(edges.labels, edges.bodies, strict=True):
        body, below = _notes_apart(lines, usual)
        _add_notes(notes, label, below)
        _add_paragraphs(paragraphs, label, body, width)
    found.blocks = [_block(found, lines) for lines in paragraphs] + [_block(found, lines, number) for number, lines in notes]
    return found


def _usual_width(lines: Sequence[Line]) -> float:
    """Return the width of a full line: odd and even pages may have other margins, and a page of short lines shows none."""
    widths = sorted(line.right - line.left for line in lines)
    wide = [width for width in widths if width >= widths[-1] / 2]
    return wide[int(len(wide) * FULL)] if wide else 0.0


def _in_columns(lines: Sequence[Line]) -> bool:
    return len(lines) >= _FEWEST_LINES and sum(line.gap > COLUMN_GAP for line in lines) > IN_COLUMNS * len(lines)


def _block(found: PdfText, lines: Sequence[tuple[str, Line]], note: int = 0) -> Block:
    pieces: list[tuple[str, list[str]]] = []
    for label, line in lines:
        if not pieces or pieces[-1][0] != label:
            pieces.append((label, []))
        pieces[-1][1].append(line.text)
    made = []
    for label, words in pieces:
        text, divided = joined_words(words)
        found.divided += divided
        made.append((label, text))
    return Block(tuple(made), note)


def note_number(text: str) -> int | None:
    """Return the number with which a line begins as a note does, or None."""
    match = _NOTE.match(text)
    return int(match[1].translate(_PLAIN)) if match else None


def _notes_apart(lines: Sequence[Line], usual: float) -> tuple[list[Line], list[Line]]:
    """Part a page into running text and the notes below it.

    Notes begin where a line begins with the number of a marker above it, in smaller letters, after a wide gap or
    with a raised number; small lines just above them go on with a note of the page before.
    """
    for at, line in enumerate(lines):
        number = note_number(line.text)
        if number is None or not at:
            continue
        marked = any(str(number) == mark.translate(_PLAIN) for above in lines[:at] for mark in _MARKER.findall(above.text))
        small = line.size <= NOTE_SIZE * usual
        if marked and (small or line.text[0] in SUPERSCRIPT_DIGITS or lines[at - 1].y - line.y > WIDE * _usual_gap(lines)):
            while small and at > 1 and lines[at - 1].size <= NOTE_SIZE * usual:
                at -= 1  # noqa: PLW2901 - the notes begin further up
            return list(lines[:at]), list(lines[at:])
    return list(lines), []


def _add_notes(notes: list[tuple[int, list[tuple[str, Line]]]], label: str, lines: Sequence[Line]) -> None:
    for line in lines:
        number = note_number(line.text)
        expected = number is not None and (not notes or number == notes[-1][0] + 1)
        if number is not None and (expected or line.text[0] in SUPERSCRIPT_DIGITS):
            bare = replace(line, text=line.text[_end_of_number(line.text) :])
            notes.append((number, [(label, bare)]))
        elif notes:
            notes[-1][1].append((label, line))
        else:
            notes.append((number or 1, [(label, line)]))


def _end_of_number(text: str) -> int:
    match = _NOTE.match(text)
    return match.end() if match else 0


def _usual_gap(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines; few lines tell it no better than their size does."""
    gaps = [one.y - other.y for one, other in pairwise(lines)]
    if len(gaps) >= _FEWEST_LINES:
        return median(gaps)
    return min(gaps, default=1.0) if min(gaps, default=0.0) <= SINGLE * lines[0].size else SINGLE * lines[0].size


def _add_paragraphs(paragraphs: list[list[tuple[str, Line]]], label: str, lines: Sequence[Line], width: float) -> None:
    """Add the lines of a page to the paragraphs; its first line may go on with the last one of the page before."""
    for line, ends in zip(lines, [None, *_breaks(lines, width)], strict=True) if lines else ():
        begins = ends
        if begins is None:
            before = paragraphs[-1][-1][1] if paragraphs else None
            begins = before is None or bool(_END.search(before.text)) or abs(before.size - line.size) > OTHER_SIZE * line.size
            begins = begins or (before is not None and _has_room(before, line, width))
        if begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append((label, line))


def _breaks(lines: Sequence[Line], width: float) -> Iterator[bool]:
    """Yield, for each line but the first, whether a paragraph begins with it."""
    usual = _usual_gap(lines)
    for one, other in pairwise(lines):
        apart = one.y - other.y > WIDE * usual
        yield apart or abs(one.size - other.size) > OTHER_SIZE * one.size or _has_room(one, other, width)


def _has_room(line: Line, following: Line, width: float) -> bool:
    """Tell whether the first word of the following line would have stood at the end of a line."""
    free = width - (line.right - line.left)
    first = len(following.text.split(" ", 1)[0]) / max(1, len(following.text)) * (following.right - following.left)
    return free > 1.1 * first + 0.5 * line.size
