"""The views that join names and labels in: SQL that DuckDB and SQLite both speak, one file a view.

The first comment line of a file says what the view shows, the second which tables and
views it needs. The Table Schema of the same name beside it describes its columns; a field
of that schema that says `copyOf` is a column of a table as it stands there, so that it is
described once. `origin` says which columns any other is made from, `table.column`, with ` | ` between several; a published
schema says it of each column. Each view is published as files of its own too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from mawaqif.tables import TableSchema, table_schema

__all__ = ["View", "view_names", "view_schemas", "views_of"]


@dataclass(frozen=True)
class View:
    """One view.

    Attributes:
        name: its name, that of its file without the ending.
        title: what it shows, in a line.
        sql: the SELECT.
        raw: the Table Schema of its columns, with `copyOf` not yet resolved.
    """

    name: str
    title: str
    sql: str
    raw: Mapping[str, Any]


def view_names() -> frozenset[str]:
    """Return the names of all views that a release may have."""
    return frozenset(item.name.removesuffix(".sql") for item in files(__name__).iterdir() if item.name.endswith(".sql"))


def views_of(tables: Iterable[str]) -> Iterator[View]:
    """Yield the views that can be made of some tables, each after those it needs.

    Args:
        tables: names of the tables that exist. A table that has the name of a view stands
            for it, as the flat tables of a release do that is read again.
    """
    known = set(tables)
    folder = files(__name__)
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if not item.name.endswith(".sql"):
            continue
        name, text = item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")
        title, needs = text.splitlines()[:2]
        if name not in known and set(needs.removeprefix("-- needs: ").split(", ")) <= known:
            raw = json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))
            yield View(name, title.removeprefix("-- "), text, raw)
            known.add(name)


def view_schemas(tables: Mapping[str, TableSchema]) -> dict[str, TableSchema]:
    """Return the schemas of the views that can be made of some tables, by name, as they are published.

    Args:
        tables: schemas of the tables that there are.
    """
    return {view.name: _schema(view, tables) for view in views_of(tables)}


def _schema(view: View, tables: Mapping[str, TableSchema]) -> TableSchema:
    raw = {**view.raw, "fields": [_resolved(field, tables) for field in view.raw["fields"]]}
    # A sparse package lacks tables that a view can do without, and references lead nowhere else.
    raw["foreignKeys"] = [key for key in raw.get("foreignKeys", []) if key["reference"]["resource"] in tables]
    return table_schema({"name": view.name, "path": f"{view.name}.csv", "schema": ""}, raw, by_standard=False)


def _resolved(field: Mapping[str, Any], tables: Mapping[str, TableSchema]) -> Mapping[str, Any]:
    if "copyOf" not in field:
        return {**field, "derived": True}
    own = {key: value for key, value in field.items() if key != "copyOf"}
    table, _, column = field["copyOf"].partition(".")
    return {**tables[table].by_name[column].raw, "origin": field["copyOf"], **own}
