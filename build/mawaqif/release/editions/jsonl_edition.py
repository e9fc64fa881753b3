"""JSON Lines: one file a table, one object a line."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.flat_edition import flat_schemas, flat_table
from mawaqif.tables import Dataset

FOLDER = "jsonl"


def _write(dataset: Dataset, folder: Path) -> None:
    (folder / FOLDER).mkdir()
    # Of the flat tables, which are larger than all others, one is held at a time.
    flat = (flat_table(schema, folder) for schema in flat_schemas(dataset).values())
    for table in chain(flat, dataset.tables.values()):
        # Refuses a name that is taken.
        with (folder / FOLDER / f"{table.schema.name}.jsonl").open("xb") as file:
            table.frame.write_ndjson(file)


EDITION = Edition(
    "jsonl",
    _write,
    files=(f"{FOLDER}/*.jsonl",),
    opens=f'pandas.read_json("{FOLDER}/statements.jsonl", lines=True)',
    needs=("flat",),
)
