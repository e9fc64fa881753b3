"""One finding of one fault: what follows from a fault that is told already is left out, or counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mawaqif.findings import Finding
from mawaqif.tables import HEADER_WRONG, Dataset

# From this code on, checks look at more than one cell.
FIRST_ACROSS = "MQ407"
# So many findings of one code in one column, or below one wrong header, have one cause.
MANY = 20
# File, column and code.
Kind = tuple[str, str, str]


def drop_cascades(dataset: Dataset, findings: Sequence[Finding], left_out: Counter[Kind]) -> list[Finding]:
    """Keep one finding of one fault.

    Of a cell that is wrong in itself the first fault is told, and it is not held against
    other cells. A row with a wrong number of cells has no other finding. Below a wrong
    header, many findings are one. Where more than half of a column fails one check, the
    first cell is told and the others are counted.

    Args:
        dataset: the tables.
        findings: what was found, in any order.
        left_out: number of findings that were not kept, by kind; those that are counted in
            a finding here are taken away from it.
    """
    return _same_column(dataset, left_out, _wrong_headers(_ragged(dataset, _same_cell(findings))))


def _same_cell(findings: Sequence[Finding]) -> list[Finding]:
    first: dict[tuple[str, int, str], str] = {}
    for item in sorted(findings, key=lambda item: item.code):
        if item.column and item.line:
            first.setdefault((item.file, item.line, item.column), item.code)
    return [
        item
        for item in findings
        if first.get(cell := (item.file, item.line, item.column), "MQ9") >= FIRST_ACROSS or item.code == first[cell]
    ]


def _ragged(dataset: Dataset, findings: list[Finding]) -> list[Finding]:
    others = {(item.file, item.line) for item in findings if not item.code.startswith("MQ1")}
    files = {file for file, _ in others}
    tables = (table for table in dataset.tables.values() if table.schema.path in files)
    ragged = {(table.schema.path, table.lines[row]) for table in tables for row in table.faulty_rows}
    return [item for item in findings if (item.file, item.line) not in ragged or item.code.startswith("MQ1")]


def _wrong_headers(findings: list[Finding]) -> list[Finding]:
    below = Counter(item.file for item in findings if item.code != HEADER_WRONG.code)
    wrong = {item.file for item in findings if item.code == HEADER_WRONG.code and below[item.file] > MANY}
    return [
        replace(item, message=f"{item.message}; {below[item.file]:,} other findings in this file may come of it")
        if item.code == HEADER_WRONG.code and item.file in wrong
        else item
        for item in findings
        if item.file not in wrong or item.code == HEADER_WRONG.code
    ]


def _same_column(dataset: Dataset, left_out: Counter[Kind], findings: Iterable[Finding]) -> list[Finding]:
    listed = sorted(findings, key=Finding.sort_key)
    rows = {table.schema.path: table.frame.height for table in dataset.tables.values()}
    many = {kind for kind in left_out if not kind[1]}
    held = ((item.file, item.column, item.code) for item in listed if item.line)
    alike = Counter(kind for kind in held if kind[1] or kind in many) + left_out
    shared = {kind for kind, number in alike.items() if number > MANY and number * 2 > rows.get(kind[0], 0)}
    told: set[Kind] = set()
    kept: list[Finding] = []
    for item in listed:
        kind = (item.file, item.column, item.code)
        if kind not in shared:
            kept.append(item)
        elif kind not in told:
            told.add(kind)
            left_out.pop(kind, None)
            number = f"{alike[kind] - 1:,}"
            same = f"so do {number} other cells of {item.column}" if item.column else f"{number} other lines have the same fault"
            kept.append(replace(item, message=f"{item.message}; {same}: look first for what they have in common"))
    return kept
