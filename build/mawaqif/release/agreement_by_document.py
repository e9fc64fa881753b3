"""How far the second coding of each document has come, and how far its two coders agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from mawaqif.findings import CannotRunError, show
from mawaqif.release.agreement import DRAWS, NEEDS, Agreement, Codings, as_records, measure_agreement, measure_parts
from mawaqif.tables import ROW_INDEX, Dataset, Table

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
    return measure_agreement(_only(dataset, document), draws) if _present(dataset) else []


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
    coded = second_codings(dataset)
    codings = Codings(_by_document(dataset), sorted(dataset.tables["topics"].frame["topic_id"]))
    found = measure_parts(codings, [item.document_id for item in coded if any(item.twice.values())], draws)
    return [
        {
            "document_id": item.document_id,
            "complete": item.complete,
            "coded": item.rows,
            "codedTwice": item.twice,
            "agreement": as_records(found.get(item.document_id, [])),
        }
        for item in coded
    ]


def _present(dataset: Dataset) -> bool:
    return all(name in dataset.tables for name in (*NEEDS, *PLACED))


def _by_document(dataset: Dataset) -> dict[str, pl.DataFrame]:
    """Return the codes of both coders with the document that they are on, as `part`.

    A position that neither stands in `positions` nor any more belongs to the documents that have others on the same provision.
    """
    of_statements = dataset.tables["statements"].cells.select("statement_id", part="document_id").unique("statement_id")
    of_citations = dataset.tables["citations"].cells.select("citation_id", part="document_id").unique("citation_id")
    positions = dataset.tables["positions"].cells.join(of_statements, on="statement_id")
    provisions = positions.select("provision_id", "part").unique()
    placed = positions.select("provision_id", "actor_id", "part").unique()
    return {
        "recodings": _placed(dataset.tables["recodings"], of_statements),
        "recoded_kinds": _placed(dataset.tables["recoded_kinds"], of_statements),
        "recoded_locators": _placed(dataset.tables["recoded_locators"], of_citations),
        "recoded_positions": _placed(dataset.tables["recoded_positions"], placed, provisions),
    }


def _placed(table: Table, *documents: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table with the document that each belongs to, and with its position as `ROW_INDEX`.

    Args:
        table: the rows.
        documents: frames with a `part` beside keys; a row that one of them does not know is looked up in the next.
    """
    rows = table.cells.with_row_index(ROW_INDEX)
    found = []
    for known in documents:
        keys = [column for column in known.columns if column != "part"]
        found.append(rows.join(known, on=keys))
        rows = rows.join(known, on=keys, how="anti")
    return pl.concat(found).drop_nulls("part")


def _only(dataset: Dataset, document: str) -> Dataset:
    """Return the data set with those codes of both coders alone that are on one document."""
    rows = {name: frame.filter(pl.col("part") == document)[ROW_INDEX].sort() for name, frame in _by_document(dataset).items()}
    own = {name: _kept(dataset.tables[name], places) for name, places in rows.items()}
    return Dataset(dataset.descriptor, {**dataset.tables, **own})


def _kept(table: Table, rows: pl.Series) -> Table:
    return replace(table, frame=table.frame[rows], cells=table.cells[rows], lines=[table.lines[row] for row in rows])
