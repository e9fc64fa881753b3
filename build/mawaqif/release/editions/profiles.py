"""Profiles of columns: in how many rows of a table or view each is filled, how often each value stands, an example.

They are counted by one query a table or view: over the rows as they lie in memory, or over the files of a release that is
being written, which hold the views already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import duckdb

from mawaqif.release.editions.ddl import literal, quoted
from mawaqif.release.views import view_schemas, views_of
from mawaqif.tables import Dataset, Field, TableSchema

LONGEST_EXAMPLE = 40


@dataclass(frozen=True)
class Profile:
    """What a column holds.

    Attributes:
        rows: number of rows of its table or view.
        filled: number of those in which it has a value.
        values: number of rows by value, of a column of codes in the order of the schema, of truth values `true` and `false`;
            empty where the values are not listed.
        example: the least of its values, cut where it is long; empty where the values are listed or there is none.
    """

    rows: int
    filled: int
    values: Mapping[str, int]
    example: str


# Those of each data set that is still in use, because several editions tell them.
_COUNTED: WeakKeyDictionary[Dataset, Mapping[str, Mapping[str, Profile]]] = WeakKeyDictionary()


def profiles(dataset: Dataset) -> Mapping[str, Mapping[str, Profile]]:
    """Return the profile of each column of the tables and of the views that can be made of them, by table and column.

    Args:
        dataset: the tables, as they are published.

    Returns:
        The profiles; none of a view that the rows cannot make, as where a time that has a finding is no time.
    """
    if dataset not in _COUNTED:
        with duckdb.connect() as connection:
            for name, table in dataset.tables.items():
                connection.register(name, table.frame)
            for view in views_of(dataset.tables):
                connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view.sql}")
            count(dataset, connection)
    return _COUNTED[dataset]


def count_tables(dataset: Dataset) -> None:
    """Count the columns of the tables alone, for `profiles` to return: to ask all views takes longer than to write the tables.

    Args:
        dataset: the tables, as they are published.
    """
    schemas = {name: table.schema for name, table in dataset.tables.items()}
    counted = {}
    with duckdb.connect() as connection:
        for name, table in dataset.tables.items():
            # As a stream that is read once, of a clone: a frame would be copied whole, and a stream joins the parts of its frame.
            connection.register(name, table.frame.clone().__arrow_c_stream__())
            counted[name] = _of(connection, table.schema)
            connection.unregister(name)
    _COUNTED[dataset] = counted | {name: {} for name in view_schemas(schemas)}


def count(dataset: Dataset, connection: duckdb.DuckDBPyConnection) -> None:
    """Count the columns of a data set in a database that holds its tables and views, for `profiles` to return.

    Args:
        dataset: the tables, as they are published.
        connection: the database.
    """
    schemas = {name: table.schema for name, table in dataset.tables.items()}
    _COUNTED[dataset] = {name: _of(connection, schema) for name, schema in {**schemas, **view_schemas(schemas)}.items()}


def listed(field: Field) -> tuple[str, ...]:
    """Return the values of a column that are told one by one, as texts; none where it may hold any value."""
    if field.type.name == "boolean":
        return ("true", "false")
    return tuple(str(item["value"]) for item in field.raw.get("categories", ()))


def _of(connection: duckdb.DuckDBPyConnection, schema: TableSchema) -> Mapping[str, Profile]:
    counted = ", ".join(item for field in schema.fields for item in _counts(field))
    try:
        rows, *found = connection.execute(f"SELECT count(*), {counted} FROM {quoted(schema.name)}").fetchall()[0]
    except duckdb.DataError:
        return {}
    cells = iter(found)
    return {field.name: _profile(field, rows, cells) for field in schema.fields}


def _counts(field: Field) -> Iterator[str]:
    """Yield what is asked of a column: rows in which it is filled, then rows by value, or the least value."""
    name = quoted(field.name)
    yield f"count({name})"
    values = listed(field)
    yield from (f"count(*) FILTER ({name}::VARCHAR = {literal(value)})" for value in values)
    if not values:
        yield f"left(min({name})::VARCHAR, {LONGEST_EXAMPLE + 1})"


def _profile(field: Field, rows: int, cells: Iterator[int | str | None]) -> Profile:
    filled, values = int(next(cells) or 0), listed(field)
    counts = {value: int(next(cells) or 0) for value in values}
    text = "" if values else str(next(cells) or "")
    return Profile(rows, filled, counts, text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…")
