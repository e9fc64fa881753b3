"""Settling: the workbook for the third look is written, and what it settles goes into all tables at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.checks import check_dataset
from mawaqif.coding.double_coding.coded_document import CODING_OF, KINDS, CodedDocument, Unit, joined
from mawaqif.coding.double_coding.comparison import Comparison, compare
from mawaqif.coding.double_coding.settle_loading import Decision, SettledCodes, read_settled
from mawaqif.coding.double_coding.settle_sheets import settle_workbook
from mawaqif.coding.double_coding.settled_tables import SettledTables, settled_tables
from mawaqif.coding.double_coding.sheet_parts import sheet_parts
from mawaqif.coding.workbook import Filled, SheetProblem, Workbook, refuse_shared, write_workbook
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.findings import CannotRunError, Finding, FindingsError, Report
from mawaqif.history import READING_CODES
from mawaqif.passages.copies import Copies
from mawaqif.paths import read_file, to_write, unlinked
from mawaqif.tables import LINK, Dataset


@dataclass(frozen=True)
class Settling:
    """What was done.

    Attributes:
        files: the files written.
        differing: number of codes that differ.
        unsettled: what is still to be settled, in words.
        kept: number of rows with both codes, by table.
        changed: what the main tables say otherwise now, in words.
        problems: what is wrong in a workbook that came back, with its place; nothing was written then.
        findings: what the settled rows would cause, in no cell of the workbook; nothing was written then.
    """

    files: list[Path] = field(default_factory=list)
    differing: int = 0
    unsettled: list[str] = field(default_factory=list)
    kept: Mapping[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def write_settle(document: CodedDocument, found: list[Finding], copies: Copies, out: Path, language: str) -> Settling:
    """Write the workbook with all that differs; where nothing does, write the codes into the tables at once.

    Args:
        document: the document.
        found: what reading the package found.
        copies: copies of the documents.
        out: where the workbook goes; not where git would take it.
        language: `ar` or `en`.

    Raises:
        CannotRunError: the second coding is not complete, there is no copy, or git would take the workbook.
        FindingsError: a file of the package is a link.
        OSError: it cannot be written.
    """
    to_write(document.dataset.descriptor.root)
    comparison = compare(document)
    if not comparison.differing:
        return _settle(comparison, SettledCodes(), found, write=True)
    refuse_shared(out)
    return Settling(write_workbook(out, _book(comparison, copies, language)), len(comparison.differing))


def settle_book(document: CodedDocument, copies: Copies, language: str) -> Workbook:
    """Return the workbook with all that differs between the two codings; it has no sheets where nothing does.

    Raises:
        CannotRunError: the second coding is not complete, or there is no copy.
    """
    return _book(compare(document), copies, language)


def _book(comparison: Comparison, copies: Copies, language: str) -> Workbook:
    return settle_workbook(sheet_parts(comparison.document, copies, language), comparison)


def load_settled(filled: Filled, document: CodedDocument, found: list[Finding], *, write: bool, partly: bool) -> Settling:
    """Write what a workbook settles into all tables, or into none.

    Args:
        filled: the workbook that came back.
        document: the document that it is on.
        found: what reading the package found.
        write: whether to write; otherwise only say what would be done.
        partly: whether to write what is settled where something else is not; a statement only with all its topics.

    Raises:
        CannotRunError: the second coding is not complete, or a table was changed in the meantime.
        FindingsError: a file of the package is a link.
        OSError: a table cannot be written; all are as they were.
    """
    to_write(document.dataset.descriptor.root)
    comparison = compare(document)
    codes = read_settled(comparison, filled)
    if codes.problems or (codes.unsettled and not partly):
        unsettled = [] if codes.problems else _named(codes.unsettled)
        return Settling(differing=len(comparison.differing), unsettled=unsettled, problems=codes.problems)
    return _settle(comparison, codes, found, write=write)


def _named(units: list[Unit]) -> list[str]:
    return [f"{key} ({table})" for table, key in units]


def _settle(comparison: Comparison, codes: SettledCodes, found: list[Finding], *, write: bool) -> Settling:
    dataset = comparison.document.dataset
    root = dataset.descriptor.root
    links = [item for item in found if item.code == LINK.code]
    if links:
        raise FindingsError(Report(links).finish(), root)
    tables = settled_tables(comparison, codes.decisions)
    problems = [SheetProblem(row.at("settled"), told) for unit, told in tables.impossible if (row := codes.decisions[unit].row)]
    caused = _caused(dataset, tables, found)
    problems += [problem for item in caused if (problem := _in_workbook(item, tables, codes.decisions))]
    findings = [item for item in caused if not _in_workbook(item, tables, codes.decisions)]
    told = Settling([], len(comparison.differing), _named(codes.unsettled), tables.kept, tables.changed, problems, findings)
    if problems or findings or not write:
        return told
    texts: dict[Path, str] = {}
    for name, text in tables.texts.items():
        path = unlinked(root, dataset.tables[name].schema.path)
        if read_file(path) != dataset.tables[name].text.encode():
            raise CannotRunError(f"{path}: not in canonical form, or changed in the meantime; run `mawaqif fmt`, then again")
        texts[path] = text
    write_texts(texts)
    told.files.extend(texts)
    return told


def _caused(dataset: Dataset, tables: SettledTables, found: list[Finding]) -> list[Finding]:
    """Return the findings that the settled rows cause; that rows have to be read again is none."""
    assert tables.dataset is not None  # noqa: S101 - set where the tables are made
    files = {dataset.tables[name].schema.path for name in tables.texts}
    own = {code.code for code in READING_CODES}
    after = check_dataset(tables.dataset, [*(item for item in found if item.file not in files), *tables.findings])
    before = {(item.code, item.file, item.column, item.message) for item in check_dataset(dataset, found).findings}
    return [
        item
        for item in after.findings
        if item.code not in own and (item.code, item.file, item.column, item.message) not in before
    ]


def _in_workbook(item: Finding, tables: SettledTables, decisions: Mapping[Unit, Decision]) -> SheetProblem | None:
    """Return a finding at the cell of the workbook that caused it; None where no cell did."""
    assert tables.dataset is not None  # noqa: S101 - set where the tables are made
    table = next((table for table in tables.dataset.tables.values() if table.schema.path == item.file), None)
    if table is None or item.line not in table.lines:
        return None
    row = list(table.lines).index(item.line)
    judged = [(coding, coding.key) for coding in CODING_OF.values() if table.schema.name in (coding.table, coding.settled_in)]
    # What else a statement has must fit its kind.
    judged += [(CODING_OF[KINDS], CODING_OF[KINDS].key)] if "statement_id" in table.schema.columns else []
    for coding, key in judged:
        decision = decisions.get((coding.table, joined(table.cells.select(key).row(row))))
        if decision is not None and decision.row is not None:
            column = {"note_en": "reason", "locator": "locator"}.get(item.column, "settled")
            return SheetProblem(decision.row.at(column), item.told)
    return None
