"""Passages lie in reading order, part after part, and do not overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import Dataset, Table


def _parts(table: Table, statements: Table) -> pl.DataFrame:
    # Keys are compared as they are spelt, whatever their types.
    keys = pl.col("statement_id", "document_id").cast(pl.String)
    known = statements.frame.select(keys, "ordinal").unique("statement_id")
    columns = ["part", "char_start", "char_end"]
    rows = table.frame.select(pl.col("statement_id").cast(pl.String), *columns).with_row_index("row")
    return rows.join(known, on="statement_id").drop_nulls([*columns, "document_id", "ordinal"])


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["passages"]
    parts = _parts(table, dataset.tables["statements"])
    for row, statement, column, problem in (*_numbering(parts), *_reading_order(parts), *_overlaps(parts)):
        yield rule.at(table.place(row, column), statement=show(statement), problem=problem)


def _numbering(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Parts are numbered from 1, and each starts after the one before it has ended."""
    same = (pl.col("statement_id") == pl.col("statement_id").shift(1)).fill_null(value=False)
    before = [
        pl.when(same).then(pl.col("part").shift(1)).otherwise(0).alias("part_before"),
        pl.when(same).then(pl.col("char_end").shift(1)).alias("char_end_before"),
    ]
    columns = ["row", "statement_id", "part", "char_start", "char_end"]
    ordered = parts.sort("statement_id", "part").select(*columns, *before)
    out_of_turn = pl.col("part") != pl.col("part_before") + 1
    backwards = (pl.col("char_end") <= pl.col("char_start")) | (pl.col("char_start") < pl.col("char_end_before")).fill_null(
        value=False
    )
    for row, statement, part, start, end, last_part, last_end in ordered.filter(out_of_turn | backwards).iter_rows():
        if part != last_part + 1:
            yield row, statement, "part", f"is part {part} where part {last_part + 1} should follow"
        elif end <= start:
            yield row, statement, "char_end", f"ends at {end} before it has begun at {start}"
        else:
            yield row, statement, "char_start", f"starts part {part} at {start}, before part {last_part} ends at {last_end}"


def _reading_order(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """Statements start in the order of their ordinals; a note may stand between two parts of another.

    Of a document out of order, the fewest statements are told that the rest is in order without.
    """
    firsts = parts.sort("char_start").unique("statement_id", keep="first", maintain_order=True).sort("document_id", "ordinal")
    furthest = pl.col("char_start").cum_max().over("document_id")
    firsts = _of_documents_with(pl.col("char_start") < furthest, firsts)
    for rows in firsts.partition_by("document_id", maintain_order=True):
        starts = rows["char_start"].to_list()
        kept = _longest_ascent(starts)
        ordered = iter(kept)
        before = -1
        following = next(ordered, None)
        for at, (row, statement, start) in enumerate(rows.select("row", "statement_id", "char_start").iter_rows()):
            if at == following:
                before, following = at, next(ordered, None)
                continue
            other = before if before >= 0 and start < starts[before] else following
            if other is not None:
                side = "before" if other == before else "after"
                name = rows["statement_id"][other]
                yield row, statement, "char_start", f"starts at {start}, {side} {name}, which starts at {starts[other]}"


def _of_documents_with(wrong: pl.Expr, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows, in their order, of every document in which one is wrong."""
    return rows.join(rows.filter(wrong).select("document_id"), on="document_id", how="semi", maintain_order="left")


def _longest_ascent(values: list[int]) -> list[int]:
    """Return the positions of a longest subsequence that does not descend.

    Source of the method: patience sorting, as in Fredman, "On computing the length of
    longest increasing subsequences" (1975).
    """
    if all(a <= b for a, b in pairwise(values)):
        return list(range(len(values)))
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_right(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [position]
    found = []
    last = ends[-1]
    while last >= 0:
        found.append(last)
        last = before[last]
    return found[::-1]


def _overlaps(parts: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    """No character belongs to two statements; a passage that covers several others is told, not they."""
    columns = ["row", "statement_id", "document_id", "char_start", "char_end"]
    ordered = parts.sort("document_id", "char_start").select(columns)
    furthest = pl.col("char_end").cum_max().shift(1).over("document_id")
    rows = _of_documents_with(pl.col("char_start") < furthest, ordered).rows()
    covered: dict[int, list[int]] = defaultdict(list)
    latest = 0
    for at, (_, statement, document, start, _) in enumerate(rows):
        if rows[latest][2] == document and start < rows[latest][4] and rows[latest][1] != statement:
            covered[latest].append(at)
        if rows[latest][2] != document or rows[at][4] > rows[latest][4]:
            latest = at
    for long, others in covered.items():
        row, statement, _, start, end = rows[long]
        _, name, _, other_start, _ = rows[others[0]]
        if len(others) > 1:
            more = f"ends at {end}, after the start of {len(others)} other passages, the first of them {name} at {other_start}"
            yield row, statement, "char_end", more
        else:
            problem = f"starts at {other_start}, inside the passage of {statement}, which ends at {end}"
            yield rows[others[0]][0], name, "char_start", problem


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
    numbers=frozenset({"ordinal", "part", "char_start", "char_end"}),
)
