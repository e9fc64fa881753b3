"""CSV: one file a table, in canonical form, written from the typed rows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import polars as pl

from mawaqif.paths import INDEX, naming
from mawaqif.release.editions.data_dictionary import NAME as DICTIONARY
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset, Table, TableSchema, csv_text, to_text

FOLDER = "csv"
# Rows whose texts are held at once.
ROWS_AT_ONCE = 20_000


def write_csv(table: Table, path: Path) -> None:
    """Write a table as a CSV file in canonical form, from its typed columns."""
    with naming(path), path.open("wb") as file:
        write_head(table.schema, file)
        write_rows(table.frame if table.keys_ascend else _sorted(table), file)


def write_head(schema: TableSchema, file: BinaryIO) -> None:
    """Write the line of the names of columns."""
    file.write(csv_text(schema.columns, []).encode("utf-8"))


def write_rows(frame: pl.DataFrame, file: BinaryIO) -> None:
    """Write typed rows as lines, in their order: an empty cell as nothing, quotation marks only where a cell needs them."""
    # A line with one empty cell is told from a blank one by its quotation marks.
    empty = pl.all().fill_null("") if frame.width == 1 else pl.all().replace("", None)
    for rows in frame.iter_slices(ROWS_AT_ONCE):
        texts = pl.DataFrame([to_text(column).alias(column.name) for column in rows])
        lines = BytesIO()
        texts.select(empty).write_csv(lines, include_header=False)
        # Polars would write into the file past Python, and its errors name neither file nor reason.
        file.write(lines.getbuffer())


def _sorted(table: Table) -> pl.DataFrame:
    """Return the rows by primary key: texts by code point, whole numbers by value, ties by the texts of the whole row."""
    numbers = {name for name in table.schema.primary_key if table.schema.by_name[name].type.name == "integer"}
    texts = pl.DataFrame([to_text(column).fill_null("").alias(column.name) for column in table.frame])
    keys = [table.frame[name] if name in numbers else texts[name] for name in table.schema.primary_key]
    ordered = pl.DataFrame([column.alias(f"{place}") for place, column in enumerate((*keys, *texts))])
    return table.frame[ordered.select(pl.arg_sort_by(ordered.columns, nulls_last=True)).to_series()]


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER).mkdir()
    for name, table in dataset.tables.items():
        write_csv(table, folder / FOLDER / f"{name}.csv")


# The descriptor, the data dictionary and the flat tables lie beside the folder, and describe or continue it; PostgreSQL loads it.
EDITION = Edition(
    "csv",
    _write,
    files=(f"{FOLDER}/*.csv", f"{DICTIONARY}.csv", "postgres/*.sql"),
    beside=(INDEX, "*.csv", "queries/*.sql", "documents.*"),
    opens=f'pandas.read_csv("{FOLDER}/statements.csv")',
    needs=("data dictionary", "postgres"),
)
