"""Parquet: one file a table, zstd, with the schema's titles and descriptions as metadata."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from mawaqif.outputs.arrow_schema import to_arrow
from mawaqif.outputs.base import Output
from mawaqif.tables import Dataset

FOLDER = "parquet"


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER).mkdir()
    for name, table in dataset.tables.items():
        pq.write_table(to_arrow(dataset, table), folder / FOLDER / f"{name}.parquet", compression="zstd")


OUTPUT = Output("parquet", _write)
