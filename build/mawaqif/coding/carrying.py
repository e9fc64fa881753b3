"""Carrying over: what a package has of a document already, as lines of its draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mawaqif.coding.layout import (
    ASIDE_TABLE,
    CITATIONS,
    CODED,
    LINKS,
    MARK,
    POSITIONS,
    ROLES,
    SEPARATOR,
    SET_ASIDE,
    SET_ASIDE_NOTE,
    Layout,
    position_actors_key,
    role_key,
)

STATEMENT = "statement_id"
_COPIED = ("kind", "event_id", "date", "responds_to", "summary_en", "summary_ar", "note_en")
Row = Mapping[str, str]


@dataclass(frozen=True)
class CarriedLine:
    """A line that says what the package has.

    Attributes:
        start: offset of the part of the passage, or of what is set aside.
        end: offset after it.
        cells: its cells by key of the column.
        part: whether the line is a part of the passage; else it only holds more links of its statement.
    """

    start: int
    end: int
    cells: dict[str, str]
    part: bool = True


class Rows:
    """The rows of the tables as texts, by statement."""

    def __init__(self, layout: Layout, document: str) -> None:
        """Take the rows of one document."""
        self.layout = layout
        self.statements = [row for row in self.all("statements") if row["document_id"] == document]
        self.own = {row[STATEMENT] for row in self.statements}

    def all(self, table: str) -> list[dict[str, str]]:
        """Return every row of a table."""
        found = self.layout.dataset.tables.get(table)
        if found is None:
            return []
        return [{name: cell or "" for name, cell in row.items()} for row in found.cells.iter_rows(named=True)]

    def by_statement(self, table: str) -> dict[str, list[dict[str, str]]]:
        """Return the rows of a table that belong to the statements of the document, by statement."""
        found: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in self.all(table):
            if row[STATEMENT] in self.own:
                found[row[STATEMENT]].append(row)
        return found


def carried_lines(layout: Layout, document: str) -> list[CarriedLine]:
    """Return a line for each part of each passage of a document, and for each stretch that is set aside."""
    rows = Rows(layout, document)
    passages = rows.by_statement("passages")
    links = {link.table: rows.by_statement(link.table) for link in LINKS}
    roles = rows.by_statement(ROLES)
    found: list[CarriedLine] = []
    for statement in rows.statements:
        key = statement[STATEMENT]
        parts = sorted(passages.get(key, []), key=lambda row: int(row["part"]))
        if not parts:
            continue
        cells = (
            {name: statement[name] for name in _COPIED} | _none(layout, statement, "date") | _roles(layout, roles.get(key, []))
        )
        more = list(_links(layout, {name: rows_of.get(key, []) for name, rows_of in links.items()}))
        found += _lines_of(key, parts, [cells | (more[0] if more else {}), *more[1:]])
    return found + _set_aside(rows, document)


def _lines_of(statement: str, parts: Sequence[Row], groups: Sequence[dict[str, str]]) -> Iterator[CarriedLine]:
    """Yield the lines of a statement: one a part, and one for each group of links for which there is no part."""
    for number in range(max(len(parts), len(groups))):
        cells = groups[number] if number < len(groups) else {}
        at = parts[min(number, len(parts) - 1)]
        own = {CODED: "yes", MARK: statement}
        yield CarriedLine(int(at["char_start"]), int(at["char_end"]), {**own, **cells}, part=number < len(parts))


def _none(layout: Layout, row: Row, column: str) -> dict[str, str]:
    """Return a cell that says that there is nothing, where an empty one would be filled in."""
    return {} if row[column] else {column: layout.wording.word("values", "none")}


def _roles(layout: Layout, rows: Sequence[Row]) -> dict[str, str]:
    names = layout.actor_names
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[role_key(row["role"])].append(names.get(row["actor_id"], row["actor_id"]))
    return {key: f" {SEPARATOR} ".join(actors) for key, actors in found.items()}


def _links(layout: Layout, rows: Mapping[str, Sequence[Row]]) -> Iterator[dict[str, str]]:
    """Yield the cells of the links of a statement, in groups as wide as the sheet has columns for."""
    names = layout.actor_names
    entries: dict[str, list[dict[str, str]]] = {}
    for link in LINKS:
        held = rows[link.table]
        if link is POSITIONS:
            entries[link.table] = _positions(held, names)
        else:
            entries[link.table] = [{"other": row[link.other], "value": row[link.value]} for row in held]
    while any(entries.values()):
        cells: dict[str, str] = {}
        for link in LINKS:
            now, entries[link.table] = entries[link.table][: link.count], entries[link.table][link.count :]
            for number, entry in enumerate(now, start=1):
                other, value = link.keys(number)
                cells |= {other: entry["other"], value: entry["value"]}
                if link is POSITIONS:
                    cells[position_actors_key(number)] = entry["actors"]
        yield cells


def _positions(rows: Sequence[Row], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the positions of a statement, those of several actors on one provision together."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        found[row["provision_id"], row["position"]].append(names.get(row["actor_id"], row["actor_id"]))
    return [{"other": o, "value": v, "actors": f" {SEPARATOR} ".join(actors)} for (o, v), actors in found.items()]


def _set_aside(rows: Rows, document: str) -> list[CarriedLine]:
    found = []
    for row in rows.all(ASIDE_TABLE):
        if row["document_id"] == document:
            cells = {CODED: "yes", SET_ASIDE: row["reason"], SET_ASIDE_NOTE: row.get("note_en", "")}
            found.append(CarriedLine(int(row["char_start"]), int(row["char_end"]), cells))
    return found


def carried_rows(layout: Layout, document: str, table: str) -> list[dict[str, str]]:
    """Return the rows of a table that belongs to the document: errata, actors of initiatives, citations."""
    rows = Rows(layout, document)
    schema = layout.schema(table)
    if "document_id" in schema.columns:
        own = [row for row in rows.all(table) if row["document_id"] == document]
    else:
        own = [row for row in rows.all(table) if row[STATEMENT] in rows.own]
    none = [_none(layout, row, STATEMENT) if table == CITATIONS else {} for row in own]
    return [{CODED: "yes", **row, **empty} for row, empty in zip(own, none, strict=True)]


def notes_on_links(layout: Layout, document: str) -> list[dict[str, str]]:
    """Return the notes that links of statements have, which stand in a sheet of their own."""
    rows = Rows(layout, document)
    found = []
    for table, other in ((ROLES, "actor_id"), *((link.table, link.other) for link in LINKS)):
        for statement, held in rows.by_statement(table).items():
            for row in held:
                if row["note_en"]:
                    key = f"{row[other]} {SEPARATOR} {row['actor_id']}" if table == POSITIONS.table else row[other]
                    found.append({MARK: statement, "link": table, "linked": key, "note_en": row["note_en"]})
    return found
