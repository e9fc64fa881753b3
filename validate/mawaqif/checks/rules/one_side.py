"""No actor stands on both sides of one statement."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import Dataset

FOR, AGAINST = ("co_sponsor", "supporter"), "opponent"


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["statement_actors"]
    rows = table.cells.lazy().select("statement_id", "actor_id", "role").with_row_index("row").drop_nulls()
    backing = rows.filter(pl.col("role").is_in(list(FOR))).select("statement_id", "actor_id", other="role", line="row")
    both = rows.filter(pl.col("role") == AGAINST).join(backing, on=["statement_id", "actor_id"])
    for row, statement, actor, _, other, line in both.sort("row", "line").collect().iter_rows():
        fields = {"actor": show(actor), "statement": statement, "other": show(other), "line": table.lines[line]}
        yield rule.at(table.place(row, "role"), **fields)
        yield rule.at(table.place(line, "role"), **{**fields, "other": show(AGAINST), "line": table.lines[row]})


RULE = Rule(
    code="MQ434",
    name="one-side",
    message="{actor} backs and opposes {statement}: line {line} has {other}; remove the row that the passage does not give",
    why="An actor that is counted for and against the same words is counted wrongly once.",
    mend="Read the list again. An actor that backs one part and opposes another has two statements, or the role of the whole.",
    bad="statement_id: lamp-report-2020-s004\nactor_id: nauru\nrole: supporter",
    good="statement_id: lamp-report-2020-s004\nactor_id: nauru\nrole: opponent",
    needs={"statement_actors": ("statement_id", "actor_id", "role")},
    check=_check,
)
