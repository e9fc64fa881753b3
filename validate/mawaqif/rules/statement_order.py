"""Ordinals of statements run without gaps from 1 in each document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, (document, ordinal) in enumerate(table.frame.select("document_id", "ordinal").iter_rows()):
        if document is not None and ordinal is not None:
            rows[document].append((ordinal, row))
    for document, ordinals in rows.items():
        expected = 1
        for ordinal, row in sorted(ordinals):
            if ordinal > expected:
                missing = str(expected) if ordinal == expected + 1 else f"{expected} to {ordinal - 1}"
                place = table.place(row, "ordinal")
                yield rule.at(place, ordinal=ordinal, document=show(document), missing=missing)
            expected = ordinal + 1


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
)
