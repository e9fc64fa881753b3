"""States have an ISO code; nobody else has."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["actors"]
    for row, (actor, kind, code) in enumerate(table.frame.select("actor_id", "kind", "iso3").iter_rows()):
        if kind == "state" and code is None:
            yield rule.at(table.place(row, "iso3"), actor=show(actor), problem="is a state without an ISO code", mend="add it")
        elif kind != "state" and code is not None:
            problem = f"is of kind {show(kind)} and has the ISO code {show(code)}"
            yield rule.at(table.place(row, "iso3"), actor=show(actor), problem=problem, mend="remove it, or correct the kind")


RULE = Rule(
    code="MQ407",
    name="iso-states-only",
    message="{actor} {problem}; {mend}",
    why="A code on a group or a person would count it as a state.",
    mend="Give every state its ISO 3166-1 alpha-3 code, and leave the cell empty for all others.",
    bad="kind: state\niso3:",
    good="kind: state\niso3: MLT",
    needs={"actors": ("actor_id", "kind", "iso3")},
    check=_check,
)
