"""Errata, actors of initiatives, and what is set aside: rows that belong to the document in sheets or columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from mawaqif.coding.layout import ASIDE_TABLE, FIRST, LAST, OWN_ROWS, SET_ASIDE, SET_ASIDE_NOTE
from mawaqif.coding.loading.finding_words import Span
from mawaqif.coding.loading.session import Session
from mawaqif.coding.loading.statements import Lines
from mawaqif.coding.units import trimmed
from mawaqif.coding.workbook import FilledRow
from mawaqif.findings import said, show
from mawaqif.passages import anchor, fold
from mawaqif.tables import KEY_SEPARATOR

STATEMENT, CITATION = "statement_id", "citation_id"


def want_own_rows(session: Session, marks: Mapping[str, str], citations: Mapping[str, str]) -> None:
    """Ask for the rows of the sheets that belong to the document.

    Args:
        session: the workbook that is loaded.
        marks: the identifier of each statement by its mark.
        citations: the identifier of each citation by note and item.
    """
    named = {STATEMENT: marks, CITATION: {**citations, **{name: name for name in citations.values()}}}
    for table in OWN_ROWS:
        schema = session.layout.schema(table)
        columns = {column.key: column for column in session.layout.own_rows(table)}
        taken: set[str] = set()
        for row in session.rows(table):
            if not session.confirmed(row, columns["coded"]):
                session.unconfirmed += 1
                continue
            cells = {name: session.value(row, columns[name]) for name in schema.columns if name in columns}
            for name, text in list(cells.items()):
                cells[name] = _referred(session, row, table, name, text, named)
            if "document_id" in schema.columns:
                cells["document_id"] = session.source.document
            key = schema.primary_key[0]
            if key not in columns:
                cells[key] = _counted(session, table, key, cells, taken)
                taken.add(cells[key])
            session.want(table, cells, row)


def _referred(session: Session, row: FilledRow, table: str, name: str, text: str, named: Mapping[str, Mapping[str, str]]) -> str:
    if name in named:
        if text and text not in named[name]:
            statement = (
                "{text} is no mark of a statement that this workbook has; correct it",
                "{text} ليس علامة قول هنا؛ صحّحه",
            )
            citation = (
                "{text} is no citation, such as 12-1 that this workbook has; correct it",
                "{text} ليس استشهادًا هنا، مثل 12-1؛ صحّحه",
            )
            session.tell(row, name, said(*(statement if name == STATEMENT else citation), text=show(text)))
        return named[name].get(text, "")
    key = next((key for key in session.layout.schema(table).foreign_keys if key.columns == (name,)), None)
    return session.reference(row, name, key.table, text) if key else text


def _counted(session: Session, table: str, key: str, cells: Mapping[str, str], taken: set[str]) -> str:
    """Return the identifier of a row that is counted in its document: the one that it has, else the next free one."""
    document = session.source.document
    others = [name for name in cells if name not in (key, STATEMENT, CITATION)]
    for held, *values in session.draft.rows(table, key, *others):
        if values == [cells[name] for name in others] and held not in taken:
            return held
    used = {name for (name,) in session.draft.rows(table, key) if (table, name) in session.draft.used_keys} | taken
    used |= {name for kind, name in session.draft.used_keys if kind == table}
    names = (f"{document}-e{number:03}" for number in range(1, 1000))
    return next(name for name in names if name not in used)


def want_set_aside(session: Session, lines: Lines) -> None:
    """Ask for the stretches that are not coded, with the reason; what is coded inside of one is left out of it."""
    if not session.layout.has(ASIDE_TABLE):
        return
    column = next(column for column in session.layout.lines if column.key == SET_ASIDE)
    document = session.source.document
    rows = session.draft.rows(ASIDE_TABLE, "document_id", "number", "char_start", "char_end")
    held = {(int(start), int(end)): number for of, number, start, end in rows if of == document and start and end}
    sealed = [
        key for table, key in session.draft.used_keys if table == ASIDE_TABLE and key.startswith(f"{document}{KEY_SEPARATOR}")
    ]
    last = max([int(number) for number in held.values()] + [int(key.rpartition(KEY_SEPARATOR)[2]) for key in sealed], default=0)
    coded = sorted(span for statement in lines.statements for span, _ in statement.parts)
    for row in lines.aside:
        reason = session.value(row, column)
        whole = lines.finder.own_place(row) or lines.finder.span(row)
        if whole is None or not reason:
            continue
        for span in _pieces(session.source.text, whole, coded):
            number = held.get(span, "")
            if not number:
                last += 1
                number = str(last)
            place = {name: str(value) for name, value in asdict(anchor(session.source.text, *span)).items()}
            own = {"document_id": document, "number": number, "reason": reason, "note_en": row.text(SET_ASIDE_NOTE)}
            places = {"reason": SET_ASIDE, "note_en": SET_ASIDE_NOTE, "text_start": FIRST, "text_end": LAST}
            session.want(ASIDE_TABLE, {**own, **place}, row, places)


def _pieces(text: str, whole: Span, coded: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a stretch beside what is coded in it, where it has words."""
    start = whole[0]
    for begin, end in (*coded, (whole[1], whole[1])):
        if begin >= whole[1] and begin != end:
            continue
        piece = trimmed(text, start, min(max(begin, start), whole[1]))
        if piece[0] < piece[1] and fold(text[slice(*piece)]):
            yield piece
        start = max(start, end)
