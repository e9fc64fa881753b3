"""New rows of the tables that a document refers to: their identifiers first, so that every sheet can name every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mawaqif.coding.layout import MARK, NEW_ROWS
from mawaqif.coding.loading.session import Session
from mawaqif.coding.workbook import Column, FilledRow
from mawaqif.editing.entries import proposal_for
from mawaqif.findings import said
from mawaqif.tables import TableSchema, spelt_key


@dataclass(frozen=True)
class _New:
    schema: TableSchema
    row: FilledRow
    cells: dict[str, str]
    identifier: str


def read_new_rows(session: Session) -> None:
    """Read the sheets of new rows into what a session wants, and make their marks and names known to it."""
    found = [new for table in NEW_ROWS if session.layout.has(table) for new in _read(session, table)]
    for new in found:
        names = (new.row.text(MARK), *(new.cells.get(name, "") for name in _names(new.schema)))
        marks = dict(session.meanings.marks)
        for name in filter(None, names):
            marks.setdefault((new.schema.name, name), new.identifier)
        session.meanings.marks = marks
    for new in found:
        cells = {new.schema.primary_key[0]: new.identifier}
        for name, text in new.cells.items():
            reference = next((key for key in new.schema.foreign_keys if key.columns == (name,)), None)
            cells[name] = session.reference(new.row, name, reference.table, text) if reference else text
        session.want(new.schema.name, cells, new.row)


def _names(schema: TableSchema) -> list[str]:
    return [name for name in schema.row_names if not name.startswith("aliases")]


def _read(session: Session, table: str) -> Iterator[_New]:
    schema = session.layout.schema(table)
    columns = {column.key: column for column in session.layout.new_rows(table)}
    identifier = schema.primary_key[0]
    taken: set[str] = set()
    for row in session.rows(table):
        if not _counts(session, row, columns, table):
            continue
        cells = {name: session.value(row, columns[name]) for name in schema.columns if name in columns}
        given = {name: cell for name, cell in cells.items() if cell and name != identifier}
        name = cells.get(identifier, "") or _known(session, schema, given) or _proposed(session, schema, cells)
        number = 2
        while name in taken:
            name, number = f"{name.removesuffix(f'-{number - 1}')}-{number}", number + 1
        if not name:
            told = said(
                "has no {identifier}, and no English name from which one can be made; fill in the name",
                "لا {identifier} له، ولا اسم بالإنجليزية يصاغ منه؛ املأ الاسم",
                identifier=identifier,
            )
            session.nameless |= {
                (table, called) for called in (row.text(MARK), *(cells[key] for key in _names(schema))) if called
            }
            session.tell(row, next((key for key in columns if key in schema.row_names and key.endswith("_en")), identifier), told)
            continue
        taken.add(name)
        yield _New(schema, row, {key: cells.get(key, "") for key in columns if key in schema.columns and key != identifier}, name)


def _counts(session: Session, row: FilledRow, columns: dict[str, Column], table: str) -> bool:
    if session.confirmed(row, next(iter(columns.values()))):
        return True
    session.unconfirmed += 1
    if row.text(MARK):
        session.unconfirmed_marks.add((table, row.text(MARK)))
    return False


def _known(session: Session, schema: TableSchema, given: dict[str, str]) -> str:
    """Return the row that is there already: the same in all that is given, or of the same name and read by nobody yet."""
    table = session.draft.dataset.tables[schema.name]
    rows = [{name: cell or "" for name, cell in row.items()} for row in table.cells.iter_rows(named=True)]
    identifier = schema.primary_key[0]
    references = {key.columns[0] for key in schema.foreign_keys}
    plain = {name: cell for name, cell in given.items() if name not in references}
    same = [row[identifier] for row in rows if plain and all(row[name] == cell for name, cell in plain.items())]
    if same:
        return same[0]
    names = [name for name in (*schema.row_names, "url") if name in plain and not name.startswith("aliases")]
    alike = [row[identifier] for row in rows if names and all(row[name] == plain[name] for name in names)]
    return next((name for name in alike if (schema.name, spelt_key([name])) not in session.draft.used_keys), "")


def _proposed(session: Session, schema: TableSchema, cells: dict[str, str]) -> str:
    proposal = proposal_for(schema, schema.primary_key[0])
    empty = dict.fromkeys(schema.columns, "")
    return proposal.make(session.draft, {**empty, **cells}) if proposal else ""
