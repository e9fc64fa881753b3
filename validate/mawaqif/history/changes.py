"""A diff of two states of a package, row by row.

Rows are matched by primary key, as it was and with the successors of identifiers that were retired; the rest by the
title that `rowTitle` of the schema gives them (the position of one actor on one provision), with identifiers and then
with names, then by equality of all cells but the key (a corrected identifier). So such a change is one change, not a
removal and an addition.
Derived columns, which a release has and a package has not, are not compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

from mawaqif.deriving import kept_columns
from mawaqif.findings import Bilingual, CellChange, Contribution, Kind, RowChange, said
from mawaqif.history.new_statements import new_statements
from mawaqif.tables import RETIRED_IDENTIFIERS, TITLE_PART, Dataset, Table, own_identifier

# A row with fewer filled cells beside its key is not matched without the key.
MIN_FILLED_CELLS = 2


@dataclass(frozen=True)
class _Row:
    """One row of one state.

    Attributes:
        cells: its cells by column.
        key: its primary key.
        line: its line.
        title: what it is, in words.
        named: the same with identifiers in place of names, which stays when a name is changed.
        led_on: its cells with the successors of identifiers that were retired; of the later state, its cells.
        now: its primary key, likewise.
    """

    cells: dict[str, str | None]
    key: tuple[str, ...]
    line: int
    title: str
    named: str
    led_on: dict[str, str | None]
    now: tuple[str, ...]


def compare_datasets(old: Dataset, new: Dataset, base: str = "") -> Contribution:
    """Find what was added, changed and removed between two states of a package.

    Args:
        old: the earlier state; tables that it does not name count as empty.
        new: the later state.
        base: what the user calls the earlier state.

    Returns:
        The changes of every table that could be read on both sides to its end; the
        others are named in `unread`.
    """
    rows: list[RowChange] = []
    unread: list[str] = []
    removed: dict[str, dict[tuple[str, ...], int]] = {}
    successors = _successors(old, new)
    names = dict.fromkeys([*new.descriptor.tables, *new.descriptor.unreadable, *old.descriptor.tables])
    for name in (name for name in names if not (_is_derived(new, name) or _is_derived(old, name))):
        sides = ((Bilingual("now", "الآن"), new), (base, old))
        told = "{table}: {side} {why}", "{table} ({side}): {why}"
        reason = next((said(*told, table=name, side=side, why=why) for side, data in sides if (why := _unusable(data, name))), "")
        if reason:
            unread.append(reason)
            continue
        before, after = _rows(old, name, successors), _rows(new, name)
        table = new.tables.get(name) or old.tables[name]
        rows += _changes(table, before, after)
        removed[name] = _removed_lines(before, after)
    return Contribution(base, rows, unread=unread, removed=removed, statements=new_statements(new, rows))


def _is_derived(dataset: Dataset, name: str) -> bool:
    schema = dataset.descriptor.tables.get(name)
    return schema is not None and schema.raw.get("derived") is True


def _unusable(dataset: Dataset, name: str) -> str:
    table = dataset.tables.get(name)
    if table is None:
        named = name in dataset.descriptor.tables or name in dataset.descriptor.unreadable
        return Bilingual("it could not be read", "تعذرت قراءته") if named else ""
    if not table.complete or table.missing & set(table.schema.primary_key):
        cut = Bilingual("it could not be read to its end", "تعذرت قراءته إلى آخره")
        return cut if not table.complete else Bilingual("its key is missing", "مفتاحه مفقود")
    return ""


def _removed_lines(before: list[_Row], after: list[_Row]) -> dict[tuple[str, ...], int]:
    present = {row.key for row in after}
    return {row.key: row.line for row in before if row.key not in present}


def _successors(old: Dataset, new: Dataset) -> dict[str, dict[str, str]]:
    """Return what follows each identifier that was retired between two states, by table; chains are followed to their ends."""
    known = _retired(old)
    steps = {pair: step for pair, step in _retired(new).items() if pair not in known and step}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for table, identifier in steps:
        at, seen = identifier, {identifier}
        while (step := steps.get((table, at))) and step not in seen:
            at = step
            seen.add(step)
        found[table][identifier] = at
    return dict(found)


def _retired(dataset: Dataset) -> dict[tuple[str, str], str | None]:
    columns = ("table_name", "identifier", "replaced_by")
    if dataset.unusable({RETIRED_IDENTIFIERS: columns}):
        return {}
    return {(table, old): new for table, old, new in dataset.tables[RETIRED_IDENTIFIERS].cells.select(columns).iter_rows()}


def _rows(dataset: Dataset, name: str, successors: Mapping[str, Mapping[str, str]] | None = None) -> list[_Row]:
    table = dataset.tables.get(name)
    if table is None:
        return []
    width = table.schema.primary_key
    held = (
        {column: dataset.descriptor.holds_identifiers_of(name, column) for column in table.schema.columns} if successors else {}
    )
    led = {column: successors[target] for column, target in held.items() if target in successors} if successors else {}
    found = []
    kept = table.cells.select(kept_columns(table.schema, dataset.descriptor.tables))
    led = {column: names for column, names in led.items() if column in kept.columns}
    for line, cells in zip(table.lines, kept.iter_rows(named=True), strict=True):
        now = cells | {column: names.get(cells[column] or "", cells[column]) for column, names in led.items()}
        keys = (tuple(row[column] or "" for column in width) for row in (cells, now))
        key, key_now = keys
        found.append(_Row(cells, key, line, row_title(dataset, table, cells), _named(table, now), now, key_now))
    return found


def _named(table: Table, cells: Mapping[str, str | None]) -> str:
    """Return the title of a row with identifiers in place of names."""
    return TITLE_PART.sub(lambda match: cells.get(match[1]) or "", table.schema.row_title)


def row_title(dataset: Dataset, table: Table, cells: dict[str, str | None]) -> str:
    """Return the title of a row in words, from `rowTitle` of its schema.

    Args:
        dataset: the tables, for parts such as `{actor_id.name_en}` that name a cell of
            the row referred to; where that row is not there, the identifier stands.
        table: the table of the row.
        cells: the row, by column.
    """

    def fill(match: re.Match[str]) -> str:
        value = cells.get(match[1]) or ""
        return (_referenced_cell(dataset, table, match[1], match[2], value) if match[2] else value) or value

    return TITLE_PART.sub(fill, table.schema.row_title)


def _referenced_cell(dataset: Dataset, table: Table, column: str, target_column: str, value: str) -> str:
    target = next((key.table for key in table.schema.foreign_keys if key.columns == (column,)), "")
    other = dataset.tables.get(target)
    if other is None or target_column not in other.schema.by_name or target_column in other.missing:
        return ""
    row = other.row_of.get((value,))
    return "" if row is None else str(other.cells[target_column][row] or "")


def _changes(table: Table, before: list[_Row], after: list[_Row]) -> Iterator[RowChange]:
    pairs, gone, new = _match_rows(table, before, after)
    found = [_changed(table, old, row) for old, row in pairs if old.cells != row.cells]
    found += [_added_or_removed(table, Kind.ADDED, row) for row in new]
    stand = {row.key: row.cells for row in after}
    found += [
        replace(
            _added_or_removed(table, Kind.REMOVED, row),
            successor=_successor(table, row),
            follows=row.led_on == stand.get(row.now),
        )
        for row in gone
    ]
    yield from sorted((item for item in found if item), key=lambda item: (item.line or item.old_line, item.kind))


def _match_rows(table: Table, before: list[_Row], after: list[_Row]) -> tuple[list[tuple[_Row, _Row]], list[_Row], list[_Row]]:
    """Match the rows of both states; return the pairs, and the rows without a match on either side."""
    key = set(table.schema.primary_key)

    def others(row: _Row) -> Hashable:
        rest = tuple((name, cell) for name, cell in sorted(row.cells.items()) if name not in key and cell)
        return rest if len(rest) >= MIN_FILLED_CELLS else None

    pairs: list[tuple[_Row, _Row]] = []
    same: tuple[Callable[[_Row], Hashable], ...] = (
        lambda row: row.key,
        lambda row: row.now,
        lambda row: row.named,
        lambda row: row.title,
        others,
    )
    for group in same:
        left: dict[Hashable, list[_Row]] = defaultdict(list)
        right: dict[Hashable, list[_Row]] = defaultdict(list)
        for side, rows in ((left, before), (right, after)):
            for row in rows:
                side[group(row)].append(row)
        found = [
            (left[value][0], right[value][0])
            for value in left
            if value is not None and len(left[value]) == 1 and len(right.get(value, ())) == 1
        ]
        pairs += found
        taken = {id(row) for pair in found for row in pair}
        before = [row for row in before if id(row) not in taken]
        after = [row for row in after if id(row) not in taken]
    return pairs, before, after


def _changed(table: Table, old: _Row, new: _Row) -> RowChange | None:
    columns = dict.fromkeys([*new.cells, *old.cells])
    cells = tuple(
        CellChange(name, old.cells.get(name), new.cells.get(name))
        for name in columns
        if old.cells.get(name) != new.cells.get(name)
    )
    if not cells:
        return None
    found = RowChange(Kind.CHANGED, table.schema.name, new.key, old.title, table.schema.path, new.line, old.line, cells)
    successor = _successor(table, old)
    return replace(found, successor=successor, follows=not successor and old.led_on == new.cells)


def _successor(table: Table, row: _Row) -> str:
    """Return the identifier that stands for a row now; empty where its own was not retired for another."""
    column = own_identifier(table.schema)
    after = row.led_on.get(column) if column else None
    return after or "" if after != row.cells.get(column) else ""


def _added_or_removed(table: Table, kind: Kind, row: _Row) -> RowChange:
    added = kind is Kind.ADDED
    cells = tuple(CellChange(name, None if added else cell, cell if added else None) for name, cell in row.cells.items() if cell)
    line, old_line = (row.line, 0) if added else (0, row.line)
    return RowChange(kind, table.schema.name, row.key, row.title, table.schema.path, line, old_line, cells)
