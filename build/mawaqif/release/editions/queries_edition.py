"""The cookbook's queries as they are, and in a folder for each engine of another SQL, to be asked without this tool."""

from __future__ import annotations

from pathlib import Path

from mawaqif.paths import inside
from mawaqif.release.cookbook import FOLDER, cookbook
from mawaqif.release.editions.dialects import DIALECTS, query_in_dialect
from mawaqif.release.editions.edition import Edition
from mawaqif.tables import Dataset


def _write(dataset: Dataset, folder: Path) -> None:
    for query in cookbook(dataset.descriptor.root):
        (folder / FOLDER).mkdir(exist_ok=True)
        inside(folder, f"{FOLDER}/{query.name}.sql").write_text(query.sql, encoding="utf-8", newline="")
        for dialect in DIALECTS:
            (folder / FOLDER / dialect).mkdir(exist_ok=True)
            text = query_in_dialect(query, dialect)
            inside(folder, f"{FOLDER}/{dialect}/{query.name}.sql").write_text(text, encoding="utf-8", newline="")


EDITION = Edition("queries", _write)
