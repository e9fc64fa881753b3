"""One table as a sheet of Excel: typed cells, links that open, a table object, and what each column is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

import polars as pl

from mawaqif.findings.escaping import visible
from mawaqif.release.editions.edition import DoesNotFitError
from mawaqif.release.editions.xlsx_filling import MOST_LINKS, Rows
from mawaqif.release.editions.xlsx_rows import row_heights
from mawaqif.tables import Field, Table

# Widths in characters; a wider column is wrapped.
NARROWEST, WIDEST = 8, 60
# Room for the button of the filter.
BUTTON = 3
# What Excel takes of rows, and of characters in a cell. Source: Microsoft, "Excel specifications and limits".
MOST_ROWS, LONGEST_TEXT = 1_048_576, 32_767
ROWS_UNDER_NOTES = 12
A4 = 9
# Characters that stand side by side on a page and can still be read.
PAGE_WIDTH = 200


@dataclass(frozen=True)
class Sheet:
    """A table as a sheet.

    Attributes:
        table: the table.
        heads: what stands above its columns, all unlike.
        notes: what is said of each column where the pointer rests on its head.
        right_to_left: whether the sheet runs from right to left.
    """

    table: Table
    heads: tuple[str, ...]
    notes: tuple[str, ...]
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
        # What Excel counts is never more than the bytes.
        if (frame.select(pl.col(column).str.len_bytes().max()).item() or 0) <= LONGEST_TEXT:
            continue
        # Excel counts a letter beyond the first 65,536 of Unicode twice.
        longest = frame.select(
            (pl.col(column).str.len_chars() + pl.col(column).str.count_matches("[\U00010000-\U0010ffff]")).max()
        ).item()
        if longest > LONGEST_TEXT:
            raise DoesNotFitError(
                f"the table {name} does not fit a sheet of Excel: see its column {column}, with a text of {longest:,} characters",
                f"لا تتسع ورقة Excel للجدول {name}: في العمود {column} نص عدد محارفه {longest:,}",
            )


def write_sheet(workbook: Any, formats: Mapping[str, Any], item: Sheet) -> Rows:
    """Add a sheet to a workbook, without its rows, and return these."""
    frame, fields = item.table.frame, item.table.schema.fields
    sheet = workbook.add_worksheet(item.table.schema.name)
    lengths = frame.select(pl.all().cast(pl.String).str.len_chars().fill_null(0))
    widths = _widths(lengths, item)
    heights = row_heights(lengths, widths)
    manners = [_manner(field, frame) for field in fields]
    for column, (width, manner) in enumerate(zip(widths, manners, strict=True)):
        sheet.set_column(column, column, width)
        if frame.height:
            sheet.write_blank(1, column, None, formats[manner])
    # The library lays the notes of the head over the rows below it.
    for row, height in enumerate(heights.head(ROWS_UNDER_NOTES), start=1):
        sheet.set_row(row, height)
    _head(sheet, formats, item)
    _print_setup(sheet, item, widths)
    linked = tuple(field.name for field, manner in zip(fields, manners, strict=True) if manner == "link")
    return Rows(frame, heights, linked)


def _manner(field: Field, frame: pl.DataFrame) -> str:
    """Return the name of the format of a column."""
    if field.format == "uri" and frame.height <= MOST_LINKS:
        return "link"
    if field.language == "ar" or field.name.endswith("_ar"):
        return "arabic"
    return "day" if frame[field.name].dtype == pl.Date else "text"


def _widths(lengths: pl.DataFrame, item: Sheet) -> list[int]:
    """Return the widths of the columns, by their heads and the lengths of their texts."""
    longest = zip(item.heads, lengths.max().row(0), strict=True)
    return [min(max(length or 0, len(head) + BUTTON, NARROWEST), WIDEST) for head, length in longest]


def _head(sheet: Any, formats: Mapping[str, Any], item: Sheet) -> None:
    """Write the head, as that of a table object where there are rows; Excel has none without."""
    height, width = item.table.frame.shape
    if height:
        columns = [{"header": head, "header_format": formats["header"]} for head in item.heads]
        sheet.add_table(0, 0, 1, width - 1, {"name": f"t_{item.table.schema.name}", "style": None, "columns": columns})
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
