"""The CSV reader: from the bytes of a file to rows of cell texts, each with its physical line.

Python's `csv` module reads the rows in strict mode, because it is the one reader that gives the
physical line of a row where cells hold line breaks. Every fault becomes a finding; rows that
can still be read are read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.findings import Finding, show
from mawaqif.paths import unlinked
from mawaqif.tables import codes
from mawaqif.tables.files import read_file
from mawaqif.tables.model import TableSchema

# The longest cell that a spreadsheet holds; no cell of this data set comes near it.
MAX_CELL_LENGTH = 32_767
# From this share of NUL characters on, a file is UTF-16 or binary, not CSV with a fault.
BINARY_SHARE = 0.05
# Delimiters that spreadsheets write where the comma is the decimal separator, or on the clipboard.
OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs"}

# The default of 128 KiB would stop the reader at the first missing quotation mark.
csv.field_size_limit(2**31 - 1)


@dataclass
class CellTable:
    """The rows of one CSV file as texts.

    Attributes:
        header: column names as the file has them.
        rows: cell texts, each row as long as the header.
        lines: physical line on which each row starts, from 1.
        ragged: positions in `rows` of rows that had too few or too many cells.
        oversized: (row position, column position) of cells too long to be read.
    """

    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    ragged: set[int] = field(default_factory=set)
    oversized: set[tuple[int, int]] = field(default_factory=set)


def read_bytes(root: Path, table: TableSchema) -> tuple[bytes | None, list[Finding]]:
    """Read the bytes of a CSV file.

    Args:
        root: folder of the package.
        table: the schema that names the file.

    Returns:
        The bytes, or None where there is no file that can be read, and findings.
    """
    try:
        data = read_file(unlinked(root, table.path))
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
    found = [codes.NUL_BYTE.at(table.place(n)) for n, line in enumerate(text.split("\n"), start=1) if "\0" in line]
    if text.count("\0") > BINARY_SHARE * len(text):
        return None, found[:1]
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
    found: list[Finding] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for row in reader:
            if cells.header:
                _add_row(row, start, cells, table, found)
            elif row:
                problems = _check_header(row, start, table)
                found += problems
                if any(item.code == codes.HEADER_DOUBLED.code for item in problems) or not set(row) & set(table.columns):
                    return None, found
                cells.header = row
            start = reader.line_num + 1
    except csv.Error as error:
        found.append(codes.QUOTING.at(table.place(start), problem=str(error)))
    if not cells.header:
        return None, found or [codes.FILE_EMPTY.at(table.place(), header=",".join(table.columns))]
    return cells, found


def _add_row(row: list[str], line: int, cells: CellTable, table: TableSchema, found: list[Finding]) -> None:
    if not any(row):
        # A spreadsheet saves a row that was emptied as commas.
        found.append(codes.BLANK_LINE.at(table.place(line)))
        return
    width = len(cells.header)
    position = len(cells.rows)
    if len(row) != width:
        found.append(_ragged(row, line, cells.header, table))
        cells.ragged.add(position)
        row = (row + [""] * width)[:width]
    if max(map(len, row)) > MAX_CELL_LENGTH:
        for index, cell in enumerate(row):
            if len(cell) > MAX_CELL_LENGTH:
                place = table.place(line, cells.header[index])
                found.append(codes.CELL_TOO_LONG.at(place, length=len(cell), limit=MAX_CELL_LENGTH))
                cells.oversized.add((position, index))
                row[index] = ""
    cells.rows.append(row)
    cells.lines.append(line)


def _ragged(row: Sequence[str], line: int, header: Sequence[str], table: TableSchema) -> Finding:
    suspect = "a missing comma or a lost cell" if len(row) < len(header) else "an unquoted comma in a cell"
    place = table.place(line)
    return codes.RAGGED_ROW.at(place, found=len(row), expected=len(header), suspect=f"{suspect} after {show(row[0])}")


def _check_header(header: Sequence[str], line: int, table: TableSchema) -> list[Finding]:
    expected = ",".join(table.columns)
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        return [codes.HEADER_DOUBLED.at(table.place(line), columns=", ".join(map(show, doubled)), header=expected)]
    if tuple(header) == table.columns:
        return []
    delimiter = next((sign for sign in OTHER_DELIMITERS if len(header) == 1 and sign in header[0]), "")
    if delimiter:
        problem = f"its cells are separated by {OTHER_DELIMITERS[delimiter]}, not by commas; run `mawaqif fmt`"
        return [codes.HEADER_WRONG.at(table.place(line), problem=problem, header=expected)]
    missing = [name for name in table.columns if name not in header]
    unknown = [name for name in header if name not in table.columns]
    parts = []
    if missing:
        parts.append(f"missing {', '.join(missing)}")
    if unknown:
        parts.append(f"unknown {', '.join(map(show, unknown))}")
    problem = "; ".join(parts) or "the columns are in another order"
    return [codes.HEADER_WRONG.at(table.place(line), problem=problem, header=expected)]
