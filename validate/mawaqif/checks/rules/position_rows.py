"""A position and the statement that it rests on name the same actors, on the same side; each has one wish for a provision."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, joined, said, show
from mawaqif.tables import Dataset, Table

ROLES_OF_POSITION = {
    "propose": frozenset({"co_sponsor"}),
    "support": frozenset({"supporter"}),
    "retain": frozenset({"supporter"}),
    "amend": frozenset({"supporter", "opponent"}),
    "delete": frozenset({"opponent"}),
}


# Each position with each role that backs it.
BACKS = pl.DataFrame(
    [(position, role) for position, roles in ROLES_OF_POSITION.items() for role in roles],
    schema=["position", "role"],
    orient="row",
)
KEY = ["statement_id", "actor_id"]
A_ROW = Bilingual("expected a row in positions", "والمتوقع صف في positions")
ONE = Bilingual("expected one", "والمتوقع موقف واحد")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    positions, roles = dataset.tables["positions"], dataset.tables["statement_actors"]
    for row, provision, actor, position, statement, present in _unbacked(positions, roles).iter_rows():
        told = (position, provision, statement, actor)
        expected = said("expected {roles}", "والمتوقع {roles}", roles=joined(sorted(ROLES_OF_POSITION[position]), " or "))
        yield rule.at(positions.place(row, "statement_id"), problem=_not_backed(told, present), expected=expected)
    for row, statement, actor in _without_position(positions, roles).iter_rows():
        alone = (
            "{actor} is an actor of {statement}, on which positions rest, but has no position",
            "الجهة {actor} من جهات {statement}، وعليه تقوم مواقف، ولا موقف لها",
        )
        problem = said(*alone, actor=actor, statement=statement)
        yield rule.lacking(roles.place(row, "actor_id"), problem=problem, expected=A_ROW)
    for row, provision, actor, position, others in _contradicted(positions).iter_rows():
        problem = said(
            "{actor} has the position {position} on {provision}, and also {others}",
            "موقف الجهة {actor} من {provision} هو {position}، ولها أيضًا {others}",
            actor=actor,
            position=show(position),
            provision=provision,
            others=joined(list(map(show, others))),
        )
        yield rule.at(positions.place(row, "position"), problem=problem, expected=ONE)


def _not_backed(told: tuple[str, str, str, str], present: list[str] | None) -> Bilingual:
    """Say of position, provision, statement and actor that the actor has no such role there, and which it has."""
    position, provision, statement, actor = told
    nothing = Bilingual("is no actor there", "ليست من جهاته")
    return said(
        "the position {position} on {provision} rests on {statement}, but {actor} {what}",
        "الموقف {position} من {provision} يقوم على {statement}، ولكن الجهة {actor} {what}",
        position=show(position),
        provision=provision,
        statement=statement,
        actor=actor,
        what=said("has {roles} there", "دورها فيه {roles}", roles=joined(present)) if present else nothing,
    )


def _unbacked(positions: Table, roles: Table) -> pl.DataFrame:
    """Return the positions whose actor has no role in the statement that backs them, with the roles that it has."""
    named = roles.cells.lazy().select(*KEY, "role").drop_nulls("role")
    rows = positions.cells.lazy().select("provision_id", "actor_id", "position", "statement_id").with_row_index("row")
    backed = rows.join(named, on=KEY).join(BACKS.lazy(), on=["position", "role"], how="semi")
    left = rows.filter(pl.col("position").is_in(list(ROLES_OF_POSITION))).join(backed, on="row", how="anti")
    present = left.select(KEY).unique().join(named, on=KEY).group_by(KEY).agg(pl.col("role").unique().sort())
    return left.join(present, on=KEY, how="left").sort("row").collect()


def _contradicted(positions: Table) -> pl.DataFrame:
    """Return the positions of an actor that has several on one provision, each with the others."""
    wish = ["provision_id", "actor_id"]
    rows = positions.cells.lazy().select(*wish, "position").with_row_index("row").drop_nulls()
    several = rows.filter(pl.col("position").n_unique().over(wish) > 1)
    others = several.join(several.select(*wish, other="position"), on=wish).filter(pl.col("other") != pl.col("position"))
    told = others.group_by("row", *wish, "position").agg(pl.col("other").unique().sort())
    return told.sort("row").collect()


def _without_position(positions: Table, roles: Table) -> pl.DataFrame:
    """Return the actors of statements on which positions rest that have no position by them."""
    held = positions.cells.lazy().select(KEY)
    rows = roles.cells.lazy().select(KEY).with_row_index("row")
    found = rows.join(held, on="statement_id", how="semi").join(held, on=KEY, how="anti")
    return found.sort("row").collect()


RULE = Rule(
    code="MQ423",
    name="position-rows",
    message=Bilingual(
        "{problem}; {expected}: add or correct the row that is wrong", "{problem}؛ {expected}: أضف الصف الناقص أو صحّح الخاطئ"
    ),
    why=Bilingual(
        "Lists of states for and against an article are counted; each name must stand in both tables, on one side.",
        "تُعدّ قوائم الدول المؤيدة لمادة والمعارضة لها؛ فيجب أن يكون كل اسم في الجدولين، وفي جانب واحد.",
    ),
    mend=Bilingual(
        "Read the list again and make positions and statement_actors say the same.",
        "اقرأ القائمة مرة أخرى واجعل positions وstatement_actors يقولان الشيء نفسه.",
    ),
    bad="statement_actors.csv: lamp-report-2020-s004,nauru,opponent\nactor_id: nauru\nposition: support",
    good="statement_actors.csv: lamp-report-2020-s004,nauru,opponent\nactor_id: nauru\nposition: delete",
    needs={
        "positions": ("provision_id", "actor_id", "position", "statement_id"),
        "statement_actors": ("statement_id", "actor_id", "role"),
    },
    check=_check,
)
