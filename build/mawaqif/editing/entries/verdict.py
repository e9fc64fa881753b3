"""What the checks say of new rows: what is wrong with them, and what is still to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mawaqif.checks import FORM, RULES, CellRule, Rule, check_constraints, check_dataset, check_relations
from mawaqif.editing.entries.ledger import Ledger, Row
from mawaqif.findings import Finding, Report
from mawaqif.history import ROW_LOST
from mawaqif.tables import Dataset

Known = tuple[str, str, int, str, str]


@dataclass(frozen=True)
class Verdict:
    """What came of holding new rows against every check.

    A row cannot be written after the rows that refer to it. So a finding that only says
    that such a row is missing leaves something to do; every other finding stops the writing.

    Attributes:
        after: the package with the rows in it.
        wrong: findings that the rows bring, in reading order.
        to_do: findings that further rows will end.
        standing: number of findings that were there before.
        skipped: number of checks that could not run.
    """

    after: Ledger
    wrong: list[Finding]
    to_do: list[Finding]
    standing: int
    skipped: int


def judge(ledger: Ledger, rows: Sequence[Row]) -> Verdict:
    """Hold new rows against every check, in the midst of the whole package.

    Args:
        ledger: the package as it was read.
        rows: the new rows.

    Raises:
        FindingsError: a table of theirs cannot take rows.
    """
    after = ledger.with_rows(rows)
    report = check_dataset(after.dataset, after.found, ledger.copies)
    # The new rows are not in their places yet.
    unordered = {after.dataset.tables[name].schema.path for name in after.new}
    findings = [item for item in report.findings if item.code != FORM.code or item.file not in unordered]
    elsewhere = any(after.new_row(item) is None for item in findings)
    before = _before(ledger) if elsewhere else frozenset()
    caused = [item for item in findings if _known(item) not in before]
    return Verdict(
        after,
        [item for item in caused if not item.incomplete],
        [item for item in caused if item.incomplete],
        len(findings) - len(caused),
        len(report.skipped),
    )


def _before(ledger: Ledger) -> frozenset[Known]:
    return frozenset(map(_known, check_dataset(ledger.dataset, ledger.found, ledger.copies).findings))


def _known(item: Finding) -> Known:
    # No row is lost by adding one; near which row the lost one stood is only a guess.
    if item.code == ROW_LOST.code:
        return item.code, item.file, 0, "", ""
    return item.code, item.file, item.line, item.column, item.message


def cell_fault(ledger: Ledger, row: Row, column: str) -> Finding | None:
    """Return the first thing that is wrong with one cell of a row that is not finished.

    The checks are those of `judge`, without the documents; only what they say of this
    cell counts, because the others may not be filled yet.

    Args:
        ledger: the package as it was read.
        row: the cells decided so far, among them the one in question.
        column: its column.

    Raises:
        FindingsError: the table cannot take rows.
    """
    name = row.schema.name
    after = ledger.with_rows([row])
    table = after.dataset.tables[name]
    report = Report([*after.found, *check_constraints(table)])
    check_relations(after.dataset, report)
    alone = Dataset(after.dataset.descriptor, {name: table})
    for rule in RULES:
        if isinstance(rule, CellRule):
            rule.run(alone, None, report)
        elif isinstance(rule, Rule) and name in rule.needs:
            rule.run(after.dataset, None, report)
    here = [item for item in report.findings if (item.file, item.line, item.column) == (row.schema.path, table.lines[-1], column)]
    return next(iter(sorted((item for item in here if not item.incomplete), key=lambda item: item.code)), None)
