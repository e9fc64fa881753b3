"""An initiative is launched before the documents that speak of it, unless it is only proposed.

The statement's own day does not bind it: at a meeting one speaks of what is launched the day after.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.checks.rules.statement_date import lies_outside
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

# A status as of the source: what is proposed may be announced for a later day.
NOT_LAUNCHED = "proposed"


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["initiatives"]
    rows = table.cells.lazy().select("initiative_id", "launched", "status").with_row_index("row")
    statements = dataset.tables["statements"].cells.lazy().select("statement_id", "document_id")
    days = dataset.tables["documents"].cells.lazy().select("document_id", "date")
    named = dataset.tables["statement_initiatives"].cells.lazy().select("statement_id", "initiative_id")
    told = rows.drop_nulls("launched").join(named, on="initiative_id").join(statements, on="statement_id")
    told = told.join(days, on="document_id")
    later = lies_outside(pl.col("launched"), pl.lit(None, pl.String()), pl.col("date"))
    wrong = told.filter(later & (pl.col("status") != NOT_LAUNCHED)).sort("row", "statement_id").unique("row", keep="first")
    columns = ("row", "initiative_id", "launched", "statement_id", "document_id", "date")
    for row, initiative, launched, statement, document, day in wrong.sort("row").select(columns).collect().iter_rows():
        fields = {"initiative": show(initiative), "launched": show(launched), "statement": statement}
        yield rule.at(table.place(row, "launched"), **fields, document=document, day=day)


RULE = Rule(
    code="MQ439",
    name="launch",
    message=Bilingual(
        (
            "{initiative} was launched on {launched}, after {document} of {day}, where {statement} speaks of it;"
            " correct the date, or write the status 'proposed'"
        ),
        (
            "أُطلقت المبادرة {initiative} في {launched}، بعد الوثيقة {document} المؤرخة {day}، وفيها يتكلم "
            "عنها القول {statement}؛ صحّح التاريخ، أو اكتب الحالة 'proposed'"
        ),
    ),
    why=Bilingual(
        "A document cannot tell of what had not begun; such a date puts the initiative after what was said on it.",
        "لا تخبر وثيقة بما لم يبدأ؛ وتاريخ كهذا يضع المبادرة بعد ما قيل عنها.",
    ),
    mend=Bilingual(
        "Look up when the initiative was launched; one that was only announced has the status 'proposed'.",
        "تحقق متى أُطلقت المبادرة؛ وما أُعلن ولم يُطلق حالته 'proposed'.",
    ),
    bad="initiative_id: harbour-code\nlaunched: 2091\nstatus: negotiating",
    good="initiative_id: harbour-code\nlaunched: 2021\nstatus: proposed",
    needs={
        "initiatives": ("initiative_id", "launched", "status"),
        "statement_initiatives": ("statement_id", "initiative_id"),
        "statements": ("statement_id", "document_id"),
        "documents": ("document_id", "date"),
    },
    check=_check,
)
