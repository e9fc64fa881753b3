"""Loading a draft: its sheets are read, its rows made and checked with the whole package; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mawaqif.coding.labels import Meanings
from mawaqif.coding.layout import CITATIONS, KIND, LINES, NEW_ROWS, NOTES, OWN_ROWS, Layout, require_tables
from mawaqif.coding.loading.citations import want_citations
from mawaqif.coding.loading.links import add_notes, want_statements
from mawaqif.coding.loading.new_rows import read_new_rows
from mawaqif.coding.loading.numbering import number_statements
from mawaqif.coding.loading.own_rows import want_own_rows, want_set_aside
from mawaqif.coding.loading.replacement import EarlierFindings, Replacement, check_replacement, replace_rows
from mawaqif.coding.loading.session import Session
from mawaqif.coding.loading.statements import read_lines
from mawaqif.coding.source_text import SourceText, source_text
from mawaqif.coding.wording import LANGUAGES, Wording
from mawaqif.coding.workbook import CellPlace, Column, Filled, SheetProblem
from mawaqif.editing.entries import Draft, open_draft
from mawaqif.findings import CannotRunError, Finding, show
from mawaqif.passages.copies import Copies
from mawaqif.tables import Memory, Table


@dataclass(frozen=True)
class Loaded:
    """What loading a workbook comes to.

    Attributes:
        draft: the package as it was read.
        document: the document.
        problems: what is wrong; with any of them nothing may be written.
        left_out: what is only proposed or not confirmed, where a person seems to have begun it.
        unconfirmed: how many lines are only proposed.
        pending: findings that further rows or a second reading will resolve.
        kept: rows that were read by a second reader and that the workbook does not have.
        tables: the tables that change.
        changes: how many rows of each table are new, changed and gone.
        statements: how many statements the workbook has.
        existing: how many findings were there before.
    """

    draft: Draft
    document: str
    problems: list[SheetProblem | Finding]
    left_out: list[SheetProblem] = field(default_factory=list)
    unconfirmed: int = 0
    pending: list[Finding] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    changes: Mapping[str, Counter[str]] = field(default_factory=dict)
    statements: int = 0
    existing: int = 0


@dataclass(frozen=True)
class OpenDocument:
    """A document that workbooks are loaded into.

    Attributes:
        draft: the package as it was read.
        source: the text of the document.
        memory: what earlier readings and checks of the package have given.
    """

    draft: Draft
    source: SourceText
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def earlier(self) -> EarlierFindings:
        """What the checks find before anything is loaded; they run when somebody asks."""
        return EarlierFindings(self.draft, self.memory)


def open_document(root: Path, document: str, copies: Copies, memory: Memory | None = None) -> OpenDocument:
    """Read a package and the text of a document that is loaded into it.

    Args:
        root: folder that holds `datapackage.json`.
        document: the document.
        copies: copies of the documents.
        memory: what earlier readings and checks have given, where the same process reads the package again and again.

    Raises:
        CannotRunError: the package cannot be read, or there is no such text.
    """
    memory = memory or Memory()
    draft = open_draft(root, copies, memory)
    require_tables(draft.dataset)
    return OpenDocument(draft, source_text(draft.dataset, copies, document), memory)


def load_draft(root: Path, filled: Filled, copies: Copies, *, sealed: bool = False) -> Loaded:
    """Read a draft that came back, and check what it would make of the tables.

    Args:
        root: folder that holds `datapackage.json`.
        filled: the workbook.
        copies: copies of the documents.
        sealed: whether rows that were read by a second reader are changed, too.

    Raises:
        CannotRunError: it is no draft, or was made from another text; or the package cannot be read.
        FindingsError: a table cannot be rewritten without losing something.
    """
    return load_filled(open_document(root, _document(filled), copies), filled, sealed=sealed)


def load_filled(opened: OpenDocument, filled: Filled, *, sealed: bool = False, whole: bool = True) -> Loaded:
    """Check what a draft would make of the tables of a package that is read already.

    Args:
        opened: the package, and the text of the document.
        filled: the workbook.
        sealed: whether rows that were read by a second reader are changed, too.
        whole: whether every check runs; else only those that the tables that change may fail, without the documents,
            which is quick enough while somebody types. Only what was checked whole may be written.

    Raises:
        CannotRunError: it is no draft of the document, or was made from another text.
        FindingsError: a table cannot be rewritten without losing something.
    """
    session = _session(opened, filled)
    session.problems += [*filled.problems, *_missing(session)]
    read_new_rows(session)
    lines = read_lines(session)
    number_statements(session, lines.statements)
    marks = {statement.mark: statement.identifier for statement in lines.statements}
    # An identifier that a line has as its mark means that line, also where its statement gets another number now.
    marks = {name: name for name in marks.values()} | marks
    want_statements(session, lines.statements, marks)
    citations = want_citations(session, lines.statements, marks)
    want_own_rows(session, marks, citations)
    want_set_aside(session, lines)
    add_notes(session, marks)
    made = replace_rows(session, sealed=sealed)
    told = {item.place for item in session.problems}
    problems = _in_order(session, [*session.problems, *(item for item in made.problems if item.place not in told)])
    if problems:
        return Loaded(session.draft, session.source.document, [*problems], session.left_out, session.unconfirmed)
    return _checked(session, made, len(lines.statements), opened.earlier, whole=whole)


def _checked(session: Session, made: Replacement, statements: int, earlier: EarlierFindings, *, whole: bool) -> Loaded:
    checked = check_replacement(session, made, earlier, whole=whole)
    return Loaded(
        session.draft,
        session.source.document,
        checked.errors,
        session.left_out,
        session.unconfirmed,
        checked.pending,
        made.kept,
        list(made.tables.values()),
        made.changes,
        statements,
        checked.existing,
    )


def _document(filled: Filled) -> str:
    """Return the document that a draft is of."""
    document = filled.about.get("document", "")
    if filled.kind != KIND or not document or filled.about.get("lang", "") not in LANGUAGES:
        raise CannotRunError(f"this is a workbook of the kind {show(filled.kind)}, and no draft of a document")
    return document


def _session(opened: OpenDocument, filled: Filled) -> Session:
    draft, source = opened.draft, opened.source
    if _document(filled) != source.document or filled.about.get("text") != source.digest:
        raise CannotRunError(
            f"{source.document}: the workbook was made from another text than lies in the folder of copies; "
            "put that text there, or make the draft anew and copy over what is coded"
        )
    wording = Wording(filled.about["lang"])
    return Session(draft, source, Layout(draft.dataset, wording), filled, Meanings(draft.dataset, wording))


def _missing(session: Session) -> Iterable[SheetProblem]:
    """Yield the sheets and columns that are not there: what they held would count as taken out."""
    layout = session.layout
    expected: dict[str, tuple[Column, ...]] = {LINES: layout.lines, CITATIONS: layout.citations(), NOTES: layout.notes()}
    expected |= {table: layout.new_rows(table) for table in NEW_ROWS if layout.has(table)}
    expected |= {table: layout.own_rows(table) for table in OWN_ROWS if layout.has(table)}
    for name, columns in expected.items():
        sheet = session.filled.sheets.get(name)
        if sheet is None:
            told = f"is missing ({name}), or has lost its hidden first row; put it back from a copy of the draft"
            yield SheetProblem(CellPlace(name), told)
            continue
        lost = [column for column in columns if column.key not in sheet.places and not column.given]
        for column in lost:
            told = f"has no column {show(column.label)}; put it back, with {show(column.key)} in the hidden first row"
            yield SheetProblem(sheet.at(), told)


def _in_order(session: Session, problems: Iterable[SheetProblem]) -> list[SheetProblem]:
    """Return problems as a reader meets them, each once: by sheet, row and column."""
    order = {sheet.title: number for number, sheet in enumerate(session.filled.sheets.values())}
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda item: (order.get(item.place.sheet, -1), item.place.row, item.place.column))
