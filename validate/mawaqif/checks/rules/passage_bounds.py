"""A passage ends within its document; one finding a document, because its length may be what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["passages"]
    # Keys are compared as they are spelt, whatever their types.
    statement_id, document_id = (pl.col(name).cast(pl.String) for name in ("statement_id", "document_id"))
    statements = dataset.tables["statements"].frame.lazy().select(statement_id, document_id)
    statements = dataset.tables["statements"].once(statements, ["statement_id"], keep="last")
    documents = dataset.tables["documents"].frame.lazy().select(document_id, "text_length")
    documents = dataset.tables["documents"].once(documents, ["document_id"], keep="last")
    rows = table.frame.lazy().select(statement_id, "char_end").with_row_index("row")
    ends = rows.join(statements, on="statement_id").join(documents, on="document_id")
    beyond = ends.filter((pl.col("text_length") > 0) & (pl.col("char_end") > pl.col("text_length"))).sort("row")
    firsts = beyond.group_by("document_id", maintain_order=True).agg(pl.all().first(), pl.len().alias("count"))
    for document, row, statement, end, length, count in firsts.collect().iter_rows():
        more = said(" (and {others} more after it)", " (وعدد ما بعده مثله {others})", others=count - 1) if count > 1 else ""
        place = table.place(row, "char_end")
        yield rule.at(place, statement=show(statement), end=end, document=show(document), length=length, more=more)


RULE = Rule(
    code="MQ415",
    name="passage-bounds",
    message=Bilingual(
        "{statement} ends at {end}{more}, after the end of {document} at {length}; correct the offsets, or the length",
        ("ينتهي القول {statement} عند {end}{more}، بعد نهاية {document} عند {length}؛ صحّح الإزاحات أو الطول"),
    ),
    why=Bilingual("An offset past the end of the document points at nothing.", "الإزاحة التي تجاوز آخر الوثيقة لا تشير إلى شيء."),
    mend=Bilingual("Compute the row again with `mawaqif locate`.", "احسب الصف من جديد بالأمر `mawaqif locate`."),
    bad="char_end: 9464\ndocuments.csv: lamp-report-2020,corpus,…,485,",
    good="char_end: 464\ndocuments.csv: lamp-report-2020,corpus,…,485,",
    needs={
        "documents": ("document_id", "text_length"),
        "statements": ("statement_id", "document_id"),
        "passages": ("statement_id", "char_end"),
    },
    check=_check,
    numbers=frozenset({"char_end", "text_length"}),
)
