"""Keys of a schema may take every form that the standard has or had; all are read and published as one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mawaqif.tables import load_descriptor

Schema = dict[str, Any]


def with_schema(package: Path, table: str, change: Callable[[Schema], None]) -> None:
    path = package / f"schemas/{table}.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=2), encoding="utf-8")


def key_as_text(raw: Schema) -> None:
    (raw["primaryKey"],) = raw["primaryKey"]


def references_as_texts(raw: Schema) -> None:
    for key in raw["foreignKeys"]:
        (key["fields"],) = key["fields"]
        (key["reference"]["fields"],) = key["reference"]["fields"]


def one_side_as_text(raw: Schema) -> None:
    for key in raw["foreignKeys"]:
        (key["fields"],) = key["fields"]


def own_table_unnamed(raw: Schema) -> None:
    for key in raw["foreignKeys"]:
        if not key["reference"]["resource"]:
            del key["reference"]["resource"]


@pytest.mark.parametrize("table", ["actors", "events"])
@pytest.mark.parametrize("change", [key_as_text, references_as_texts, one_side_as_text, own_table_unnamed])
def test_every_form_of_a_key_is_read_as_one(package: Path, table: str, change: Callable[[Schema], None]) -> None:
    before, _ = load_descriptor(package)
    with_schema(package, table, change)
    after, found = load_descriptor(package)
    assert found == []
    assert after.tables[table] == before.tables[table]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw.update(primaryKey=None), "primaryKey is null, not a list of field names such as ['actor_id']"),
        (lambda raw: raw.update(primaryKey=7), "primaryKey is '7', not a list"),
        (lambda raw: raw.update(primaryKey=[["actor_id"]]), "primaryKey has a list in place of the name of a field"),
        (lambda raw: raw.update(primaryKey="actor"), "primaryKey names the field 'actor', which the table does not have"),
        (lambda raw: raw.update(uniqueKeys="actor_id"), "uniqueKeys is 'actor_id', not a list"),
        (lambda raw: raw.update(foreignKeys={}), "foreignKeys is an object, not a list"),
        (lambda raw: raw["foreignKeys"][0].update(reference="actors"), "a foreign key has no reference, which is an object"),
        (lambda raw: raw["foreignKeys"][0]["reference"].update(resource=0), "does not name a resource and its fields"),
        (lambda raw: raw["foreignKeys"][0]["reference"].update(resource=None), "does not name a resource and its fields"),
    ],
)
def test_what_is_no_key_is_refused_in_own_words(package: Path, change: Callable[[Schema], None], said: str) -> None:
    with_schema(package, "actors", change)
    (finding,) = (item for item in load_descriptor(package)[1] if item.file == "schemas/actors.json")
    assert (finding.code, said in finding.message, finding.line > 0) == ("MQ003", True, True)
