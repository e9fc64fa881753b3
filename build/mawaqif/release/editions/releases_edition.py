"""`releases.json`: the releases there are, for programs that follow them: this one whole, the earlier ones by name and day.

A host that keeps several releases makes one file of them all, each whole (`mawaqif.release.hosting.shelf`).
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

from mawaqif.paths import INDEX
from mawaqif.release.changelog import published_versions
from mawaqif.release.checksums import CHECKSUMS
from mawaqif.release.editions.inventory import inventory
from mawaqif.release.editions.json_file import json_output
from mawaqif.release.editions.metadata import metadata_of
from mawaqif.release.file_names import CHANGES, LEFT_OUT
from mawaqif.tables import Dataset, read_json

FILE = "releases.json"
# The words of `changes.csv` in those of the file.
_HAPPENED = {"ADD": "added", "MOD": "changed", "DEL": "removed"}


def releases(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """List the releases of a data set.

    Args:
        dataset: the tables.
        folder: the release; `files` lists what it holds before its descriptions are written, `SHA256SUMS` all.
    """
    metadata = metadata_of(dataset)
    earlier = [
        {"version": version, "date": day.isoformat(), **_at(metadata.address_of(version))}
        for version, day in published_versions(dataset.descriptor.root)
        if version != metadata.version
    ]
    return {"name": metadata.name, "releases": [release_entry(folder, metadata.address), *earlier]}


def release_entry(folder: Path, address: str = "") -> dict[str, Any]:
    """Return what there is to know of the release in a folder: version, day, files, rows by table, and what changed in numbers.

    Which editions it is published without is told where there are any.

    Args:
        folder: the release.
        address: where it is published, ending in a slash; empty where that is not known.
    """
    index = read_json(folder / INDEX)
    files = [item for item in inventory(folder) if item.path != CHECKSUMS]
    found = {
        "version": index.get("version", ""),
        "date": index.get("created", "")[:10],
        **_at(address),
        "rows": {item["name"]: item["rows"] for item in index["resources"] if "rows" in item},
        "changes": _changes(folder / CHANGES),
        LEFT_OUT: index.get(LEFT_OUT, []),
        "files": [{"path": item.path, "bytes": item.size, "sha256": item.sha256} for item in files],
    }
    return {key: value for key, value in found.items() if value not in ("", {}, [])}


def _at(address: str) -> dict[str, str]:
    return {"address": address} if address else {}


def _changes(path: Path) -> dict[str, Any]:
    """Return the number of rows by table and by what happened to them; nothing where the release tells no changes."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = {(row["since"], row["table"], row["change"], row["key"]) for row in csv.DictReader(file)}
    counts = Counter((table, _HAPPENED[change]) for _, table, change, _ in rows)
    tables = {table: {word: counts[table, word] for word in _HAPPENED.values()} for table, _ in sorted(counts)}
    return {"since": min(rows)[0], "tables": tables} if rows else {}


EDITION = json_output(FILE, releases)
