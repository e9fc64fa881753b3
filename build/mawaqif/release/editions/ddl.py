"""SQL definitions derived from Table Schemas: types, keys, checks and comments, for DuckDB, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from mawaqif.tables import FIELD_TYPES, Field, TableSchema, anchored


@dataclass(frozen=True)
class Dialect:
    """Where databases differ; a mark `{}` stands for a quoted column, or a quoted text.

    Attributes:
        types: SQL type by field type.
        type_checks: by field type, the check of a type that the database does not have.
        pattern: the check of a pattern, with marks `{name}` and `{pattern}`; empty where
            the database has no regular expressions.
        day: how a day is written.
        ending: what follows the definition of a table.
        reference_ending: what follows a foreign key.
    """

    types: Mapping[str, str]
    type_checks: Mapping[str, str]
    pattern: str
    day: str
    ending: str
    reference_ending: str = ""


DUCKDB = Dialect(
    types={kind.name: kind.sql for kind in FIELD_TYPES.values()},
    type_checks={},
    pattern="regexp_matches({name}, {pattern})",
    day="DATE {}",
    ending="",
)

# SQLite has neither booleans nor days: they are 0 and 1, and texts that stay as they are when no days are added.
# Its tables have rowids, by which a search index and the tools that use it know a row.
SQLITE = Dialect(
    types={"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT", "year": "INTEGER"},
    type_checks={"boolean": "{} IN (0, 1)", "date": "{0} = date({0}, '+0 days')"},
    pattern="",
    day="{}",
    ending=" STRICT",
)

# Keys are proven at the end of a transaction, so that tables and rows may come in any order.
POSTGRES = Dialect(
    types={
        "string": "text",
        "integer": "bigint",
        "number": "double precision",
        "boolean": "boolean",
        "date": "date",
        "year": "integer",
    },
    type_checks={},
    pattern="{name} ~ {pattern}",
    day="DATE {}",
    ending="",
    reference_ending=" DEFERRABLE INITIALLY DEFERRED",
)


def quoted(name: str) -> str:
    """Quote an identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text."""
    return "'" + text.replace("'", "''") + "'"


def creation_order(tables: Mapping[str, TableSchema]) -> list[str]:
    """Order tables so that each comes after those it refers to; in index order where references run in a circle."""
    graph = {
        name: [key.table for key in schema.foreign_keys if key.table != name and key.table in tables]
        for name, schema in tables.items()
    }
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return list(tables)


def create_table(schema: TableSchema, created: set[str], dialect: Dialect = DUCKDB) -> str:
    """Return the CREATE TABLE statement of a table.

    Args:
        schema: the table.
        created: tables that exist already; a foreign key to any other is left out,
            which happens only where references run in a circle.
        dialect: the database that is spoken to.
    """
    lines = [_column(field, schema, dialect) for field in schema.fields]
    lines += [f"CHECK ({check})" for field in schema.fields for check in _checks(field, dialect)]
    if schema.primary_key:
        lines.append(f"PRIMARY KEY ({_names(schema.primary_key)})")
    unique = {*schema.unique_keys, *((field.name,) for field in schema.fields if field.constraints.get("unique"))}
    lines += [f"UNIQUE ({_names(columns)})" for columns in sorted(unique - {schema.primary_key})]
    for key in schema.foreign_keys:
        if key.table in created or key.table == schema.name:
            target = f"{quoted(key.table)} ({_names(key.references)})"
            lines.append(f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {target}{dialect.reference_ending}")
    return f"CREATE TABLE {quoted(schema.name)} (\n  " + ",\n  ".join(lines) + "\n)" + dialect.ending


def comments(schema: TableSchema, relation: str = "TABLE") -> Iterator[str]:
    """Yield the statements that comment a table, or a view, and its columns, in both languages and with the values they may hold.

    Args:
        schema: the table.
        relation: `TABLE`, or `VIEW` where a view of that name stands for the table.
    """
    yield f"COMMENT ON {relation} {quoted(schema.name)} IS {literal(_description(schema.raw))}"
    for field in schema.fields:
        column = f"{quoted(schema.name)}.{quoted(field.name)}"
        yield f"COMMENT ON COLUMN {column} IS {literal(_description(field.raw))}"


def _description(raw: Mapping[str, Any]) -> str:
    """Return what a table or column holds, in both languages, and then the values that a column may hold."""
    values = ", ".join(map(_value, raw.get("categories", ())))
    return " · ".join(filter(None, (raw.get("description"), raw.get("description_ar"), values)))


def _value(item: Mapping[str, Any]) -> str:
    """Return a value with what it is called in both languages; an English label that repeats it is not said again."""
    value = str(item["value"])
    labels = [label for label in (item.get("label"), item.get("label_ar")) if label and label != value]
    return f"{value} ({' / '.join(labels)})" if labels else value


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, columns))


def _column(field: Field, schema: TableSchema, dialect: Dialect) -> str:
    filled = field.required or field.name in schema.primary_key
    return f"{quoted(field.name)} {dialect.types[field.type.name]}" + (" NOT NULL" if filled else "")


def _checks(field: Field, dialect: Dialect) -> Iterator[str]:
    name = quoted(field.name)
    limits = field.constraints
    if field.type.name in dialect.type_checks:
        yield dialect.type_checks[field.type.name].format(name)
    if "enum" in limits:
        yield f"{name} IN ({', '.join(map(literal, limits['enum']))})"
    if "pattern" in limits and dialect.pattern:
        yield dialect.pattern.format(name=name, pattern=literal(anchored(limits["pattern"])))
    for limit, operator in (("minimum", ">="), ("maximum", "<=")):
        if limit in limits:
            value = limits[limit]
            yield f"{name} {operator} " + (dialect.day.format(literal(value)) if isinstance(value, str) else str(value))
    for limit, operator in (("minLength", ">="), ("maxLength", "<=")):
        if limit in limits:
            yield f"length({name}) {operator} {limits[limit]}"
