"""The interface for programs: every row is in its list and found by its key, and each list is as its schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from mawaqif.site.api import FOLDER, part_of
from mawaqif.site.linking import read_content


def test_every_row_is_listed_and_found_by_its_key(site: Path, release: Path) -> None:
    folder = site / FOLDER
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    tables = read_content(release).dataset.tables
    assert index["tables"].keys() == tables.keys()
    for name, told in index["tables"].items():
        listed = json.loads((folder / told["list"]).read_text(encoding="utf-8"))
        assert len(listed["rows"]) == told["rows"] == tables[name].frame.height
        jsonschema.validate(listed, json.loads((folder / told["schema"]).read_text(encoding="utf-8")))
        files = {path.stem: json.loads(path.read_text(encoding="utf-8"))["items"] for path in folder.glob(f"{name}/*.json")}
        for row in listed["rows"] if told["key"] else ():
            key = " ".join(str(row[column]) for column in told["key"])
            assert files[part_of(key, told["digits"])][key] == row, name


def test_the_files_of_items_are_few(site: Path) -> None:
    pages = sum(1 for _ in site.rglob("*.html"))
    assert sum(1 for _ in (site / FOLDER).rglob("*.json")) < pages
