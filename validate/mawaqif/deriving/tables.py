"""Derived tables: what the codes mean, and every name of every actor as a search compares it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

from mawaqif.passages import fold
from mawaqif.tables import Table, TableSchema, sorted_rows, table_schema, to_text

ACTORS = "actors"
# What separates several names in a cell.
_SEPARATOR = " | "
Row = tuple[object, ...]


@dataclass(frozen=True)
class DerivedTable:
    """A table whose rows follow from those of others, or from schemas.

    Attributes:
        name: its name.
        needs: the columns that it is made from, by table.
        rows: makes its rows from the published tables, in any order.
    """

    name: str
    needs: Mapping[str, tuple[str, ...]]
    rows: Callable[[Mapping[str, Table]], Iterator[Row]]

    def schema(self) -> TableSchema:
        """Return its schema."""
        raw = {**deepcopy(_schemas()[self.name]), "derived": True}
        raw["fields"] = [{**field, "derived": True} for field in raw["fields"]]
        return table_schema({"name": self.name, "path": f"datapackage/{self.name}.csv", "schema": ""}, raw, by_standard=False)

    def table(self, tables: Mapping[str, Table]) -> Table:
        """Make the table from the published ones."""
        schema = self.schema()
        texts = sorted_rows(schema, (tuple("" if cell is None else str(cell) for cell in row) for row in self.rows(tables)))
        cells = pl.DataFrame(texts, schema=dict.fromkeys(schema.columns, pl.String), orient="row")
        frame = cells.select(item.type.parse(cells[item.name].replace("", None)).alias(item.name) for item in schema.fields)
        return Table(schema, frame, frame.select(to_text(column) for column in frame), range(2, 2 + frame.height))


def derived_tables(schemas: Mapping[str, TableSchema]) -> Iterator[DerivedTable]:
    """Yield the tables that can be derived from others, but for those that a package has already, as a release does."""
    for item in TABLES:
        known = all(name in schemas and set(columns) <= set(schemas[name].columns) for name, columns in item.needs.items())
        if known and item.name not in schemas:
            yield item


def resource_of(schema: TableSchema) -> dict[str, Any]:
    """Return the entry of an index for a derived table."""
    facts = {"name": schema.name, "path": schema.path, "title": schema.raw["title"], "title_ar": schema.raw["title_ar"]}
    return facts | {"scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


@cache
def _schemas() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("mawaqif.deriving").joinpath("tables.json").read_text(encoding="utf-8"))
    return found


def _codes(tables: Mapping[str, Table]) -> Iterator[Row]:
    for table in tables.values():
        for field in table.schema.fields:
            for position, item in enumerate(field.raw.get("categories", ()), start=1):
                texts = (item.get(key) for key in ("label", "label_ar", "description", "description_ar"))
                yield table.schema.name, field.name, item["value"], position, *texts


def _names(tables: Mapping[str, Table]) -> Iterator[Row]:
    actors = tables[ACTORS]
    columns = [field.name for field in actors.schema.fields if field.language and field.name in actors.schema.row_names]
    for key, *cells in actors.cells.select("actor_id", *columns).iter_rows():
        seen = set[str]()
        for column, cell in zip(columns, cells, strict=True):
            for name in (cell or "").split(_SEPARATOR):
                folded = fold(name)
                if folded and name not in seen and key is not None:
                    seen.add(name)
                    yield key, name, column, folded


TABLES = (
    DerivedTable("codes", {}, _codes),
    DerivedTable("actor_aliases", {ACTORS: ("actor_id", "name_en", "name_ar")}, _names),
)
