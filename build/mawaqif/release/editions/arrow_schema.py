"""Arrow schemas derived from Table Schemas, with titles and descriptions as metadata.

Arrow is loaded where it is needed: a query of the tables at hand does without.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from mawaqif.tables import Dataset, Field, Table, TableSchema

if TYPE_CHECKING:
    import pyarrow as pa

# By the names that Arrow has for its types.
_ARROW = {
    pl.String(): "string",
    pl.Int64(): "int64",
    pl.Int32(): "int32",
    pl.Float64(): "double",
    pl.Boolean(): "bool",
    pl.Date(): "date32",
}
_FIELD_FACTS = ("title", "title_ar", "description", "description_ar", "rdfType", "language")
_TABLE_FACTS = ("title", "title_ar", "description", "description_ar")


def arrow_field(field: Field, schema: TableSchema) -> pa.Field:
    """Return the Arrow field of a column; its metadata say what the schema says."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    metadata = {key: str(field.raw[key]) for key in _FIELD_FACTS if field.raw.get(key)}
    if field.constraints:
        metadata["constraints"] = json.dumps(field.constraints, ensure_ascii=False, sort_keys=True)
    nullable = not (field.required or field.name in schema.primary_key)
    return pa.field(field.name, pa.type_for_alias(_ARROW[field.type.dtype]), nullable=nullable, metadata=metadata)


def arrow_schema(dataset: Dataset, schema: TableSchema) -> pa.Schema:
    """Return the Arrow schema of a table; its metadata name package, version, licence and keys."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    metadata = {key: str(schema.raw[key]) for key in _TABLE_FACTS if schema.raw.get(key)}
    raw = dataset.descriptor.raw
    metadata |= {
        "package": dataset.descriptor.name,
        "version": dataset.descriptor.version,
        "licenses": json.dumps(raw.get("licenses", []), ensure_ascii=False),
        "primaryKey": json.dumps(schema.primary_key),
        "foreignKeys": json.dumps(schema.raw.get("foreignKeys", [])),
    }
    return pa.schema([arrow_field(field, schema) for field in schema.fields], metadata=metadata)


def to_arrow(dataset: Dataset, table: Table) -> pa.Table:
    """Return a table as Arrow, rows in the order of its frame."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    wanted = arrow_schema(dataset, table.schema)
    return pa.Table.from_arrays(
        [table.frame[field.name].to_arrow().cast(field.type) for field in wanted],
        schema=wanted,
    )
