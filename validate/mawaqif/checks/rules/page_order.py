"""The pages of a document follow one another, and end within its text."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["pages"]
    if not table.frame.height:
        return
    # Keys are compared as they are spelt, whatever their types.
    document_id = pl.col("document_id").cast(pl.String)
    documents = dataset.tables["documents"].frame.select(document_id, "text_length").unique("document_id", keep="last")
    rows = table.frame.select(document_id, "char_start", "char_end", pl.col("page").cast(pl.String)).with_row_index("row")
    ordered = rows.join(documents, on="document_id", how="left").drop_nulls(["char_start", "char_end"])
    ordered = ordered.sort("document_id", "char_start", "row").with_columns(
        pl.col("char_end").cum_max().shift(1).over("document_id").alias("before")
    )
    backwards, overlapping = pl.col("char_end") <= pl.col("char_start"), pl.col("char_start") < pl.col("before")
    uncoded, beyond = pl.col("text_length").is_null(), pl.col("char_end") > pl.col("text_length")
    wrong = ordered.filter(backwards | overlapping.fill_null(value=False) | uncoded | beyond)
    for row, document, start, end, page, length, before in wrong.iter_rows():
        column, problem = _problem(start, end, length, before)
        yield rule.at(table.place(row, column), page=show(page), document=show(document), problem=problem)


def _problem(start: int, end: int, length: int | None, before: int | None) -> tuple[str, str]:
    if length is None:
        return "document_id", Bilingual("is of a document without a coded text", "من وثيقة لا نص مرمَّزًا لها")
    if end <= start:
        told = "ends at {end} before it has begun at {start}", "تنتهي عند {end} قبل أن تبدأ عند {start}"
        return "char_end", said(*told, end=end, start=start)
    if before is not None and start < before:
        told = (
            "starts at {start}, before the page above ends at {before}",
            "تبدأ عند {start}، قبل أن تنتهي الصفحة السابقة عند {before}",
        )
        return "char_start", said(*told, start=start, before=before)
    told = "ends at {end}, after the end of the text at {length}", "تنتهي عند {end}، بعد نهاية النص عند {length}"
    return "char_end", said(*told, end=end, length=length)


RULE = Rule(
    code="MQ446",
    name="page-order",
    message=Bilingual(
        "page {page} of {document} {problem}; make the rows anew from the map of the text",
        "الصفحة {page} من {document} {problem}؛ اصنع الصفوف من جديد من خريطة النص",
    ),
    why=Bilingual(
        "The page of a passage is derived from these offsets, and a citation names it.",
        "تُشتق صفحة المقطع من هذه الإزاحات، ويسمّيها الاستشهاد.",
    ),
    mend=Bilingual(
        "Take the offsets from the map that `mawaqif text` writes beside the text; `new document` and `reanchor` do so.",
        ("خذ الإزاحات من الخريطة التي يكتبها `mawaqif text` إلى جانب النص؛ وكذلك يفعل `new document` و`reanchor`."),
    ),
    bad="char_start: 290\nchar_end: 485\npages.csv: lamp-report-2020,0,300,1",
    good="char_start: 301\nchar_end: 485\npages.csv: lamp-report-2020,0,300,1",
    needs={"pages": ("document_id", "char_start", "char_end", "page"), "documents": ("document_id", "text_length")},
    check=_check,
    numbers=frozenset({"char_start", "char_end", "text_length"}),
)
