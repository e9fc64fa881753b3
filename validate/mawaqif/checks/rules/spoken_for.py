"""Where a person, an office or an organ speaks, a row says for whom, or a note that it is for itself alone."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

# Kinds of actors that speak for others.
SPEAKING_FOR_OTHERS = ("person", "government_body", "un_office")
WITH_PARENT = Bilingual("add a row with {parent} as on_behalf_of", "أضف صفًا فيه {parent} بالدور on_behalf_of")
WITH_ROLE = Bilingual("add a row with the role on_behalf_of", "أضف صفًا بالدور on_behalf_of")
# A kind of statement in which the publisher remarks something itself.
OWN_REMARK = "commentary"


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statement_actors"]
    rows = table.cells.lazy().select("statement_id", "actor_id", "role", "note_en").with_row_index("row")
    actors = dataset.tables["actors"].cells.lazy().select("actor_id", "parent_id", sort="kind")
    statements = dataset.tables["statements"].cells.lazy().select("statement_id", "kind")
    behalf = rows.filter(pl.col("role") == "on_behalf_of")
    alone = (
        rows.filter((pl.col("role") == "speaker") & pl.col("note_en").is_null())
        .join(behalf, on="statement_id", how="anti")
        .join(actors.unique("actor_id"), on="actor_id")
        .join(statements.unique("statement_id"), on="statement_id")
        .filter(pl.col("sort").is_in(SPEAKING_FOR_OTHERS) & (pl.col("kind") != OWN_REMARK))
    )
    for row, statement, actor, parent in (
        alone.sort("row").select("row", "statement_id", "actor_id", "parent_id").collect().iter_rows()
    ):
        row_wanted = WITH_PARENT.filled(parent=parent) if parent else WITH_ROLE
        yield rule.lacking(table.place(row, "actor_id"), actor=show(actor), statement=statement, wanted=row_wanted)


RULE = Rule(
    code="MQ477",
    name="spoken-for",
    message=Bilingual(
        "{actor} speaks in {statement}, and no row says for whom; {wanted}, or say in note_en that it is for itself alone",
        ("تتكلم الجهة {actor} في {statement}، ولا صف يقول باسم من؛ {wanted}، أو قل في note_en إنها تتكلم باسمها وحدها"),
    ),
    why=Bilingual(
        "Who counts what a state said finds the words of its ministers and offices only by the state's own row.",
        "من يعدّ ما قالته دولة لا يجد كلام وزرائها ومكاتبها إلا بصف الدولة نفسها.",
    ),
    mend=Bilingual(
        (
            "Add the state or body that is spoken for with the role on_behalf_of; where the source shows that the person or"
            " office speaks for itself alone, say so in note_en of its row."
        ),
        (
            "أضف الدولة أو الهيئة التي يُتكلَّم باسمها بالدور on_behalf_of؛ وحيث يبيّن المصدر أن الشخص أو "
            "المكتب يتكلم باسمه وحده فاذكر ذلك في note_en من صفه."
        ),
    ),
    bad="actor_id: freya-lind\nnote_en:\nstatement_actors.csv has no iceland",
    good="actor_id: freya-lind\nnote_en:\nstatement_actors.csv: lamp-report-2020-s001,iceland,on_behalf_of",
    needs={
        "statement_actors": ("statement_id", "actor_id", "role", "note_en"),
        "actors": ("actor_id", "kind", "parent_id"),
        "statements": ("statement_id", "kind"),
    },
    check=_check,
)
