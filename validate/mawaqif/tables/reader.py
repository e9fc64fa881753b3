"""The CSV reader: from the bytes of a file to rows of cell texts, each with its physical line.

Python's `csv` module reads the rows in strict mode (`mawaqif.standard.records`), because it is the one
reader that gives the physical line of a row where cells hold line breaks. Every fault becomes a
finding; rows that can still be read are read.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mawaqif.findings import MOST_ALIKE, Bilingual, Code, Finding, said, show
from mawaqif.paths import read_file, unlinked
from mawaqif.standard import codes
from mawaqif.standard.file_kinds import HEAD, kind_of
from mawaqif.standard.records import Conflict, Record, Records
from mawaqif.tables import form_codes
from mawaqif.tables.delimiters import other_separation
from mawaqif.tables.headers import header_problems
from mawaqif.tables.model import TableSchema
from mawaqif.tables.shifted_cells import widened_column

# The longest cell that a spreadsheet holds; no cell of this data set comes near it.
MAX_CELL_LENGTH = 32_767
# From this share of NUL characters on, a file is UTF-16 or binary, not CSV with a fault.
BINARY_SHARE = 0.05
# A file that begins with so many NULs is not read to its end.
EMPTY_SHARE = 0.6
# Longest header in characters.
MAX_HEADER_LENGTH = 1024**2
UNDER_THE_NAME = Bilingual("it is {kind}, under the name of a CSV file", "هو {kind}، وله اسم ملف CSV")
A_CELL = Bilingual("a cell", "خلية")
REMOVE = Bilingual("remove it, or ", "أزلها، أو ")

# The default of 128 KiB would stop the reader at the first missing quotation mark.
csv.field_size_limit(2**31 - 1)


@dataclass
class CellTable:
    """The rows of one CSV file as texts.

    Attributes:
        header: column names as the file has them.
        taken: positions in the header of the columns that the schema knows.
        rows: cell texts of those columns.
        lines: physical line on which each row starts, from 1.
        ragged: positions in `rows` of rows that had too few or too many cells.
        oversized: names of columns with cells too long to be read.
        complete: false where reading stopped before the end of the file.
    """

    header: list[str] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    ragged: set[int] = field(default_factory=set)
    oversized: set[str] = field(default_factory=set)
    complete: bool = True

    @property
    def names(self) -> list[str]:
        """Names of the columns of which cells are kept."""
        return [self.header[position] for position in self.taken]


class _Found(list[Finding]):
    """Findings of one file; of very many alike the last one stands for those after it, which are only counted."""

    def __init__(self) -> None:
        super().__init__()
        self._alike: Counter[str] = Counter()
        self._last: dict[str, Finding] = {}

    def add(self, code: Code, table: TableSchema, line: int, **fields: object) -> None:
        """Add a finding on a whole line; a field that takes time to say is given as a function."""
        self._alike[code.code] += 1
        if self._alike[code.code] <= MOST_ALIKE:
            shown = {key: value() if callable(value) else value for key, value in fields.items()}
            self._last[code.code] = code.at(table.place(line), **shown)
        self.append(self._last[code.code])


def read_bytes(root: Path, table: TableSchema) -> tuple[bytes | None, list[Finding]]:
    """Read the bytes of a CSV file.

    Args:
        root: folder of the package.
        table: the schema that names the file.

    Returns:
        The bytes, or None where there is no file that can be read, and findings.
    """
    try:
        path = unlinked(root, table.path)
        if path.stat().st_size > HEAD:
            head = read_file(path, most=HEAD)
            kind = kind_of(head)
            if kind or head.count(0) > EMPTY_SHARE * HEAD:
                return head, []  # what it is, the beginning tells
        data = read_file(path)
    except FileNotFoundError:
        return None, [codes.FILE_MISSING.at(table.place(), table=table.name)]
    except OSError as error:
        return None, [codes.FILE_UNREADABLE.at(table.place(), problem=error.strerror or error)]
    if not data or data.isspace():
        return None, [codes.FILE_EMPTY.at(table.place(), header=",".join(table.columns))]
    return data, []


def read_text(root: Path, table: TableSchema) -> tuple[str | None, list[Finding]]:
    """Read a CSV file as text, byte order mark and line ends untouched; see `read_bytes` and `decode`."""
    data, found = read_bytes(root, table)
    return decode(data, table) if data is not None else (None, found)


def decode(data: bytes, table: TableSchema) -> tuple[str | None, list[Finding]]:
    """Decode the bytes of a CSV file, byte order mark and line ends untouched.

    Args:
        data: the bytes.
        table: the schema they belong to, for the findings.

    Returns:
        The text, or None where there is none that can be read, and findings.
    """
    kind = kind_of(data)
    if kind:
        return None, [codes.FILE_UNREADABLE.at(table.place(), problem=UNDER_THE_NAME.filled(kind=kind))]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if error.end == len(data) and error.reason == "unexpected end of data":
            return None, [codes.FILE_CUT.at(table.place(line))]
        value = f"0x{data[error.start]:02X}"
        return None, [codes.ENCODING.at(table.place(line), byte=f"{error.start:,}", value=value, problem=error.reason)]
    if "\0" not in text:
        return text, []
    if text.count("\0") > BINARY_SHARE * len(text):
        return None, [form_codes.NUL_BYTE.at(table.place(text.count("\n", 0, text.index("\0")) + 1))]
    found = _Found()
    for number, row in enumerate(text.split("\n"), start=1):
        if "\0" in row:
            found.add(form_codes.NUL_BYTE, table, number)
    return text.replace("\0", ""), found


def split_rows(text: str, table: TableSchema) -> tuple[CellTable | None, list[Finding]]:
    """Split CSV text into rows of cell texts.

    Args:
        text: the file's text.
        table: the schema it belongs to.

    Returns:
        The rows, or None where there is no usable header, and findings. A row with too
        many or too few cells is kept, cut or filled with empty cells, and marked.
    """
    cells = CellTable()
    found = _Found()
    if len(text) > MAX_HEADER_LENGTH and "\n" not in text[:MAX_HEADER_LENGTH] and "\r" not in text[:MAX_HEADER_LENGTH]:
        long = "its first line has more than {most:,} characters", "محارف سطره الأول أكثر من {most:,}"
        problem = said(*long, most=MAX_HEADER_LENGTH)
        return None, [codes.HEADER_WRONG.at(table.place(1), problem=problem, header=",".join(table.columns))]
    records = Records(text)
    for record in records:
        if cells.header:
            _add_row(record, cells, table, found)
        elif record.problem or not set(record.cells) & set(table.columns):
            found += _no_header(record, text, table)
            break
        elif record.cells:
            problems = header_problems(record.cells, record.line, table)
            found += problems
            known = set(record.cells) & set(table.columns)
            if any(item.code == codes.HEADER_DOUBLED.code for item in problems):
                return None, found
            cells.header = record.cells
            cells.taken = [position for position, name in enumerate(record.cells) if name in known]
    found += (_conflict(item, table) for item in records.conflicts)
    cells.complete = not records.unfinished
    if not cells.header:
        return None, found or [codes.FILE_EMPTY.at(table.place(), header=",".join(table.columns))]
    return cells, found


def _no_header(record: Record, text: str, table: TableSchema) -> list[Finding]:
    """Say what stands in place of the header."""
    separation = other_separation(text, table.columns)
    if separation:
        return [codes.HEADER_WRONG.at(table.place(record.line), problem=separation, header=",".join(table.columns))]
    known = set(record.cells) & set(table.columns)
    return (
        [_quoting(record, "", table)]
        if record.problem and (known or not record.whole)
        else header_problems(record.cells, record.line, table)
    )


def _quoting(record: Record, column: str, table: TableSchema) -> Finding:
    cell = said("{column}", "خلية {column}", column=column) if column else A_CELL
    problem = said("{cell} {problem}", "{cell} {problem}", cell=cell, problem=record.problem)
    return codes.QUOTING.at(table.place(record.line, column), problem=problem, also=REMOVE if record.whole else "")


def _conflict(conflict: Conflict, table: TableSchema) -> Finding:
    """Say where the marks of a merge conflict stand, and what its sides are called."""
    place = table.place(conflict.first)
    if conflict.first == conflict.last and not conflict.ours:
        mark = Bilingual("a mark of a merge conflict was left in the file", "بقيت في الملف علامة تعارض دمج")
        return codes.CONFLICT.at(place, problem=mark, repair=Bilingual("remove the line", "أزل السطر"))
    theirs = show(conflict.theirs) if conflict.theirs else Bilingual("another", "جانب آخر")
    problem = said(
        "a merge conflict of {ours} and {theirs} stands in lines {first} to {last}",
        "تعارض دمج بين {ours} و{theirs} في الأسطر من {first} إلى {last}",
        ours=show(conflict.ours),
        theirs=theirs,
        first=conflict.first,
        last=conflict.last,
    )
    repair = said(
        "keep the rows that are right and remove the marks; until then the side {ours} is read",
        "أبقِ الصفوف الصحيحة وأزل العلامات؛ وإلى ذلك الحين يُقرأ الجانب {ours}",
        ours=show(conflict.ours),
    )
    return codes.CONFLICT.at(place, problem=problem, repair=repair)


def _add_row(record: Record, cells: CellTable, table: TableSchema, found: _Found) -> None:
    row, line, width = record.cells, record.line, len(cells.header)
    if record.problem:
        column = cells.header[record.column] if 0 <= record.column < width else ""
        found.append(_quoting(record, column if column in table.by_name else "", table))
    elif not any(row):
        # A spreadsheet saves a row that was emptied as commas.
        found.add(codes.BLANK_LINE, table, line)
        return
    elif len(row) != width:
        suspect = partial(_suspect, record, cells.header, table)
        found.add(codes.RAGGED_ROW, table, line, found=len(row), expected=width, suspect=suspect)
    if len(row) != width or (record.problem and not record.whole):
        cells.ragged.add(len(cells.rows))
        row = (row + [""] * (width - len(row)))[:width]
    if len(cells.taken) < width:
        row = [row[position] for position in cells.taken]
    if row and max(map(len, row)) > MAX_CELL_LENGTH:
        for index, cell in enumerate(row):
            if len(cell) > MAX_CELL_LENGTH:
                column = cells.header[cells.taken[index]]
                found.append(form_codes.CELL_TOO_LONG.at(table.place(line, column), length=len(cell), limit=MAX_CELL_LENGTH))
                cells.oversized.add(column)
                row[index] = ""
    cells.rows.append(row)
    cells.lines.append(line)


def _suspect(record: Record, header: Sequence[str], table: TableSchema) -> str:
    row = record.cells
    if record.cut:
        told = (
            "a carriage return (CR), which cannot be seen and ends the row after {cell}",
            "محرف رجوع (CR) لا يُرى، وينتهي به الصف بعد {cell}",
        )
        return said(*told, cell=show(row[-1]))
    if len(row) < len(header):
        return said("a missing comma or a lost cell after {cell}", "فاصلة ناقصة أو خلية مفقودة بعد {cell}", cell=show(row[0]))
    column = widened_column(row, header, table)
    if column:
        told = (
            "a comma in {column} of {cell}, which needs quotation marks around the cell",
            "فاصلة في {column} من {cell}، وتحتاج الخلية إلى علامتي اقتباس",
        )
        return said(*told, column=column, cell=show(row[0]))
    return said("an unquoted comma in a cell after {cell}", "فاصلة بلا علامتي اقتباس في خلية بعد {cell}", cell=show(row[0]))
