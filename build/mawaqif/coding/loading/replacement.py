"""Replacing what the tables have of a document by what a workbook asks for; what was read by a second reader stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from mawaqif.checks import check_dataset
from mawaqif.coding.layout import ASIDE_TABLE
from mawaqif.coding.loading.numbering import MANAGED
from mawaqif.coding.loading.session import Key, Session, WantedRow
from mawaqif.coding.workbook import SheetProblem
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.editing.entries import Draft
from mawaqif.editing.identifiers import rewritten
from mawaqif.findings import CannotRunError, Finding, said, show
from mawaqif.history import READING_CODES
from mawaqif.paths import read_file, unlinked
from mawaqif.tables import Dataset, Memory, Table, csv_text, parse_table, sorted_rows, spelt_key

Cells = dict[str, str]
STATEMENTS = "statements"


@dataclass
class Replacement:
    """The tables as they would be.

    Attributes:
        tables: the tables that change, by name.
        changes: how many rows of each table are new, changed and gone.
        problems: differences to rows that were read, which are not changed unless that is asked for.
        kept: rows that were read, and that the workbook does not have.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    changes: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def replace_rows(session: Session, *, sealed: bool) -> Replacement:
    """Put what a session wants into the tables.

    Args:
        session: the workbook that is loaded.
        sealed: whether rows that were read by a second reader are changed, too.

    Raises:
        FindingsError: a table cannot be rewritten without losing something.
    """
    made = Replacement()
    managed = [name for name in (*sorted(MANAGED), ASIDE_TABLE) if name in session.draft.dataset.tables]
    for name in dict.fromkeys([*managed, *session.wanted]):
        table = session.draft.table(name)
        before: dict[Key, Cells] = {
            tuple(part or "" for part in key): {column: cell or "" for column, cell in row.items()}
            for key, row in zip(table.keys, table.cells.iter_rows(named=True), strict=True)
        }
        after = dict(before)
        wanted = session.wanted.get(name, {})
        for key in [key for key in _own(session, name, before) if key not in wanted]:
            if _is_sealed(session, name, key) and (not sealed or name == STATEMENTS):
                made.kept.append(f"{name} {' '.join(key)}")
            else:
                del after[key]
        for key, item in wanted.items():
            after[key] = _merged(session, name, key, before.get(key), item, made, sealed=sealed)
        _put(made, table, before, after)
    for name, cells in rewritten(session.draft.dataset, STATEMENTS, session.renamed).items():
        if name not in managed:
            _follow(made, session.draft.table(name), cells)
    return made


def _follow(made: Replacement, table: Table, cells: pl.DataFrame) -> None:
    """Let a table of which nothing is written here, such as that of the second codes, follow the new identifiers."""
    schema = table.schema
    rows = [tuple(cell or "" for cell in row) for row in cells.rows()]
    parsed, _ = parse_table(csv_text(schema.columns, sorted_rows(schema, rows)), schema)
    if parsed is not None:
        made.tables[schema.name] = parsed
        made.changes[schema.name] = Counter(changed=sum(a != b for a, b in zip(table.cells.rows(), cells.rows(), strict=True)))


def _own(session: Session, name: str, rows: Mapping[Key, Cells]) -> list[Key]:
    """Return the keys of the rows of a table that belong to the document."""
    if name not in MANAGED and name != ASIDE_TABLE:
        return []
    document = session.source.document
    of = {statement: other for statement, other in session.draft.rows(STATEMENTS, "statement_id", "document_id")}  # noqa: C416 - typed
    return [
        key
        for key, row in rows.items()
        if (row["document_id"] if "document_id" in row else of.get(row.get("statement_id", ""), "")) == document
    ]


def _is_sealed(session: Session, name: str, key: Key) -> bool:
    return (name, spelt_key(key)) in session.draft.used_keys


def _merged(
    session: Session, name: str, key: Key, before: Cells | None, item: WantedRow, made: Replacement, *, sealed: bool
) -> Cells:
    """Return a row as it will be; a row that was read stays as it is, and the difference is told, unless it may change."""
    columns = session.layout.schema(name).columns
    after = {column: item.cells.get(column, (before or {}).get(column, "")) for column in columns}
    differing = [column for column in columns if before is not None and before[column] != after[column]]
    if before is None or not differing or sealed or not _is_sealed(session, name, key):
        return after
    for column in differing:
        place = item.places.get(column, column)
        message = said(
            "{table} {key} was read by a second reader with {column} {before}, and this says {after}; take that over, or load"
            " with --change-sealed and have the row read again",
            "{table} {key} قرأه قارئ ثانٍ وفي {column} القيمة {before}، وهنا {after}؛ خذ تلك، أو اسمح بتغيير ما قُرئ"
            " (`--change-sealed`) وليُقرأ الصف من جديد",
            table=name,
            key=" ".join(key),
            column=column,
            before=show(before[column]),
            after=show(after[column]),
        )
        made.problems.append(SheetProblem(item.row.at(place if place in item.row.sheet.places else ""), message))
    return before


