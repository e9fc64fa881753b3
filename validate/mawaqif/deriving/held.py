"""What a package holds already of what is derived, as a release does that is read again, made anew to be held against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from mawaqif.deriving.columns import FINDERS
from mawaqif.deriving.derivation import Derivation
from mawaqif.deriving.tables import TABLES
from mawaqif.tables import Table, to_text


class Held(NamedTuple):
    """A derived column that a table holds.

    Attributes:
        column: its name.
        of: the column that it stands behind and mostly follows from.
        needs: names of the tables that it is computed from.
    """

    column: str
    of: str
    needs: tuple[str, ...]
    derivation: Derivation
    place: int

    def texts(self, tables: Mapping[str, Table]) -> pl.Series:
        """Return what its cells should be, as texts."""
        made = self.derivation.compute(lambda name: tables[name].frame)[self.place]
        return to_text(made).alias(self.column)


def held_columns(table: Table, tables: Mapping[str, Table]) -> Iterator[Held]:
    """Yield the columns of a table that its schema calls derived, and that can be computed from the tables there are."""
    schemas = {name: other.schema for name, other in tables.items()}
    for find in FINDERS:
        for item in find(table.schema, schemas):
            for place, field in enumerate(item.fields):
                own = table.schema.by_name.get(field["name"])
                if own is not None and own.raw.get("derived"):
                    yield Held(own.name, item.after, item.needs, item, place)


def made_anew(name: str, tables: Mapping[str, Table]) -> Table | None:
    """Return a derived table as the other tables give it; None where it is none, or they do not have what it needs."""
    for item in TABLES:
        known = all(
            other in tables and set(columns) <= set(tables[other].schema.columns) for other, columns in item.needs.items()
        )
        if item.name == name and known and tables[name].schema.raw.get("derived"):
            return item.table(tables)
    return None
