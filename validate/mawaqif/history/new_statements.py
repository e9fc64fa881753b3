"""The statements that a contribution adds, each with the rows that came with it, in words for a reviewer.

A table belongs to a statement by its foreign key, so that a new table needs nothing here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mawaqif.deriving import reading_order
from mawaqif.findings import Kind, NewRow, NewStatement, RowChange
from mawaqif.tables import Dataset, Field, Table, own_identifier

STATEMENTS, PASSAGES = "statements", "passages"
NEEDS = {STATEMENTS: ("statement_id", "document_id"), PASSAGES: ("statement_id", "char_start")}
SUMMARIES = ("summary_en", "summary_ar")
_HASH = re.compile(r"\{64\}")
# Columns by whose names people know a row.
_NAMES = ("name_en", "title_en", "label_en")
Cells = Mapping[str, str]


def new_statements(dataset: Dataset, rows: Iterable[RowChange]) -> list[NewStatement]:
    """Return the statements that were added, in the order in which they are read; none where tables cannot be read.

    Args:
        dataset: the state at hand.
        rows: the changes of rows since an earlier one.
    """
    added = [row for row in rows if row.kind is Kind.ADDED]
    own = {row.key[0]: row for row in added if row.table == STATEMENTS}
    if not own or not dataset.has(NEEDS) or dataset.unusable(NEEDS):
        return []
    if dataset.tables[PASSAGES].schema.by_name["char_start"].type.name != "integer":
        return []
    belonging = _belonging(dataset, added, own.keys())
    table = dataset.tables[STATEMENTS]
    order = reading_order(table.frame, dataset.tables[PASSAGES].frame)
    columns = (table.frame["statement_id"], table.frame["document_id"], order)
    places = {str(statement): (str(document), place) for statement, document, place in zip(*columns, strict=True)}
    totals = Counter(document for document, _ in places.values())
    found = []
    for key in sorted(own.keys() & places.keys(), key=places.__getitem__):
        document, place = places[key]
        found.append(_statement(dataset, own[key], belonging[key], (document, place, totals[document])))
    return found


def _belonging(dataset: Dataset, added: Iterable[RowChange], statements: Iterable[str]) -> Mapping[str, list[NewRow]]:
    wanted = set(statements)
    found: dict[str, list[NewRow]] = defaultdict(list)
    for row in added:
        table = dataset.tables[row.table]
        column = next((key.columns[0] for key in table.schema.foreign_keys if key.table == STATEMENTS), "")
        cells = _cells(row)
        if row.table != STATEMENTS and cells.get(column) in wanted:
            title = str(table.schema.raw.get("title", row.table))
            passed = {column, "document_id", own_identifier(table.schema) or ""}
            words = "; ".join(_told(dataset, table, cells, passed))
            found[cells[column]].append(NewRow(row.table, title, words, row.file, row.line, row.key))
    return found


def _cells(row: RowChange) -> Cells:
    return {cell.column: cell.new for cell in row.cells if cell.new}


def _statement(dataset: Dataset, row: RowChange, rows: Sequence[NewRow], place: tuple[str, int, int]) -> NewStatement:
    table = dataset.tables[STATEMENTS]
    cells = _cells(row)
    document, ordinal, total = place
    passed = {"statement_id", "document_id", *SUMMARIES}
    facts = tuple(
        (_title(field), _value(dataset, table, field, cells[field.name]))
        for field in table.schema.fields
        if field.name in cells and field.name not in passed
    )
    named = _value(dataset, table, table.schema.by_name["document_id"], document)
    summary_en, summary_ar = (cells.get(name, "") for name in SUMMARIES)
    return NewStatement(row.key[0], named, ordinal, total, row.file, row.line, facts, summary_en, summary_ar, tuple(rows))


def _told(dataset: Dataset, table: Table, cells: Cells, passed: set[str]) -> Iterator[str]:
    """Yield what the cells of a row say, in order of columns, without hashes and what the statement says itself."""
    several = sum("enum" in field.constraints for field in table.schema.fields) > 1
    for field in table.schema.fields:
        text = cells.get(field.name)
        if text is None or field.name in passed or _HASH.search(str(field.constraints.get("pattern", ""))):
            continue
        if field.type.name == "boolean":
            yield from [_title(field).lower()] if text == "true" else []
        elif _refers(table, field) or ("enum" in field.constraints and not several):
            yield _value(dataset, table, field, text)
        else:
            yield f"{_title(field).lower()}: {text}"


def _title(field: Field) -> str:
    return str(field.raw.get("title", field.name))


def _refers(table: Table, field: Field) -> str:
    return next((key.table for key in table.schema.foreign_keys if key.columns == (field.name,)), "")


def _value(dataset: Dataset, table: Table, field: Field, text: str) -> str:
    """Return a cell as people read it: of a reference, the name of the row with its identifier."""
    other = dataset.tables.get(_refers(table, field))
    row = other.row_of.get((text,)) if other else None
    if other is None or row is None:
        return text
    names = (other.cells[name][row] for name in _NAMES if name in other.schema.by_name and name not in other.missing)
    name = next((name for name in names if name), "")
    return f"{name} ({text})" if name else text
