"""JSON Lines: one file a table, one object a line."""

from __future__ import annotations

from pathlib import Path

from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.flat_edition import flat_tables
from mawaqif.tables import Dataset

FOLDER = "jsonl"


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER).mkdir()
    for name, table in {**flat_tables(dataset, folder), **dataset.tables}.items():
        # Refuses a name that is taken.
        with (folder / FOLDER / f"{name}.jsonl").open("xb") as file:
            table.frame.write_ndjson(file)


EDITION = Edition(
    "jsonl",
    _write,
    files=(f"{FOLDER}/*.jsonl",),
    opens=f'pandas.read_json("{FOLDER}/statements.jsonl", lines=True)',
    needs=("flat tables",),
)
