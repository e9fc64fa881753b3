"""Error cascades: of several findings with one cause, the first is kept and the others are dropped or counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mawaqif.checks.consequences import drop_consequences
from mawaqif.checks.exchanged_cells import name_exchanged
from mawaqif.findings import Finding, said
from mawaqif.standard.constraint_codes import PATTERN
from mawaqif.tables import HEADER_WRONG, Dataset

# Checks with this code or a later one look at more than one cell.
FIRST_CROSS_CELL_CODE = "MQ407"
# What a reader of the cell does not see: letters in other codes, invisible characters, spaces, letters that look alike.
UNSEEN = frozenset({"MQ403", "MQ404", "MQ405", "MQ425"})
# Checks of later codes that say what a cell should hold, where its pattern only says that it is wrong.
BETTER_THAN_A_PATTERN = frozenset({"MQ409", "MQ410", "MQ421", "MQ426"})
# More findings than this of one code in one column, or in a file with a wrong header, have one cause.
MAX_SIMILAR_FINDINGS = 20
FOLLOWING = (
    "{message}; {number:,} other findings in this file may come of it",
    "{message}؛ وقد تنشأ عنه مخالفات أخرى في هذا الملف، عددها {number:,}",
)
CELLS = "so do {number:,} other cells of {column}", "وكذلك خلايا أخرى من العمود {column}، عددها {number:,}"
LINES = "{number:,} other lines have the same fault", "وفي أسطر أخرى الخلل نفسه، وعددها {number:,}"
IN_COMMON = "{message}; {same}: look first for what they have in common", "{message}؛ {same}: ابحث أولًا عما يجمعها"
# File, column and code.
FindingKind = tuple[str, str, str]


def drop_cascades(dataset: Dataset, findings: Sequence[Finding], left_out: Counter[FindingKind]) -> list[Finding]:
    """Keep one finding for each cause.

    A cell keeps its first finding: what cannot be seen in it before the others by code, and that it
    does not match its pattern last. It is not compared with other cells: what follows from a faulty
    cell or row is left out. A row with a wrong number of cells keeps that finding alone. In a file
    with a wrong header, many findings become one. Where more than half of a column fails one check,
    the first finding is kept and says how many others there are.

    Args:
        dataset: the tables.
        findings: what was found, in any order.
        left_out: number of findings that were not kept, by kind; a kind that is summarized here
            is removed from it.
    """
    kept = name_exchanged(dataset, _first_on_each_cell(dataset, findings))
    kept = drop_consequences(dataset, _without_ragged_rows(dataset, kept))
    return _summarize_columns(dataset, left_out, _summarize_below_wrong_headers(kept))


def _rank(code: str) -> tuple[int, str]:
    """Order the findings on one cell: what cannot be seen, what tells the value that is meant, the others, the pattern."""
    if code in UNSEEN:
        return 0, code
    if code == PATTERN.code:
        return 2, code
    return (1 if code < FIRST_CROSS_CELL_CODE or code in BETTER_THAN_A_PATTERN else 3), code


def _first_on_each_cell(dataset: Dataset, findings: Sequence[Finding]) -> list[Finding]:
    referring = _referring(dataset)
    findings = [item for item in findings if item.code != PATTERN.code or (item.file, item.column) not in referring]
    first: dict[tuple[str, int, str], str] = {}
    for item in sorted(findings, key=lambda item: _rank(item.code)):
        if item.column and item.line:
            first.setdefault((item.file, item.line, item.column), item.code)
    return [
        item
        for item in findings
        if (best := first.get((item.file, item.line, item.column), "MQ9")) == item.code
        or (best >= FIRST_CROSS_CELL_CODE and best not in UNSEEN and item.code != PATTERN.code)
    ]


def _referring(dataset: Dataset) -> set[tuple[str, str]]:
    """Return file and column of the references that were checked: a value in no row needs no pattern to be wrong."""
    return {
        (table.schema.path, key.columns[0])
        for table in dataset.tables.values()
        for key in table.schema.foreign_keys
        if len(key.columns) == 1
        and (parent := dataset.tables.get(key.table)) is not None
        and parent.complete
        and not parent.missing.intersection(key.references)
    }


def _without_ragged_rows(dataset: Dataset, findings: list[Finding]) -> list[Finding]:
    others = {(item.file, item.line) for item in findings if not item.code.startswith("MQ1")}
    files = {file for file, _ in others}
    tables = (table for table in dataset.tables.values() if table.schema.path in files)
    ragged = {(table.schema.path, table.lines[row]) for table in tables for row in table.faulty_rows}
    return [item for item in findings if (item.file, item.line) not in ragged or item.code.startswith("MQ1")]


def _summarize_below_wrong_headers(findings: list[Finding]) -> list[Finding]:
    below = Counter(item.file for item in findings if item.code != HEADER_WRONG.code)
    wrong = {item.file for item in findings if item.code == HEADER_WRONG.code and below[item.file] > MAX_SIMILAR_FINDINGS}
    return [
        replace(item, message=said(*FOLLOWING, message=item.message, number=below[item.file]))
        if item.code == HEADER_WRONG.code and item.file in wrong
        else item
        for item in findings
        if item.file not in wrong or item.code == HEADER_WRONG.code
    ]


def _summarize_columns(dataset: Dataset, left_out: Counter[FindingKind], findings: Iterable[Finding]) -> list[Finding]:
    listed = sorted(findings, key=Finding.sort_key)
    rows = {table.schema.path: table.frame.height for table in dataset.tables.values()}
    lines = {kind for kind in left_out if not kind[1]}
    placed = ((item.file, item.column, item.code) for item in listed if item.line)
    counts = Counter(kind for kind in placed if kind[1] or kind in lines) + left_out
    shared = {kind for kind, number in counts.items() if number > MAX_SIMILAR_FINDINGS and number * 2 > rows.get(kind[0], 0)}
    reported: set[FindingKind] = set()
    kept: list[Finding] = []
    for item in listed:
        kind = (item.file, item.column, item.code)
        if kind not in shared:
            kept.append(item)
        elif kind not in reported:
            reported.add(kind)
            left_out.pop(kind, None)
            same = said(*(CELLS if item.column else LINES), number=counts[kind] - 1, column=item.column)
            kept.append(replace(item, message=said(*IN_COMMON, message=item.message, same=same)))
    return kept
