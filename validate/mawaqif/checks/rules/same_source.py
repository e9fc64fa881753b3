"""A note that says "same source" cites a document that an earlier note of its document has cited."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

COLUMNS = ("citation_id", "document_id", "note_number", "item", "cited_document_id")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["citations"]
    rows = table.frame.lazy().select(*COLUMNS, "ibid").with_row_index("row").drop_nulls()
    ordered = rows.sort("document_id", "note_number", "item", "row")
    first = pl.col("row") == pl.col("row").first().over("document_id", "cited_document_id")
    for row, citation, document, note, _, cited in (
        ordered.filter(first & pl.col("ibid")).sort("row").select("row", *COLUMNS).collect().iter_rows()
    ):
        yield rule.at(table.place(row, "ibid"), citation=show(citation), document=document, note=note, cited=show(cited))


RULE = Rule(
    code="MQ437",
    name="same-source",
    message=Bilingual(
        (
            "{citation} says 'same source', but no note of {document} before note {note} cites {cited};"
            " name the document that the note repeats, or write false"
        ),
        (
            "يقول الاستشهاد {citation} «المصدر ذاته»، ولا حاشية من {document} قبل الحاشية {note} تستشهد "
            "بالوثيقة {cited}؛ سمِّ الوثيقة التي تكررها الحاشية، أو اكتب false"
        ),
    ),
    why=Bilingual(
        "A note that repeats a source leads to the one before it; where there is none, the reader is lost.",
        "الحاشية التي تكرر مصدرًا تقود إلى ما قبلها؛ فإن لم يكن قبلها شيء ضل القارئ.",
    ),
    mend=Bilingual(
        "Put the document of the note that is repeated into cited_document_id; write ibid false where the source is named anew.",
        "ضع وثيقة الحاشية المكررة في cited_document_id؛ واكتب false في ibid حيث يُسمّى المصدر من جديد.",
    ),
    bad="citation_id: lamp-report-2020-n001-1\nibid: true",
    good="citation_id: lamp-report-2020-n002-1\nibid: true",
    needs={"citations": (*COLUMNS, "ibid")},
    check=_check,
)
