"""The tables as they are once a document's codes are settled: both codes kept, the settled ones in the main tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mawaqif.checks import DoubleCoding
from mawaqif.coding.double_coding.coded_document import CODING_OF, POSITIONS, Unit, joined
from mawaqif.coding.double_coding.comparison import Compared, Comparison, judged_with
from mawaqif.coding.double_coding.settle_loading import Decision
from mawaqif.findings import Finding, said
from mawaqif.tables import KEY_SEPARATOR, Dataset, Table, canonical_text, csv_text, parse_table

Rows = dict[tuple[str, ...], dict[str, str]]


@dataclass
class SettledTables:
    """The tables that change.

    Attributes:
        texts: the text of each file by name of the table.
        dataset: the package with them.
        findings: what reading them found.
        kept: number of rows with both codes that were added, by table.
        changed: what the main tables say otherwise now, in words.
        statements: the statement that each position rests on, by its key.
        impossible: units whose settled code cannot be written, and why.
    """

    texts: dict[str, str] = field(default_factory=dict)
    dataset: Dataset | None = None
    findings: list[Finding] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    statements: Mapping[str, str] = field(default_factory=dict)
    impossible: list[tuple[Unit, str]] = field(default_factory=list)


def settled_tables(comparison: Comparison, decisions: Mapping[Unit, Decision]) -> SettledTables:
    """Write what is settled into the tables, in memory.

    Args:
        comparison: both codings.
        decisions: what a third look settled. What differs and is not among them is left out, a statement
            with all its topics.
    """
    dataset, found = comparison.document.dataset, SettledTables(statements=comparison.document.evidence)
    left_out = {judged_with(row.unit) for row in comparison.differing if row.unit not in decisions}
    by_table: dict[str, list[Compared]] = defaultdict(list)
    for row in comparison.rows:
        if judged_with(row.unit) not in left_out:
            by_table[row.unit[0]].append(row)
    changed: dict[str, list[dict[str, str]]] = {}
    for name, rows in by_table.items():
        coding = CODING_OF[name]
        both = [_both(coding, row, decisions.get(row.unit)) for row in rows if row.first or row.second or row.unit in decisions]
        found.kept[name] = len(both)
        changed[name] = [*_rows(dataset.tables[name]), *both]
        main = changed.get(coding.settled_in) or _rows(dataset.tables[coding.settled_in])
        for row in rows:
            if row.unit in decisions and decisions[row.unit].code != row.now:
                main = _settle(coding, main, row, decisions[row.unit].code, found)
                changed[coding.settled_in] = main
    tables = dict(dataset.tables)
    for name, cells in changed.items():
        tables[name] = _table(dataset.tables[name], cells, found)
    found.dataset = Dataset(dataset.descriptor, tables)
    return found


def _rows(table: Table) -> list[dict[str, str]]:
    return [{name: cell or "" for name, cell in row.items()} for row in table.cells.iter_rows(named=True)]


def _table(before: Table, rows: Sequence[Mapping[str, str]], found: SettledTables) -> Table:
    columns = before.schema.columns
    text = csv_text(columns, ([row.get(name, "") for name in columns] for row in rows))
    table, _ = parse_table(text, before.schema)
    assert table is not None  # noqa: S101 - it has the header that the schema asks for
    text = canonical_text(table)
    ordered, problems = parse_table(text, before.schema)
    assert ordered is not None  # noqa: S101 - as above
    found.texts[before.schema.name] = text
    found.findings += problems
    return ordered


def cells_of(columns: Sequence[str], code: str) -> dict[str, str]:
    """Return a code as the cells of its columns."""
    parts = code.split(KEY_SEPARATOR, len(columns) - 1)
    return dict(zip(columns, [*parts, *[""] * (len(columns) - len(parts))], strict=True))


def _both(coding: DoubleCoding, row: Compared, decision: Decision | None) -> dict[str, str]:
    """Return the row that keeps both codes."""
    key = dict(zip(coding.key, row.unit[1].split(KEY_SEPARATOR), strict=True))
    codes = cells_of(coding.first, row.first) | cells_of(coding.second, row.second)
    return key | codes | {"note_en": decision.note if decision else ""}


def _settle(
    coding: DoubleCoding, main: list[dict[str, str]], row: Compared, code: str, found: SettledTables
) -> list[dict[str, str]]:
    """Return the rows of the main table with a settled code in them."""
    found.changed.append(f"{coding.settled_in} {row.unit[1]}: {row.now or 'nothing'} → {code or 'nothing'}")
    mine = [cells for cells in main if joined(cells[name] for name in coding.key) == row.unit[1]]
    others = [cells for cells in main if cells not in mine]
    if not code:
        return others
    if mine:
        return [*others, *(cells | cells_of(coding.columns, code) for cells in mine)]
    key = dict(zip(coding.key, row.unit[1].split(KEY_SEPARATOR), strict=True))
    if row.unit[0] == POSITIONS:
        if not found.statements.get(row.unit[1]):
            gone = (
                "the passage that {key} rests on is gone; add the row by `mawaqif new position` first",
                "زال المقطع الذي يقوم عليه {key}؛ أضف الصف أولًا بأمر `mawaqif new position`",
            )
            found.impossible.append((row.unit, said(*gone, key=row.unit[1])))
            return main
        key["statement_id"] = found.statements[row.unit[1]]
    return [*main, key | cells_of(coding.columns, code)]
