"""`datapackage.json` of a release: the CSV tables, flat ones last, with bytes, hashes, row counts and schemas.

In a release without CSV, a table is the Parquet or JSON Lines file that holds it, or the database or workbook that holds all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from mawaqif.paths import INDEX
from mawaqif.release.agreement import as_records, measure_agreement
from mawaqif.release.agreement_by_document import documents_coded_twice
from mawaqif.release.checksums import sha256_of_written
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.flat_edition import flat_schemas
from mawaqif.release.editions.inventory import ReleaseFile
from mawaqif.release.editions.metadata import metadata_of
from mawaqif.release.editions.table_files import table_path
from mawaqif.tables import Dataset, TableSchema

# What a CSV file is, in the words of the standard; a file of another format has its own.
_CSV = {"scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
# How many topics and documents agreement is told of one by one: with more, no reader would take the index.
MOST_TOPICS = 25_000
MOST_DOCUMENTS = 5_000
_SCANS: Mapping[str, Callable[[Path], pl.LazyFrame]] = {
    "parquet": pl.scan_parquet,
    "csv": partial(pl.scan_csv, infer_schema=False),
    "jsonl": pl.scan_ndjson,
}


def _resource(folder: Path, properties: Mapping[str, Any], schema: TableSchema, rows: int, *, flat: bool) -> dict[str, Any]:
    """Return a table of a release as a resource, over the first file that holds it."""
    path = table_path(folder, schema.name, flat=flat)
    file = ReleaseFile(path, (folder / path).stat().st_size, sha256_of_written(folder / path))
    own = {} if path.endswith(".csv") else {"format": path.rpartition(".")[2], "mediatype": file.media_type}
    kept = {key: value for key, value in properties.items() if path.endswith(".csv") or key not in ("encoding", "dialect")}
    described = {"path": path, "bytes": file.size, "hash": f"sha256:{file.sha256}", "rows": rows, "schema": schema.raw}
    return {**kept, **own, **described}


def _flat_properties(schema: TableSchema) -> dict[str, Any]:
    return {"name": schema.name, **{key: schema.raw[key] for key in ("title", "title_ar")}, **_CSV}


def _within(schema: Mapping[str, Any], names: AbstractSet[str]) -> Mapping[str, Any]:
    """Return a schema without references to tables that the release has no file of, as one of flat tables alone has none."""
    keys = [key for key in schema.get("foreignKeys", ()) if key["reference"]["resource"] in {*names, ""}]
    return schema if len(keys) == len(schema.get("foreignKeys", ())) else {**schema, "foreignKeys": keys}


def _height(folder: Path, name: str) -> int | None:
    """Return the number of rows of a flat table, by the file of it that tells soonest; None where it has no file of its own."""
    path = table_path(folder, name, flat=True, endings=tuple(_SCANS))
    scan = _SCANS.get(path.rpartition(".")[2])
    if scan is None:
        return None
    empty = not (folder / path).stat().st_size
    return 0 if empty else int(scan(folder / path).select(pl.len()).collect().item())


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


def _agreement(dataset: Dataset) -> dict[str, Any]:
    """Return how far two coders agree on all rows, on each topic and on each document; nothing where nothing was coded twice."""
    heights = {name: table.frame.height for name, table in dataset.tables.items()}
    found = as_records(measure_agreement(dataset, by_topic=heights.get("topics", 0) <= MOST_TOPICS))
    if not found:
        return {}
    if dataset.tables["statements"].frame["document_id"].n_unique() > MOST_DOCUMENTS:
        return {"agreement": found}
    return {"agreement": found, "agreementByDocument": documents_coded_twice(dataset)}


def _write(dataset: Dataset, folder: Path) -> None:
    raw = dataset.descriptor.raw
    kept = [(resource, dataset.tables[resource["name"]]) for resource in raw["resources"] if table_path(folder, resource["name"])]
    resources = [_resource(folder, resource, table.schema, table.frame.height, flat=False) for resource, table in kept]
    flat = [(schema, _height(folder, name)) for name, schema in flat_schemas(dataset).items()]
    resources += [
        _resource(folder, _flat_properties(schema), schema, rows, flat=True) for schema, rows in flat if rows is not None
    ]
    names = {resource["name"] for resource in resources}
    resources = [{**resource, "schema": _within(resource["schema"], names)} for resource in resources]
    release = {**raw, **_dated(dataset), "sources": _sources(dataset), "resources": resources}
    release = {key: value for key, value in release.items() if value or key == "resources"}
    release |= _agreement(dataset)
    text = json.dumps(release, ensure_ascii=False, indent=2) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8", newline="")


EDITION = Edition("datapackage.json", _write)
