"""Parquet: one file a table, zstd, with the schema's titles and descriptions as metadata."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from mawaqif.release.editions.arrow_schema import to_arrow
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset, Table

FOLDER = "parquet"


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER).mkdir()
    for name, table in dataset.tables.items():
        write_parquet(dataset, table, folder / FOLDER / f"{name}.parquet")


def write_parquet(dataset: Dataset, table: Table, path: Path) -> None:
    """Write one table, rows in the order of its frame."""
    pq.write_table(to_arrow(dataset, table), path, compression="zstd")


EDITION = Edition(
    "parquet",
    _write,
    files=(f"{FOLDER}/*", "*.parquet"),
    beside=("queries/*.sql", "queries/*/*.sql"),
    opens=f'pandas.read_parquet("{FOLDER}/statements.parquet")',
    needs=("flat tables", "Parquet views"),
)
