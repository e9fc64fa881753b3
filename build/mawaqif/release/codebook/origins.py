"""Which documents and years the rows of a table come from, and those in which a column is filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from mawaqif.tables import Table

STATEMENTS = {"statement_id", "document_id", "date"}


@dataclass(frozen=True)
class Origin:
    """Where rows come from.

    Attributes:
        documents: number of rows by document, in the order of their identifiers.
        years: first and last year of the statements that they belong to; None where none has a date.
    """

    documents: Mapping[str, int]
    years: tuple[str, str] | None


def origins(name: str, tables: Mapping[str, Table]) -> pl.DataFrame:
    """Return the document and the year of each row of a table, null where it belongs to none.

    Args:
        name: name of the table. A row belongs to the document that it names, else to that of its statement.
        tables: the tables of the package by name.
    """
    cells = tables[name].cells.select(pl.all().cast(pl.String, strict=False))
    none = pl.lit(None, pl.String)
    own = pl.col("document_id") if "document_id" in cells.columns and name != "documents" else none
    found = cells.with_columns(own.alias("document"))
    if "statement_id" in cells.columns and "statements" in tables and set(tables["statements"].schema.columns) >= STATEMENTS:
        year = pl.col("date").cast(pl.String).str.extract(r"^(\d{4})").alias("year")
        texts = pl.col("statement_id", "document_id").cast(pl.String)
        known = tables["statements"].cells.select(texts, year).rename({"document_id": "whole"})
        joined = found.select("statement_id", "document").join(known, on="statement_id", how="left", maintain_order="left")
        return joined.select(pl.coalesce("document", "whole").alias("document"), "year")
    return found.select("document", none.alias("year"))


def origin(rows: pl.DataFrame) -> Origin:
    """Return where rows come from, of their documents and years."""
    counts = Counter(rows["document"].drop_nulls())
    years = sorted(rows["year"].drop_nulls())
    return Origin({document: counts[document] for document in sorted(counts)}, (years[0], years[-1]) if years else None)
