"""Lines of text from glyphs and their places, for pages that are read from the right.

The order on paper is the visual one. Within a line, letters are taken from right to left;
then runs that are read from the left (Latin words, numbers) are turned round again.
Source of the method: Unicode Standard Annex #9, run backwards as far as it can be.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# How far, in font sizes, a glyph may stand off its line: marks and footnote numbers do, the next line does not.
LINE_REACH = 0.55
# A gap as wide as this, in font sizes, is a space even where none was painted.
WIDE_GAP = 0.6
NARROW_GAP = 0.17
# From this share of painted spaces on, a page paints its spaces, and narrow gaps are none.
PAINTS_SPACES = 0.06
# Pens this near, in font sizes, belong to letters stacked on one another.
STACKED = 0.15
# A page with fewer Latin letters than so many for each Arabic one is read from the right.
LATIN_SHARE = 3
# A footnote number is smaller than its line and stands higher.
RAISED, SMALLER = 0.12, 0.85
_SUPERSCRIPT = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page.

    Attributes:
        char: the character.
        x: where its pen stood, in points from the left.
        y: its baseline, in points from the bottom.
        left: left edge of its ink.
        right: right edge of its ink.
        size: font size in points; 0 where it is not known.
        order: its place in the order of the file.
        painter: what painted it; glyphs of one piece of text share it.
    """

    char: str
    x: float
    y: float
    left: float
    right: float
    size: float
    order: int = 0
    painter: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page.

    Attributes:
        text: its text, as it is read.
        y: its baseline, in points from the bottom.
        left: left edge of its ink.
        right: right edge of its ink.
        size: font size of most of its letters, in points.
        gap: the widest gap between its letters, in font sizes.
    """

    text: str
    y: float
    left: float
    right: float
    size: float
    gap: float = 0.0


def lines_of(
    glyphs: list[Glyph], *, latin_takes_digits: bool = True, file_order: bool = False, ligatures_turned: bool = False
) -> list[str]:
    """Put the lines of a page together, from top to bottom, and return their texts; see `placed_lines`."""
    lines = placed_lines(glyphs, latin_takes_digits=latin_takes_digits, file_order=file_order, ligatures_turned=ligatures_turned)
    return [line.text for line in lines]


def placed_lines(
    glyphs: list[Glyph], *, latin_takes_digits: bool = True, file_order: bool = False, ligatures_turned: bool = False
) -> list[Line]:
    """Put the lines of a page together, from top to bottom.

    Args:
        glyphs: what stands on the page, in any order.
        latin_takes_digits: whether a number beside Latin words belongs to them; paper does not tell
            `2022 ICANN` from `ICANN 2022` within Arabic.
        file_order: whether the order in the file decides where letters stand above one another.
        ligatures_turned: whether the letters of one glyph come from left to right, as some programs have them.
    """
    inked = [glyph for glyph in glyphs if glyph.size]
    if not inked:
        return []
    size = median(glyph.size for glyph in inked if not glyph.char.isspace()) if inked else 1.0
    spaces = sum(glyph.char.isspace() for glyph in glyphs)
    gap = size * (WIDE_GAP if spaces > PAINTS_SPACES * len(glyphs) else NARROW_GAP)
    rtl = sum(unicodedata.bidirectional(glyph.char) in _RIGHT_TO_LEFT for glyph in inked)
    ltr = sum(unicodedata.bidirectional(glyph.char) == "L" for glyph in inked)
    lines = []
    for row in _rows(glyphs, size):
        text = _row_text(_as_read(row, size, file_order=file_order, ligatures_turned=ligatures_turned), gap, size)
        line = _logical(text, latin_takes_digits=latin_takes_digits) if rtl * LATIN_SHARE >= ltr else text[::-1]
        lines.append(_placed(re.sub(r" +", " ", line).strip(), row, size))
    return [line for line in lines if line.text]


def _placed(text: str, row: list[Glyph], size: float) -> Line:
    letters = sorted((glyph for glyph in row if not glyph.char.isspace()), key=lambda glyph: glyph.left) or row
    usual = median(glyph.size for glyph in letters) or size
    gap = max((other.left - one.right for one, other in pairwise(letters)), default=0.0) / usual
    left, right = min(glyph.left for glyph in letters), max(glyph.right for glyph in letters)
    return Line(text, median(glyph.y for glyph in letters), left, right, usual, gap)


def _rows(glyphs: list[Glyph], size: float) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each line, from top to bottom; letters make the lines, what is small or blank joins the nearest."""
    baselines: list[float] = []
    for y in sorted(glyph.y for glyph in glyphs if glyph.size >= SMALLER * size and not glyph.char.isspace()):
        if not baselines or y - baselines[-1] > LINE_REACH * size:
            baselines.append(y)
    rows: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        at = bisect_left(baselines, glyph.y)
        near = min(baselines[max(0, at - 1) : at + 1], key=lambda y: abs(y - glyph.y), default=glyph.y)
        if abs(near - glyph.y) > LINE_REACH * size:
            near = round(glyph.y / (LINE_REACH * size)) * LINE_REACH * size
        rows.setdefault(near, []).append(glyph)
    for y in sorted(rows, reverse=True):
        yield rows[y]


