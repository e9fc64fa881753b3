"""Numbers of statements in reading order, for documents that nobody has read a second time yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from mawaqif.deriving import first_starts, reading_order
from mawaqif.tables import Dataset

STATEMENTS, PASSAGES = "statements", "passages"


def numbers_in_order(dataset: Dataset, documents: Collection[str]) -> dict[str, str]:
    """Return the identifiers that statements have when their documents are numbered in reading order, by those they have.

    Args:
        dataset: the tables; what refers to statements is not looked at.
        documents: documents of which no statement may be cited.

    Returns:
        Only those that change. A statement without a passage comes last.
    """
    statements, passages = dataset.tables[STATEMENTS].frame, dataset.tables[PASSAGES].frame
    places = statements.select("statement_id", "document_id", reading_order(statements, passages)).drop_nulls()
    rows = places.filter(pl.col("document_id").is_in(list(documents))).iter_rows()
    return {old: new for old, document, place in rows if (new := f"{document}-s{place:03}") != old}


def making_room(dataset: Dataset, document: str, start: int) -> tuple[str, dict[str, str]]:
    """Return the identifier of a new statement of a document, and those that its other statements then have.

    Args:
        dataset: the tables.
        document: a document of which no statement may be cited.
        start: offset at which the passage of the new statement starts.
    """
    rows = list(_in_order(dataset, document))
    place = 1 + sum(begin is not None and begin < start for _, begin in rows)
    numbers = [number for number in range(1, len(rows) + 2) if number != place]
    names = {old: f"{document}-s{number:03}" for (old, _), number in zip(rows, numbers, strict=True)}
    return f"{document}-s{place:03}", {old: new for old, new in names.items() if old != new}


def _in_order(dataset: Dataset, document: str) -> Iterator[tuple[str, int | None]]:
    """Yield the statements of a document in reading order, with the offset at which each starts."""
    statements, passages = dataset.tables[STATEMENTS].frame, dataset.tables[PASSAGES].frame
    places = statements.select("statement_id", "document_id", reading_order(statements, passages))
    known = places.filter(pl.col("document_id") == document).join(first_starts(passages), on="statement_id", how="left")
    yield from known.sort("ordinal").select("statement_id", "char_start").iter_rows()
