"""Only commentary answers, and it answers an earlier statement of its document."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.deriving import first_starts
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    # Keys are compared as they are spelt, whatever their types.
    statement_id, document_id, answered_id = (
        pl.col(name).cast(pl.String) for name in ("statement_id", "document_id", "responds_to")
    )
    rows = table.frame.lazy().select(statement_id, document_id, "kind", answered_id).with_row_index("row")
    answers = rows.filter(pl.col("responds_to").is_not_null()).collect()
    either = pl.concat([answers["statement_id"], answers["responds_to"]]).implode()
    passages = dataset.tables["passages"].frame
    starts = first_starts(passages.filter(statement_id.is_in(either))).lazy()
    rows = rows.filter(pl.col("statement_id").is_in(either)).join(starts, on="statement_id", how="left")
    known = rows.unique("statement_id", keep="last").select("statement_id", "document_id", "char_start")
    rows = rows.filter(pl.col("responds_to").is_not_null())
    answers = rows.join(known, left_on="responds_to", right_on="statement_id", suffix="_answered").sort("row").collect()
    for row, statement, document, kind, answered, start, other_document, other_start in answers.iter_rows():
        problem: str = ""
        if kind not in ("commentary", "position"):
            problem = said(
                "is of kind {kind} and answers {answered}; only commentary and positions answer",
                "نوعه {kind} ويرد على {answered}؛ ولا يرد إلا التعليق والموقف",
                kind=show(kind),
                answered=answered,
            )
        elif other_document != document:
            told = "answers {answered}, which stands in another document", "يرد على {answered}، وهو في وثيقة أخرى"
            problem = said(*told, answered=answered)
        elif None not in (other_start, start) and other_start >= start:
            problem = said("answers {answered}, which stands after it", "يرد على {answered}، وهو بعده", answered=answered)
        if problem:
            yield rule.at(table.place(row, "responds_to"), statement=show(statement), problem=problem)


RULE = Rule(
    code="MQ420",
    name="responds-to",
    message=Bilingual(
        "{statement} {problem}; name the statement that it answers, or leave the cell empty",
        "القول {statement} {problem}؛ سمِّ القول الذي يرد عليه، أو اترك الخلية فارغة",
    ),
    why=Bilingual(
        "A remark answers what the reader has just read, in the same document.",
        "ترد الملاحظة على ما قرأه القارئ قبلها مباشرة، في الوثيقة نفسها.",
    ),
    mend=Bilingual(
        "Name the earlier statement that the text makes plain; otherwise leave the cell empty.",
        "سمِّ القول السابق الذي يبيّنه النص؛ وإلا فاترك الخلية فارغة.",
    ),
    bad="statement_id: lamp-report-2020-s002\nresponds_to: lamp-report-2020-s004",
    good="statement_id: lamp-report-2020-s002\nresponds_to: lamp-report-2020-s001",
    needs={
        "statements": ("statement_id", "document_id", "kind", "responds_to"),
        "passages": ("statement_id", "char_start"),
    },
    check=_check,
    numbers=frozenset({"char_start"}),
)
