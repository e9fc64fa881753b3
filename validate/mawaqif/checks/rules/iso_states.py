"""States have an ISO code, or a note that says why there is none for them; nobody else has one."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import Dataset

WITHOUT = Bilingual("is a state without an ISO code", "دولة بلا رمز ISO")
ADD = Bilingual(
    "add it, or say in note_en that the standard has none for it", "أضف الرمز، أو قل في note_en إن المعيار لا رمز فيه لها"
)
REMOVE = Bilingual("remove it, or correct the kind", "أزل الرمز، أو صحّح النوع")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["actors"]
    rows = table.frame.lazy().select("actor_id", "kind", "iso3", "note_en").with_row_index("row")
    wrong = (pl.col("kind") == "state").fill_null(value=False) == pl.col("iso3").is_null()
    for row, actor, kind, code, note in rows.filter(wrong).collect().iter_rows():
        if kind == "state" and code is None and note is None:
            yield rule.at(table.place(row, "iso3"), actor=show(actor), problem=WITHOUT, mend=ADD)
        elif kind != "state" and code is not None:
            has = "is of kind {kind} and has the ISO code {code}", "نوعها {kind} ولها رمز ISO {code}"
            problem = said(*has, kind=show(kind), code=show(code))
            yield rule.at(table.place(row, "iso3"), actor=show(actor), problem=problem, mend=REMOVE)


RULE = Rule(
    code="MQ407",
    name="iso-states-only",
    message=Bilingual("{actor} {problem}; {mend}", "الجهة {actor} {problem}؛ {mend}"),
    why=Bilingual("A code on a group or a person would count it as a state.", "المجموعة أو الشخص الذي له رمز يُعدّ مع الدول."),
    mend=Bilingual(
        (
            "Give every state its ISO 3166-1 alpha-3 code, and leave the cell empty for all others. A state that the "
            "standard has no code for, such as one of the past, has none, and a note that says so."
        ),
        (
            "أعطِ كل دولة رمزها من ISO 3166-1 alpha-3، واترك الخلية فارغة لغيرها. والدولة التي لا رمز لها في "
            "المعيار، كدولة زالت، تُترك خليتها فارغة، ومعها ملاحظة تقول ذلك."
        ),
    ),
    bad="kind: state\niso3:\nnote_en:",
    good="kind: state\niso3: MLT",
    needs={"actors": ("actor_id", "kind", "iso3", "note_en")},
    check=_check,
)
