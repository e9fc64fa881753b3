"""Flat tables: each view, with names joined in, and the data dictionary, as a CSV and a Parquet file beside the folders."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from mawaqif.release.editions.csv_edition import table_csv
from mawaqif.release.editions.data_dictionary import NAME, dictionary_schema
from mawaqif.release.editions.ddl import quoted
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.parquet_edition import write_parquet
from mawaqif.release.file_names import DUCKDB_FILE
from mawaqif.release.views import view_schemas
from mawaqif.tables import Dataset, Table, TableSchema


def flat_schemas(dataset: Dataset) -> dict[str, TableSchema]:
    """Return the schemas of the flat tables that are made of a data set, by name; a release that is read again has them all."""
    tables = {name: table.schema for name, table in dataset.tables.items()}
    dictionary = {} if NAME in tables else {NAME: dictionary_schema()}
    return view_schemas(tables) | dictionary


def flat_tables(dataset: Dataset, folder: Path) -> dict[str, Table]:
    """Return the flat tables by name, as this edition has written them.

    Args:
        dataset: the tables that they are made of.
        folder: the release that is being written; it holds the Parquet files.
    """
    return {name: _table(schema, pl.read_parquet(folder / f"{name}.parquet")) for name, schema in flat_schemas(dataset).items()}


def _table(schema: TableSchema, frame: pl.DataFrame) -> Table:
    return Table(schema=schema, frame=frame, cells=frame, lines=())


def _write(dataset: Dataset, folder: Path) -> None:
    with duckdb.connect(str(folder / DUCKDB_FILE), read_only=True) as connection:
        for name, schema in flat_schemas(dataset).items():
            found = connection.sql(f"FROM {quoted(name)}").pl()
            table = _table(schema, found.select(pl.col(field.name).cast(field.type.dtype) for field in schema.fields))
            write_parquet(dataset, table, folder / f"{name}.parquet")
            (folder / f"{name}.csv").write_text(table_csv(table), encoding="utf-8", newline="")


# Its files travel in the archives of the CSV and the Parquet edition.
EDITION = Edition("flat tables", _write, needs=("duckdb",))
