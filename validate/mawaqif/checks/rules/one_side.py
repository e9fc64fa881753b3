"""No actor stands on both sides of one statement, and none speaks on behalf of itself."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

# Roles of which an actor has one at the most.
EXCLUSIVE = (("co_sponsor", "opponent"), ("supporter", "opponent"), ("speaker", "on_behalf_of"))
PAIRS = pl.DataFrame([*EXCLUSIVE, *(pair[::-1] for pair in EXCLUSIVE)], schema=["role", "other"], orient="row")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statement_actors"]
    rows = table.cells.lazy().select("statement_id", "actor_id", "role").with_row_index("row").drop_nulls()
    others = rows.select("statement_id", "actor_id", other="role", of="row")
    both = rows.join(others, on=["statement_id", "actor_id"]).join(PAIRS.lazy(), on=["role", "other"], how="semi")
    for row, statement, actor, role, other, of in both.sort("row", "of").collect().iter_rows():
        fields = {"actor": show(actor), "role": show(role), "statement": statement, "other": show(other)}
        yield rule.at(table.place(row, "role"), **fields, line=table.lines[of])


RULE = Rule(
    code="MQ434",
    name="one-side",
    message=Bilingual(
        "{actor} is {role} of {statement}, and {other} in line {line}; remove the row that the passage does not give",
        ("للجهة {actor} الدور {role} في {statement}، ولها {other} في السطر {line}؛ أزل الصف الذي لا يذكره المقطع"),
    ),
    why=Bilingual(
        "An actor that is counted for and against the same words is counted wrongly once.",
        "الجهة التي تُعدّ مع الكلمات نفسها وضدها تُعدّ في إحدى المرتين خطأً.",
    ),
    mend=Bilingual(
        "Read the list again. Who backs one part and opposes another has two statements, or one role for the whole.",
        "اقرأ القائمة مرة أخرى. ومن يؤيد بعضًا ويعارض بعضًا فله قولان، أو دور واحد في الكل.",
    ),
    bad="statement_id: lamp-report-2020-s002\nactor_id: lamp-office\nrole: on_behalf_of",
    good="statement_id: lamp-report-2020-s002\nactor_id: lamp-union\nrole: on_behalf_of",
    needs={"statement_actors": ("statement_id", "actor_id", "role")},
    check=_check,
)
