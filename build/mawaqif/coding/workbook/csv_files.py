"""Sheets as CSV: one file a sheet, the names of the columns above their headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from mawaqif.coding.workbook.grid import Grid, filled
from mawaqif.coding.workbook.model import Filled, Sheet, Workbook, signature
from mawaqif.findings import CannotRunError
from mawaqif.paths import read_file
from mawaqif.tables import BYTE_ORDER_MARK, OTHER_DELIMITERS

# A spreadsheet that opens the file would take such a cell for a formula. Source: OWASP, "CSV Injection".
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def csv_files(book: Workbook) -> dict[str, str]:
    """Return the text of the file of each sheet, by name of the file.

    A byte order mark stands first: without it a spreadsheet reads Arabic as another encoding.
    """
    return {f"{sheet.key}.csv": BYTE_ORDER_MARK + _text(book, sheet) for sheet in book.sheets}


def _text(book: Workbook, sheet: Sheet) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([signature(book, sheet), *(column.key for column in sheet.columns)])
    writer.writerow(["", *(_guarded(column.label) for column in sheet.columns)])
    for number, row in enumerate(sheet.rows):
        key = sheet.row_keys[number] if number < len(sheet.row_keys) else ""
        writer.writerow([key, *(_guarded(row.get(column.key, "")) for column in sheet.columns)])
    return out.getvalue()


def _guarded(text: str) -> str:
    return _GUARD + text if text.startswith((*_FORMULA, _GUARD)) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith(tuple(_GUARD + sign for sign in (*_FORMULA, _GUARD))) else text


def read_csv_files(path: Path) -> Filled:
    """Read one file, or every `.csv` file of a folder.

    Raises:
        CannotRunError: a file is not UTF-8 or no CSV, or none is one of ours.
        OSError: a file cannot be read.
    """
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    return filled(path, ((file.name, _grid(file)) for file in files), lambda _: ())


def _grid(path: Path) -> Grid:
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{path}: byte {error.start} is not UTF-8; save it as 'CSV UTF-8'") from error
    first = text.partition("\n")[0]
    delimiter = max((",", *OTHER_DELIMITERS), key=first.count)
    rows: list[Sequence[str]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows.extend([_unguarded(cell) for cell in row] for row in reader)
    except csv.Error as error:
        raise CannotRunError(
            f"{path}: row {len(rows) + 1} cannot be read as CSV ({error}); save it anew as 'CSV UTF-8'"
        ) from error
    return rows
