"""CSV: one file a table, in canonical form, written from the typed rows."""

from __future__ import annotations

from pathlib import Path

from mawaqif.home import INDEX
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset, Table, csv_text, sorted_rows, to_text

FOLDER = "csv"


def table_csv(table: Table) -> str:
    """Return the CSV text of a table, written from its typed columns."""
    columns = [to_text(table.frame[name]).fill_null("").to_list() for name in table.schema.columns]
    return csv_text(table.schema.columns, sorted_rows(table.schema, zip(*columns, strict=True)))


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER).mkdir()
    for name, table in dataset.tables.items():
        (folder / FOLDER / f"{name}.csv").write_text(table_csv(table), encoding="utf-8", newline="")


# The descriptor and the flat tables lie beside the folder, and describe or continue it; PostgreSQL loads them.
EDITION = Edition(
    "csv",
    _write,
    files=(f"{FOLDER}/*.csv", "*.csv", "postgres/*.sql"),
    beside=(INDEX, "queries/*.sql", "documents.*"),
    opens=f'pandas.read_csv("{FOLDER}/statements.csv")',
    needs=("flat tables", "postgres"),
)
