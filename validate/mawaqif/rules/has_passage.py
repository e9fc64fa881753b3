"""Every statement has a passage."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    anchored = set(dataset.tables["passages"].cells["statement_id"])
    for row, statement in enumerate(table.cells["statement_id"]):
        if statement is not None and statement not in anchored:
            yield rule.at(table.place(row, "statement_id"), statement=show(statement))


RULE = Rule(
    code="MQ411",
    name="passage-missing",
    message="{statement} has no row in passages; compute one with `mawaqif locate` and add it",
    why="A statement that stands nowhere cannot be checked by anybody.",
    mend="Run `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` and add the row it prints.",
    needs={"statements": ("statement_id",), "passages": ("statement_id",)},
    check=_check,
)
