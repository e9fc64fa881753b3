"""Validation of new rows: the checks run on the whole draft, and findings that the rows cause are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mawaqif.checks import CANONICAL_FORM, RULES, CellRule, Rule, check_constraints, check_dataset, check_relations
from mawaqif.editing.entries.draft import Draft, Row
from mawaqif.editing.entries.set_aside import SET_ASIDE
from mawaqif.findings import Finding, Report
from mawaqif.history import ROW_LOST
from mawaqif.tables import Dataset, spelt_key

Identity = tuple[str, str, int, str, str]


@dataclass(frozen=True)
class ValidationResult:
    """The findings that new rows cause.

    Rows that refer to a new row can only be written after it. So a finding that says that such
    a row is missing is pending; every other finding is an error and nothing is written.

    Attributes:
        draft: the package with the rows.
        errors: findings that the rows cause, in reading order.
        pending: findings that further rows will resolve.
        existing: number of findings that were there before.
        skipped: number of checks that could not run.
    """

    draft: Draft
    errors: list[Finding]
    pending: list[Finding]
    existing: int
    skipped: int


def validate_rows(draft: Draft, rows: Sequence[Row]) -> ValidationResult:
    """Run every check on the whole package with the new rows.

    Args:
        draft: the package as it was read.
        rows: the new rows.

    Raises:
        FindingsError: one of the tables cannot take new rows.
    """
    after = draft.with_rows(rows)
    report = check_dataset(after.dataset, after.findings, draft.copies)
    # The new rows are not sorted yet.
    unordered = {after.dataset.tables[name].schema.path for name in after.new_counts}
    findings = [item for item in report.findings if item.code != CANONICAL_FORM.code or item.file not in unordered]
    elsewhere = any(after.new_row_at(item) is None for item in findings)
    before = _earlier_findings(draft) if elsewhere else frozenset()
    caused = [item for item in findings if _identity(item) not in before and not _is_coded_now(after, item)]
    return ValidationResult(
        after,
        [item for item in caused if not item.incomplete],
        [item for item in caused if item.incomplete],
        len(findings) - len(caused),
        len(report.skipped),
    )


def _is_coded_now(draft: Draft, item: Finding) -> bool:
    """True where a finding says that a row is gone which new passages cover; `mawaqif seal` records that."""
    gone = {spelt_key(row[:2]) for row in draft.coded_now}
    return item.code == ROW_LOST.code and item.subject[0] == SET_ASIDE and item.subject[1] in gone


def _earlier_findings(draft: Draft) -> frozenset[Identity]:
    return frozenset(map(_identity, check_dataset(draft.dataset, draft.findings, draft.copies).findings))


def _identity(item: Finding) -> Identity:
    # Adding a row loses none, and the line of this finding is only a guess.
    if item.code == ROW_LOST.code:
        return item.code, item.file, 0, "", ""
    return item.code, item.file, item.line, item.column, item.message


def first_finding_on_cell(draft: Draft, row: Row, column: str) -> Finding | None:
    """Return the first finding on one cell of an unfinished row.

    The checks are those of `validate_rows`, without the documents. Findings on other cells are
    ignored, because those may not be filled yet.

    Args:
        draft: the package as it was read.
        row: the cells filled so far, this one among them.
        column: its column.

    Raises:
        FindingsError: the table cannot take new rows.
    """
    name = row.schema.name
    after = draft.with_rows([row])
    table = after.dataset.tables[name]
    report = Report([*after.findings, *check_constraints(table)])
    check_relations(after.dataset, report)
    alone = Dataset(after.dataset.descriptor, {name: table})
    for rule in RULES:
        if isinstance(rule, CellRule):
            rule.run(alone, None, report)
        elif isinstance(rule, Rule) and name in rule.needs:
            rule.run(after.dataset, None, report)
    here = [item for item in report.findings if (item.file, item.line, item.column) == (row.schema.path, table.lines[-1], column)]
    return next(iter(sorted((item for item in here if not item.incomplete), key=lambda item: item.code)), None)
