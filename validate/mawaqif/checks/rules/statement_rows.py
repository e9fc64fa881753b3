"""Every statement has a row in the tables that say where it stands and who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset


def _rule(table: str, **facts: str) -> Rule:
    def check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
        statements = dataset.tables["statements"]
        held = dataset.tables[table].cells.lazy().select("statement_id")
        rows = statements.cells.lazy().select("statement_id").with_row_index("row").drop_nulls()
        without = rows.join(held, on="statement_id", how="anti", maintain_order="left")
        for row, statement in without.collect().iter_rows():
            yield rule.lacking(statements.place(row, "statement_id"), statement=show(statement))

    needs = {"statements": ("statement_id",), table: ("statement_id",)}
    return Rule(**facts, needs=needs, check=check, numbers=frozenset(), note=False)


PASSAGE_RULE = _rule(
    "passages",
    code="MQ411",
    name="passage-missing",
    message=Bilingual(
        "{statement} has no row in passages; compute one with `mawaqif locate` and add it",
        "ليس للقول {statement} صف في passages؛ احسب صفًا بالأمر `mawaqif locate` وأضفه",
    ),
    why=Bilingual(
        "A statement that stands nowhere cannot be checked by anybody.", "القول الذي لا موضع له لا يستطيع أحد أن يتحقق منه."
    ),
    mend=Bilingual(
        "Run `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` and add the row it prints.",
        "شغّل `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` وأضف الصف الذي يطبعه.",
    ),
    bad="statement_id: lamp-report-2020-s004\npassages.csv has no lamp-report-2020-s004",
    good="statement_id: lamp-report-2020-s004\npassages.csv: lamp-report-2020-s004,1,422,464,",
)
ACTOR_RULE = _rule(
    "statement_actors",
    code="MQ412",
    name="actor-missing",
    message=Bilingual(
        "{statement} has no row in statement_actors; add who speaks, tables, backs or opposes",
        "ليس للقول {statement} صف في statement_actors؛ أضف من يتكلم أو يقدّم أو يؤيد أو يعارض",
    ),
    why=Bilingual(
        "The data set says who said what; a statement without an actor says only what.",
        "تقول البيانات من قال ماذا؛ والقول الذي لا جهة له لا يقول إلا ماذا قيل.",
    ),
    mend=Bilingual(
        "Add a row to statement_actors with the role that the passage gives.",
        "أضف إلى statement_actors صفًا بالدور الذي يذكره المقطع.",
    ),
    bad="statement_id: lamp-report-2020-s002\nstatement_actors.csv has no lamp-report-2020-s002",
    good="statement_id: lamp-report-2020-s002\nstatement_actors.csv: lamp-report-2020-s002,lamp-office,speaker",
)
