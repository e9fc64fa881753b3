"""No document cites what was written after it.

A document that no footnote cites, such as the draft of a provision, is at most as old as the latest coded document.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.rules.statement_date import lies_outside
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["documents"]
    documents = table.cells.lazy().select("document_id", "role", "date").with_row_index("row")
    coded = documents.filter(pl.col("role") == "corpus").select(citing="document_id", day="date")
    notes = dataset.tables["citations"].cells.lazy().select("cited_document_id", citing="document_id")
    cited = documents.filter(pl.col("role") == "cited").select("row", "document_id", "date")
    by_notes = cited.join(notes.unique(), left_on="document_id", right_on="cited_document_id").join(coded, on="citing")
    uncited = cited.join(notes, left_on="document_id", right_on="cited_document_id", how="anti").join(coded, how="cross")
    # Later than every document that may rely on it; one without a date may be as late as it likes.
    later = lies_outside(pl.col("date"), pl.lit(None, pl.String()), pl.col("day"))
    relying = pl.concat([by_notes, uncited]).with_columns(later.alias("later"))
    wrong = relying.group_by("row").agg(
        pl.col("later").all(), pl.col("document_id", "date").first(), pl.col("citing", "day").last()
    )
    columns = ("row", "document_id", "date", "citing", "day")
    for row, document, day, other, other_day in wrong.filter("later").sort("row").select(columns).collect().iter_rows():
        yield rule.at(table.place(row, "date"), document=show(document), date=show(day), other=other, day=other_day)


RULE = Rule(
    code="MQ438",
    name="cited-later",
    message=Bilingual(
        "{document} is of {date}, after {other} of {day}, which relies on it; correct the date",
        "تاريخ الوثيقة {document} هو {date}، بعد {other} التي تعتمد عليها وتاريخها {day}؛ صحّح التاريخ",
    ),
    why=Bilingual(
        "Nobody cites what is not written yet; such a date is a slip, and sorts the document to the wrong end.",
        "لا يستشهد أحد بما لم يُكتب بعد؛ فتاريخ كهذا زلة، ويضع الوثيقة في غير مكانها من الترتيب.",
    ),
    mend=Bilingual(
        "Look the date up in the document that is cited; where the footnote misprints it, add a row to errata.",
        "ابحث عن التاريخ في الوثيقة المستشهد بها؛ وحيث كان في الحاشية خطأ مطبعي أضف صفًا إلى errata.",
    ),
    bad="document_id: lamp-minutes-2\ndate: 2091-05-12\ndocuments.csv: lamp-report-2020,corpus,…,2020-06-01,",
    good="document_id: lamp-minutes-2\ndate: 2020-06\ndocuments.csv: lamp-report-2020,corpus,…,2020-06-01,",
    needs={
        "documents": ("document_id", "role", "date"),
        "citations": ("document_id", "cited_document_id"),
    },
    check=_check,
)
