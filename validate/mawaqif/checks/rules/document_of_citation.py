"""A footnote closes a statement of its own document."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["citations"]
    statements = dataset.tables["statements"].cells.lazy().select("statement_id", there="document_id")
    rows = table.cells.lazy().select("citation_id", "document_id", "statement_id").with_row_index("row")
    wrong = rows.join(dataset.tables["statements"].once(statements, ["statement_id"], keep="none"), on="statement_id")
    for row, citation, document, statement, there in (
        wrong.filter(pl.col("there") != pl.col("document_id")).sort("row").collect().iter_rows()
    ):
        place = table.place(row, "statement_id")
        yield rule.at(place, citation=show(citation), document=document, statement=statement, there=there)


RULE = Rule(
    code="MQ433",
    name="citation-document",
    message=Bilingual(
        "{citation} is a note of {document}, but {statement} stands in {there}; name the statement that its marker closes",
        ("الاستشهاد {citation} من حواشي {document}، أما {statement} ففي {there}؛ سمِّ القول الذي تختمه علامة الحاشية"),
    ),
    why=Bilingual("A marker stands in the text that its footnote belongs to.", "تقع العلامة في الوثيقة التي منها حاشيتها."),
    mend=Bilingual(
        "Look the marker up in the text and name the statement before it; leave the cell empty where it closes none.",
        "ابحث عن العلامة في النص وسمِّ القول الذي قبلها؛ واترك الخلية فارغة حيث لا تختم قولًا.",
    ),
    bad="citation_id: lamp-report-2020-n002-1\nstatement_id: lamp-annex-2020-s001",
    good="citation_id: lamp-report-2020-n002-1\nstatement_id: lamp-report-2020-s003",
    needs={
        "citations": ("citation_id", "document_id", "statement_id"),
        "statements": ("statement_id", "document_id"),
    },
    check=_check,
)
