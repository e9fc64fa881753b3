"""Ordinals of statements run without gaps from 1 in each document."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    rows = table.frame.lazy().select("document_id", "ordinal").with_row_index("row").drop_nulls()
    ordered = rows.sort("document_id", "ordinal", "row")
    before = pl.col("ordinal").shift(1, fill_value=0).over("document_id")
    gaps = ordered.with_columns(before.alias("before")).filter(pl.col("ordinal") > pl.col("before") + 1)
    for row, document, ordinal, last in gaps.collect().iter_rows():
        missing = str(last + 1) if ordinal == last + 2 else f"{last + 1} to {ordinal - 1}"
        place = table.place(row, "ordinal")
        yield rule.at(place, ordinal=ordinal, document=show(document), missing=missing)


RULE = Rule(
    code="MQ408",
    name="ordinal-gap",
    message="ordinal {ordinal} of {document} follows a gap: {missing} missing; restore the row or renumber",
    why="Ordinals are the reading order; a gap is a statement that was lost.",
    mend="Restore the missing row, or number the statements of the document from 1 without gaps.",
    bad="statements.csv: lamp-report-2020-s003,lamp-report-2020,3,\nordinal: 5",
    good="statements.csv: lamp-report-2020-s003,lamp-report-2020,3,\nordinal: 4",
    needs={"statements": ("document_id", "ordinal")},
    check=_check,
    numbers=frozenset({"ordinal"}),
)
