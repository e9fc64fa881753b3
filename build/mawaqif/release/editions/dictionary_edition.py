"""The data dictionary as a CSV and a Parquet file beside the folders, of which it describes the columns."""

from __future__ import annotations

from pathlib import Path

from mawaqif.release.editions.csv_edition import write_csv
from mawaqif.release.editions.data_dictionary import NAME, with_dictionary
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.parquet_edition import write_parquet
from mawaqif.tables import Dataset


def _write(dataset: Dataset, folder: Path) -> None:
    if NAME not in dataset.tables:
        table = with_dictionary(dataset)[NAME]
        write_parquet(dataset, table, folder / f"{NAME}.parquet")
        write_csv(table, folder / f"{NAME}.csv")


# Its files are of the CSV, the Parquet and the flat edition; PostgreSQL and the Parquet views read them.
EDITION = Edition("data dictionary", _write)
