"""The whole check of a package: read, then constraints, relations, rules, form, readings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mawaqif.constraints import CONSTRAINT_CODES, check_constraints
from mawaqif.contribution import Contribution
from mawaqif.digests import DIFFERS, check_digests
from mawaqif.findings import Code, Finding, Report
from mawaqif.form import FORM, check_form
from mawaqif.history import contribution_since
from mawaqif.readings import READING_CODES, check_readings
from mawaqif.relations import RELATION_CODES, UNUSED_ROW, check_relations
from mawaqif.rules import RULES, Sources
from mawaqif.sequences import GAP, check_sequences
from mawaqif.tables import CannotRunError, Dataset, load_dataset
from mawaqif.tables.codes import TABLE_CODES

# From this code on, checks look at more than one cell.
FIRST_ACROSS = "MQ407"
# Every check there is, in order of code; `mawaqif explain` and the catalogue read it.
CODES: tuple[Code, ...] = tuple(
    sorted(
        (*TABLE_CODES, DIFFERS, FORM, *CONSTRAINT_CODES, *RELATION_CODES, GAP, *RULES, *READING_CODES), key=lambda item: item.code
    )
)


def check_package(root: Path, sources: Sources | None = None, earlier: tuple[str, Path] | None = None) -> tuple[Dataset, Report]:
    """Read a package and check everything that can be checked.

    Args:
        root: folder that holds `datapackage.json`.
        sources: copies of the documents; without them, anchors are not proven.
        earlier: name and folder of an earlier state, from `mawaqif.history`; the report
            then says what differs from it.

    Returns:
        The tables as read, and the report of all findings.

    Raises:
        CannotRunError: there is no readable descriptor, or no table at all could be read.
    """
    dataset, found = load_dataset(root)
    if not dataset.tables:
        raise CannotRunError(_nothing_to_check(Report(found).finish().findings))
    return dataset, check_dataset(dataset, found, sources, contribution_since(*earlier, dataset) if earlier else None)


def check_dataset(
    dataset: Dataset, found: Iterable[Finding], sources: Sources | None = None, contribution: Contribution | None = None
) -> Report:
    """Check everything that can be checked of tables that were read.

    Args:
        dataset: the tables.
        found: what reading them has found.
        sources: copies of the documents; without them, anchors are not proven.
        contribution: what differs from an earlier state, where one is known.

    Returns:
        The report of all findings.
    """
    report = Report(list(found), contribution=contribution)
    report.rows = {name: table.frame.height for name, table in dataset.tables.items()}
    for table in dataset.tables.values():
        report.extend(check_constraints(table))
    findings, skipped = check_relations(dataset, report.contribution)
    report.extend(findings)
    report.skipped += skipped
    for rule in RULES:
        findings, skipped = rule.run(dataset, sources)
        report.extend(findings)
        report.skipped += skipped
    report.extend(check_sequences(dataset))
    report.extend(check_form(dataset))
    _drop_cascades(dataset, report)
    _check_readings(dataset, report)
    report.extend(list(check_digests(dataset, {item.file for item in report.findings})))
    return report.finish()


def _check_readings(dataset: Dataset, report: Report) -> None:
    """Check the reading record; a row that is known to be lost is told once, not again by those who need it."""
    taken = {(item.file, item.line) for item in report.findings if item.line and item.code != UNUSED_ROW.code}
    needed = {item.subject: f"{item.file}:{item.line}" for item in report.findings if item.subject[0]}
    findings, skipped, report.unread = check_readings(dataset, taken, needed)
    lost = {item.subject for item in findings if item.subject[0]}
    replaced = {(item.file, item.line) for item in findings if item.subject[0]}
    report.findings = [
        item
        for item in report.findings
        if item.subject not in lost and not (item.code == UNUSED_ROW.code and (item.file, item.line) in replaced)
    ]
    report.extend(findings)
    report.skipped += skipped


def load_checked(root: Path) -> Dataset:
    """Read a package that has no findings.

    Args:
        root: folder that holds `datapackage.json`.

    Raises:
        FindingsError: something is wrong with it.
        CannotRunError: nothing could be checked.
    """
    dataset, report = check_package(root)
    if not report.clean:
        raise FindingsError(report, root)
    return dataset


class FindingsError(Exception):
    """The package has findings, so what needs a clean one was not done."""

    def __init__(self, report: Report, root: Path) -> None:
        """Keep the report, and the folder that its paths start from."""
        super().__init__(f"{len(report.findings)} findings")
        self.report = report
        self.root = root


def _drop_cascades(dataset: Dataset, report: Report) -> None:
    """Keep one finding of one fault.

    A row with a wrong number of cells has no other finding; of a cell that is wrong in
    itself the first fault is told, and it is not held against other cells.
    """
    first: dict[tuple[str, int, str], str] = {}
    for item in sorted(report.findings, key=lambda item: item.code):
        if item.column and item.line:
            first.setdefault((item.file, item.line, item.column), item.code)
    report.findings = [
        item
        for item in report.findings
        if first.get(cell := (item.file, item.line, item.column), "MQ9") >= FIRST_ACROSS or item.code == first[cell]
    ]
    ragged = {(table.schema.path, table.lines[row]) for table in dataset.tables.values() for row in table.faulty_rows}
    if ragged:
        report.findings = [
            item for item in report.findings if (item.file, item.line) not in ragged or item.code.startswith("MQ1")
        ]


def _nothing_to_check(findings: list[Finding]) -> str:
    listed = "\n".join(f"{item.file}:{item.line}: {item.code} {item.message}" for item in findings)
    return f"no table could be read, so nothing was checked\n{listed}".rstrip()
