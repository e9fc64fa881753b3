"""Statements stand in documents that were coded."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    cited = dataset.tables["documents"].cells.lazy().filter(pl.col("role") == "cited").select("document_id")
    table = dataset.tables["statements"]
    rows = table.cells.lazy().select("statement_id", "document_id").with_row_index("row")
    wrong = rows.join(cited, on="document_id", how="semi", maintain_order="left")
    for row, statement, document in wrong.collect().iter_rows():
        yield rule.at(table.place(row, "document_id"), statement=show(statement), document=show(document))


RULE = Rule(
    code="MQ417",
    name="statement-document",
    message=Bilingual(
        "{statement} stands in {document}, which has the role 'cited'; name the coded document, or correct the role",
        "القول {statement} في الوثيقة {document}، ودورها 'cited'؛ سمِّ الوثيقة المرمَّزة، أو صحّح الدور",
    ),
    why=Bilingual(
        "Everything that a row asserts must be readable in a document that was coded completely.",
        "كل ما يقرره صف يجب أن يُقرأ في وثيقة رُمّزت كاملة.",
    ),
    mend=Bilingual(
        "Name the document in which the passage stands; a document that it cites goes into citations.",
        "سمِّ الوثيقة التي يقع فيها المقطع؛ أما الوثيقة التي تستشهد بها فمكانها citations.",
    ),
    bad="document_id: lamp-report-2020\ndocuments.csv: lamp-report-2020,cited,",
    good="document_id: lamp-report-2020\ndocuments.csv: lamp-report-2020,corpus,",
    needs={"documents": ("document_id", "role"), "statements": ("statement_id", "document_id")},
    check=_check,
)
