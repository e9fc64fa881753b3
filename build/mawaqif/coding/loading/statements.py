"""The lines of the text as statements: lines with one mark together, their passages found, their links read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mawaqif.coding.layout import (
    FIRST,
    INITIATIVES,
    LAST,
    LINES,
    LINKS,
    MARK,
    POSITIONS,
    ROLES,
    SET_ASIDE,
    LinkColumns,
    position_actors_key,
    role_key,
)
from mawaqif.coding.loading.finding_words import Span, WordFinder
from mawaqif.coding.loading.session import Session
from mawaqif.coding.workbook import Column, FilledRow, SheetProblem
from mawaqif.findings import Bilingual, said, show

# Cells of the statement itself: what several lines of it say must be the same.
OWN_CELLS = ("kind", "event_id", "date", "responds_to", "summary_en", "summary_ar", "note_en")
# What nobody proposes: a line that has one of them was filled in by a person.
UNCONFIRMED = Bilingual("is filled in and not confirmed, so it is left out", "مملوء وغير مؤكَّد، فهو متروك")
_PERSONAL = ("kind", "summary_en", "summary_ar", "note_en", "topic_id_1", "stance_1", "relation_1", "position_1")
# As people part the names in a cell.
_PARTED = re.compile(r"\s*(?:[|;؛\n]|\s،\s)\s*")


@dataclass
class CodedStatement:
    """A statement as the lines of the sheet say it.

    Attributes:
        mark: the mark of its lines.
        rows: its lines, those with a part of the passage in the order of the text.
        parts: the stretches of its passage, in order, each with its line.
        cells: the cells of the statement itself, as written, each with the line that has it.
        actors: identifier and role of its actors, each with the line and column that name it.
        links: for each link table, identifier of the other row and value, with line and column.
        identifier: its identifier, once it has one.
    """

    mark: str
    rows: list[FilledRow]
    parts: list[tuple[Span, FilledRow]] = field(default_factory=list)
    cells: dict[str, tuple[str, FilledRow]] = field(default_factory=dict)
    actors: dict[tuple[str, str], tuple[FilledRow, str]] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str, FilledRow, str]]] = field(default_factory=dict)
    positions: list[tuple[str, str, list[str], FilledRow, str]] = field(default_factory=list)
    identifier: str = ""

    @property
    def start(self) -> int:
        """Where its passage starts."""
        return self.parts[0][0][0] if self.parts else 0

    def place(self, column: str) -> FilledRow:
        """Return the line that has a cell of the statement, else its first one."""
        return self.cells[column][1] if column in self.cells else self.rows[0]


@dataclass
class Lines:
    """What the sheet of the text holds.

    Attributes:
        statements: the statements, in reading order.
        aside: lines of what is not coded, or of which the rest is not.
        finder: finds the words of a line.
    """

    statements: list[CodedStatement]
    aside: list[FilledRow]
    finder: WordFinder


def read_lines(session: Session) -> Lines:
    """Read the sheet of the text."""
    columns = {column.key: column for column in session.layout.lines}
    finder = WordFinder(session)
    grouped: dict[str, list[FilledRow]] = {}
    aside: list[FilledRow] = []
    for row in session.rows(LINES):
        if not _counts(session, row, columns):
            continue
        if row.text(SET_ASIDE):
            aside.append(row)
        if not row.text(SET_ASIDE) or _is_coded(row):
            grouped.setdefault(row.text(MARK) or f"row {row.number}", []).append(row)
    statements = [_statement(session, mark, rows, columns, finder) for mark, rows in grouped.items()]
    for statement in statements:
        if not statement.parts and not any(row.text(FIRST) or row.text(LAST) for row in statement.rows):
            placeless = (
                "no line with the mark {mark} says where its passage stands",
                "لا سطر ذا علامة {mark} يبيّن أين موضعه",
            )
            session.tell(statement.rows[0], FIRST, said(*placeless, mark=show(statement.mark)))
    return Lines(sorted(statements, key=lambda item: item.start), aside, finder)


def _counts(session: Session, row: FilledRow, columns: dict[str, Column]) -> bool:
    if session.confirmed(row, columns["coded"]):
        return True
    session.unconfirmed += 1
    if any(row.text(key) for key in _PERSONAL):
        session.left_out.append(SheetProblem(row.at(), UNCONFIRMED))
    return False


def _is_coded(row: FilledRow) -> bool:
    """True where a line codes something though it says why the rest of it is not coded."""
    joined = row.text(MARK) and row.text("unit") and row.text(MARK) != row.text("unit")
    return bool(joined) or any(row.text(key) for key in _PERSONAL)


def _statement(
    session: Session, mark: str, rows: list[FilledRow], columns: dict[str, Column], finder: WordFinder
) -> CodedStatement:
    made = CodedStatement(mark, rows)
    for row in rows:
        if row.text(FIRST) or row.text(LAST):
            span = finder.span(row)
            if span is not None:
                made.parts.append((span, row))
    made.parts.sort(key=lambda part: part[0])
    order = [row for _, row in made.parts]
    made.rows = [*order, *(row for row in rows if row not in order)]
    for row in made.rows:
        _read_cells(session, made, row, columns)
        _read_actors(session, made, row)
        for link in LINKS:
            _read_links(session, made, row, link, columns)
    return made


def _read_cells(session: Session, made: CodedStatement, row: FilledRow, columns: dict[str, Column]) -> None:
    for key in OWN_CELLS:
        value = session.value(row, columns[key])
        if key == "event_id":
            value = session.reference(row, key, "events", value)
        if not value:
            continue
        before, other = made.cells.setdefault(key, (value, row))
        if before != value:
            told = said(
                "says {value}, and row {number} of the same statement {mark} says {before}; let one of them stand, or give the"
                " lines different marks",
                "فيه {value}، وفي الصف {number} من القول {mark} ذاته {before}؛ أبقِ إحداهما، أو أعطِ السطرين علامتين مختلفتين",
                value=show(value),
                number=other.number,
                mark=show(made.mark),
                before=show(before),
            )
            session.tell(row, key, told)


def _names(text: str) -> list[str]:
    return [name for name in _PARTED.split(text) if name]


def _read_actors(session: Session, made: CodedStatement, row: FilledRow) -> None:
    for role in session.layout.schema(ROLES).by_name["role"].constraints["enum"]:
        key = role_key(role)
        for name in _names(row.text(key)):
            actor = session.reference(row, key, "actors", name)
            if actor:
                made.actors.setdefault((actor, role), (row, key))


def _read_links(session: Session, made: CodedStatement, row: FilledRow, link: LinkColumns, columns: dict[str, Column]) -> None:
    target = next(key.table for key in session.layout.schema(link.table).foreign_keys if key.columns == (link.other,))
    for number in range(1, link.count + 1):
        other, value = link.keys(number)
        name, chosen = row.text(other), session.value(row, columns[value])
        if name and not row.text(value) and link is INITIATIVES:
            # It may be a proposal that nobody has looked at.
            lacking = "{name} has no {value}, so it is left out", "لا {value} للصف {name}، فهو متروك"
            told = said(*lacking, name=show(name), value=link.value)
            session.left_out.append(SheetProblem(row.at(other), told))
        elif name and not row.text(value):
            told = said(
                "is empty, and {name} stands beside it; choose the {value}, or empty both",
                "فارغ وبجانبه {name}؛ اختر {value}، أو أفرغ الاثنين",
                name=show(name),
                value=link.value,
            )
            session.tell(row, value, told)
        elif row.text(value) and not name:
            told = said(
                "is empty, and {value} stands beside it; choose what it is about, or empty both",
                "فارغ وبجانبه {value}؛ اختر ما يتعلق به، أو أفرغ الاثنين",
                value=show(row.text(value)),
            )
            session.tell(row, other, told)
        elif name and chosen:
            found = session.reference(row, other, target, name)
            if found and link is POSITIONS:
                made.positions.append((found, chosen, list(_position_actors(session, row, number)), row, other))
            elif found:
                made.links.setdefault(link.table, []).append((found, chosen, row, other))


def _position_actors(session: Session, row: FilledRow, number: int) -> Iterator[str]:
    key = position_actors_key(number)
    for name in _names(row.text(key)):
        actor = session.reference(row, key, "actors", name)
        if actor:
            yield actor
