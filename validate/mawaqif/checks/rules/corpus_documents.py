"""Coded documents carry the length and hash of their text; cited ones do not."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset

COLUMNS = ("text_sha256", "text_length")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["documents"]
    cells = table.cells.lazy().select("document_id", "role", *COLUMNS).with_row_index("row")
    coded = (pl.col("role") == "corpus").fill_null(value=False)
    wrong = pl.any_horizontal(pl.col(column).is_null() == coded for column in COLUMNS)
    for row, document, role, *values in cells.filter(wrong).collect().iter_rows():
        for column, value in zip(COLUMNS, values, strict=True):
            if (value is None) == (role == "corpus"):
                none = said("no {column}", "لا {column} لها", column=column)
                some = said("the {column} {value}", "لها {column} {value}", column=column, value=show(value))
                problem = none if value is None else some
                place = table.place(row, column)
                yield rule.at(place, document=show(document), role=show(role), problem=problem)


RULE = Rule(
    code="MQ416",
    name="corpus-document",
    message=Bilingual(
        "{document} has the role {role} and {problem}; fill or empty the cell, or correct the role",
        "دور الوثيقة {document} هو {role} و{problem}؛ املأ الخلية أو أفرغها، أو صحّح الدور",
    ),
    why=Bilingual(
        "Length and hash say which text the offsets count in; a document that was not coded has none.",
        "يبيّن الطول والبصمة النص الذي تُعدّ فيه الإزاحات؛ والوثيقة التي لم تُرمَّز ليس لها شيء من ذلك.",
    ),
    mend=Bilingual(
        "Give both for a corpus document; `mawaqif validate --sources DIR` tells them. Leave both empty for a cited one.",
        ("أعطِ الاثنين لوثيقة المدوّنة؛ ويخبر بهما `mawaqif validate --sources DIR`. واترك الاثنين فارغين للمستشهد بها."),
    ),
    bad="role: cited\ntext_length: 485",
    good="role: corpus\ntext_length: 485",
    needs={"documents": ("document_id", "role", *COLUMNS)},
    check=_check,
)