def _row_text(row: list[Glyph], gap: float, size: float) -> str:
    """Return a line as it stands on paper, from right to left."""
    letters = [glyph.size for glyph in row if glyph.size and not glyph.char.isspace()]
    usual = median(letters) if letters else size
    base = median(glyph.y for glyph in row)
    # In a heading the letters stand as much further apart as they are larger.
    gap *= max(1.0, usual / size)
    parts: list[str] = []
    edge: float | None = None
    for glyph in row:
        if edge is not None and edge - glyph.right > gap:
            parts.append(" ")
        raised = glyph.size and glyph.size < SMALLER * usual and glyph.y > base + RAISED * usual
        parts.append(glyph.char.translate(_SUPERSCRIPT) if raised else glyph.char)
        edge = glyph.left if edge is None else min(edge, glyph.left)
    return "".join(parts)


def _as_read(row: list[Glyph], size: float, *, file_order: bool, ligatures_turned: bool) -> list[Glyph]:
    """Sort a line from right to left."""
    way = 1 if ligatures_turned else -1
    row = sorted(row, key=lambda glyph: (-glyph.x, way * (glyph.left + glyph.right), way * glyph.order))
    if not file_order:
        return row
    pairs = list(pairwise(row))
    forwards = sum(one.order < other.order for one, other in pairs) * 2 >= len(pairs)
    for at, (one, other) in enumerate(pairs):
        stacked = row[at] is one and one.x - other.x < STACKED * size and one.char.isalpha() and other.char.isalpha()
        if stacked and one.painter != other.painter and (one.order < other.order) != forwards:
            row[at], row[at + 1] = other, one
    return row


# Within a line that is read from the right: numbers with their separators, and Latin words with what is between them.
_NUMBER = r"[0-9٠-٩۰-۹⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[.,:/٫٬][0-9٠-٩۰-۹]+)*%?"
_LATIN = r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_LATIN_RUN = rf"{_LATIN}(?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\n]*{_LATIN})?"
_RUN = re.compile(rf"{_LATIN_RUN}|{_NUMBER}")
_RUN_WITH_DIGITS = re.compile(rf"(?:{_NUMBER}[ /.:_+-]*)*{_LATIN_RUN}(?:\d+)?|{_NUMBER}")


def _logical(text: str, *, latin_takes_digits: bool) -> str:
    """Turn the runs of a right-to-left line that are read from the left, and its brackets."""
    pattern = _RUN_WITH_DIGITS if latin_takes_digits else _RUN
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        parts += [text[at : match.start()].translate(_MIRRORED), match.group()[::-1]]
        at = match.end()
    return "".join([*parts, text[at:].translate(_MIRRORED)])
