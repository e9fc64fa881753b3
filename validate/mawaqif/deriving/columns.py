"""Derived columns put in their places: into the schema of a table, and into its rows.

A column that a schema has already, as in a release that is read again, is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from mawaqif.deriving.days import days
from mawaqif.deriving.derivation import Derivation, Find, Rows
from mawaqif.deriving.folded import folded_texts
from mawaqif.deriving.forum_of_event import forums
from mawaqif.deriving.page_of_passage import pages_of_passages
from mawaqif.deriving.reading_order import ordinals
from mawaqif.deriving.tables import derived_tables, resource_of
from mawaqif.tables import Dataset, Descriptor, Table, TableSchema, table_schema, to_text

FINDERS: tuple[Find, ...] = (ordinals, days, folded_texts, pages_of_passages, forums)


def _derivations(schema: TableSchema, schemas: Mapping[str, TableSchema]) -> list[Derivation]:
    found = [item for find in FINDERS for item in find(schema, schemas)]
    return [item for item in found if not any(field["name"] in schema.by_name for field in item.fields)]


def published_descriptor(descriptor: Descriptor) -> Descriptor:
    """Return a package's descriptor with the derived columns in the schemas of its tables, and with the derived tables."""
    tables = {name: _with_fields(schema, descriptor.tables) for name, schema in descriptor.tables.items()}
    made = {item.name: item.schema() for item in derived_tables(tables)}
    resources = [*descriptor.raw.get("resources", ()), *map(resource_of, made.values())]
    return replace(descriptor, tables={**tables, **made}, raw={**descriptor.raw, "resources": resources})


def _with_fields(schema: TableSchema, schemas: Mapping[str, TableSchema]) -> TableSchema:
    derivations = _derivations(schema, schemas)
    if not derivations:
        return schema
    fields = []
    for field in schema.raw["fields"]:
        fields.append(field)
        fields += [new for item in derivations if item.after == field["name"] for new in item.fields]
    resource = {"name": schema.name, "path": schema.path, "schema": schema.schema_path}
    return table_schema(resource, {**schema.raw, "fields": fields}, by_standard=False)


def needed_tables(name: str, descriptor: Descriptor) -> tuple[str, ...]:
    """Return the names of the tables that a table's published rows are computed from, without its own."""
    derivations = _derivations(descriptor.tables[name], descriptor.tables)
    return tuple(dict.fromkeys(other for item in derivations for other in item.needs if other != name))


def published_table(table: Table, tables: Mapping[str, Table], schemas: Mapping[str, TableSchema]) -> Table:
    """Return a table with its derived columns.

    Args:
        table: the table as it is kept.
        tables: the tables of the package by name; those that `needed_tables` names are enough.
        schemas: the schemas of all tables of the package as they are kept.
    """
    schema = _with_fields(table.schema, schemas)
    if schema is table.schema:
        return table
    columns = _columns(table, schemas, lambda name: (table if name == table.schema.name else tables[name]).frame)
    cells = {name: table.cells[name] if name in table.cells.columns else to_text(column) for name, column in columns.items()}
    frame = pl.DataFrame([columns[name] for name in schema.columns])
    texts = pl.DataFrame([cells[name] for name in schema.columns])
    return replace(table, schema=schema, frame=frame, cells=texts, header=schema.columns)


def _columns(table: Table, schemas: Mapping[str, TableSchema], rows: Rows) -> dict[str, pl.Series]:
    found = {column.name: column for column in table.frame.get_columns()}
    for item in _derivations(table.schema, schemas):
        for field, column in zip(item.fields, item.compute(rows), strict=True):
            # Made anew, because what memory holds behind a null would make two builds differ.
            made = pl.Series(column.to_list(), dtype=column.dtype) if column.null_count() else column
            found[field["name"]] = made.alias(field["name"])
    return found


def published(dataset: Dataset) -> Dataset:
    """Return a package's tables as they are published: with derived columns and derived tables, in descriptor and rows.

    Args:
        dataset: every table of a package, read whole.
    """
    schemas = dataset.descriptor.tables
    tables = {name: published_table(table, dataset.tables, schemas) for name, table in dataset.tables.items()}
    made = derived_tables({name: table.schema for name, table in tables.items()})
    tables |= {item.name: item.table(tables) for item in list(made)}
    return Dataset(published_descriptor(dataset.descriptor), tables)


def kept_columns(schema: TableSchema, schemas: Mapping[str, TableSchema]) -> tuple[str, ...]:
    """Return the columns of a table that are kept by hand, of a package or of a release, in order."""
    derived = {field["name"] for find in FINDERS for item in find(schema, schemas) for field in item.fields}
    return tuple(field.name for field in schema.fields if field.name not in derived)
