"""The sheets of the second coder: passages, footnotes and lists to judge, and nothing that the first coder gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from mawaqif.coding.double_coding.coded_document import KINDS, LOCATORS, POSITIONS, TOPICS, Unit
from mawaqif.coding.double_coding.kept_codes import KeptCodes
from mawaqif.coding.double_coding.sheet_parts import NOTHING, SheetParts
from mawaqif.coding.workbook import Choice, Column, Sheet, Workbook
from mawaqif.tables import KEY_SEPARATOR

BLIND = "blind"
MOST_TOPICS = 8
Row = dict[str, str]


def blind_workbook(parts: SheetParts, coder: str, own: KeptCodes) -> Workbook:
    """Make the workbook for a second coder.

    Args:
        parts: what the sheets are made of.
        coder: who codes.
        own: what this coder has given before, which stands in the cells again.
    """
    open_units = parts.document.open()
    made = [_statements(parts, open_units, own), _citations(parts, open_units, own), _positions(parts, open_units, own)]
    sheets = (*(sheet for sheet in made if sheet.rows), parts.topic_sheet())
    return Workbook(BLIND, {"document": parts.document.name, "coder": coder}, parts.wording.language, sheets)


def row_key(parts: SheetParts, unit: Unit) -> str:
    """Return the name of a row: the key of what it judges, and where its passage stood."""
    return f"{unit[1]}#{parts.document.cut(unit)}"


def statement_columns(parts: SheetParts) -> tuple[Column, ...]:
    """Return the columns of the sheet of statements."""
    topics = (*parts.topics, Choice(NOTHING, parts.wording.text("no_topic")))
    stances = parts.codes(TOPICS)
    pairs = [
        column
        for number in range(1, MOST_TOPICS + 1)
        for column in (
            parts.column(f"topic_{number}", 26, choices=topics if number == 1 else parts.topics),
            parts.column(f"stance_{number}", 12, choices=stances),
        )
    ]
    given = [parts.column(key, width, given=True) for key, width in (("statement", 8), ("speakers", 20))]
    words = [parts.column(key, width, given=True) for key, width in (("before", 24), ("words", 70), ("after", 24))]
    return (*given, *words, parts.column("kind", 22, choices=parts.codes(KINDS)), *pairs)


def citation_columns(parts: SheetParts) -> tuple[Column, ...]:
    """Return the columns of the sheet of citations."""
    given = [parts.column(key, width, given=True) for key, width in (("note", 8), ("words", 70), ("cited", 40))]
    return (
        *given,
        parts.column("locator_kind", 16, choices=parts.codes(LOCATORS)),
        parts.column("locator", 16, left_to_right=True),
    )


def position_columns(parts: SheetParts) -> tuple[Column, ...]:
    """Return the columns of the sheet of positions."""
    given = [
        parts.column(key, width, given=True)
        for key, width in (("provision", 30), ("actor", 24), ("statement", 10), ("words", 70))
    ]
    return (*given, parts.column("position", 16, choices=parts.codes(POSITIONS, nothing="no_position")))


def _sheet(parts: SheetParts, name: str, columns: tuple[Column, ...], rows: list[tuple[Unit, Row]]) -> Sheet:
    title = parts.wording.text(f"sheet_{name}")
    # What only the second coder found has no name of its own.
    listed = set(parts.document.open())
    keys = [row_key(parts, unit) if unit in listed else "" for unit, _ in rows]
    return Sheet(name, title, columns, [row for _, row in rows], keys, frozen=1)


def _statements(parts: SheetParts, open_units: list[Unit], own: KeptCodes) -> Sheet:
    speakers = speakers_of(parts)
    stances = _by_statement(own)
    rows = []
    for unit in (unit for unit in open_units if unit[0] == KINDS):
        before, words, after = parts.passage(unit[1])
        row = {"statement": unit[1].rpartition("-")[2], "speakers": speakers.get(unit[1], "")}
        row |= {"before": before, "words": words, "after": after}
        if unit in own.codes:
            row |= _given(parts, own.codes[unit], stances.get(unit[1], {}))
        rows.append((unit, row))
    return _sheet(parts, "statements", statement_columns(parts), rows)


def _given(parts: SheetParts, kind: str, stances: Mapping[str, str]) -> Row:
    """Return the cells of a statement that this coder has judged before, as labels."""
    columns = {column.key: column for column in statement_columns(parts)}
    row = {"kind": label(columns["kind"], kind)}
    for number, (topic, stance) in enumerate(stances.items() or [(NOTHING, "")], start=1):
        row |= {f"topic_{number}": label(columns["topic_1"], topic), f"stance_{number}": label(columns["stance_1"], stance)}
    return row


def label(column: Column, value: str) -> str:
    """Return what people see of a value."""
    return next((choice.label for choice in column.choices if choice.value == value), value)


def _by_statement(own: KeptCodes) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for (table, key), stance in own.codes.items():
        if table == TOPICS:
            statement, _, topic = key.partition(KEY_SEPARATOR)
            found[statement][topic] = stance
    return found


def speakers_of(parts: SheetParts) -> dict[str, str]:
    """Return the names of the actors of each statement, without their roles, which would tell its kind."""
    names = parts.named("actors", "name")
    rows = parts.document.dataset.tables["statement_actors"].cells.select("statement_id", "actor_id").drop_nulls()
    found: dict[str, list[str]] = defaultdict(list)
    for statement, actor in rows.iter_rows():
        found[statement].append(names.get(actor) or actor)
    return {statement: " | ".join(sorted(set(actors))) for statement, actors in found.items()}


def _citations(parts: SheetParts, open_units: list[Unit], own: KeptCodes) -> Sheet:
    titles = parts.named("documents", "title")
    columns = citation_columns(parts)
    table = parts.document.dataset.tables["citations"].frame
    told = {row[0]: row[1:] for row in table.select("citation_id", "note_number", "item", "cited_document_id").iter_rows()}
    rows = []
    for unit in (unit for unit in open_units if unit[0] == LOCATORS):
        note, item, cited = told[unit[1]]
        row = {"note": f"{note}.{item}", "words": parts.footnotes.get(note, ""), "cited": titles.get(cited, cited)}
        if unit in own.codes:
            kind, _, locator = own.codes[unit].partition(KEY_SEPARATOR)
            row |= {"locator_kind": label(columns[3], kind), "locator": locator}
        rows.append((unit, row))
    return _sheet(parts, "citations", columns, rows)


def _positions(parts: SheetParts, open_units: list[Unit], own: KeptCodes) -> Sheet:
    provisions, actors = provision_names(parts), parts.named("actors", "name")
    columns = position_columns(parts)
    rows = []
    found = {unit[1]: parts.document.cut_so(own.cuts[unit]) for unit in own.codes if unit[0] == POSITIONS}
    evidence = {**found, **parts.document.evidence}
    mine = [unit for unit in own.codes if unit[0] == POSITIONS and unit not in parts.document.coded_twice]
    for unit in dict.fromkeys([*(unit for unit in open_units if unit[0] == POSITIONS), *mine]):
        provision, _, actor = unit[1].partition(KEY_SEPARATOR)
        words = parts.passage(evidence[unit[1]])[1]
        row = {"provision": provisions.get(provision, provision), "actor": actors.get(actor, actor), "words": words}
        row["statement"] = evidence[unit[1]].rpartition("-")[2]
        if unit in own.codes:
            row["position"] = label(columns[-1], own.codes[unit] or NOTHING)
        rows.append((unit, row))
    return _sheet(parts, "positions", columns, rows)


def provision_names(parts: SheetParts) -> dict[str, str]:
    """Return label and title of each provision."""
    titles = parts.named("provisions", "title")
    rows = parts.document.dataset.tables["provisions"].cells.select(pl.col("provision_id", "label").fill_null("")).iter_rows()
    return {name: f"{label} {titles.get(name, '')}".strip() for name, label in rows}
