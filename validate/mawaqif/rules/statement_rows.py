"""Every statement has a row in the tables that say where it stands and who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _rule(code: str, name: str, table: str, message: str, why: str, mend: str) -> Rule:
    def check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
        statements = dataset.tables["statements"]
        held = set(dataset.tables[table].cells["statement_id"])
        for row, statement in enumerate(statements.cells["statement_id"]):
            if statement is not None and statement not in held:
                yield rule.at(statements.place(row, "statement_id"), statement=show(statement))

    needs = {"statements": ("statement_id",), table: ("statement_id",)}
    return Rule(code=code, name=name, message=message, why=why, mend=mend, needs=needs, check=check)


PASSAGE_RULE = _rule(
    "MQ411",
    "passage-missing",
    "passages",
    "{statement} has no row in passages; compute one with `mawaqif locate` and add it",
    "A statement that stands nowhere cannot be checked by anybody.",
    "Run `mawaqif locate DOCUMENT 'first words' 'last words' --sources DIR` and add the row it prints.",
)
ACTOR_RULE = _rule(
    "MQ412",
    "actor-missing",
    "statement_actors",
    "{statement} has no row in statement_actors; add who speaks, tables, backs or opposes",
    "The data set says who said what; a statement without an actor says only what.",
    "Add a row to statement_actors with the role that the passage gives.",
)
