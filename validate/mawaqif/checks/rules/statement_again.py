"""No statement stands a second time under another number, however its summary is worded."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset, Table

# What two rows of one occasion agree in; words that are quoted again on another occasion are another statement.
OCCASION = ["document_id", "kind", "event_id", "date"]
# Fewer characters may be the same words by chance, as in "we support this".
FEWEST_CHARACTERS = 40


def _note(table: Table) -> pl.Expr:
    return pl.col("note_en") if "note_en" in table.cells.columns else pl.lit(None)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table, passages = dataset.tables["statements"], dataset.tables["passages"]
    rows = table.cells.lazy().select("statement_id", *OCCASION, said=_note(table)).with_row_index("row")
    parts = passages.frame.lazy().select("statement_id", "text_sha256", length=pl.col("char_end") - pl.col("char_start"))
    long = parts.filter((pl.col("length") >= FEWEST_CHARACTERS) & pl.col("text_sha256").is_not_null())
    long = long.filter(pl.col("text_sha256").is_duplicated()).collect().lazy()
    placed = rows.join(long, on="statement_id").sort("row")
    firsts = placed.unique(["text_sha256", *OCCASION], keep="first", maintain_order=True)
    again = placed.join(
        firsts.select("text_sha256", *OCCASION, other="statement_id"), on=["text_sha256", *OCCASION], nulls_equal=True
    )
    # A document may say a thing twice; the row's note then says so.
    found = (
        again.filter((pl.col("statement_id") != pl.col("other")) & pl.col("said").is_null())
        .unique("row", keep="first")
        .sort("row")
    )
    for row, statement, other in found.select("row", "statement_id", "other").collect().iter_rows():
        yield rule.at(table.place(row, "statement_id"), statement=show(statement), other=other)


RULE = Rule(
    code="MQ444",
    name="statement-again",
    message=Bilingual(
        "{statement} has the words of {other}, of one kind and day; remove one, correct its passage, or say why in note_en",
        ("كلمات القول {statement} هي كلمات {other}، ونوعهما ويومهما واحد؛ أزل أحدهما، أو صحّح مقطعه، أو اذكر السبب في note_en"),
    ),
    why=Bilingual("A statement that stands twice is counted twice.", "القول الموجود مرتين يُعدّ مرتين."),
    mend=Bilingual(
        (
            "Remove one of the two with its rows in the other tables, or compute the passage with `mawaqif locate`. "
            "Where the document says it twice, say so in note_en."
        ),
        (
            "أزل أحد القولين مع صفوفه في الجداول الأخرى، أو احسب المقطع بالأمر `mawaqif locate`. وحيث تقوله "
            "الوثيقة مرتين فاذكر ذلك في note_en."
        ),
    ),
    bad="statement_id: lamp-report-2020-s005\ndate: 2020-05-12",
    good="statement_id: lamp-report-2020-s005\ndate: 2020-05-14",
    needs={
        "statements": ("statement_id", *OCCASION),
        "passages": ("statement_id", "char_start", "char_end", "text_sha256"),
    },
    check=_check,
    numbers=frozenset({"char_start", "char_end"}),
)
