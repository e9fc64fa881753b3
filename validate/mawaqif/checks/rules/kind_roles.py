"""The roles of a statement's actors fit its kind."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
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


# Each kind with each role that fits it.
FITS = pl.DataFrame(
    [(kind, role) for kind, roles in ROLES_OF_KIND.items() for role in roles], schema=["kind", "role"], orient="row"
)


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statements"]
    statements = table.frame.select("statement_id", "kind").with_row_index("row").lazy()
    roles = dataset.tables["statement_actors"].frame.lazy().select("statement_id", "role").drop_nulls()
    fitting = statements.join(roles, on="statement_id").join(FITS.lazy(), on=["kind", "role"], how="semi")
    left = statements.filter(pl.col("kind").is_in(list(ROLES_OF_KIND))).join(fitting, on="row", how="anti")
    present = left.join(roles, on="statement_id").group_by("row", "statement_id", "kind").agg(pl.col("role").unique().sort())
    for row, statement, kind, found in present.sort("row").collect().iter_rows():
        place = table.place(row, "kind")
        fields = {"kind": show(kind), "expected": " or ".join(sorted(ROLES_OF_KIND[kind])), "found": ", ".join(found)}
        finding = rule.at if OF_SOME_KIND.intersection(found) else rule.lacking
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
