"""The check of a whole package: reading, constraints, relations, rules, canonical form, reading record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

import polars as pl

from mawaqif.checks.canonical_form import CANONICAL_FORM, check_canonical_form
from mawaqif.checks.cascades import drop_cascades
from mawaqif.checks.constraints import check_constraints
from mawaqif.checks.described_values import UNDESCRIBED, check_described_values
from mawaqif.checks.exchanged_cells import EXCHANGED
from mawaqif.checks.file_hashes import check_file_hashes
from mawaqif.checks.reading_record_check import (
    WHOLE_TABLE,
    RecordComparison,
    check_readings,
    check_record,
    compare_with_record,
)
from mawaqif.checks.relations import check_relations
from mawaqif.checks.rules import RULES, CellRule, Rule, Sources
from mawaqif.checks.rules.base import SourceRule
from mawaqif.checks.schema_codes import SCHEMA_CODES, UNUSED_ROW
from mawaqif.checks.sequences import GAP, check_sequences
from mawaqif.deriving import published
from mawaqif.findings import CannotRunError, Code, Contribution, Finding, FindingsError, Report
from mawaqif.history import READING_CODES, contribution_since
from mawaqif.standard.codes import STANDARD_CODES
from mawaqif.tables import FORM_CODES, LINK, READING_RECORD, STRAY_FILE, Dataset, Memory, Table, load_dataset

# Packages with more rows than this run checks in parallel, but not with copies: PDFium is not thread-safe.
PARALLEL_FROM_ROWS, MAX_PARALLEL_CHECKS = 300_000, 2

# All checks, in order of code; `mawaqif explain` and the catalogue read it.
CODES: tuple[Code, ...] = tuple(
    sorted(
        (
            *STANDARD_CODES,
            *FORM_CODES,
            CANONICAL_FORM,
            *SCHEMA_CODES,
            GAP,
            UNDESCRIBED,
            EXCHANGED,
            *RULES,
            *READING_CODES,
        ),
        key=lambda item: item.code,
    )
)


def check_package(
    root: Path, sources: Sources | None = None, earlier: tuple[str, Path] | None = None, memory: Memory | None = None
) -> tuple[Dataset, Report]:
    """Read a package and check everything that can be checked.

    Args:
        root: folder that holds `datapackage.json`.
        sources: copies of the documents; without them, anchors are not proven.
        earlier: name and folder of an earlier state, such as `mawaqif.history.earlier_state` gives; the report
            then says what differs from it.
        memory: what an earlier check has given, where the same process checks the package again and again.

    Returns:
        The tables as read, and the report of all findings.

    Raises:
        CannotRunError: there is no readable descriptor, or no table at all could be read.
    """
    dataset, found = load_dataset(root, memory=memory)
    if not dataset.tables and any(item.code == LINK.code for item in found):
        return dataset, Report(found).finish()
    if not dataset.tables:
        raise CannotRunError(_nothing_to_check(Report(found).finish().findings))
    return dataset, check_dataset(dataset, found, sources, contribution_since(*earlier, dataset) if earlier else None, memory)


def check_dataset(
    dataset: Dataset,
    found: Iterable[Finding],
    sources: Sources | None = None,
    contribution: Contribution | None = None,
    memory: Memory | None = None,
    *,
    quick: bool = False,
) -> Report:
    """Check everything that can be checked of tables that were read.

    Args:
        dataset: the tables.
        found: what reading them has found.
        sources: copies of the documents; without them, anchors are not proven.
        contribution: what differs from an earlier state, where one is known.
        memory: what an earlier check has given; what looks at one table alone is asked of changed tables only, and a rule
            where one of the tables changed that it looks at.
        quick: whether to pass over the documents, the form of the files, their hashes and the reading record, as while
            somebody types; only what was checked without it may be written.

    Returns:
        The report of all findings.
    """
    report = Report(contribution=contribution)
    report.extend(found)
    report.rows = {name: table.frame.height for name, table in dataset.tables.items()}
    report.unproven = _unproven(dataset, sources)
    memory = memory or Memory()
    with pl.Config(engine_affinity="in-memory"):
        if quick:
            _run(_row_checks(dataset, dataset, memory), report, workers=1)
            report.findings = drop_cascades(dataset, report.findings, report.left_out)
            return report.finish()
    comparison = compare_with_record(dataset, contribution)
    large = sum(report.rows.values()) > PARALLEL_FROM_ROWS
    # The streaming engine splits each query among the processors: it starts later and takes more CPU time.
    with pl.Config(engine_affinity="in-memory"):
        checks = _checks(dataset, _mark_incomplete(dataset, comparison), sources, memory)
        _run(checks, report, workers=MAX_PARALLEL_CHECKS if large and not sources else 1)
    report.findings = drop_cascades(dataset, report.findings, report.left_out)
    _check_readings(dataset, comparison, report)
    report.extend(list(check_file_hashes(dataset, {item.file for item in report.findings})))
    return report.finish()


def _unproven(dataset: Dataset, sources: Sources | None) -> int:
    """Return how many passages no document was at hand for."""
    passages, statements = dataset.tables.get("passages"), dataset.tables.get("statements")
    if passages is None or statements is None or dataset.unusable({"statements": ("statement_id", "document_id")}):
        return 0
    held = set(sources.document_ids()) if sources else set()
    read = statements.cells.filter(pl.col("document_id").is_in(held))["statement_id"]
    return int((~passages.cells["statement_id"].is_in(read.implode())).sum())


def _checks(dataset: Dataset, whole: Dataset, sources: Sources | None, memory: Memory) -> Iterator[Callable[[Report], None]]:
    """Yield the checks, which are independent of one another; each adds its findings to a report."""
    yield from _row_checks(dataset, whole, memory)
    yield from (partial(rule.run, whole, sources) for rule in RULES if isinstance(rule, SourceRule))
    yield lambda report: report.extend(check_sequences(whole))
    yield lambda report: report.extend(check_described_values(dataset))
    yield lambda report: report.extend(check_canonical_form(dataset))


def _row_checks(dataset: Dataset, whole: Dataset, memory: Memory) -> Iterator[Callable[[Report], None]]:
    """Yield the checks that look at rows alone."""
    yield partial(_each_table, dataset, memory, "constraints", check_constraints)
    yield partial(check_relations, whole)
    state = _beside_tables(dataset)
    for rule in RULES:
        if isinstance(rule, CellRule):
            yield partial(_each_table, whole, memory, rule.code, rule.on_table)
        elif isinstance(rule, Rule):
            yield partial(_one_rule, whole, memory, rule, state)


def _beside_tables(dataset: Dataset) -> object:
    """Return what else than tables a rule may look at: the index, the schemas, and when the reading record was written."""
    index, record = dataset.descriptor, dataset.descriptor.root / READING_RECORD
    told = record.stat() if record.exists() else None
    written = (told.st_mtime_ns, told.st_size, told.st_ino) if told else None
    return index.root, index.raw, index.unreadable, index.resources, tuple(index.tables.values()), written


def _one_rule(dataset: Dataset, memory: Memory, rule: Rule, state: object, report: Report) -> None:
    """Run a rule, unless all that it looks at was the same before."""

    def found_in(tables: Mapping[str, Table]) -> Report:
        part = Report()
        rule.run(Dataset(dataset.descriptor, tables), None, part)
        return part

    report.add(memory.recall_of(("rule", rule.code), state, dataset.tables, found_in))


def _each_table(dataset: Dataset, memory: Memory, name: str, check: Callable[[Table], Iterable[Finding]], report: Report) -> None:
    """Run a check that looks at one table alone on each of them, unless the same table was checked before."""

    def found_in(table: Table) -> Report:
        part = Report()
        part.extend(check(table))
        return part

    for table in dataset.tables.values():
        report.add(memory.recall((name, table.schema.name), table, partial(found_in, table)))


def _run(checks: Iterable[Callable[[Report], None]], report: Report, workers: int) -> None:
    """Run checks on a pool of workers, and report their findings in the order of the checks."""

    def found_by(check: Callable[[Report], None]) -> Report:
        part = Report(contribution=report.contribution)
        check(part)
        return part

    if workers == 1:  # handing each check to another thread takes longer than most of them do
        for check in checks:
            report.add(found_by(check))
        return
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for part in pool.map(found_by, checks):
            report.add(part)


def _mark_incomplete(dataset: Dataset, comparison: RecordComparison) -> Dataset:
    """Mark the tables that have lost many rows as incomplete, so that checks that need them are skipped."""
    lost = comparison.incomplete_tables()
    tables = {name: replace(table, complete=table.complete and name not in lost) for name, table in dataset.tables.items()}
    return Dataset(dataset.descriptor, tables) if lost else dataset


def _check_readings(dataset: Dataset, comparison: RecordComparison, report: Report) -> None:
    """Check the reading record; a lost row is one finding, and findings on references to it are dropped."""
    reported = {(item.file, item.line) for item in report.findings if item.line and item.code != UNUSED_ROW.code}
    references = {item.subject: f"{item.file}:{item.line}" for item in report.findings if item.subject[0]}
    findings, skipped = check_readings(dataset, comparison, reported, references)
    findings += check_record(dataset, comparison, report.contribution)
    links = {item.file for item in report.findings if item.code == LINK.code}
    findings = [item for item in findings if item.file not in links]
    report.unread = comparison.unread
    replaced = {(item.file, item.line) for item in findings if item.subject[0]}
    unnamed = {item.subject[0] for item in findings if item.subject[1] == WHOLE_TABLE}
    report.findings = [
        item
        for item in report.findings
        if item.subject not in comparison.gone
        and not (item.code == UNUSED_ROW.code and (item.file, item.line) in replaced)
        and not (item.code == STRAY_FILE.code and PurePosixPath(item.file).stem in unnamed)
    ]
    report.extend(findings)
    report.skipped += skipped


def load_checked(root: Path) -> Dataset:
    """Read a package that has no findings, as it is published: with the columns that are derived from its rows.

    Args:
        root: folder that holds `datapackage.json`.

    Raises:
        FindingsError: something is wrong with it.
        CannotRunError: nothing could be checked.
    """
    dataset, report = check_package(root)
    if not report.clean:
        raise FindingsError(report, root)
    return published(dataset)


def _nothing_to_check(findings: list[Finding]) -> str:
    listed = "\n".join(f"{item.file}:{item.line}: {item.code} {item.message}" for item in findings)
    return f"no table could be read, so nothing was checked\n{listed}".rstrip()
