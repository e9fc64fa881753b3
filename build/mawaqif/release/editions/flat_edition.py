"""Flat tables: each view, with names joined in, as a CSV and a Parquet file beside the folders, as the data dictionary is.

They are asked for and written some rows at a time, because a view that joins everything in is larger than all tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import duckdb
import polars as pl

from mawaqif.release.editions.arrow_schema import arrow_schema, to_arrow
from mawaqif.release.editions.csv_edition import write_csv, write_head, write_rows
from mawaqif.release.editions.data_dictionary import NAME, dictionary_schema
from mawaqif.release.editions.ddl import literal, quoted
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.parquet_edition import COMPRESSION, ROW_GROUP
from mawaqif.release.editions.parquet_edition import FOLDER as PARQUET
from mawaqif.release.editions.profiles import count
from mawaqif.release.editions.sorted_lists import with_sorted_lists
from mawaqif.release.views import view_schemas, views_of
from mawaqif.tables import Dataset, Table, TableSchema

# The views that are asked for part by part, by these columns: what they join in is found by the statement, and their rows
# are in the order of documents.
STATEMENTS, STATEMENT, DOCUMENT = "statements", "statement_id", "document_id"
# Statements in a part. To ask for fewer at a time takes longer, to ask for more takes more memory.
STATEMENTS_AT_ONCE = 25_000
T = TypeVar("T")


def flat_schemas(dataset: Dataset) -> dict[str, TableSchema]:
    """Return the schemas of the flat tables that are made of a data set, by name; a release that is read again has them all."""
    tables = {name: table.schema for name, table in dataset.tables.items()}
    dictionary = {} if NAME in tables else {NAME: dictionary_schema()}
    return view_schemas(tables) | dictionary


def flat_table(schema: TableSchema, folder: Path) -> Table:
    """Return a flat table, or the data dictionary, as it was written.

    Args:
        schema: its schema.
        folder: the release that is being written; it holds the Parquet files.
    """
    return _table(schema, pl.read_parquet(folder / f"{schema.name}.parquet"))


def _table(schema: TableSchema, frame: pl.DataFrame) -> Table:
    return Table(schema=schema, frame=frame, cells=frame, lines=())


def _write(dataset: Dataset, folder: Path) -> None:
    schemas = view_schemas({name: table.schema for name, table in dataset.tables.items()})
    with _asked(dataset, folder) as connection:
        parts = parts_of(dataset)
        frames = ((schema, frame) for schema in schemas.values() for frame in _frames(connection, schema, parts))
        for name, group in groupby(ahead(frames), lambda item: item[0].name):
            _write_flat((frame for _, frame in group), dataset, schemas[name], folder)
        for name in schemas:
            connection.execute(_view(name, folder / f"{name}.parquet"))
        connection.execute("RESET threads")
        count(dataset, connection)


def ahead(things: Iterator[T]) -> Iterator[T]:
    """Yield things of which another thread makes the next one while a thing is used."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, things, None)
        while (thing := coming.result()) is not None:
            coming = maker.submit(next, things, None)
            yield thing


@contextmanager
def _asked(dataset: Dataset, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Make a database of the Parquet files and the views, which works with one thread."""
    # What does not fit into memory lies beside the release that is being written, and goes with its workplace.
    with duckdb.connect(config={"threads": 1, "temp_directory": str(folder.parent / "sorting")}) as connection:
        for name in dataset.tables:
            connection.execute(_view(name, folder / PARQUET / f"{name}.parquet"))
        for view in views_of(dataset.tables):
            connection.execute(f"CREATE VIEW {quoted(view.name)} AS {with_sorted_lists(view.sql)}")
        yield connection


def _view(name: str, file: Path) -> str:
    return f"CREATE OR REPLACE VIEW {quoted(name)} AS FROM read_parquet({literal(str(file))})"


def _write_flat(frames: Iterable[pl.DataFrame], dataset: Dataset, schema: TableSchema, folder: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - others take only the schemas from here, and do without Arrow

    parquet, csv = (folder / f"{schema.name}.{ending}" for ending in ("parquet", "csv"))
    before, ascend = pl.DataFrame(), True
    with pq.ParquetWriter(parquet, arrow_schema(dataset, schema), compression=COMPRESSION) as rows, csv.open("wb") as lines:
        write_head(schema, lines)
        for frame in frames:
            part = _table(schema, frame)
            rows.write_table(to_arrow(dataset, part))
            write_rows(frame, lines)
            keys = frame.select(schema.primary_key)
            ascend = ascend and _table(schema, pl.concat([before, keys]) if before.width else keys).keys_ascend
            before = keys.tail(1)
    if not ascend:
        write_csv(flat_table(schema, folder), csv)


def _frames(connection: duckdb.DuckDBPyConnection, schema: TableSchema, parts: list[str]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a view in its order, some at a time; a frame without rows where there are none."""
    types = [pl.col(field.name).cast(field.type.dtype) for field in schema.fields]
    apart = (STATEMENT,) in schema.unique_keys and schema.primary_key[:1] == (DOCUMENT,)
    empty = pl.DataFrame(schema={field.name: field.type.dtype for field in schema.fields})
    for part in parts if apart else ("true",):
        for batch in connection.sql(f"FROM {quoted(schema.name)} WHERE {part}").to_arrow_reader(ROW_GROUP):
            if batch.num_rows:
                empty = pl.DataFrame()
                yield pl.DataFrame(batch).select(types)
    if empty.width:
        yield empty


def parts_of(dataset: Dataset) -> list[str]:
    """Return conditions that part the statements by runs of documents, in the order of these; one that parts nothing for few.

    A view could be asked by the documents alone. The statements that a run has at most let DuckDB leave the others out
    before it joins anything.
    """
    statements = dataset.tables.get(STATEMENTS)
    if statements is None or statements.frame.height <= STATEMENTS_AT_ONCE or statements.frame[DOCUMENT].null_count():
        return ["true"]
    statement = pl.col(STATEMENT)
    documents = statements.frame.group_by(DOCUMENT).agg(pl.len(), statement.min().alias("least"), statement.max()).sort(DOCUMENT)
    run = ((pl.col("len").cum_sum() - 1) // STATEMENTS_AT_ONCE).alias("run")
    runs = documents.group_by(run).agg(
        pl.col(DOCUMENT).min(), pl.col(DOCUMENT).max().alias("last"), pl.col("least").min(), statement.max()
    )
    return [
        f"{DOCUMENT} BETWEEN {literal(first)} AND {literal(last)} AND {STATEMENT} BETWEEN {literal(least)} AND {literal(most)}"
        for first, last, least, most in runs.sort("run").select(DOCUMENT, "last", "least", STATEMENT).iter_rows()
    ]


# Its files travel in the archives of the CSV and the Parquet edition.
EDITION = Edition("flat", _write, files=("*.csv", "*.parquet"), needs=("parquet", "data dictionary"))
