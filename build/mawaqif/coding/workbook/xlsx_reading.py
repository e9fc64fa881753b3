"""Reading .xlsx: every cell as text, and what a spreadsheet has made of it told with its place."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError  # nosec - openpyxl parses; this only names its error

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from mawaqif.coding.workbook.grid import Grid, filled
from mawaqif.coding.workbook.model import CellPlace, Filled, FilledSheet, SheetProblem
from mawaqif.findings import CannotRunError, show
from mawaqif.paths import read_file

LARGEST_FILE = 64 * 1024**2
# What openpyxl raises for a file that is no workbook, or a damaged one.
_DAMAGED = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, ParseError, IndexError)


def read_xlsx(path: Path) -> Filled:
    """Read a workbook.

    Raises:
        CannotRunError: it is no workbook, or none of ours.
        OSError: it cannot be read.
    """
    data = read_file(path, LARGEST_FILE)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except _DAMAGED as error:
        raise CannotRunError(
            f"{path}: is no workbook that can be read ({show(str(error) or type(error).__name__)}); save it as .xlsx, or give CSV"
        ) from error
    pages: dict[str, Worksheet] = {page.title: page for page in book.worksheets}
    grids = ((title, _grid(page)) for title, page in pages.items())

    def problems(sheets: Mapping[str, FilledSheet]) -> Sequence[SheetProblem]:
        return [item for title, sheet in sheets.items() for item in _problems(pages[title], sheet)]

    return filled(path, grids, problems)


def _grid(page: Worksheet) -> Grid:
    return [[_text(cell.value) for cell in row] for row in page.iter_rows()]


def _text(value: object) -> str:
    """Return what a cell holds as text: a whole number without a fraction, a day without a time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return (value.date() if midnight else value).isoformat()
    return str(value)


def _problems(page: Worksheet, sheet: FilledSheet) -> Iterator[SheetProblem]:
    columns = {number: key for key, number in sheet.places.items()}
    first = sheet.rows[0].number if sheet.rows else 0
    for row in page.iter_rows(min_row=first or None) if first else ():
        for cell in row:
            # The other cells of a merged range are no `Cell`.
            if isinstance(cell, Cell) and (key := columns.get(cell.col_idx - 1)) and (told := _told(cell)):
                yield SheetProblem(CellPlace(sheet.title, cell.row, cell.col_idx - 1, sheet.labels[key]), told)
    for area in page.merged_cells.ranges:
        place = CellPlace(sheet.title, area.min_row, area.min_col - 1)
        yield SheetProblem(place, f"the cells {area.coord} are merged into one; part them, and fill in each")


def _told(cell: Cell) -> str:
    """Say what the spreadsheet has made of a cell; empty where it is text, a whole number, or nothing."""
    value = cell.value
    if cell.data_type == "f":
        return f"holds a formula, {show(str(value))}; write its result as text"
    if cell.data_type == "e":
        return f"holds the error {show(str(value))}; write the text that is meant"
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        return f"the spreadsheet has made a date or time of it, {_text(value)}; format the cell as text, and write it anew"
    if isinstance(value, float) and not value.is_integer():
        return f"the spreadsheet has made a number of it, {value}; format the cell as text, and write it anew"
    return ""
