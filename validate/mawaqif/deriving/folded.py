"""Folded text beside prose: the words as a search compares them, for engines that cannot fold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mawaqif.deriving.derivation import Derivation, Rows, described
from mawaqif.passages import fold
from mawaqif.tables import TableSchema

# The columns that are searched.
FOLDED = (("statements", "summary_ar"),)
# Texts that are held at once beside their column.
ROWS_AT_ONCE = 20_000


def folded_texts(schema: TableSchema, _schemas: Mapping[str, TableSchema]) -> Iterator[Derivation]:
    """Yield the folded words of each column that is searched."""
    for table, name in FOLDED:
        field = schema.by_name.get(name)
        if schema.name == table and field is not None and field.type.name == "string":

            def compute(rows: Rows, column: str = name) -> tuple[pl.Series]:
                parts = (part.to_series() for part in rows(schema.name).select(column).iter_slices(ROWS_AT_ONCE))
                folded = (pl.Series([None if text is None else fold(text) for text in part], dtype=pl.String) for part in parts)
                return (pl.concat([pl.Series(dtype=pl.String), *folded], rechunk=True),)

            yield Derivation(name, described("folded", field), (table,), compute)
