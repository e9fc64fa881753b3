"""How far the second coding of each document has come, and how far its two coders agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import polars as pl

from mawaqif.findings import CannotRunError, show
from mawaqif.release.agreement import DRAWS, NEEDS, Agreement, as_records, measure_agreement
from mawaqif.tables import Dataset, Table

# Beside the tables with both codes, which say nothing of a document.
PLACED = ("documents", "citations", "positions")


def measure_document(dataset: Dataset, document: str, draws: int = DRAWS) -> list[Agreement]:
    """Measure the agreement of the two codings of one document.

    Args:
        dataset: tables without findings.
        document: its `document_id`.
        draws: number of bootstrap samples; 0 leaves the intervals out.

    Returns:
        As `mawaqif.release.agreement.measure_agreement`; none where nothing of it was coded twice.

    Raises:
        CannotRunError: no document that is coded is called so.
    """
    coded = dataset.tables["statements"].frame["document_id"].unique().sort() if "statements" in dataset.tables else pl.Series()
    if document not in coded:
        raise CannotRunError(f"no document that is coded is called {show(document)}; there are {', '.join(coded)}")
    return measure_agreement(_restricted(dataset, document), draws) if _present(dataset) else []


def documents_coded_twice(dataset: Dataset, draws: int = DRAWS) -> list[dict[str, Any]]:
    """Return a record a coded document: what was coded, how much of it twice, and the agreement of all topics together.

    Args:
        dataset: tables without findings.
        draws: number of bootstrap samples; 0 leaves the intervals out.

    Returns:
        Records with `document_id`, `complete`, `coded` and `codedTwice` (numbers by `statement`, `citation`, `position`)
        and `agreement` (see `as_records`); none where the package has coded nothing twice.
    """
    from mawaqif.checks import second_codings  # noqa: PLC0415 - slow to load, and who reads a release loads this module

    if not _present(dataset):
        return []
    return [
        {
            "document_id": item.document_id,
            "complete": item.complete,
            "coded": item.rows,
            "codedTwice": item.twice,
            "agreement": as_records(
                [row for row in measure_agreement(_restricted(dataset, item.document_id), draws) if not row.topic_id]
                if any(item.twice.values())
                else []
            ),
        }
        for item in second_codings(dataset)
    ]


def _present(dataset: Dataset) -> bool:
    return all(name in dataset.tables for name in (*NEEDS, *PLACED))


def _restricted(dataset: Dataset, document: str) -> Dataset:
    """Return the data set with those codes of both coders alone that are on one document.

    A position that neither stands in `positions` nor any more belongs to the documents that have others on the same provision.
    """
    tables = dict(dataset.tables)
    statements = _of(tables["statements"], pl.col("document_id") == document, "statement_id")
    citations = _of(tables["citations"], pl.col("document_id") == document, "citation_id")
    provisions = _of(tables["positions"], pl.col("statement_id").is_in(statements), "provision_id")
    mine = tables["positions"].cells.select("provision_id", "actor_id", here=pl.col("statement_id").is_in(statements))
    for name in ("recodings", "recoded_kinds"):
        tables[name] = _kept(tables[name], tables[name].cells["statement_id"].is_in(statements))
    locators = tables["recoded_locators"]
    tables["recoded_locators"] = _kept(locators, locators.cells["citation_id"].is_in(citations))
    positions = tables["recoded_positions"]
    placed = positions.cells.select("provision_id", "actor_id").join(
        mine.group_by("provision_id", "actor_id").agg(pl.col("here").any()),
        on=["provision_id", "actor_id"],
        how="left",
        maintain_order="left",
    )
    here = placed["here"].fill_null(placed["provision_id"].is_in(provisions))
    tables["recoded_positions"] = _kept(positions, here)
    return Dataset(dataset.descriptor, tables)


def _of(table: Table, wanted: pl.Expr, column: str) -> list[str]:
    return table.cells.filter(wanted)[column].unique().to_list()


def _kept(table: Table, wanted: pl.Series) -> Table:
    lines: Iterable[int] = (line for line, keep in zip(table.lines, wanted, strict=True) if keep)
    return replace(table, frame=table.frame.filter(wanted), cells=table.cells.filter(wanted), lines=list(lines))
