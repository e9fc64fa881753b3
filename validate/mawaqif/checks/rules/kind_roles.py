"""The roles of a statement's actors fit its kind: each of them, and at least one that the kind demands."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, joined, said, show
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
# Roles that say of what kind a statement is; `on_behalf_of` fits any, and one of these may still be missing beside it.
OF_SOME_KIND = frozenset().union(*ROLES_OF_KIND.values())


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table, actors = dataset.tables["statements"], dataset.tables["statement_actors"]
    statements = table.frame.select("statement_id", "kind").with_row_index("row").lazy()
    known = statements.filter(pl.col("kind").is_in(list(ROLES_OF_KIND)))
    roles = actors.frame.lazy().select("statement_id", "actor_id", "role").with_row_index("at").drop_nulls("role")
    fits = pl.any_horizontal((pl.col("kind") == kind) & pl.col("role").is_in(list(one)) for kind, one in ROLES_OF_KIND.items())
    given = roles.join(known, on="statement_id").with_columns(fits=fits).collect().lazy()
    fitting, unfit = given.filter("fits"), given.filter(~pl.col("fits"))
    wrong = unfit.filter(pl.col("role").is_in(list(OF_SOME_KIND))).join(fitting, on="at", how="anti").sort("at").collect()
    for at, statement, actor, role, kind in wrong.select("at", "statement_id", "actor_id", "role", "kind").iter_rows():
        told = (
            "{statement} is of kind {kind}, and {actor} is its {role}",
            "نوع القول {statement} هو {kind}، ودور {actor} فيه {role}",
        )
        problem = said(*told, statement=show(statement), kind=show(kind), actor=actor, role=role)
        yield rule.at(actors.place(at, "role"), problem=problem, expected=_expected(kind))
    without = unfit.join(fitting, on="statement_id", how="anti").join(wrong.lazy(), on="statement_id", how="anti")
    for row, statement, kind, found in _with_roles(without).iter_rows():
        told = "{statement} is of kind {kind} and has only {found}", "نوع القول {statement} هو {kind}، وليس فيه إلا {found}"
        problem = said(*told, statement=show(statement), kind=show(kind), found=joined(found))
        yield rule.lacking(table.place(row, "kind"), problem=problem, expected=_expected(kind))


def _expected(kind: str) -> str:
    return joined(sorted(ROLES_OF_KIND[kind]), " or ")


def _with_roles(rows: pl.LazyFrame) -> pl.DataFrame:
    return rows.group_by("row", "statement_id", "kind").agg(pl.col("role").unique().sort()).sort("row").collect()


RULE = Rule(
    code="MQ413",
    name="kind-roles",
    message=Bilingual(
        "{problem}; expected {expected}: correct the role or the kind", "{problem}؛ والمتوقع {expected}: صحّح الدور أو النوع"
    ),
    why=Bilingual(
        "A quotation has a speaker, tabled text has co-sponsors, a position has supporters or opponents.",
        "للاقتباس متكلم، وللنص المقدَّم مشاركون في تقديمه، وللموقف مؤيدون أو معارضون.",
    ),
    mend=Bilingual(
        "Give the actor a role of the kind, and at least one actor the role that it demands, or correct the kind.",
        "أعطِ الجهة دورًا من أدوار النوع، وأعطِ جهة واحدة على الأقل الدور الذي يقتضيه، أو صحّح النوع.",
    ),
    bad="actor_id: lamp-office\nrole: supporter\nstatements.csv: lamp-report-2020-s002,lamp-report-2020,commentary",
    good="actor_id: lamp-office\nrole: speaker\nstatements.csv: lamp-report-2020-s002,lamp-report-2020,commentary",
    needs={"statements": ("statement_id", "kind"), "statement_actors": ("statement_id", "actor_id", "role")},
    check=_check,
)
