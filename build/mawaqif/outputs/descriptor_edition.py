"""`datapackage.json` of a release: the CSV tables, flat ones last, with bytes, hashes, row counts and schemas."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mawaqif.agreement import as_records, measure_agreement
from mawaqif.outputs.base import Output
from mawaqif.outputs.csv_edition import FOLDER
from mawaqif.outputs.flat_edition import flat_tables
from mawaqif.tables import INDEX, Dataset, Table


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _resource(facts: Mapping[str, Any], table: Table, folder: Path, path: str) -> dict[str, Any]:
    return {
        **facts,
        "path": path,
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{sha256_of(folder / path)}",
        "rows": table.frame.height,
        "schema": table.schema.raw,
    }


def _flat_facts(table: Table) -> dict[str, Any]:
    facts = {"name": table.schema.name, "title": table.schema.raw["title"]}
    return facts | {"scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


def _sources(dataset: Dataset) -> list[dict[str, str]]:
    documents = dataset.tables.get("documents")
    if documents is None or not {"role", "title_en", "url"} <= set(documents.schema.columns):
        return []
    rows = documents.cells.select("role", "title_en", "url").iter_rows()
    return [{"title": title, **({"path": url} if url else {})} for role, title, url in rows if role == "corpus"]


def _write(dataset: Dataset, folder: Path) -> None:
    raw = dataset.descriptor.raw
    resources = [
        _resource(resource, dataset.tables[resource["name"]], folder, f"{FOLDER}/{resource['name']}.csv")
        for resource in raw["resources"]
    ]
    flat = flat_tables(dataset, folder)
    resources += [_resource(_flat_facts(table), table, folder, f"{name}.csv") for name, table in flat.items()]
    release = {**raw, "sources": _sources(dataset), "resources": resources}
    if not release["sources"]:
        del release["sources"]
    agreement = as_records(measure_agreement(dataset))
    if agreement:
        release["agreement"] = agreement
    text = json.dumps(release, ensure_ascii=False, indent=2) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8", newline="")


OUTPUT = Output("datapackage.json", _write)
