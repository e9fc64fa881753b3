"""`datapackage.json` of a release: the CSV tables, flat ones last, with bytes, hashes, row counts and schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mawaqif.home import INDEX
from mawaqif.release.agreement import as_records, measure_agreement
from mawaqif.release.agreement_by_document import documents_coded_twice
from mawaqif.release.checksums import sha256_of
from mawaqif.release.editions.csv_edition import FOLDER
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.flat_edition import flat_tables
from mawaqif.release.editions.metadata import metadata_of
from mawaqif.tables import Dataset, Table


def _resource(properties: Mapping[str, Any], table: Table, folder: Path, path: str) -> dict[str, Any]:
    return {
        **properties,
        "path": path,
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{sha256_of(folder / path)}",
        "rows": table.frame.height,
        "schema": table.schema.raw,
    }


def _flat_properties(table: Table) -> dict[str, Any]:
    properties = {"name": table.schema.name, **{key: table.schema.raw[key] for key in ("title", "title_ar")}}
    return properties | {"scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


def _sources(dataset: Dataset) -> list[dict[str, str]]:
    documents = dataset.tables.get("documents")
    if documents is None or not {"role", "title_en", "url"} <= set(documents.schema.columns):
        return []
    rows = documents.cells.select("role", "title_en", "url").iter_rows()
    return [{"title": title, **({"path": url} if url else {})} for role, title, url in rows if role == "corpus"]


def _dated(dataset: Dataset) -> dict[str, Any]:
    """Return when the package was created, and which time its rows cover.

    The standard has no property for coverage; `temporal` is that of Dublin Core, its parts
    named as in profiles of the standard such as Camtrap DP.
    """
    metadata = metadata_of(dataset)
    start, end = metadata.temporal or ("", "")
    return {
        "created": f"{metadata.published}T00:00:00Z" if metadata.published else "",
        "temporal": {"start": start, "end": end} if metadata.temporal else {},
    }


def _write(dataset: Dataset, folder: Path) -> None:
    raw = dataset.descriptor.raw
    resources = [
        _resource(resource, dataset.tables[resource["name"]], folder, f"{FOLDER}/{resource['name']}.csv")
        for resource in raw["resources"]
    ]
    flat = flat_tables(dataset, folder)
    resources += [_resource(_flat_properties(table), table, folder, f"{name}.csv") for name, table in flat.items()]
    release = {**raw, **_dated(dataset), "sources": _sources(dataset), "resources": resources}
    release = {key: value for key, value in release.items() if value or key == "resources"}
    agreement = as_records(measure_agreement(dataset))
    if agreement:
        release["agreement"] = agreement
        release["agreementByDocument"] = documents_coded_twice(dataset)
    text = json.dumps(release, ensure_ascii=False, indent=2) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8", newline="")


EDITION = Edition("datapackage.json", _write)
