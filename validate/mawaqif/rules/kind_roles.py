"""The roles of a statement's actors fit its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset

SPOKEN = frozenset({"speaker"})
ROLES_OF_KIND = {
    "quotation": SPOKEN,
    "reported": SPOKEN,
    "document_text": SPOKEN,
    "commentary": SPOKEN,
    "policy": SPOKEN,
    "proposal": frozenset({"co_sponsor"}),
    "position": frozenset({"supporter", "opponent"}),
}
# Roles that say of what kind a statement is; beside another role, one of them may still be missing.
OF_SOME_KIND = frozenset().union(*ROLES_OF_KIND.values())


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    roles: dict[str, set[str]] = defaultdict(set)
    for statement, role in dataset.tables["statement_actors"].frame.select("statement_id", "role").iter_rows():
        if role:
            roles[statement].add(role)
    for row, (statement, kind) in enumerate(table.frame.select("statement_id", "kind").iter_rows()):
        wanted = ROLES_OF_KIND.get(kind)
        present = roles.get(statement, set())
        if wanted and present and not wanted & present:
            place = table.place(row, "kind")
            fields = {"kind": show(kind), "expected": " or ".join(sorted(wanted)), "found": ", ".join(sorted(present))}
            finding = rule.at if present & OF_SOME_KIND else rule.lacking
            yield finding(place, statement=show(statement), **fields)


RULE = Rule(
    code="MQ413",
    name="kind-roles",
    message="{statement} is of kind {kind} and has no {expected}, only {found}; correct the kind or the roles",
    why="A quotation has a speaker, tabled text has co-sponsors, a position has supporters or opponents.",
    mend="Give at least one actor the role that the kind demands, or correct the kind.",
    bad="kind: commentary\nstatement_actors.csv: lamp-report-2020-s002,lamp-office,supporter",
    good="kind: commentary\nstatement_actors.csv: lamp-report-2020-s002,lamp-office,speaker",
    needs={"statements": ("statement_id", "kind"), "statement_actors": ("statement_id", "role")},
    check=_check,
)
