"""The data dictionary: a row for each column of a release, from the schemas, in both languages.

Editions whose format has no place for descriptions carry it as a table, and any engine can ask it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import polars as pl

from mawaqif.release.editions.profiles import Profile, profiles
from mawaqif.release.views import view_schemas
from mawaqif.tables import Dataset, Field, Table, TableSchema, table_schema

NAME = "data_dictionary"


@cache
def dictionary_schema() -> TableSchema:
    """Return the schema of the dictionary."""
    raw = json.loads(files("mawaqif.release").joinpath("views", f"{NAME}.json").read_text(encoding="utf-8"))
    raw["fields"] = [{**field, "derived": True} for field in raw["fields"]]
    return table_schema({"name": NAME, "path": f"{NAME}.csv", "schema": ""}, raw, by_standard=False)


def data_dictionary(schemas: Iterable[TableSchema], counted: Mapping[str, Mapping[str, Profile]]) -> Table:
    """Return the dictionary of some tables: one row a column, by table, columns in their order; its own among them.

    Args:
        schemas: the tables.
        counted: the profiles of their columns, by table and column; of its own it has none.
    """
    schema = dictionary_schema()
    rows = [row for described in (*schemas, schema) for row in _rows(described, counted.get(described.name, {}))]
    types = {field.name: field.type.dtype for field in schema.fields}
    frame = pl.DataFrame(rows, schema=types, orient="row").sort(*schema.primary_key)
    return Table(schema=schema, frame=frame, cells=frame, lines=())


def with_dictionary(dataset: Dataset, *, counted: bool = True) -> dict[str, Table]:
    """Return the tables of a data set by name, the data dictionary after them where they do not have it yet.

    Args:
        dataset: the tables, as they are published.
        counted: whether the dictionary says of each column how often it is filled and with what, which takes longest.
    """
    schemas = {name: table.schema for name, table in dataset.tables.items()}
    if NAME in schemas:
        return dict(dataset.tables)
    described = [*schemas.values(), *view_schemas(schemas).values()]
    return {**dataset.tables, NAME: data_dictionary(described, profiles(dataset) if counted else {})}


def schemas_with_dictionary(dataset: Dataset) -> dict[str, TableSchema]:
    """Return the schemas of the tables that `with_dictionary` returns, without counting anything."""
    schemas = {name: table.schema for name, table in dataset.tables.items()}
    return schemas if NAME in schemas else {**schemas, NAME: dictionary_schema()}


def _rows(schema: TableSchema, counted: Mapping[str, Profile]) -> Iterator[tuple[object, ...]]:
    targets = {
        column: f"{key.table}.{reference}"
        for key in schema.foreign_keys
        for column, reference in zip(key.columns, key.references, strict=True)
    }
    for position, field in enumerate(schema.fields, start=1):
        yield (
            schema.name,
            field.name,
            position,
            field.type.name,
            field.required or field.name in schema.primary_key,
            field.name in schema.primary_key,
            targets.get(field.name),
            field.raw.get("origin"),
            field.raw.get("title"),
            field.raw.get("title_ar"),
            field.raw.get("description"),
            field.raw.get("description_ar"),
            _values(field, "label"),
            _values(field, "label_ar"),
            field.raw.get("since", schema.raw.get("since")),
            field.raw.get("warning"),
            field.raw.get("warning_ar"),
            *_counts(counted.get(field.name)),
        )


def _counts(profile: Profile | None) -> tuple[object, ...]:
    if profile is None:
        return (None,) * 4
    values = " | ".join(f"{value}: {count}" for value, count in profile.values.items())
    return profile.rows, profile.filled, values or None, profile.example or None


def _values(field: Field, label: str) -> str | None:
    """Return the allowed values with what they mean, or the bare values; None where any value is allowed."""
    labels = {item["value"]: item.get(label) for item in field.raw.get("categories", [])}
    values = field.constraints.get("enum", [])
    return " | ".join(f"{value}: {labels[value]}" if labels.get(value) else str(value) for value in values) or None
