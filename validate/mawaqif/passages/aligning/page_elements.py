"""Page elements that are not running text: headers, footers, page numbers, footnotes and their markers.

The functions find too much rather than too little. A wrong guess only costs time, because a
passage is restored only where its hash agrees.
"""

from __future__ import annotations

import re
from collections import Counter

from mawaqif.passages.folding import fold

# A header or footer is a line, no longer than this, that repeats at least so often, numbers aside.
MAX_HEADER_LENGTH = 160
MIN_HEADER_REPEATS = 3
# Where pages are known: number of lines at either end of a page that may be its header or footer.
EDGE_LINES = 4
# Lines that the notes of a page may take.
MAX_FOOTNOTE_LINES = 30
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]+")
_NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
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


def header_and_footer_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines that look like page numbers, or like headers and footers that repeat."""
    lines = [(match.start(), match.end(), line_shape(match.group())) for match in _LINE.finditer(text) if match.group().strip()]
    counts = Counter(shape for _, _, shape in lines)
    spans = [
        (start, end)
        for start, end, shape in lines
        if PAGE_NUMBER.fullmatch(text, start, end) or (end - start <= MAX_HEADER_LENGTH and counts[shape] >= MIN_HEADER_REPEATS)
    ]
    spans += _edge_spans(text, counts)
    spans += [match.span() for match in _PAGE_MARK.finditer(text)]
    return sorted(set(spans))


def line_number_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of line numbers, where most lines start with one."""
    numbers = [match.span() for match in _LINE_NUMBER.finditer(text)]
    return numbers if len(numbers) * 2 > sum(bool(line.strip()) for line in text.split("\n")) else []


def footnote_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of footnotes: from a line that starts like a note to the footer of the page."""
    furniture = set(header_and_footer_spans(text))
    spans: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if match.span() in furniture:
            spans += block
            block = []
        elif block and len(block) > MAX_FOOTNOTE_LINES:
            block = []
        elif match.group().strip() and (block or _NOTE.match(match.group())):
            block.append(match.span())
    return sorted({*spans, *furniture})


def bracketed_spans(text: str, start: int, end: int) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of bracketed text in a stretch, grouped by what they hold, numbers aside."""
    marks: dict[str, list[tuple[int, int]]] = {}
    for match in _BRACKETED.finditer(text, start, end):
        marks.setdefault(line_shape(match.group()), []).append(match.span())
    return marks


def _edge_spans(text: str, counts: Counter[str]) -> list[tuple[int, int]]:
    """Return lines near the edges of pages that repeat on another page; form feeds separate pages."""
    if "\f" not in text:
        return []
    spans = []
    start = 0
    for page in text.split("\f"):
        lines = [match for match in _LINE.finditer(page) if match.group().strip()]
        spans += [
            (start + match.start(), start + match.end())
            for match in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])
            if counts[line_shape(match.group())] > 1
        ]
        start += len(page) + 1
    return spans


def line_shape(line: str) -> str:
    """Return a line with each number replaced by `#`, so that headers with page numbers are equal."""
    return _NUMBER.sub("#", fold(line))


def footnote_marker_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of numbers that look like footnote markers."""
    patterns = (_RAISED, _BRACKET_MARKER, _GLUED_MARKER, _AFTER_QUOTE)
    return sorted({match.span() for pattern in patterns for match in pattern.finditer(text)})
