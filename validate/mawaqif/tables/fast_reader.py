"""The fast CSV reader: Polars reads files in canonical spelling as a whole.

`mawaqif.tables.reader` is the reference: it uses Python's `csv` module, which knows line
numbers but makes an object of every cell. The fast reader needs no reference where the rows that
Polars read, written again by Polars, are the bytes of the file: the writer quotes a cell only
where it has a comma, quotation mark or line break and doubles quotation marks inside, and
Python's reader splits such text into the same cells. Any other file is left to the reference.
"""

from __future__ import annotations

import io

import polars as pl

from mawaqif.tables.model import TableSchema
from mawaqif.tables.reader import MAX_CELL_LENGTH

# About how many bytes are written again at once; few enough for the cache of the processor.
BYTES_PER_CHUNK = 2**21
# Bytes that Polars and Python's reader treat differently.
UNSUPPORTED_BYTES = (b"\r", b"\0")


def read_fast(data: bytes, table: TableSchema) -> pl.DataFrame | None:
    """Read the bytes of a CSV file in canonical spelling.

    Args:
        data: the file's bytes.
        table: the schema it belongs to.

    Returns:
        One text column a field, null where a cell is empty; the first row is on line 2 and each
        row takes one line. None where the file must be read row by row: its header is not that
        of the schema, a cell holds a line break or is too long, or the spelling is not canonical.
    """
    header = ",".join(table.columns).encode() + b"\n"
    if len(table.columns) == 1 or not data.startswith(header) or any(odd in data for odd in UNSUPPORTED_BYTES):
        return None
    try:
        rows = pl.read_csv(data, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    # A cell that has a line break takes another line of the file, which is read again as it was written.
    one_line = data.count(b"\n") == rows.height + 1
    return rows if one_line and _is_one_row_a_line(rows) and _writes_back_as(rows, data, len(header)) else None


def _is_one_row_a_line(rows: pl.DataFrame) -> bool:
    """True where no row is empty, and no cell is too long, or quoted but empty."""
    lengths = pl.all().str.len_bytes()
    unfit = (
        pl.all_horizontal(pl.all().is_null()).any(),
        pl.any_horizontal((lengths == 0).any()),
        pl.any_horizontal((lengths > MAX_CELL_LENGTH).any()),
    )
    return not any(rows.lazy().select(found.alias(f"{n}") for n, found in enumerate(unfit)).collect().row(0))


def _writes_back_as(rows: pl.DataFrame, data: bytes, start: int) -> bool:
    step = max(rows.height * BYTES_PER_CHUNK // len(data), 1)
    written = io.BytesIO()  # one for all chunks: the memory of a new one is taken from the system and cleared each time
    for part in rows.iter_slices(step):
        written.seek(0)
        part.write_csv(written, include_header=False)
        written.truncate()
        if not data.startswith(written.getvalue(), start):
            return False
        start += written.tell()
    return start == len(data)
