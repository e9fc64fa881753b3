"""The rows of a sheet, made column by column: a workbook has millions of cells, and to call its library for each takes longest.

What else a sheet has, its library writes. Source of the elements: ECMA-376, part 1, 18.3.1.4 (`c`) and 18.3.1.73 (`row`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

# Excel counts a 29 February 1900, so that its day numbers are right only after it; they count from this day.
FIRST_DAY, DAY_ZERO = date(1900, 3, 1), date(1899, 12, 30)
LARGEST_INTEGER = 10**15
# Rows whose elements are held at once.
ROWS_AT_ONCE = 5_000
ROWS_UNDER_NOTES = 12
# In points: a line, which needs not be said of a row, and the largest that Excel allows.
LINE_HEIGHT, LARGEST_HEIGHT = 15.0, 409.0

# A value is written as a number, or as a text where Excel has no such number; by type, both of a column named `value`.
_VALUE, _NOTHING = pl.col("value"), pl.lit(None)
_WHOLE, _COUNTED = _VALUE.is_between(-LARGEST_INTEGER, LARGEST_INTEGER, closed="none"), _VALUE >= FIRST_DAY
_WRITTEN: dict[pl.DataType, tuple[pl.Expr, pl.Expr]] = {
    pl.String(): (_NOTHING, _VALUE),
    pl.Int64(): (pl.when(_WHOLE).then(_VALUE), pl.when(~_WHOLE).then(_VALUE)),
    pl.Int32(): (_VALUE, _NOTHING),
    # With every digit that it needs.
    pl.Float64(): (_VALUE.map_elements(repr, return_dtype=pl.String), _NOTHING),
    pl.Boolean(): (_VALUE.cast(pl.Int8), _NOTHING),
    pl.Date(): (pl.when(_COUNTED).then((_VALUE - DAY_ZERO).dt.total_days()), pl.when(~_COUNTED).then(_VALUE)),
}


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


class RowsSheet(Worksheet):
    """A sheet whose rows below the head are those of a frame, none of whose cells is written by itself."""

    def __init__(self) -> None:
        """Begin without rows."""
        super().__init__()
        self._rows = pl.DataFrame()
        self._elements: list[tuple[str, str, Any]] = []

    def fill(self, frame: pl.DataFrame, formats: Sequence[Any], heights: pl.Series) -> None:
        """Put the rows of a frame below the head.

        Args:
            frame: the rows.
            formats: the format of each column.
            heights: the height of each row, in points.
        """
        columns = [heights]
        for place, (column, style) in enumerate(zip(frame, formats, strict=True)):
            number, text = (column.to_frame("value").select(said).to_series() for said in _WRITTEN[column.dtype])
            kind = ' t="b"' if column.dtype == pl.Boolean() else ""
            for values, of_type in ((number, kind), (self._shared(text.cast(pl.String)), ' t="s"')):
                if values.null_count() < len(values):
                    self._elements.append((xl_col_to_name(place), of_type, style))
                    columns.append(values.alias(f"{len(self._elements)}"))
        self._rows = pl.DataFrame(columns)
        # The library lays the notes of the head over the rows below it.
        for row, height in enumerate(heights.head(ROWS_UNDER_NOTES), start=1):
            self.set_row(row, height)
        self._check_dimensions(frame.height, frame.width - 1)

    def link(self, row: int, column: int, address: str, style: Any) -> None:
        """Let a click on a cell, whose text `fill` puts there, open an address."""
        self.ignore_write_string = True
        self.write_url(row, column, address, style, address)
        self.ignore_write_string = False

    def add_long_table(self, height: int, width: int, options: dict[str, Any]) -> None:
        """Add a table object over the head and all rows; the library would note each of its cells."""
        self.add_table(0, 0, 1, width - 1, options)
        whole = xl_range(0, 0, height, width - 1)
        self.tables[-1] |= {"range": whole, "a_range": whole, "autofilter": whole}

    def _shared(self, texts: pl.Series) -> pl.Series:
        """Return the numbers of texts in the list that all sheets share."""
        shared: Any = self.str_table
        own = texts.drop_nulls().unique(maintain_order=True)
        numbers = pl.Series([shared._get_shared_string_index(text) for text in own], dtype=pl.UInt32)  # noqa: SLF001 - it offers none else
        # The list counts every cell that refers to it.
        shared.count += len(texts) - texts.null_count() - len(own)
        return texts.replace_strict(own, numbers, return_dtype=pl.UInt32) if len(own) else texts.cast(pl.UInt32)

    def _write_rows(self) -> None:
        """Write the head as the library does, then the other rows."""
        library: Any = self
        last, library.dim_rowmax = library.dim_rowmax, 0
        super()._write_rows()
        library.dim_rowmax = last
        # Whole pixels, of which four are three points.
        points = ((pl.col("height") * 4 / 3).floor() * 0.75).cast(pl.String).str.strip_suffix(".0")
        usual = pl.col("height") == LINE_HEIGHT
        height = pl.when(usual).then(pl.lit("")).otherwise(pl.format(' ht="{}" customHeight="1"', points))
        cells = [
            pl.format(f'<c r="{name}{{}}" s="{style._get_xf_index()}"{kind}><v>{{}}</v></c>', "row", f"{place}")  # noqa: SLF001
            for place, (name, kind, style) in enumerate(self._elements, start=1)
        ]
        row = pl.concat_str(pl.format('<row r="{}"{}>', "row", height), *cells, pl.lit("</row>"), ignore_nulls=True)
        numbered = self._rows.with_row_index("row", offset=2)
        for rows in numbered.iter_slices(ROWS_AT_ONCE):
            library.fh.write(rows.select(row.str.join("")).item())
