"""Keys and references of any package: primary keys, unique keys, foreign keys, each compared by the values of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import polars as pl

from mawaqif.findings import Bilingual, Code, Finding, joined, said, show
from mawaqif.standard.columns import Column
from mawaqif.standard.relation_codes import FOREIGN_KEY, PRIMARY_KEY, UNIQUE_KEY
from mawaqif.standard.rows import Rows
from mawaqif.standard.schema import Reference, Schema

# Values that are looked at for one that was meant.
MOST_COMPARED = 20_000
MIN_SIMILARITY = 75
MOST_LINES = 5
ADD_ROW = Bilingual("add the row there, or correct the value", "أضف الصف هناك، أو صحّح القيمة")
MORE = "; also in {rows:,} other rows", "؛ وكذلك في صفوف أخرى عددها {rows:,}"
DID_YOU_MEAN = " (did you mean {meant}?)", " (أتقصد {meant}؟)"


@dataclass(frozen=True)
class Table:
    """The rows of a resource with what its schema says, and the columns that could be read, by the name of their field."""

    name: str
    schema: Schema
    rows: Rows
    columns: Mapping[str, Column]

    def order(self, name: str) -> int:
        """Return the position of a field, from 1."""
        return [*self.columns].index(name) + 1


def check_keys(table: Table, most: int) -> Iterator[Finding]:
    """Check that primary key, unique keys and unique fields of a table do not repeat; an empty cell equals no other.

    Args:
        table: the table.
        most: number of rows of a key that are told each; the last of them stands for those after it, which are only counted.
    """
    if table.schema.primary_key:
        yield from _repeated(table, table.schema.primary_key, PRIMARY_KEY, most)
    single = [(item.name,) for item in table.schema.fields if item.constraints.get("unique") is True]
    for key in dict.fromkeys([*table.schema.unique_keys, *single]):
        if key != table.schema.primary_key:
            yield from _repeated(table, key, UNIQUE_KEY, most)


def _repeated(table: Table, key: Sequence[str], code: Code, most: int) -> Iterator[Finding]:
    if not key or not set(key) <= table.columns.keys():
        return
    frame = pl.DataFrame([table.columns[name].values.alias(f"{place}") for place, name in enumerate(key)])
    filled = frame.with_row_index("#").drop_nulls()
    if filled.n_unique(frame.columns) == filled.height:
        return
    repeated = filled.with_columns(pl.col("#").first().over(frame.columns).alias("first")).filter(pl.col("#") != pl.col("first"))
    told: list[Finding] = []
    for row, earlier in repeated.select("#", "first").head(most).iter_rows():
        place = table.rows.place(row, key[0], table.order(key[0]))
        before = table.rows.place(earlier)
        value = ", ".join(show(table.columns[name].texts[row]) for name in key)
        other = before.line if before.file == place.file else f"{before.line} ({before.file})"
        told.append(code.at(place, value=value, other=other, columns=", ".join(key), contrast=""))
    yield from (*told, *repeat(told[-1], max(0, repeated.height - most)))


def check_reference(table: Table, key: Reference, parent: Table, most: int) -> Iterator[Finding]:
    """Check that each value of a foreign key stands in the table that it refers to; one with an empty cell refers to nothing.

    Args:
        table: the table that refers.
        key: the reference; its columns could be read, and those that it refers to.
        parent: the table that it refers to, which may be the same.
        most: number of values that are told each; the last of them stands for those after it, which are only counted.
    """
    own, other = [table.columns[name] for name in key.columns], [parent.columns[name] for name in key.references]
    names = [f"{place}" for place, _ in enumerate(own)]
    sides = [_alike(*pair) for pair in zip(own, other, names, strict=True)]
    children = pl.DataFrame([mine for mine, _ in sides]).with_row_index("#").drop_nulls()
    lacking = children.join(pl.DataFrame([its for _, its in sides]), on=names, how="anti", maintain_order="left")["#"]
    if lacking.is_empty():
        return
    from rapidfuzz import process  # noqa: PLC0415 - clean tables do without

    texts = pl.DataFrame([column.texts.gather(lacking).alias(name) for column, name in zip(own, names, strict=True)])
    grouped = texts.with_columns(lacking).group_by(names, maintain_order=True).agg(pl.col("#").first(), pl.len())
    known = [str(text) for text in other[0].texts.drop_nulls().unique().head(MOST_COMPARED)] if len(own) == 1 else []
    told: list[Finding] = []
    for number, (*value, row, count) in enumerate(grouped.head(most).iter_rows()):
        place = table.rows.place(row, key.columns[0], table.order(key.columns[0]))
        match = process.extractOne(value[0], known, score_cutoff=MIN_SIMILARITY) if known and number < MOST_LINES * 10 else None
        hint = said(*DID_YOU_MEAN, meant=show(match[0])) if match else ""
        more = said(*MORE, rows=count - 1) if count > 1 else ""
        shown = joined([show(part) for part in value])
        told.append(FOREIGN_KEY.at(place, value=shown, table=parent.name, hint=hint, repair=ADD_ROW, more=more))
    yield from (*told, *repeat(told[-1], max(0, grouped.height - most)))


def _alike(own: Column, other: Column, name: str) -> tuple[pl.Series, pl.Series]:
    """Return two columns so that they compare: by their values, or as texts where the values are of different types."""
    typed = own.values.dtype == other.values.dtype
    return (own.values if typed else own.texts).alias(name), (other.values if typed else other.texts).alias(name)
