"""The rows of a sheet as elements of its file, made column by column: a workbook has millions of cells.

Source of the elements: ECMA-376, part 1, 18.3.1.4 (`c`), 18.3.1.73 (`row`) and 18.4.8 (`si`); of `_xHHHH_`, 22.9.2.19.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
import pyarrow as pa
from xlsxwriter.utility import xl_col_to_name

# Excel counts a 29 February 1900, so that its day numbers are right only after it; they count from this day.
FIRST_DAY, DAY_ZERO = date(1900, 3, 1), date(1899, 12, 30)
LARGEST_INTEGER = 10**15
# Rows, and texts, whose elements are held at once.
ROWS_AT_ONCE, TEXTS_AT_ONCE = 1_000, 5_000
# In points: a line, which needs not be said of a row, and the largest that Excel allows.
LINE_HEIGHT, LARGEST_HEIGHT = 15.0, 409.0

# What the element of a cell says of its type.
BOOLEAN, NUMBER, TEXT = ' t="b"', "", ' t="s"'
# A value is written as a number, or as a text where Excel has no such number; by type, how, each of a column named `value`.
_VALUE = pl.col("value")
_WHOLE, _COUNTED = _VALUE.is_between(-LARGEST_INTEGER, LARGEST_INTEGER, closed="none"), _VALUE >= FIRST_DAY
_WRITTEN: dict[pl.DataType, dict[str, pl.Expr]] = {
    pl.String(): {TEXT: _VALUE},
    pl.Int64(): {NUMBER: pl.when(_WHOLE).then(_VALUE), TEXT: pl.when(~_WHOLE).then(_VALUE)},
    pl.Int32(): {NUMBER: _VALUE},
    # With every digit that it needs.
    pl.Float64(): {NUMBER: _VALUE.map_elements(repr, return_dtype=pl.String)},
    pl.Boolean(): {BOOLEAN: _VALUE.cast(pl.Int8)},
    pl.Date(): {NUMBER: pl.when(_COUNTED).then((_VALUE - DAY_ZERO).dt.total_days()), TEXT: pl.when(~_COUNTED).then(_VALUE)},
}
# How signs of XML are written, and signs that it does not have; a text that looks like one of these is escaped first.
_LOOKS_ESCAPED = "(_x[0-9a-fA-F]{4}_)"
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {
    chr(sign): f"_x{sign:04X}_" for sign in (*range(0x09), *range(0x0B, 0x20), 0xFFFE, 0xFFFF)
}


@dataclass(frozen=True)
class Cells:
    """Those cells of a column that are written in one way.

    Attributes:
        column: place of the column, from 0.
        kind: what the element of each says of its type.
        values: a number each, which of a text is its place among those of the workbook; null where the cell is none of these.
    """

    column: int
    kind: str
    values: pl.Series


def row_heights(lengths: pl.DataFrame, widths: Sequence[int]) -> pl.Series:
    """Return the heights in which the texts of rows are seen whole, in points: Excel fits them by itself, other programs do not.

    Args:
        lengths: number of characters of each cell.
        widths: width of each column in characters.
    """
    # Lines break between words, which leaves a part of each unfilled.
    lines = [
        pl.when(pl.nth(place) > width).then((1.1 * pl.nth(place) / width).ceil()).otherwise(1)
        for place, width in enumerate(widths)
    ]
    return lengths.select((LINE_HEIGHT * pl.max_horizontal(lines)).clip(upper_bound=LARGEST_HEIGHT).alias("height")).to_series()


def cells_of(frames: Sequence[pl.DataFrame], first: int) -> tuple[list[list[Cells]], pl.Series]:
    """Return the cells of each sheet of a workbook, and their texts, each once.

    Args:
        frames: the rows of each sheet.
        first: the place of the first text among those of the workbook.
    """
    sheets = [[cells for place, column in enumerate(frame) for cells in _cells(place, column)] for frame in frames]
    encoded = [_encoded(cells.values) for sheet in sheets for cells in sheet if cells.kind == TEXT]
    shared = pa.chunked_array([column.dictionary for column in encoded], pa.large_string()).dictionary_encode()
    places = iter(pl.Series(own.indices.take(column.indices)) for column, own in zip(encoded, shared.chunks, strict=True))
    numbered = [
        [replace(cells, values=next(places) + first) if cells.kind == TEXT else cells for cells in sheet] for sheet in sheets
    ]
    # Every part of it has the same list.
    return numbered, pl.Series(shared.chunk(0).dictionary) if encoded else pl.Series(dtype=pl.String)


def _cells(place: int, column: pl.Series) -> Iterator[Cells]:
    for kind, said in _WRITTEN[column.dtype].items():
        values = column.to_frame("value").select(said).to_series()
        if values.null_count() < len(values):
            yield Cells(place, kind, values)


def _encoded(texts: pl.Series) -> pa.DictionaryArray:
    return texts.cast(pl.String).to_arrow().dictionary_encode()


def row_elements(cells: Sequence[Cells], heights: pl.Series, styles: Sequence[str]) -> Iterator[bytes]:
    """Yield the elements of the rows below the head, in UTF-8.

    Args:
        cells: the cells of the sheet.
        heights: the height of each row, in points.
        styles: the number of the style of each column.
    """
    # Whole pixels, of which four are three points.
    points = ((pl.col("height") * 4 / 3).floor() * 0.75).cast(pl.String).str.strip_suffix(".0")
    usual = pl.col("height") == LINE_HEIGHT
    height = pl.when(usual).then(pl.lit("")).otherwise(pl.format(' ht="{}" customHeight="1"', points))
    written = [
        pl.format(
            f'<c r="{xl_col_to_name(one.column)}{{}}" s="{styles[one.column]}"{one.kind}><v>{{}}</v></c>', "row", f"{place}"
        )
        for place, one in enumerate(cells)
    ]
    row = pl.concat_str(pl.format('<row r="{}"{}>', "row", height), *written, pl.lit("</row>"), ignore_nulls=True)
    frame = pl.DataFrame([heights, *(one.values.alias(f"{place}") for place, one in enumerate(cells))])
    for rows in frame.with_row_index("row", offset=2).iter_slices(ROWS_AT_ONCE):
        yield _joined(rows.with_columns(pl.col("row").cast(pl.String)), row)


def text_elements(texts: pl.Series) -> Iterator[bytes]:
    """Yield the elements of the texts of a workbook, in UTF-8."""
    text = pl.col("text")
    space = pl.when(text.str.strip_chars() != text).then(pl.lit(' xml:space="preserve"')).otherwise(pl.lit(""))
    written = text.str.replace_all(_LOOKS_ESCAPED, "_x005F${1}").str.replace_many(_SIGNS)
    for some in texts.to_frame("text").iter_slices(TEXTS_AT_ONCE):
        yield _joined(some, pl.format("<si><t{}>{}</t></si>", space, written))


def _joined(frame: pl.DataFrame, element: pl.Expr) -> bytes:
    joined: bytes = frame.select(element.str.join("").cast(pl.Binary)).item()
    return joined
