"""The edges of pages: heads, feet and page numbers, which are no part of the text; and what the pages are called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from mawaqif.passages.aligning.page_elements import PAGE_NUMBER, line_shape
from mawaqif.passages.copies.pdf_lines import Line

# So many lines at either edge of a page may be its head or foot.
EDGE = 3
# A line at the edge that stands so often, numbers aside, is a head or foot; in a short document twice is enough.
OFTEN, OFTEN_SHARE, SHORT = 3, 0.1, 4
LARGER = 1.2
# How far, in points, the heights of a head may differ from page to page.
SAME_HEIGHT = 8.0
_NUMBER = re.compile(r"\d{1,4}")
# What the column `page` takes.
_LABEL = re.compile(r"(?=.{1,12}$)[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*")


@dataclass
class PageEdges:
    """What stands at the edges of pages.

    Attributes:
        bodies: the lines of each page without its edges.
        labels: what each page is called: the number printed on it, what the file calls it, or its place from 1.
        left_out: the lines left out, numbers as `#`, with the number of pages that have them.
    """

    bodies: list[list[Line]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def page_edges(pages: Sequence[Sequence[Line]], labels: Sequence[str]) -> PageEdges:
    """Take the edges off pages.

    Args:
        pages: the lines of each page, from top to bottom.
        labels: what the file calls the pages; empty where it does not.
    """
    heights: dict[str, list[float]] = defaultdict(list)
    for line in (line for lines in pages for line in _edge_lines(lines)):
        heights[line_shape(line.text)].append(line.y)
    sizes = [line.size for lines in pages for line in lines for _ in line.text]
    # What is larger than the text is a title, which heads of pages repeat in smaller letters.
    largest = LARGER * median(sizes) if sizes else 0.0
    found = PageEdges()
    numbers: list[list[int]] = []
    for lines in pages:
        start, end = 0, len(lines)
        while start < min(EDGE, end) and lines[start].size <= largest and _is_furniture(lines[start], heights, len(pages)):
            start += 1
        while end > max(start, len(lines) - EDGE) and _is_furniture(lines[end - 1], heights, len(pages)):
            end -= 1
        off = [*lines[:start], *lines[end:]]
        found.bodies.append(list(lines[start:end]))
        found.left_out.update(_as_shown(line.text) for line in off)
        numbers.append([int(number) for line in off for number in _NUMBER.findall(line.text)])
    found.labels = _labels(numbers, labels)
    return found


def _edge_lines(lines: Sequence[Line]) -> Iterator[Line]:
    yield from lines[:EDGE]
    yield from lines[max(EDGE, len(lines) - EDGE) :]


def _is_furniture(line: Line, heights: Mapping[str, Sequence[float]], pages: int) -> bool:
    """Tell whether a line stands at the same height of many pages, numbers aside; page numbers need but two pages."""
    same = sum(abs(height - line.y) <= SAME_HEIGHT for height in heights.get(line_shape(line.text), ()))
    if PAGE_NUMBER.fullmatch(line.text):
        return same >= min(2, pages)
    return same >= (2 if pages <= SHORT else max(OFTEN, OFTEN_SHARE * pages))


def _as_shown(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _labels(numbers: Sequence[Sequence[int]], given: Sequence[str]) -> list[str]:
    """Return the numbers printed on the pages where they go up by one a page; else what the file says, else 1, 2, 3."""
    offsets = Counter(number - at for at, found in enumerate(numbers) for number in set(found))
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    printed = count >= min(2, len(numbers)) and count * 2 >= sum(bool(found) for found in numbers)
    if printed and offset >= 0:
        return [str(at + offset) if at + offset > 0 else "0" for at in range(len(numbers))]
    places = [str(at) for at in range(1, len(numbers) + 1)]
    usable = len(set(given)) == len(given) == len(numbers) and all(_LABEL.fullmatch(label) for label in given)
    return list(given) if usable else places
