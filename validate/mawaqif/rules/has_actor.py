"""Every statement has an actor."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    spoken = set(dataset.tables["statement_actors"].cells["statement_id"])
    for row, statement in enumerate(table.cells["statement_id"]):
        if statement is not None and statement not in spoken:
            yield rule.at(table.place(row, "statement_id"), statement=show(statement))


RULE = Rule(
    code="MQ412",
    name="actor-missing",
    message="{statement} has no row in statement_actors; add who speaks, tables, backs or opposes",
    why="The data set says who said what; a statement without an actor says only what.",
    mend="Add a row to statement_actors with the role that the passage gives.",
    needs={"statements": ("statement_id",), "statement_actors": ("statement_id",)},
    check=_check,
)
