"""An actor belongs to one that can have such a part: no state is part of a state, nobody is part of a person."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

# Kinds that are made within a state or beside states.
NOT_OF_STATES = frozenset({"state", "government_body", "person", "company", "civil_society", "media", "technical_body"})
# For each kind, what it is no part of. Anybody may belong to a kind that is not listed.
NO_PART_OF = {
    "state": NOT_OF_STATES | {"un_office"},
    "bloc": NOT_OF_STATES,
    "intergovernmental": NOT_OF_STATES,
    "un_office": NOT_OF_STATES,
    "government_body": frozenset({"person", "company", "civil_society", "media", "technical_body"}),
    "technical_body": frozenset({"person", "media"}),
    "company": frozenset({"person"}),
    "civil_society": frozenset({"person"}),
    "media": frozenset({"person"}),
    "person": frozenset({"person"}),
}
PAIRS = [(kind, other) for kind, others in NO_PART_OF.items() for other in sorted(others)]
IMPOSSIBLE = pl.DataFrame(PAIRS, schema=["kind", "parent_kind"], orient="row")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["actors"]
    rows = table.cells.lazy().select("actor_id", "kind", "parent_id").with_row_index("row")
    parents = rows.unique("actor_id", keep="none").select(parent_id="actor_id", parent_kind="kind")
    # An actor that is part of itself has a finding of its own.
    parts = rows.filter(pl.col("actor_id") != pl.col("parent_id")).join(parents, on="parent_id")
    wrong = parts.join(IMPOSSIBLE.lazy(), on=["kind", "parent_kind"], how="semi").sort("row")
    for row, actor, kind, parent, parent_kind in wrong.collect().iter_rows():
        place = table.place(row, "parent_id")
        yield rule.at(place, actor=show(actor), kind=show(kind), parent=show(parent), other=show(parent_kind))


RULE = Rule(
    code="MQ436",
    name="actor-parent",
    message=Bilingual(
        "{actor} of kind {kind} cannot be part of {parent} of kind {other}; correct the parent or the kind",
        "لا تكون الجهة {actor}، ونوعها {kind}، جزءًا من {parent}، ونوعها {other}؛ صحّح الجهة الأم أو النوع",
    ),
    why=Bilingual(
        "What an actor says counts for its parent; a state that is part of another would speak for it.",
        "يُحسب ما تقوله جهة لجهتها الأم؛ ولو كانت دولة جزءًا من غيرها لتكلمت باسمه.",
    ),
    mend=Bilingual(
        "Name the state, body or office that the actor belongs to, or leave the cell empty; a state is part of no state.",
        ("سمِّ الدولة أو الهيئة أو المكتب الذي تتبعه الجهة، أو اترك الخلية فارغة؛ والدولة ليست جزءًا من دولة."),
    ),
    bad="actor_id: nauru\nkind: state\nparent_id: malta",
    good="actor_id: freya-lind\nkind: person\nparent_id: iceland",
    needs={"actors": ("actor_id", "kind", "parent_id")},
    check=_check,
)
