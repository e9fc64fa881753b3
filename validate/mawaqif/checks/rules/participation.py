"""That an actor takes part in an initiative rests on a statement that names the initiative."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

KEY = ["statement_id", "initiative_id"]


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["initiative_actors"]
    named = dataset.tables["statement_initiatives"].cells.lazy().select(KEY)
    rows = table.cells.lazy().select(*KEY, "actor_id").with_row_index("row").drop_nulls()
    for row, statement, initiative, actor in rows.join(named, on=KEY, how="anti").sort("row").collect().iter_rows():
        place = table.place(row, "statement_id")
        yield rule.lacking(place, actor=show(actor), initiative=show(initiative), statement=statement)


RULE = Rule(
    code="MQ435",
    name="participation",
    message=Bilingual(
        (
            "{actor} takes part in {initiative} by {statement}, which has no row for it in statement_initiatives;"
            " name the statement that says so, or add the row"
        ),
        (
            "تشارك الجهة {actor} في {initiative} بحسب {statement}، وليس لهذا القول صف عنها في "
            "statement_initiatives؛ سمِّ القول الذي يذكر ذلك، أو أضف الصف"
        ),
    ),
    why=Bilingual(
        "Everything that a row asserts must be readable in a passage; one that does not name the initiative says nothing of it.",
        "كل ما يقرره صف يجب أن يُقرأ في مقطع؛ والمقطع الذي لا يسمّي المبادرة لا يقول عنها شيئًا.",
    ),
    mend=Bilingual(
        (
            "Name the statement in which the part is told; where the passage does name the initiative, add it to"
            " statement_initiatives."
        ),
        ("سمِّ القول الذي يخبر بالمشاركة؛ وحيث يسمّي المقطع المبادرة حقًا فأضفها إلى statement_initiatives."),
    ),
    bad="initiative_id: harbour-code\nactor_id: malta\nstatement_id: lamp-report-2020-s002",
    good="initiative_id: harbour-code\nactor_id: malta\nstatement_id: lamp-report-2020-s003",
    needs={
        "initiative_actors": ("initiative_id", "actor_id", "statement_id"),
        "statement_initiatives": ("statement_id", "initiative_id"),
    },
    check=_check,
)
