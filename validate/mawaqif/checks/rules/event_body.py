"""A session of a process, and a meeting of a session, are held by its body or by a part of that body."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, show
from mawaqif.tables import Dataset

# At a conference, and in consultations, others hold events of their own.
HELD, HOLDING = ("session", "meeting"), ("process", "session")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["events"]
    rows = table.cells.lazy().select("event_id", "kind", "parent_id", "body_id").with_row_index("row")
    parents = rows.filter(pl.col("kind").is_in(list(HOLDING))).unique("event_id", keep="none")
    held = rows.filter(pl.col("kind").is_in(list(HELD)))
    pairs = held.join(parents.select(parent_id="event_id", of="body_id"), on="parent_id")
    differing = pairs.filter(pl.col("body_id") != pl.col("of")).sort("row").collect()
    if differing.is_empty():
        return
    part_of = dict(dataset.tables["actors"].cells.select("actor_id", "parent_id").iter_rows())
    for row, event, _, parent, body, of in differing.iter_rows():
        if of not in _above(body, part_of):
            yield rule.at(table.place(row, "body_id"), event=show(event), body=show(body), parent=parent, other=show(of))


def _above(actor: str, part_of: dict[str, str | None]) -> set[str]:
    """Return the actors that an actor is part of, near and far; a circle, which is a finding of its own, ends it."""
    above: set[str] = set()
    upper = part_of.get(actor)
    while upper is not None and upper not in above:
        above.add(upper)
        upper = part_of.get(upper)
    return above


RULE = Rule(
    code="MQ440",
    name="event-body",
    message=Bilingual(
        "{event} is held by {body}, which is no part of {other}, the body of {parent}; correct the body or the parent",
        "الحدث {event} تعقده الهيئة {body}، وليست جزءًا من {other}، هيئة {parent}؛ صحّح الهيئة أو الحدث الأم",
    ),
    why=Bilingual(
        "A meeting of a session is one of the body that is in session; another body meets elsewhere.",
        "اجتماع الدورة اجتماع للهيئة المنعقدة؛ وغيرها من الهيئات يجتمع في مكان آخر.",
    ),
    mend=Bilingual(
        "Look up whose meeting it was; give the actor its parent_id where the body is part of the other.",
        "تحقق لأي هيئة كان الاجتماع؛ وأعطِ الجهة parent_id حيث تكون الهيئة جزءًا من الأخرى.",
    ),
    bad="event_id: lamp-session-1\nbody_id: iceland",
    good="event_id: lamp-session-1\nbody_id: lamp-office",
    needs={"events": ("event_id", "kind", "parent_id", "body_id"), "actors": ("actor_id", "parent_id")},
    check=_check,
)
