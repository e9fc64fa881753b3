"""One table as a sheet of Excel: typed cells, links that open, a table object, and what each column is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

import polars as pl

from mawaqif.findings.escaping import visible, web_address
from mawaqif.release.editions.edition import DoesNotFitError
from mawaqif.tables import Field, Table

# Excel counts a 29 February 1900, so that its day numbers are right only after it.
FIRST_DAY = date(1900, 3, 1)
LARGEST_INTEGER = 10**15
# Widths in characters; a wider column is wrapped.
NARROWEST, WIDEST = 8, 60
# Room for the button of the filter.
BUTTON = 3
# What Excel takes of a link, of links in a sheet, of rows, and of characters in a cell. Source: Microsoft, "Excel
# specifications and limits".
LONGEST_LINK, MOST_LINKS = 2079, 65_530
MOST_ROWS, LONGEST_TEXT = 1_048_576, 32_767
A4 = 9
# Characters that stand side by side on a page and can still be read.
PAGE_WIDTH = 200


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


def _link(sheet: Any, row: int, column: int, value: str, style: Any) -> int:
    """Write an address so that a click opens it; as text where it is none of the web's or too long for Excel."""
    if len(value) > LONGEST_LINK or not web_address(value):
        return int(sheet.write_string(row, column, value, style))
    return int(sheet.write_url(row, column, value, style, value))


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
class Sheet:
    """A table as a sheet.

    Attributes:
        table: the table.
        heads: what stands above its columns, all unlike.
        notes: what is said of each column where the pointer rests on its head.
        height: returns the height of a row, from the lengths of its texts and the widths of the columns.
        right_to_left: whether the sheet runs from right to left.
    """

    table: Table
    heads: tuple[str, ...]
    notes: tuple[str, ...]
    height: Callable[[Any, Any], float]
    right_to_left: bool = False


def refuse_too_much(item: Sheet) -> None:
    """Hold a sheet against the limits of Excel, before any of it is written.

    Raises:
        DoesNotFitError: it has more rows than a sheet takes, or a text that a cell does not.
    """
    name, frame = item.table.schema.name, item.table.frame
    if frame.height >= MOST_ROWS:
        raise DoesNotFitError(
            f"the table {name} has {frame.height:,} rows, and a sheet of Excel takes {MOST_ROWS:,} with its head",
            f"عدد صفوف الجدول {name}: {frame.height:,}، وأقصى ما تقبله ورقة Excel مع رأسها: {MOST_ROWS:,}",
        )
    for column in (column for column, kind in frame.schema.items() if kind == pl.String):
        # Excel counts a letter beyond the first 65,536 of Unicode twice.
        longest = frame.select(
            (pl.col(column).str.len_chars() + pl.col(column).str.count_matches("[\U00010000-\U0010ffff]")).max()
        ).item()
        if longest is not None and longest > LONGEST_TEXT:
            raise DoesNotFitError(
                f"the table {name} does not fit a sheet of Excel: see its column {column}, with a text of {longest:,} characters",
                f"لا تتسع ورقة Excel للجدول {name}: في العمود {column} نص عدد محارفه {longest:,}",
            )


def write_sheet(workbook: Any, formats: Mapping[str, Any], item: Sheet) -> None:
    """Add a sheet to a workbook."""
    frame, name = item.table.frame, item.table.schema.name
    sheet = workbook.add_worksheet(name)
    widths = _lay_out(sheet, item)
    for column, field in enumerate(item.table.schema.fields):
        kind, style = _manner(field, frame)
        sheet.set_column(column, column, widths[column])
        for row, value in enumerate(frame[field.name], start=1):
            if value is not None:
                kind(sheet, row, column, value, formats[style])
    _head(sheet, formats, item)
    _print_setup(sheet, item, widths)


def _manner(field: Field, frame: pl.DataFrame) -> tuple[Callable[[Any, int, int, Any, Any], int], str]:
    """Return how the values of a column are written, and the name of their format."""
    if field.format == "uri" and frame.height <= MOST_LINKS:
        return _link, "link"
    if field.language == "ar" or field.name.endswith("_ar"):
        return WRITERS[frame[field.name].dtype], "arabic"
    return WRITERS[frame[field.name].dtype], "day" if frame[field.name].dtype == pl.Date else "text"


def _lay_out(sheet: Any, item: Sheet) -> list[int]:
    """Set the heights of the rows, and return the widths of the columns."""
    lengths = item.table.frame.select(pl.all().cast(pl.String).str.len_chars().fill_null(0))
    longest = zip(item.heads, lengths.max().row(0), strict=True)
    widths = [min(max(length or 0, len(head) + BUTTON, NARROWEST), WIDEST) for head, length in longest]
    for row, line in enumerate(lengths.iter_rows(), start=1):
        sheet.set_row(row, item.height(line, widths))
    return widths


def _head(sheet: Any, formats: Mapping[str, Any], item: Sheet) -> None:
    """Write the head, as that of a table object where there are rows; Excel has none without."""
    height, width = item.table.frame.shape
    if height:
        columns = [{"header": head, "header_format": formats["header"]} for head in item.heads]
        sheet.add_table(0, 0, height, width - 1, {"name": f"t_{item.table.schema.name}", "style": None, "columns": columns})
    for column, (head, note) in enumerate(zip(item.heads, item.notes, strict=True)):
        sheet.write_string(0, column, head, formats["header"])
        sheet.write_comment(0, column, visible(note, keep="\n"), {"x_scale": 2, "y_scale": 1.5, "font_size": 9})
    sheet.freeze_panes(1, 1)


def _print_setup(sheet: Any, item: Sheet, widths: list[int]) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(ceil(sum(widths) / PAGE_WIDTH), 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_footer(f"&L{item.table.schema.name}&R&P / &N")
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if item.right_to_left:
        sheet.right_to_left()
