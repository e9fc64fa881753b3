"""Loads a release with the clients that its metadata are made for, and prints what they got as JSON.

Run in a process of its own, because the clients warn about their own libraries:
`python -W ignore load_release.py RELEASE`.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

FOLDER = Path(sys.argv[1])
os.chdir(FOLDER)
logging.disable(logging.WARNING)


def card_code() -> dict[str, int]:
    """Run the examples of the card; return how many rows each of them loads, by its first line."""
    found = {}
    for block in re.findall(r"```python\n(.*?)```", Path("README.md").read_text(encoding="utf-8"), re.DOTALL):
        space: dict[str, Any] = {}
        exec(block, space)  # noqa: S102 - the card's own code
        found[block.splitlines()[0]] = len(space["statements"])
    return found


def croissant() -> dict[str, Any]:
    """Validate and load every record set; return records by column, and what validation said."""
    import mlcroissant as mlc  # noqa: PLC0415

    dataset = mlc.Dataset("croissant.json")
    records = {
        item.id: [
            {key.rpartition("/")[2]: value.decode() if isinstance(value, bytes) else value for key, value in record.items()}
            for record in dataset.records(item.id)
        ]
        for item in dataset.metadata.record_sets
    }
    issues = dataset.metadata.ctx.issues
    return {"records": records, "errors": sorted(issues.errors), "warnings": sorted(issues.warnings)}


def hub() -> dict[str, list[dict[str, Any]]]:
    """Load every configuration of the card from the folder, codes by the names of their classes."""
    import datasets  # noqa: PLC0415

    datasets.disable_progress_bars()
    names = datasets.get_dataset_config_names(str(FOLDER))
    found = {name: named(datasets.load_dataset(str(FOLDER), name, split="train")) for name in names}
    found["default"] = named(datasets.load_dataset(str(FOLDER), split="train"))
    return found


def classes(loaded: Any) -> dict[str, Any]:
    """Return the columns of a data set that are class labels."""
    return {name: feature for name, feature in loaded.features.items() if hasattr(feature, "int2str")}


def named(loaded: Any) -> list[dict[str, Any]]:
    """Return the rows of a data set with the names of classes in place of their numbers."""
    labels = classes(loaded)
    return [
        row | {name: None if row[name] is None else label.int2str(row[name]) for name, label in labels.items()}
        for row in loaded.to_list()
    ]


def labels() -> dict[str, dict[str, list[str]]]:
    """Return the names of the classes in each configuration that has some, by column."""
    import datasets  # noqa: PLC0415

    found = {}
    for name in datasets.get_dataset_config_names(str(FOLDER)):
        columns = classes(datasets.load_dataset(str(FOLDER), name, split="train"))
        found |= {name: {column: label.names for column, label in columns.items()}} if columns else {}
    return found


def unpacked() -> dict[str, dict[str, int]]:
    """Unpack each archive of tables, and return how many rows the hub's loader finds in its first and its default table."""
    import datasets  # noqa: PLC0415

    found = {}
    for archive in sorted(FOLDER.glob("*.zip")):
        with ZipFile(archive) as file, TemporaryDirectory() as folder:
            file.extractall(folder)
            top = Path(folder)
            if (top / "README.md").is_file():
                tables = {name: name for name in datasets.get_dataset_config_names(str(top))[:1]} | {"default": None}
                rows = {key: len(datasets.load_dataset(str(top), name, split="train")) for key, name in tables.items()}
                found[archive.stem.rpartition("-")[2]] = rows
    return found


def plain(value: Any) -> Any:
    """Return a value as JSON has it: a number of numpy as a plain one, a day, also where a client adds midnight, in ISO form."""
    return value.isoformat().removesuffix("T00:00:00") if isinstance(value, date) else value.item()


told = {"code": card_code(), "croissant": croissant(), "hub": hub(), "labels": labels(), "unpacked": unpacked()}
json.dump(told, sys.stdout, default=plain)
