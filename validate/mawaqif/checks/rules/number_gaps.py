"""The statements of a document are numbered without gaps, but for identifiers that are retired."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.deriving import statement_number
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import RETIRED_IDENTIFIERS as RETIRED
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    number = statement_number().alias("number")
    rows = table.frame.select("statement_id", pl.col("document_id").cast(pl.String), number).with_row_index("row").drop_nulls()
    ordered = rows.sort("document_id", "number", "row")
    before = pl.col("number").shift(1, fill_value=0).over("document_id")
    gaps = ordered.with_columns(before.alias("before")).filter(pl.col("number") > pl.col("before") + 1)
    retired = _retired(dataset)
    for row, statement, document, last, first in gaps.select(
        "row", "statement_id", "document_id", "number", "before"
    ).iter_rows():
        missing = [n for n in range(first + 1, last) if f"{document}-s{n:03}" not in retired]
        if missing:
            shown = (
                str(missing[0])
                if len(missing) == 1
                else said("{first} to {last}", "{first} إلى {last}", first=missing[0], last=missing[-1])
            )
            yield rule.at(table.place(row, "statement_id"), statement=show(statement), document=show(document), missing=shown)


def _retired(dataset: Dataset) -> frozenset[str]:
    table = dataset.tables.get(RETIRED)
    return frozenset(table.cells["identifier"]) if table and "identifier" in table.schema.by_name else frozenset()


RULE = Rule(
    code="MQ408",
    name="number-gap",
    message=Bilingual(
        "{statement} follows a gap in the numbers of {document}: {missing} missing; restore the row, renumber, or retire it",
        ("القول {statement} بعد فجوة في أرقام {document}، والناقص {missing}؛ استعد الصف، أو أعد الترقيم، أو اسحب المعرّف"),
    ),
    why=Bilingual(
        "Statements are numbered without gaps; a gap is a statement that was lost.", "تُرقَّم الأقوال بلا فجوات؛ فالفجوة قول ضاع."
    ),
    mend=Bilingual(
        "Restore the missing row; before the document is sealed, `mawaqif renumber` closes the gap; later, retire it.",
        "استعد الصف الناقص؛ وقبل أن تُختم الوثيقة يسدّ `mawaqif renumber` الفجوة؛ وبعد ذلك اسحب المعرّف.",
    ),
    bad="statement_id: lamp-report-2020-s005",
    good="statement_id: lamp-report-2020-s004",
    needs={"statements": ("statement_id", "document_id")},
    check=_check,
)
