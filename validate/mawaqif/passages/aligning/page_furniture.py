"""What a page adds to the words: running heads, page numbers, footnote markers.

Both functions are generous. A wrong guess costs nothing but time, because a passage is
restored only where its hash agrees.
"""

from __future__ import annotations

import re
from collections import Counter

from mawaqif.passages.folding import fold

# A running head is a line, no longer than this, that stands there at least so often but for its numbers.
LONGEST_HEAD = 160
FEWEST_REPEATS = 3
# With pages known: lines from the edge of a page in which its head and foot may stand.
EDGE_LINES = 4
# Lines that the notes of a page may take.
LONGEST_NOTES = 30
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.?|pp\.?|صفحة|الصفحة|ص\.?|صـ)\W*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|\\|of|من|-|–|\|)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(<{⟦][^\[\]()<>{}⟦⟧\n]{1,200}[\])>}⟧]")
_PAGE_MARK = re.compile(r"[\[(<{⟦]\W*(?:page|p\.?|صفحة|الصفحة|ص\.?)\W*\d{1,4}\W*[\])>}⟧]", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"(?m)^[ \t]*\d{1,5}[ \t.):|\-]+(?=\S)")
_NOTE = re.compile(r"\s*(?:[\[(]?\s*\d{1,3}\s*[\])]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]+)\s*[-.:]?\s*[^\W\d_]")
_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_BRACKET_MARKER = re.compile(rf"\s*[\[(]\s*{_DIGIT}{{1,3}}(?:\s*[,،–-]\s*{_DIGIT}{{1,3}})*\s*[\])]")
_GLUED_MARKER = re.compile(rf"(?<=[^\W\d_])[\u064b-\u065f\u0670]*{_DIGIT}{{1,3}}(?![\w.,:/]*{_DIGIT}|[^\W\d_])")
_AFTER_QUOTE = re.compile(rf"(?<=[\"”»“’'.،؛:!?؟\])])\s?{_DIGIT}{{1,3}}(?=[\s.،,؛:)\]\"”»]|$)(?!\s*[/:]{_DIGIT})")
_RAISED = re.compile(r"\^\{?\d{1,3}\}?|\[\^?\d{1,3}\]|<sup>\s*\d{1,3}\s*</sup>")


def furniture_spans(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text that look like page furniture: page numbers, and heads that repeat."""
    lines = [(match.start(), match.end(), _shape(match.group())) for match in _LINE.finditer(text) if match.group().strip()]
    counts = Counter(shape for _, _, shape in lines)
    spans = [
        (start, end)
        for start, end, shape in lines
        if _PAGE_NUMBER.fullmatch(text, start, end) or (end - start <= LONGEST_HEAD and counts[shape] >= FEWEST_REPEATS)
    ]
    spans += _edge_spans(text, counts)
    spans += [match.span() for match in _PAGE_MARK.finditer(text)]
    return sorted(set(spans))


def line_numbers(text: str) -> list[tuple[int, int]]:
    """Return the numbers that lines start with, where most lines do."""
    numbers = [match.span() for match in _LINE_NUMBER.finditer(text)]
    return numbers if len(numbers) * 2 > sum(bool(line.strip()) for line in text.split("\n")) else []


def note_spans(text: str) -> list[tuple[int, int]]:
    """Return lines that look like the notes at the foot of a page: from a line that starts as a note to the page's own lines."""
    furniture = set(furniture_spans(text))
    spans: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if match.span() in furniture:
            spans += block
            block = []
        elif block and len(block) > LONGEST_NOTES:
            block = []
        elif match.group().strip() and (block or _NOTE.match(match.group())):
            block.append(match.span())
    return sorted({*spans, *furniture})


def bracketed_marks(text: str, start: int, end: int) -> dict[str, list[tuple[int, int]]]:
    """Return what stands in brackets in a stretch of a text, alike but for its numbers: spans by shape."""
    marks: dict[str, list[tuple[int, int]]] = {}
    for match in _BRACKETED.finditer(text, start, end):
        marks.setdefault(_shape(match.group()), []).append(match.span())
    return marks


def _edge_spans(text: str, counts: Counter[str]) -> list[tuple[int, int]]:
    """Return lines at the edges of pages that stand on two pages, where form feeds show the pages."""
    if "\f" not in text:
        return []
    spans = []
    start = 0
    for page in text.split("\f"):
        lines = [match for match in _LINE.finditer(page) if match.group().strip()]
        spans += [
            (start + match.start(), start + match.end())
            for match in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])
            if counts[_shape(match.group())] > 1
        ]
        start += len(page) + 1
    return spans


def _shape(line: str) -> str:
    """Return a line with its numbers hidden, so that heads that count pages are alike."""
    return _NUMBER.sub("#", fold(line))


def marker_spans(text: str) -> list[tuple[int, int]]:
    """Return the numbers of a text that look like footnote markers."""
    patterns = (_RAISED, _BRACKET_MARKER, _GLUED_MARKER, _AFTER_QUOTE)
    return sorted({match.span() for pattern in patterns for match in pattern.finditer(text)})
