"""The publisher of a document speaks its commentary."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statement_actors"]
    statements = dataset.tables["statements"].cells.lazy().filter(pl.col("kind") == "commentary")
    statements = statements.select("statement_id", "document_id").unique("statement_id", keep="none")
    documents = dataset.tables["documents"].cells.lazy().select("document_id", "publisher_id")
    publishers = statements.join(documents.unique("document_id", keep="none"), on="document_id")
    rows = table.cells.lazy().select("statement_id", "actor_id", "role").with_row_index("row")
    speakers = rows.filter(pl.col("role") == "speaker").join(publishers, on="statement_id")
    wrong = speakers.filter(pl.col("actor_id") != pl.col("publisher_id")).sort("row")
    columns = ("row", "statement_id", "actor_id", "document_id", "publisher_id")
    for row, statement, actor, document, publisher in wrong.select(columns).collect().iter_rows():
        place = table.place(row, "actor_id")
        yield rule.at(place, statement=show(statement), actor=show(actor), document=document, publisher=show(publisher))


RULE = Rule(
    code="MQ445",
    name="commentary-speaker",
    message=Bilingual(
        (
            "{statement} is commentary spoken by {actor}, but {document} is published by {publisher};"
            " name the publisher, or correct the kind"
        ),
        ("القول {statement} تعليق تتكلم به الجهة {actor}، وناشر {document} هو {publisher}؛ سمِّ الناشر، أو صحّح النوع"),
    ),
    why=Bilingual(
        "Commentary is the publisher's own remark on what others say; what another says is quoted or reported.",
        "التعليق ملاحظة الناشر نفسه على ما يقوله غيره؛ أما ما يقوله غيره فيُقتبس أو يُنقل.",
    ),
    mend=Bilingual(
        "Name the publisher of the document as speaker; where somebody else speaks, the kind is quotation or reported.",
        "سمِّ ناشر الوثيقة متكلمًا؛ وحيث يتكلم غيره فالنوع quotation أو reported.",
    ),
    bad="statement_id: lamp-report-2020-s002\nactor_id: malta\nrole: speaker",
    good="statement_id: lamp-report-2020-s002\nactor_id: lamp-office\nrole: speaker",
    needs={
        "statement_actors": ("statement_id", "actor_id", "role"),
        "statements": ("statement_id", "document_id", "kind"),
        "documents": ("document_id", "publisher_id"),
    },
    check=_check,
)
