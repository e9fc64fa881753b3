"""The data dictionary: a row for each column of a release, from the schemas, in both languages.

Editions whose format has no place for descriptions carry it as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from mawaqif.tables import Field, TableSchema

NAME = "data_dictionary"

COLUMNS: dict[str, pl.DataType] = {
    "table_name": pl.String(),
    "column_name": pl.String(),
    "position": pl.Int64(),
    "type": pl.String(),
    "required": pl.Boolean(),
    "is_key": pl.Boolean(),
    "refers_to": pl.String(),
    "title_en": pl.String(),
    "title_ar": pl.String(),
    "description_en": pl.String(),
    "description_ar": pl.String(),
    "allowed_values": pl.String(),
    "allowed_values_ar": pl.String(),
}


def data_dictionary(schemas: Iterable[TableSchema]) -> pl.DataFrame:
    """Return the dictionary of some tables: one row a column, tables and columns in their order.

    Args:
        schemas: the tables.
    """
    return pl.DataFrame([row for schema in schemas for row in _rows(schema)], schema=COLUMNS, orient="row")


def _rows(schema: TableSchema) -> Iterator[tuple[object, ...]]:
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
            field.raw.get("title"),
            field.raw.get("title_ar"),
            field.raw.get("description"),
            field.raw.get("description_ar"),
            _values(field, "label"),
            _values(field, "label_ar"),
        )


def _values(field: Field, label: str) -> str | None:
    """Return the allowed values with what they mean, or the bare values; None where any value is allowed."""
    labels = {item["value"]: item.get(label) for item in field.raw.get("categories", [])}
    values = field.constraints.get("enum", [])
    return " | ".join(f"{value}: {labels[value]}" if labels.get(value) else str(value) for value in values) or None
