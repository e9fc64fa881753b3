"""Schemas and the descriptor as typed objects: `Field`, `ForeignKey`, `TableSchema`, `Descriptor`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mawaqif.findings import Place
from mawaqif.tables.field_types import FieldType

EDTF_LEVEL_0 = "http://id.loc.gov/datatypes/edtf/EDTF-level0"
# A package that declares it is held against the rules of this data set too. Source: Data Package 2, Custom Properties.
PROFILE_VERSION = "1.0"
# Which rows were read a second time; written by `mawaqif seal`, see `mawaqif.history.reading_record`.
READING_RECORD = "datapackage/readings.csv"
# Identifiers that no row has any longer, each with its successor.
RETIRED_IDENTIFIERS = "retired_identifiers"
# The journal of the sealings, by which a record that was shortened is found.
SEALINGS = "datapackage/sealings.csv"
KEY_SEPARATOR = " "
# A part of `rowTitle`: a column, or a column of the row that it refers to, as in `{actor_id.name_en}`.
TITLE_PART = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*))?\}")
ISO_ALPHA_3 = "https://www.iso.org/iso-3166-country-codes.html#alpha-3"


def spelt_key(cells: Iterable[str | None]) -> str:
    """Spell the cells of a key as one text that no other key has.

    Parts are joined by a space; a space in a cell is written `%20`, a percent sign `%25`, an empty cell as nothing.
    """
    return KEY_SEPARATOR.join((cell or "").replace("%", "%25").replace(KEY_SEPARATOR, "%20") for cell in cells)


@dataclass(frozen=True)
class Field:
    """One column, as its schema defines it.

    Attributes:
        name: column name.
        type: its field type.
        format: `default` or a string format such as `uri`.
        language: `en` or `ar` where the cells are prose of that language, else empty.
        rdf_type: URI of the kind of value, such as EDTF level 0; empty where none.
        constraints: Table Schema constraints by name.
        raw: the field as the schema file has it, with titles, descriptions, categories.
    """

    name: str
    type: FieldType
    format: str
    language: str
    rdf_type: str
    constraints: Mapping[str, Any]
    raw: Mapping[str, Any]

    @property
    def required(self) -> bool:
        """True where a cell may not be empty."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must stand in the referenced columns of another table, or of the same one."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """One table: where its rows are and what its schema demands of them.

    Attributes:
        name: table name, the name of its resource.
        path: path of the CSV, relative to the package.
        schema_path: path of the schema, relative to the package.
        fields: its columns, in order.
        primary_key: names of the key columns.
        unique_keys: further column groups that may not repeat where all cells are filled.
        foreign_keys: references to other tables or to itself.
        forbids_unused_rows: true where a row that nothing refers to is a finding.
        row_title: what a row is, in words, with columns in braces; see `TITLE_PART`.
        row_names: columns by which people know a row: names, aliases, symbols.
        raw: the schema as its file has it.
    """

    name: str
    path: str
    schema_path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    forbids_unused_rows: bool
    row_title: str
    row_names: tuple[str, ...]
    raw: Mapping[str, Any] = field(repr=False)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(item.name for item in self.fields)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Columns by name."""
        return {item.name: item for item in self.fields}

    def place(self, line: int = 0, column: str = "") -> Place:
        """Return the place of a line and column of the CSV, for a finding."""
        order = self.columns.index(column) + 1 if column in self.columns else 0
        return Place(self.path, line, column, order)


def own_identifier(schema: TableSchema) -> str:
    """Return the column that is the whole key of a table and refers to no other table; empty where there is none.

    Rows of such a table are cited by it; rows of a link table have no name of their own.
    """
    column = schema.primary_key[0] if len(schema.primary_key) == 1 else ""
    return "" if any(key.columns == (column,) for key in schema.foreign_keys) else column


@dataclass(frozen=True)
class Descriptor:
    """The package: its folder, its descriptor file and the tables that could be understood.

    Attributes:
        root: folder that holds `datapackage.json`.
        raw: the descriptor as the file has it.
        tables: readable table schemas by name, in the order of the index.
        unreadable: names of tables in the index whose schema could not be used.
        resources: the entries of the index that could be understood, with every property that is
            not of its kind left out; see `mawaqif.tables.property_types`.
    """

    root: Path
    raw: Mapping[str, Any]
    tables: Mapping[str, TableSchema]
    unreadable: frozenset[str]
    resources: tuple[Mapping[str, Any], ...] = ()

    @property
    def name(self) -> str:
        """Name of the package."""
        return str(self.raw.get("name", ""))

    @property
    def version(self) -> str:
        """Version of the package."""
        return str(self.raw.get("version", ""))

    def holds_identifiers_of(self, table: str, column: str) -> str:
        """Return the table whose identifiers a column holds, by itself or by what it refers to; empty where it holds none."""
        seen: set[tuple[str, str]] = set()
        at = (table, column)
        while at not in seen and (schema := self.tables.get(at[0])) is not None:
            seen.add(at)
            if own_identifier(schema) == at[1]:
                return schema.name
            pairs = (
                (key.table, target)
                for key in schema.foreign_keys
                for name, target in zip(key.columns, key.references, strict=True)
                if name == at[1]
            )
            at = next(pairs, at)
        return ""
