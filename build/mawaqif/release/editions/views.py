"""The views that join names and labels in: SQL that DuckDB and SQLite both speak, one file a view.

The first comment line of a file says what the view shows, the second which tables and
views it needs. Where a Table Schema of the same name stands beside it, the view is
published as files of its own too; a field of that schema that says `copyOf` is a column of
a table as it stands there, so that it is described once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from mawaqif.release.editions.ddl import literal, quoted
from mawaqif.tables import TableSchema, table_schema


@dataclass(frozen=True)
class View:
    """One view.

    Attributes:
        name: its name, that of its file without the ending.
        title: what it shows, in a line.
        sql: the SELECT.
        schema: the Table Schema of its columns, with `copyOf` not yet resolved; None where
            it is not published as files.
    """

    name: str
    title: str
    sql: str
    schema: Mapping[str, Any] | None


def views_of(tables: Iterable[str]) -> Iterator[View]:
    """Yield the views that can be made of some tables, each after those it needs.

    Args:
        tables: names of the tables that exist. A table that has the name of a view stands
            for it, as the flat tables of a release do that is read again.
    """
    known = set(tables)
    folder = files("mawaqif.release").joinpath("views")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if not item.name.endswith(".sql"):
            continue
        name, text = item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")
        title, needs = text.splitlines()[:2]
        if name not in known and set(needs.removeprefix("-- needs: ").split(", ")) <= known:
            schema = folder.joinpath(f"{name}.json")
            raw = json.loads(schema.read_text(encoding="utf-8")) if schema.is_file() else None
            yield View(name, title.removeprefix("-- "), text, raw)
            known.add(name)


def named_views(tables: Iterable[str]) -> Iterator[str]:
    """Yield the statements that create and comment the views in DuckDB.

    Args:
        tables: names of the tables, or of views that stand for them, that there are.
    """
    for view in views_of(tables):
        yield f"CREATE OR REPLACE VIEW {quoted(view.name)} AS {view.sql.strip()}"
        yield f"COMMENT ON VIEW {quoted(view.name)} IS {literal(view.title)}"


def schema_of(view: View, path: str, tables: Mapping[str, TableSchema]) -> TableSchema:
    """Return the schema of a view that is published as files.

    Args:
        view: a view with a schema.
        path: path of its CSV in the release.
        tables: schemas that `copyOf` refers to, by table.
    """
    raw = dict(view.schema or {})
    raw["fields"] = [_resolved(field, tables) for field in raw["fields"]]
    return table_schema({"name": view.name, "path": path, "schema": ""}, raw, by_standard=False)


def _resolved(field: Mapping[str, Any], tables: Mapping[str, TableSchema]) -> Mapping[str, Any]:
    if "copyOf" not in field:
        return {**field, "derived": True}
    table, _, column = field["copyOf"].partition(".")
    return {**tables[table].by_name[column].raw, **{key: value for key, value in field.items() if key != "copyOf"}}
