"""The rows that the statements of a sheet ask for, in every table that belongs to a statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from mawaqif.checks import ROLES_OF_POSITION
from mawaqif.coding.layout import FIRST, INITIATIVES, LAST, LINKS, MARK, NOTES, POSITIONS, ROLES, SEPARATOR, TOPICS, role_key
from mawaqif.coding.loading.session import Session
from mawaqif.coding.loading.statements import OWN_CELLS, CodedStatement
from mawaqif.findings import joined, said, show
from mawaqif.passages import anchor

# Kinds that carry the date of their document. Source: the codebook, "Tables".
_OF_THE_DOCUMENT = ("commentary", "policy")
ENDS = {"text_start": FIRST, "text_end": LAST, "char_start": FIRST, "char_end": LAST, "text_sha256": FIRST}
PLAIN_LINKS = (TOPICS, INITIATIVES)


def want_statements(session: Session, statements: Sequence[CodedStatement], marks: Mapping[str, str]) -> None:
    """Ask for the rows of statements that have their identifiers.

    Args:
        session: the workbook that is loaded.
        statements: the statements, in reading order.
        marks: the identifier of each statement by its mark.
    """
    for ordinal, statement in enumerate(statements, start=1):
        _want_statement(session, statement, ordinal, marks)
        for number, ((start, end), row) in enumerate(statement.parts, start=1):
            place = {name: str(value) for name, value in asdict(anchor(session.source.text, start, end)).items()}
            session.want("passages", {"statement_id": statement.identifier, "part": str(number), **place}, row, ENDS)
        own = {"statement_id": statement.identifier}
        for (actor, role), (row, key) in statement.actors.items():
            cells = {**own, "actor_id": actor, "role": role, "note_en": ""}
            session.want(ROLES, cells, row, {"actor_id": key, "role": key, "statement_id": ""})
        for link in PLAIN_LINKS:
            for other, value, row, key in statement.links.get(link.table, ()):
                places = {link.other: key, link.value: key.replace(link.other, link.value)}
                session.want(link.table, {**own, link.other: other, link.value: value, "note_en": ""}, row, places)
        _want_positions(session, statement)


def _want_statement(session: Session, statement: CodedStatement, ordinal: int, marks: Mapping[str, str]) -> None:
    cells = {name: statement.cells[name][0] if name in statement.cells else "" for name in OWN_CELLS}
    answered = cells["responds_to"]
    if answered:
        cells["responds_to"] = marks.get(answered, answered)
        if answered not in marks and answered not in {name for (name,) in session.draft.rows("statements", "statement_id")}:
            unknown = (
                "{text} is the mark of no statement that is coded here; write the mark of the line that it answers",
                "{text} ليس علامة قول مرمَّز هنا؛ اكتب علامة السطر الذي يرد عليه",
            )
            told = said(*unknown, text=show(answered))
            session.tell(statement.place("responds_to"), "responds_to", told)
    cells["date"] = "" if session.says_none(cells["date"]) else cells["date"] or _day(session, cells)
    if "ordinal" in session.layout.schema("statements").columns:
        cells["ordinal"] = str(ordinal)
    own = {"statement_id": statement.identifier, "document_id": session.source.document}
    session.want("statements", {**own, **cells}, statement.rows[0])


def _day(session: Session, cells: Mapping[str, str]) -> str:
    """Return the date that follows from the kind, the event and the document, where a person gives none."""
    if cells["kind"] not in _OF_THE_DOCUMENT and cells["event_id"]:
        new = session.wanted.get("events", {}).get((cells["event_id"],))
        rows = session.draft.rows("events", "event_id", "start_date", "end_date")
        days = [(start, end) for name, start, end in rows if name == cells["event_id"]]
        if new is not None:
            days = [(new.cells.get("start_date", ""), new.cells.get("end_date", ""))]
        if days and days[0][0] and days[0][0] == days[0][1]:
            return days[0][0]
    return session.source.date


def _want_positions(session: Session, statement: CodedStatement) -> None:
    for provision, position, named, row, key in statement.positions:
        fitting = ROLES_OF_POSITION.get(position, frozenset())
        actors = named or [actor for actor, role in statement.actors if role in fitting]
        if not actors:
            nobody = (
                "{position}: no actor of the statement has a role that goes with it ({roles}); name the actors",
                "{position}: لا جهة في القول لها دور يوافقه ({roles})؛ سمِّ الجهات",
            )
            labels = {column.key: column.label for column in session.layout.lines}
            roles = joined([labels[role_key(role)] for role in sorted(fitting)], " or ")
            whose = key.replace("provision_id", "position_actors")
            session.tell(row, whose, said(*nobody, position=show(position), roles=roles))
        for actor in actors:
            cells = {"provision_id": provision, "actor_id": actor, "position": position}
            cells |= {"statement_id": statement.identifier, "note_en": ""}
            places = {"provision_id": key, "position": key.replace("provision_id", "position"), "actor_id": key}
            session.want(POSITIONS.table, cells, row, places)


def add_notes(session: Session, marks: Mapping[str, str]) -> None:
    """Put the notes of the sheet of notes on the links that they belong to."""
    column = next(column for column in session.layout.notes() if column.key == "link")
    others = {ROLES: ("actor_id", "actors")} | {
        link.table: (link.other, _target(session, link.table, link.other)) for link in LINKS
    }
    for row in session.rows(NOTES):
        table = session.value(row, column)
        statement = marks.get(row.text(MARK), row.text(MARK))
        if table not in others:
            if not row.text("link"):
                labels = ", ".join(choice.label for choice in column.choices)
                told = said("is empty; choose one of {labels}", "فارغ؛ اختر واحدًا من {labels}", labels=labels)
                session.tell(row, "link", told)
            continue
        other, target = others[table]
        name, _, actor = (part.strip() for part in row.text("linked").partition(SEPARATOR))
        wanted = {other: session.reference(row, "linked", target, name), "statement_id": statement}
        if actor:
            wanted["actor_id"] = session.reference(row, "linked", "actors", actor)
        found = [item for item in session.wanted.get(table, {}).values() if wanted.items() <= item.cells.items()]
        for item in found:
            item.cells["note_en"] = row.text("note_en")
        if not found and wanted[other]:
            unlinked = (
                "{mark} has no such link to {linked}; correct the mark or the name",
                "لا رابط كهذا من {mark} إلى {linked}؛ صحّح العلامة أو الاسم",
            )
            session.tell(row, "linked", said(*unlinked, mark=show(row.text(MARK)), linked=show(row.text("linked"))))


def _target(session: Session, table: str, column: str) -> str:
    return next(key.table for key in session.layout.schema(table).foreign_keys if key.columns == (column,))
