"""The rows of a resource: from the text of its files to columns of cells, each row with its file and physical line.

Where the rows that Polars reads, written again, are the bytes of the file, they are taken; any other file is read row by row
by Python's `csv` module, which gives the physical line of a row where cells hold line breaks.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

import polars as pl

from mawaqif.findings import MOST_ALIKE, Bilingual, Finding, Place, said, show
from mawaqif.standard import codes
from mawaqif.standard.dialect import Dialect
from mawaqif.standard.records import Conflict, Record, Records

Style = Literal["necessary", "always", "never"]
# Rows that are written again at once; small enough for the cache of the processor.
ROWS_PER_CHUNK = 10_000
TOO_FEW = "a missing separator or a lost cell after {cell}", "فاصل ناقص أو خلية مفقودة بعد {cell}"
TOO_MANY = "an unquoted separator in a cell after {cell}", "فاصل بلا علامتي اقتباس في خلية بعد {cell}"
A_CELL = Bilingual("a cell", "خلية")
CONFLICT = (
    "a merge conflict of {ours} and {theirs} stands in lines {first} to {last}",
    "تعارض دمج بين {ours} و{theirs} في الأسطر من {first} إلى {last}",
)
KEEP = Bilingual(
    "keep the rows that are right and remove the marks; until then the first side is read",
    "أبقِ الصفوف الصحيحة وأزل العلامات؛ وإلى ذلك الحين يُقرأ الجانب الأول",
)

csv.field_size_limit(2**31 - 1)


@dataclass
class Rows:
    """The rows of a resource.

    Attributes:
        header: names of the columns; None where the files have no header.
        columns: cells, one list or series of texts a column.
        files: path of each file, and the position of its first row.
        lines: the line of each row.
        ragged: positions of rows with a wrong number of cells.
        header_line: the line of the header.
        texts: whether all cells are texts, as in CSV, or whatever JSON holds.
    """

    header: list[str] | None
    columns: list[pl.Series | list[object]]
    files: list[tuple[str, int]]
    lines: list[Sequence[int]]
    ragged: set[int] = field(default_factory=set)
    header_line: int = 1
    texts: bool = True

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def place(self, row: int, column: str = "", order: int = 0) -> Place:
        """Return the place of a row, by position from 0."""
        starts = [start for _, start in self.files]
        part = bisect_right(starts, row) - 1
        return Place(self.files[part][0], self.lines[part][row - starts[part]], column, order)


@dataclass
class _Cut:
    """What one text was cut into: header, rows as a frame of texts, the line of each, and what is wrong."""

    header: list[str] | None
    frame: pl.DataFrame
    lines: Sequence[int]
    ragged: set[int]
    header_line: int
    found: list[Finding]


def cut(texts: Sequence[tuple[str, str]], dialect: Dialect, most: int = MOST_ALIKE) -> tuple[Rows, list[Finding]]:
    """Cut the texts of the files of a resource into rows.

    Args:
        texts: path and text of each file. A file after the first has a header only where it is that of the first.
        dialect: how they are cut.
        most: number of rows of a wrong width that are told each; the last of them stands for those after it.
    """
    parts = [_cut(text, path, dialect, most) for path, text in texts]
    first = parts[0]
    for part in parts[1:]:
        if part.header is not None and part.header != first.header:
            row = dict(zip(part.frame.columns, part.header, strict=False))
            part.frame = pl.concat([pl.DataFrame([row], schema=part.frame.schema), part.frame])
            part.lines = [part.header_line, *part.lines]
            part.ragged = {row + 1 for row in part.ragged}
    whole = pl.concat([part.frame for part in parts], how="diagonal") if len(parts) > 1 else first.frame
    files, ragged, start = [], set(), 0
    for (path, _), part in zip(texts, parts, strict=True):
        files.append((path, start))
        ragged |= {start + row for row in part.ragged}
        start += part.frame.height
    columns: list[pl.Series | list[object]] = [column.fill_null("") for column in whole.get_columns()]
    rows = Rows(first.header, columns, files, [part.lines for part in parts], ragged, first.header_line)
    return rows, [*chain.from_iterable(part.found for part in parts)]


def _cut(text: str, path: str, dialect: Dialect, most: int) -> _Cut:
    if dialect.line_terminator.strip("\r\n") and dialect.line_terminator:
        text = text.replace(dialect.line_terminator, "\n")
    fast = _fast(text, dialect)
    if fast is None:
        return _slow(text, path, dialect, most)
    if not dialect.header_rows:
        return _Cut(None, fast, range(1, fast.height + 1), set(), 0, [])
    header = [cell or "" for cell in fast.row(0)]
    return _Cut(header, fast.slice(1), range(2, fast.height + 1), set(), 1, [])


def _fast(text: str, dialect: Dialect) -> pl.DataFrame | None:
    """Return the rows of a text in a usual form; None where it must be read row by row."""
    if not dialect.plain or not text or "\0" in text:
        return None
    end = "\r\n" if "\r\n" in text[: 1024**2] else "\n"
    data = (text if text.endswith(end) else text + end).encode()
    if (b"\r" in data) != (end == "\r\n"):
        return None
    try:
        rows = pl.read_csv(data, has_header=False, separator=dialect.delimiter, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    breaks = rows.lazy().select(pl.any_horizontal(pl.all().str.contains("[\r\n]").any())).collect().item()
    if breaks or (rows.width == 1 and rows[:, 0].null_count()):
        return None
    styles: tuple[Style, ...] = ("necessary", "always") if b'"' in data else ("never",)
    return rows if any(_writes_back_as(rows, data, dialect.delimiter, end, style) for style in styles) else None


def _writes_back_as(rows: pl.DataFrame, data: bytes, delimiter: str, end: str, style: Style) -> bool:
    start = 0
    for first in range(0, rows.height, ROWS_PER_CHUNK):
        written = io.BytesIO()
        chunk = rows.slice(first, ROWS_PER_CHUNK)
        chunk.write_csv(written, include_header=False, separator=delimiter, line_terminator=end, quote_style=style)
        if not data.startswith(written.getvalue(), start):
            return False
        start += written.tell()
    return start == len(data)


def _slow(text: str, path: str, dialect: Dialect, most: int) -> _Cut:
    records = Records(text, dialect.as_csv(), wary=False)
    headers: list[list[str]] = []
    header_line = 0
    rows: list[list[str]] = []
    lines: list[int] = []
    ragged: set[int] = set()
    found: list[Finding] = []
    uneven: list[Finding] = []
    last = max(dialect.header_rows, default=0)
    width = 0
    for number, record in enumerate(records, start=1):
        if record.problem:
            found.append(_quoting(record, path))
        if _is_comment(number, record, dialect):
            continue
        if number <= last:
            if number in dialect.header_rows:
                headers.append(record.cells)
                header_line = header_line or record.line
                width = max(width, len(record.cells))
            continue
        width = width or len(record.cells)
        cells = record.cells
        if not cells and width > 1:
            found.append(codes.BLANK_LINE.at(Place(path, record.line)))
            continue
        if len(cells) != width and not (width == 1 and not cells):
            ragged.add(len(rows))
            if not record.problem:
                uneven.append(_ragged(record, width, path) if len(uneven) < most else uneven[-1])
        rows.append(cells)
        lines.append(record.line)
    found += [*uneven, *_conflicts(records.conflicts, path)]
    columns = {f"{place}": [row[place] if place < len(row) else "" for row in rows] for place in range(width)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String()))
    header = _joined(headers, width, dialect.header_join) if dialect.header_rows and headers else None
    return _Cut(header, frame, lines, ragged, header_line, found)


def _is_comment(number: int, record: Record, dialect: Dialect) -> bool:
    if number in dialect.comment_rows:
        return True
    return bool(dialect.comment_char and record.cells and record.cells[0].startswith(dialect.comment_char))


def _joined(headers: Sequence[Sequence[str]], width: int, join: str) -> list[str]:
    """Return the header that stands in several rows; an empty cell in all but the last row repeats the one before it."""
    filled = []
    for number, header in enumerate(headers, start=1):
        cells = [*header, *[""] * (width - len(header))]
        for place in range(1, width) if number < len(headers) else ():
            cells[place] = cells[place] or cells[place - 1]
        filled.append(cells)
    return [join.join(part for part in parts if part) for parts in zip(*filled, strict=True)]


def _quoting(record: Record, path: str) -> Finding:
    problem = said("{cell} {problem}", "{cell} {problem}", cell=A_CELL, problem=record.problem)
    return codes.QUOTING.at(Place(path, record.line), problem=problem, also="")


def _ragged(record: Record, width: int, path: str) -> Finding:
    few = len(record.cells) < width
    cell = record.cells[-1 if few else 0] if record.cells else ""
    suspect = said(*(TOO_FEW if few else TOO_MANY), cell=show(cell))
    return codes.RAGGED_ROW.at(Place(path, record.line), found=len(record.cells), expected=width, suspect=suspect)


def _conflicts(conflicts: Sequence[Conflict], path: str) -> Iterator[Finding]:
    for item in conflicts:
        told: dict[str, Any] = {"ours": show(item.ours), "theirs": show(item.theirs), "first": item.first, "last": item.last}
        yield codes.CONFLICT.at(Place(path, item.first), problem=said(*CONFLICT, **told), repair=KEEP)
