"""Parquet: one file a table, zstd, with the schema's titles and descriptions as metadata."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mawaqif.release.editions.arrow_schema import arrow_schema, to_arrow
from mawaqif.release.editions.data_dictionary import NAME as DICTIONARY
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset, Table

FOLDER = "parquet"
COMPRESSION = "zstd"
# Rows of a row group, which are held at once when they are written, and which engines read apart; it is what DuckDB takes.
ROW_GROUP = 122_880


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER).mkdir()
    for name, table in dataset.tables.items():
        write_parquet(dataset, table, folder / FOLDER / f"{name}.parquet")


def write_parquet(dataset: Dataset, table: Table, path: Path) -> None:
    """Write one table, rows in the order of its frame."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - others take only the names from here, and do without Arrow

    with pq.ParquetWriter(path, arrow_schema(dataset, table.schema), compression=COMPRESSION) as file:
        for rows in table.frame.iter_slices(ROW_GROUP) if table.frame.height else (table.frame,):
            file.write_table(to_arrow(dataset, replace(table, frame=rows)))


EDITION = Edition(
    "parquet",
    _write,
    files=(f"{FOLDER}/*", f"{DICTIONARY}.parquet"),
    beside=("*.parquet", "queries/*.sql", "queries/*/*.sql"),
    opens=f'pandas.read_parquet("{FOLDER}/statements.parquet")',
    needs=("data dictionary", "Parquet views"),
)