def _put(made: Replacement, table: Table, before: Mapping[Key, Cells], after: Mapping[Key, Cells]) -> None:
    if before == after:
        return
    schema = table.schema
    counts = Counter(new=len(after.keys() - before.keys()), gone=len(before.keys() - after.keys()))
    counts["changed"] = sum(after[key] != before[key] for key in before.keys() & after.keys())
    rows = [tuple(cells.get(column, "") for column in schema.columns) for cells in after.values()]
    parsed, _ = parse_table(csv_text(schema.columns, sorted_rows(schema, rows)), schema)
    if parsed is None:
        raise CannotRunError(f"{schema.path}: the rows cannot be written as CSV")
    made.tables[schema.name], made.changes[schema.name] = parsed, counts


@dataclass(frozen=True)
class Checked:
    """What the checks say of the tables as they would be.

    Attributes:
        errors: findings that the workbook causes, each at its cell where it has one.
        pending: findings that further rows or a second reading will resolve.
        existing: how many findings were there before.
    """

    errors: list[SheetProblem | Finding]
    pending: list[Finding]
    existing: int


def check_replacement(session: Session, made: Replacement, earlier: EarlierFindings, *, whole: bool = True) -> Checked:
    """Check the package as it would be, and keep what the workbook causes.

    Args:
        session: the workbook that is loaded.
        made: the tables that change.
        earlier: what the checks find in the package as it is.
        whole: whether every check runs on the whole package.
    """
    draft = session.draft
    paths = {table.schema.path for table in made.tables.values()}
    found = [item for item in draft.findings if item.file not in paths]
    for table in made.tables.values():
        found += parse_table(table.text, table.schema)[1]
    dataset = Dataset(draft.dataset.descriptor, {**draft.dataset.tables, **made.tables})
    report = check_dataset(dataset, found, draft.copies, memory=earlier.memory, quick=not whole)
    before = Counter(earlier.whole if whole else earlier.quick) if report.findings else Counter()
    caused = []
    for item in report.findings:
        if before[_identity(item)]:
            before[_identity(item)] -= 1
        else:
            caused.append(item)
    unread = {code.code for code in READING_CODES}
    pending = [item for item in caused if item.incomplete or item.code in unread]
    errors = [_placed(session, dataset, item) for item in caused if item not in pending]
    return Checked(errors, pending, len(report.findings) - len(caused))


class EarlierFindings:
    """What the checks find in a package as it was read; each kind of check runs once, when somebody asks.

    Attributes:
        draft: the package.
        memory: what these checks, and those of the package as it would be, have given.
    """

    def __init__(self, draft: Draft, memory: Memory) -> None:
        """Take a package, and what earlier checks of it have given."""
        self.draft, self.memory = draft, memory

    @cached_property
    def whole(self) -> Counter[tuple[str, str, str, str]]:
        """What every check finds."""
        return self._found(quick=False)

    @cached_property
    def quick(self) -> Counter[tuple[str, str, str, str]]:
        """What the quick checks find."""
        return self._found(quick=True)

    def _found(self, *, quick: bool) -> Counter[tuple[str, str, str, str]]:
        draft = self.draft
        report = check_dataset(draft.dataset, draft.findings, draft.copies, memory=self.memory, quick=quick)
        return Counter(map(_identity, report.findings))


def _identity(item: Finding) -> tuple[str, str, str, str]:
    # The lines of a file move.
    return item.code, item.file, item.column, item.message


def _placed(session: Session, dataset: Dataset, item: Finding) -> SheetProblem | Finding:
    """Return a finding at the cell of the sheet that its row comes from; as it is where it comes from none."""
    table = next((table for table in dataset.tables.values() if table.schema.path == item.file), None)
    if table is None or item.line not in table.lines:
        return item
    key = tuple(part or "" for part in table.keys[list(table.lines).index(item.line)])
    wanted = session.wanted.get(table.schema.name, {}).get(key)
    if wanted is None:
        return item
    column = wanted.places.get(item.column, item.column)
    place = wanted.row.at(column if column in wanted.row.sheet.places else "")
    return SheetProblem(place, item.told)


def write_tables(draft: Draft, tables: Iterable[Table]) -> None:
    """Write tables, all or none.

    Raises:
        CannotRunError: a table is no longer as it was read; nothing was written.
        OSError: a file cannot be written; all are as they were.
    """
    texts = {}
    for table in tables:
        path = unlinked(draft.root, table.schema.path)
        if read_file(path) != draft.dataset.tables[table.schema.name].text.encode():
            raise CannotRunError(f"{path}: another program changed it in the meantime; nothing was written")
        texts[path] = table.text
    write_texts(texts)
