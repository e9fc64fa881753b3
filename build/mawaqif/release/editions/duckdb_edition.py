"""DuckDB: one file with keys, checks, comments, views and the `fold` macro."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from mawaqif.release.editions.data_dictionary import with_dictionary
from mawaqif.release.editions.ddl import comments, create_table, creation_order, literal, quoted
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.fold_sql import fold_macro
from mawaqif.release.editions.parquet_edition import ROW_GROUP
from mawaqif.release.editions.views import named_views
from mawaqif.release.file_names import DUCKDB_FILE
from mawaqif.tables import Dataset, Table

# The oldest version that can open the file, and the version of its browser edition.
STORAGE_VERSION = "v1.2.0"
# The smallest block there is: with the default of 256 KiB a block, small tables make a large file.
BLOCK_SIZE = 16_384
# Rows of a row group, a third of the default: it is held in memory until it is full, and what memory has no room for becomes
# a file for each block, which takes longer than to write the row group.
ROWS_HELD = 40_960
# Compressions whose bytes change from file to file: FSST draws the rows that it learns from by chance,
# and Roaring and Dictionary leave what stood in memory between the parts of their segments.
NOT_USED = ("fsst", "roaring", "dictionary")
# Memory of the database while the edition is written, in bytes, and as a part of what the tables take: without a limit it keeps
# all that it has written. How much the keys of a table need, which cannot be put aside, shows when they are written.
LEAST_MEMORY = 128 * 1024**2
MEMORY_OF_TABLES = 1 / 6
MORE_MEMORY = (1, 4, 16)
# How DuckDB says that it needs more; a commit wraps the first in the second.
_OUT_OF_MEMORY = (duckdb.OutOfMemoryException, duckdb.TransactionException)
# A name that no column has.
_ROW = ""


def fill(connection: duckdb.DuckDBPyConnection, dataset: Dataset, *, apart: bool = False, whole: bool = True) -> None:
    """Create and fill every table and the data dictionary, the macro and the views in the connection's current database.

    Args:
        connection: an open connection whose current database is empty.
        dataset: tables without findings.
        apart: whether the open transaction is committed after each table, so that no table is held in memory beside the next.
        whole: whether also what takes half of the time for few rows is made, comments and the counts of the data dictionary; what
            reads rows does without.

    Raises:
        duckdb.ConstraintException: a row breaks a key or check, so the tables had findings.
    """
    connection.execute(fold_macro())
    tables = with_dictionary(dataset, counted=whole)
    schemas = {name: table.schema for name, table in tables.items()}
    created: set[str] = set()
    for name in creation_order(schemas):
        table = tables[name]
        connection.execute(create_table(table.schema, created))
        created.add(name)
        for statement in comments(table.schema) if whole else ():
            connection.execute(statement)
        for rows in _groups(table):
            # As a stream of the Arrow interface, which needs no Arrow: to load it takes longer than to fill a small database.
            connection.register("rows_to_insert", rows.__arrow_c_stream__())
            connection.execute(f"INSERT INTO {quoted(name)} SELECT * FROM rows_to_insert")
            connection.unregister("rows_to_insert")
        if apart:
            connection.commit()
            connection.begin()
    for statement in named_views(schemas, commented=whole):
        connection.execute(statement)


def _groups(table: Table) -> Iterator[pl.DataFrame]:
    """Yield the rows, at most a row group at once, parents before children, because DuckDB checks references row by row."""
    found, last = _generations(table)
    for generation in range(last + 1):
        for start in range(0, table.frame.height, ROW_GROUP):
            rows = table.frame.slice(start, ROW_GROUP)
            rows = rows.filter(found.slice(start, ROW_GROUP) == generation) if last else rows
            if rows.height:
                yield rows


def _generations(table: Table) -> tuple[pl.Series, int]:
    """Return in which place each row can be inserted, 0 where it refers to no other row of its table, and the last place."""
    place = pl.zeros(table.frame.height, dtype=pl.UInt32, eager=True)
    own = [key for key in table.schema.foreign_keys if key.table == table.schema.name]
    columns = {column for key in own for column in (*key.columns, *key.references)}
    left, last = table.frame.select(sorted(columns)).with_row_index(_ROW), 0
    while own and left.height:
        waiting = [left.join(left, left_on=key.columns, right_on=key.references, how="semi")[_ROW] for key in own]
        rows = pl.concat(waiting).unique()
        if rows.len() == left.height or not rows.len():
            break  # all are ready, or refer to each other in a circle: let the database name the row
        last += 1
        place = place.scatter(rows, last)
        left = left.join(rows.to_frame(), on=_ROW, how="semi")
    return place, last


@contextmanager
def release_file(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Make a database file that older clients can open; what is done to the connection is committed at the end."""
    # With more threads than one, the order in which segments are written changes from run to run on a busy machine.
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"SET disabled_compression_methods = {literal(','.join(NOT_USED))}")
        # With several held back, how many are written at once, and so the bytes, would depend on memory.
        connection.execute("SET write_buffer_row_group_count = 1")
        options = f"STORAGE_VERSION {literal(STORAGE_VERSION)}, BLOCK_SIZE {BLOCK_SIZE}, ROW_GROUP_SIZE {ROWS_HELD}"
        connection.execute(f"ATTACH {literal(str(path))} AS release ({options})")
        connection.execute("USE release")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
        connection.execute("USE memory")
        connection.execute("DETACH release")


def _write(dataset: Dataset, folder: Path) -> None:
    held = sum(table.frame.estimated_size() for table in dataset.tables.values())
    *tried, most = (more * max(LEAST_MEMORY, int(held * MEMORY_OF_TABLES)) for more in MORE_MEMORY)
    for memory in tried:
        try:
            return _write_within(memory, dataset, folder)
        except _OUT_OF_MEMORY:
            for path in folder.glob(f"{DUCKDB_FILE}*"):
                path.unlink()
    return _write_within(most, dataset, folder)


def _write_within(memory: int, dataset: Dataset, folder: Path) -> None:
    """Write the edition with so many bytes of memory for the database; its own bytes do not depend on them."""
    with release_file(folder / DUCKDB_FILE) as connection:
        # What does not fit into memory lies beside the release that is being written, and goes with its workplace.
        connection.execute(f"SET temp_directory = {literal(str(folder.parent / 'sorting'))}")
        connection.execute(f"SET memory_limit = '{memory}B'")
        fill(connection, dataset, apart=True)


EDITION = Edition(
    "duckdb",
    _write,
    files=(DUCKDB_FILE,),
    beside=("queries/*.sql",),
    opens=f'duckdb.connect("{DUCKDB_FILE}", read_only=True).sql("FROM statements_wide").df()',
)
