"""Passages lie in reading order, part after part, and do not overlap."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from mawaqif.findings import Finding, show
from mawaqif.rules.base import Rule
from mawaqif.tables import Dataset, Table


def _parts(table: Table, statements: Table) -> pl.DataFrame:
    known = statements.frame.select("statement_id", "document_id", "ordinal").unique("statement_id")
    columns = ["part", "char_start", "char_end"]
    return table.frame.with_row_index("row").join(known, on="statement_id").drop_nulls([*columns, "document_id", "ordinal"])


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["passages"]
    parts = _parts(table, dataset.tables["statements"])
    for row, statement, column, problem in (*_numbering(parts), *_reading_order(parts), *_overlaps(parts)):
        yield rule.at(table.place(row, column), statement=show(statement), problem=problem)


def _numbering(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Parts are numbered from 1, and each starts after the one before it has ended."""
    before = ("", 0, 0)
    for row, statement, part, start, end in (
        parts.sort("statement_id", "part").select("row", "statement_id", "part", "char_start", "char_end").iter_rows()
    ):
        same = before[0] == statement
        expected = before[1] + 1 if same else 1
        if part != expected:
            yield row, statement, "part", f"is part {part} where part {expected} should follow"
        elif end <= start:
            yield row, statement, "char_end", f"ends at {end} before it has begun at {start}"
        elif same and start < before[2]:
            yield row, statement, "char_start", f"starts part {part} at {start}, before part {before[1]} ends at {before[2]}"
        before = (statement, part, end)


def _reading_order(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Statements start in the order of their ordinals; a note may stand between two parts of another."""
    firsts = parts.sort("char_start").unique("statement_id", keep="first").sort("document_id", "ordinal")
    before = ("", "", -1)
    for row, statement, document, start in firsts.select("row", "statement_id", "document_id", "char_start").iter_rows():
        if document == before[0] and start < before[2]:
            yield row, statement, "char_start", f"starts at {start}, before {before[1]}, which starts at {before[2]}"
        else:
            before = (document, statement, start)


def _overlaps(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """No character belongs to two statements."""
    before = ("", "", -1)
    columns = ["row", "statement_id", "document_id", "char_start", "char_end"]
    for row, statement, document, start, end in parts.sort("document_id", "char_start").select(columns).iter_rows():
        if document == before[0] and start < before[2] and statement != before[1]:
            yield row, statement, "char_start", f"starts at {start}, inside the passage of {before[1]}, which ends at {before[2]}"
        if document != before[0] or end > before[2]:
            before = (document, statement, end)


RULE = Rule(
    code="MQ414",
    name="passage-order",
    message="{statement} {problem}; correct the offsets, the part or the ordinal",
    why="Statements are numbered as they are read; offsets out of order belong to another passage.",
    mend="Compute the row again with `mawaqif locate`, or renumber the statements in reading order.",
    bad="passages.csv: lamp-report-2020-s002,2,295,328,\nstatement_id: lamp-report-2020-s003\nchar_start: 300",
    good="passages.csv: lamp-report-2020-s002,2,295,328,\nstatement_id: lamp-report-2020-s003\nchar_start: 346",
    needs={
        "statements": ("statement_id", "document_id", "ordinal"),
        "passages": ("statement_id", "part", "char_start", "char_end"),
    },
    check=_check,
)
