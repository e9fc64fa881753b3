"""A position and the statement that it rests on name the same actors, on the same side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset

SIDES = {
    "propose": frozenset({"co_sponsor"}),
    "support": frozenset({"supporter"}),
    "retain": frozenset({"supporter"}),
    "amend": frozenset({"supporter", "opponent"}),
    "delete": frozenset({"opponent"}),
}


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    positions, roles = dataset.tables["positions"], dataset.tables["statement_actors"]
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for statement, actor, role in roles.cells.select("statement_id", "actor_id", "role").iter_rows():
        if role is not None:
            named[statement, actor].add(role)
    held: set[tuple[str, str]] = set()
    used: set[str] = set()
    columns = ("provision_id", "actor_id", "position", "statement_id")
    for row, (provision, actor, position, statement) in enumerate(positions.cells.select(columns).iter_rows()):
        held.add((statement, actor))
        used.add(statement)
        present = named.get((statement, actor), set())
        wanted = SIDES.get(position, frozenset())
        if wanted and not wanted & present:
            what = f"has {', '.join(sorted(present))} there" if present else "is no actor there"
            problem = f"the position {show(position)} on {provision} rests on {statement}, but {actor} {what}"
            expected = f"expected {' or '.join(sorted(wanted))}"
            yield rule.at(positions.place(row, "statement_id"), problem=problem, expected=expected)
    for row, (statement, actor) in enumerate(roles.cells.select("statement_id", "actor_id").iter_rows()):
        if statement in used and (statement, actor) not in held:
            problem = f"{actor} is an actor of {statement}, on which positions rest, but has no position"
            yield rule.lacking(roles.place(row, "actor_id"), problem=problem, expected="expected a row in positions")


RULE = Rule(
    code="MQ423",
    name="position-rows",
    message="{problem}; {expected}: add or correct the row that is wrong",
    why="Lists of states for and against an article are counted; each name must stand in both tables, on one side.",
    mend="Read the list again and make positions and statement_actors say the same.",
    bad="statement_actors.csv: lamp-report-2020-s004,nauru,opponent\nactor_id: nauru\nposition: support",
    good="statement_actors.csv: lamp-report-2020-s004,nauru,opponent\nactor_id: nauru\nposition: delete",
    needs={
        "positions": ("provision_id", "actor_id", "position", "statement_id"),
        "statement_actors": ("statement_id", "actor_id", "role"),
    },
    check=_check,
)
