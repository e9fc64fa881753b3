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

# So many rows are written again at once: few enough to stay near the processor.
ROWS_AT_ONCE = 10_000
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
    return rows if _fit(rows) and _spelt_as(rows, data, len(header)) else None


def _fit(rows: pl.DataFrame) -> bool:
    """True where each row is a line with cells that are neither too long nor an empty text.

    A row of nothing but commas is a blank line. An empty text is spelt with two quotation
    marks, and is no text.
    """
    lengths = pl.all().str.len_bytes()
    unfit = (
        pl.all_horizontal(pl.all().is_null()).any(),
        pl.any_horizontal((lengths == 0).any()),
        pl.any_horizontal((lengths > LONGEST_CELL).any()),
        pl.any_horizontal(pl.all().str.contains("\n", literal=True).any()),
    )
    return not any(rows.lazy().select(found.alias(f"{n}") for n, found in enumerate(unfit)).collect().row(0))


def _spelt_as(rows: pl.DataFrame, data: bytes, start: int) -> bool:
    for first in range(0, rows.height, ROWS_AT_ONCE):
        written = io.BytesIO()
        rows.slice(first, ROWS_AT_ONCE).write_csv(written, include_header=False)
        if not data.startswith(written.getvalue(), start):
            return False
        start += written.tell()
    return start == len(data)
