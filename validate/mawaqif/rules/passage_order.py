"""Passages lie in reading order, part after part, and do not overlap."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["passages"]
    statements = dataset.tables["statements"].frame.select("statement_id", "document_id", "ordinal")
    rows = (
        table.frame.with_row_index("row")
        .join(statements.unique("statement_id"), on="statement_id")
        .drop_nulls(["part", "char_start", "char_end"])
        .sort("document_id", "ordinal", "part")
    )
    columns = ["row", "statement_id", "document_id", "part", "char_start", "char_end"]
    before: tuple[str, str, int, int] | None = None
    for row, statement, document, part, start, end in rows.select(columns).iter_rows():
        same = before is not None and before[1] == statement
        expected = before[2] + 1 if before is not None and same else 1
        problem, column = "", "char_start"
        if part != expected:
            problem, column = f"is part {part} where part {expected} should follow", "part"
        elif end <= start:
            problem, column = f"ends at {end} before it has begun at {start}", "char_end"
        elif before is not None and before[0] == document and start < before[3]:
            relation = "overlaps" if end > before[3] or same else "stands before or inside"
            problem = f"starts at {start} and {relation} the passage of {before[1]}, which ends at {before[3]}"
        if problem:
            yield rule.at(table.place(row, column), statement=show(statement), problem=problem)
        before = (document, statement, part, max(end, before[3]) if before is not None and before[0] == document else end)


RULE = Rule(
    code="MQ414",
    name="passage-order",
    message="{statement} {problem}; correct the offsets, the part or the ordinal",
    why="Statements are numbered as they are read; offsets out of order belong to another passage.",
    mend="Compute the row again with `mawaqif locate`, or renumber the statements in reading order.",
    needs={
        "statements": ("statement_id", "document_id", "ordinal"),
        "passages": ("statement_id", "part", "char_start", "char_end"),
    },
    check=_check,
)
