"""The quick way from bytes to rows, for files that are spelt as they should be: Polars reads them whole.

Python's `csv` module is the judge of what a file says and of its lines, but it makes an
object of every cell. Most files need no judge. If the rows that Polars read, written
again by Polars, are the bytes of the file, then the reading was right: what is written
holds a cell bare where it has no comma, quotation mark or line break, and else between
quotation marks with those inside it doubled, and Python's reader takes such text apart
into the same cells. Every other file is read row by row in `mawaqif.tables.reader`.
"""

from __future__ import annotations

import io

import polars as pl

from mawaqif.tables.model import TableSchema
from mawaqif.tables.reader import LONGEST_CELL

# So many rows are written again at once, to hold few of them twice.
ROWS_AT_ONCE = 100_000
# Bytes that Polars and Python's reader do not treat alike.
ODD = (b"\r", b"\0")


def read_plain(data: bytes, table: TableSchema) -> pl.DataFrame | None:
    """Read the bytes of a CSV file that is spelt plainly.

    Args:
        data: the file's bytes.
        table: the schema it belongs to.

    Returns:
        One text column a field, null where a cell is empty, the first row on line 2 and
        each on the line after the one before it. None where the file must be read row by
        row: its header is not that of the schema, a cell holds a line break or is too
        long, or anything is spelt otherwise than a table is written.
    """
    header = ",".join(table.columns).encode() + b"\n"
    if len(table.columns) == 1 or not data.startswith(header) or any(odd in data for odd in ODD):
        return None
    try:
        rows = pl.read_csv(data, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    one_line_each = data.count(b"\n") == rows.height + 1
    if rows.select(pl.all_horizontal(pl.all().is_null()).any()).item():
        return None  # a row of nothing but commas is a blank line
    if not one_line_each or not _fit(rows) or not _spelt_as(rows, data, len(header)):
        return None
    return rows


def _fit(rows: pl.DataFrame) -> bool:
    """True where no cell is too long, and none is an empty text, which is spelt with two quotation marks and is no text."""
    lengths = rows.lazy().select(pl.all().str.len_bytes())
    shortest = lengths.select(pl.min_horizontal(pl.all().min())).collect().item()
    longest = lengths.select(pl.max_horizontal(pl.all().max())).collect().item()
    return shortest is None or (shortest > 0 and longest <= LONGEST_CELL)


def _spelt_as(rows: pl.DataFrame, data: bytes, start: int) -> bool:
    for first in range(0, rows.height, ROWS_AT_ONCE):
        written = io.BytesIO()
        rows.slice(first, ROWS_AT_ONCE).write_csv(written, include_header=False)
        if not data.startswith(written.getvalue(), start):
            return False
        start += written.tell()
    return start == len(data)
