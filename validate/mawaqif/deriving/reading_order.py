"""The place of a statement in its document: by where the first part of its passage starts, whatever its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mawaqif.deriving.derivation import Derivation, Rows, described
from mawaqif.tables import Dataset, TableSchema

STATEMENTS, PASSAGES = "statements", "passages"
_NEEDS = {STATEMENTS: ("statement_id", "document_id"), PASSAGES: ("statement_id", "char_start")}
_NUMBER = r"-s([0-9]{3})$"


def statement_number() -> pl.Expr:
    """Return the number in a `statement_id`, null where it has none."""
    return pl.col("statement_id").cast(pl.String).str.extract(_NUMBER).cast(pl.Int64)


def first_starts(passages: pl.DataFrame) -> pl.DataFrame:
    """Return where each statement starts: `statement_id` as text, and `char_start` of the first part of its passage."""
    key = pl.col("statement_id").cast(pl.String)
    return passages.select(key, "char_start").drop_nulls().group_by("statement_id").agg(pl.col("char_start").min())


def reading_order(statements: pl.DataFrame, passages: pl.DataFrame) -> pl.Series:
    """Return the place of each statement in the reading order of its document, from 1.

    A statement without a passage comes after those that have one; what starts at the same
    character is in the order of identifiers.

    Args:
        statements: with `statement_id` and `document_id`.
        passages: with `statement_id` and `char_start`.

    Returns:
        `ordinal`, a whole number for each row of `statements`.
    """
    rows = statements.select(pl.col("statement_id", "document_id").cast(pl.String)).with_row_index("row")
    placed = rows.join(first_starts(passages), on="statement_id", how="left")
    ordered = placed.sort("document_id", "char_start", "statement_id", "row", nulls_last=True)
    numbered = ordered.with_columns(pl.int_range(1, pl.len() + 1).over("document_id").alias("ordinal"))
    return numbered.sort("row")["ordinal"]


def is_publication(dataset: Dataset) -> bool:
    """True where a package is a release that is read again: it carries the reading order in its rows."""
    table = dataset.tables.get(STATEMENTS)
    ordinal = table.schema.by_name.get("ordinal") if table else None
    return ordinal is not None and ordinal.raw.get("derived") is True


def ordinals(schema: TableSchema, schemas: Mapping[str, TableSchema]) -> Iterator[Derivation]:
    """Yield the place of each statement, where statements have passages."""
    known = all(name in schemas and set(columns) <= set(schemas[name].columns) for name, columns in _NEEDS.items())
    if schema.name != STATEMENTS or not known or schemas[PASSAGES].by_name["char_start"].type.name != "integer":
        return

    def compute(rows: Rows) -> list[pl.Series]:
        return [reading_order(rows(STATEMENTS), rows(PASSAGES))]

    yield Derivation("document_id", described("reading order"), (STATEMENTS, PASSAGES), compute)
