"""Excel: one workbook with a sheet a table, a readme before them and the data dictionary.

Cells are typed. Text is always written as text: nothing that starts with `=` becomes a
formula, and no link becomes a hyperlink. What Excel cannot hold as a number or day is
text too: whole numbers of more than fifteen digits, and days before March 1900.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from mawaqif.findings import CannotRunError
from mawaqif.findings.escaping import visible
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.readme_texts import readme_texts
from mawaqif.release.editions.xlsx_readme import README, row_height, sheet_tables, write_readme
from mawaqif.tables import Dataset

FILE = "mawaqif.xlsx"
# Excel counts a 29 February 1900, so that its day numbers are right only after it.
FIRST_DAY = date(1900, 3, 1)
LARGEST_INTEGER = 10**15
# Widths in characters; a wider column is wrapped.
NARROWEST, WIDEST = 8, 60
# Room for the button of the filter.
BUTTON = 3


class _Exact(float):
    """A number that is written with every digit it needs; the library writes sixteen, some need seventeen."""

    def __format__(self, _spec: str) -> str:
        return float.__repr__(self)


def _integer(sheet: Any, row: int, column: int, value: int, style: Any) -> int:
    write = sheet.write_number if abs(value) < LARGEST_INTEGER else _as_text(sheet)
    return int(write(row, column, value, style))


def _day(sheet: Any, row: int, column: int, value: date, style: Any) -> int:
    write = sheet.write_datetime if value >= FIRST_DAY else _as_text(sheet)
    return int(write(row, column, value, style))


def _as_text(sheet: Any) -> Callable[..., int]:
    return lambda row, column, value, style: sheet.write_string(row, column, str(value), style)


# How a value is written, by the type of its column. Each returns 0 where Excel can hold it.
WRITERS: dict[pl.DataType, Callable[[Any, int, int, Any, Any], int]] = {
    pl.String(): lambda sheet, *cell: sheet.write_string(*cell),
    pl.Int64(): _integer,
    pl.Int32(): _integer,
    pl.Float64(): lambda sheet, row, column, value, style: sheet.write_number(row, column, _Exact(value), style),
    pl.Boolean(): lambda sheet, *cell: sheet.write_boolean(*cell),
    pl.Date(): _day,
}


@dataclass(frozen=True)
class _Sheet:
    """One table as a sheet: its name, its rows, and the columns that are read from right to left."""

    name: str
    frame: pl.DataFrame
    arabic: frozenset[str]


def _sheets(dataset: Dataset, folder: Path) -> list[_Sheet]:
    found = []
    for table in sheet_tables(dataset, folder).values():
        arabic = frozenset(item.name for item in table.schema.fields if item.language == "ar" or item.name.endswith("_ar"))
        found.append(_Sheet(table.schema.name, table.frame, arabic))
    return found


def _write_sheet(workbook: Any, formats: dict[str, Any], item: _Sheet) -> None:
    sheet = workbook.add_worksheet(item.name)
    lengths = item.frame.select(pl.all().cast(pl.String).str.len_chars().fill_null(0))
    longest = zip(item.frame.columns, lengths.max().row(0), strict=True)
    widths = [min(max(length or 0, len(name) + BUTTON, NARROWEST), WIDEST) for name, length in longest]
    for row, line in enumerate(lengths.iter_rows(), start=1):
        sheet.set_row(row, row_height(line, widths))
    for column, values in enumerate(item.frame):
        style = formats["arabic" if values.name in item.arabic else "day" if values.dtype == pl.Date else "text"]
        sheet.set_column(column, column, widths[column])
        failed = sheet.write_string(0, column, values.name, formats["header"])
        write = WRITERS[values.dtype]
        for row, value in enumerate(values, start=1):
            if value is not None:
                failed = failed or write(sheet, row, column, value, style)
        if failed:
            raise CannotRunError(f"the table {item.name} does not fit a sheet of Excel: see its column {values.name}")
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, item.frame.height, item.frame.width - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _formats(workbook: Any) -> dict[str, Any]:
    cell = {"valign": "top", "text_wrap": True}
    return {
        "text": workbook.add_format(cell),
        "day": workbook.add_format({**cell, "num_format": "yyyy-mm-dd"}),
        "arabic": workbook.add_format({**cell, "align": "right", "reading_order": 2}),
        "header": workbook.add_format({"bold": True, "bg_color": "#DDE8F0", "bottom": 1, "valign": "top"}),
        "heading": workbook.add_format({**cell, "bold": True, "font_size": 13}),
        "heading_arabic": workbook.add_format({**cell, "bold": True, "font_size": 13, "align": "right", "reading_order": 2}),
        "label": workbook.add_format({**cell, "bold": True}),
        "link": workbook.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1}),
    }


def _write(dataset: Dataset, folder: Path) -> None:
    texts = readme_texts(dataset)
    # One thread writes the workbook and nothing is kept in temporary files.
    workbook = xlsxwriter.Workbook(str(folder / FILE), {"in_memory": True})
    workbook.set_properties(
        {
            "title": visible(texts.title[0]),
            "author": visible(texts.authors),
            "comments": visible(texts.citation),
            "created": texts.created.replace(tzinfo=None),
        }
    )
    formats = _formats(workbook)
    readme = workbook.add_worksheet(README)
    for item in _sheets(dataset, folder):
        _write_sheet(workbook, formats, item)
    write_readme(readme, formats, texts, dataset, folder)
    workbook.close()


EDITION = Edition("xlsx", _write, files=(FILE,), opens=f'pandas.read_excel("{FILE}", sheet_name="statements_wide")')
