"""Removing, behind `mawaqif remove`: a row goes, with all that cannot stand without it, once that was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl
from rapidfuzz import process

from mawaqif.checks import suggestion
from mawaqif.editing.corrections.change import Change, Package, remaining
from mawaqif.editing.corrections.retirement import Reason, retire, sealed
from mawaqif.editing.entries.request import encodable, find_schema
from mawaqif.editing.identifiers import with_cells
from mawaqif.findings import CannotRunError, show
from mawaqif.history import row_hashes
from mawaqif.reports import count
from mawaqif.tables import ForeignKey, Table, TableSchema, own_identifier

Place = tuple[str, int]


@dataclass
class Dependents:
    """What hangs on a row.

    Attributes:
        gone: table and position of every row that goes: the row itself, and each that needs one that goes.
        emptied: table and position, and columns, of references that may be empty and lead to a row that goes.
    """

    gone: dict[Place, str] = field(default_factory=dict)
    emptied: dict[tuple[Place, tuple[str, ...]], str] = field(default_factory=dict)


def remove(package: Package, table: str, key: Sequence[str], reason: Reason, *, with_dependents: bool) -> Change:
    """Remove a row.

    A row that refers to it by a column that may be empty stays, with that cell emptied: an answer outlives the statement
    that it answers. Any other row that refers to it goes too, and so on.

    Args:
        package: the package.
        table: name of the table, or what one of its rows is called.
        key: the cells of its key, in the order of the schema.
        reason: why; needed where an identifier that goes may be cited.
        with_dependents: whether what hangs on the row goes with it.

    Raises:
        CannotRunError: there is no such row, or something hangs on it and was not to go.
    """
    schema = find_schema(package.dataset.descriptor, table)
    row = _row(package, schema, key)
    found = dependents(package, (schema.name, row))
    told = [
        _named(package, place, "gone" if number == 0 else "gone with it", why)
        for number, (place, why) in enumerate(found.gone.items())
    ]
    told += [
        f"{_named(package, place, 'kept', why)}, {', '.join(columns)} emptied" for (place, columns), why in found.emptied.items()
    ]
    if len(told) > 1 and not with_dependents:
        lines = "\n".join(told[1:])
        raise CannotRunError(
            f"{count(len(told) - 1, 'row')} of the package lead to it; --with-dependents changes them too:\n{lines}"
        )
    cells = _cells(package, found)
    gone: dict[str, dict[str, str]] = {}
    for name, position in found.gone:
        column = own_identifier(package.dataset.tables[name].schema)
        identifier = package.dataset.tables[name].cells[column][position] if column else ""
        if identifier and sealed(package, name, identifier):
            gone.setdefault(name, {})[identifier] = ""
    told += [f"retired: {identifier} of {name}" for name, names in gone.items() for identifier in names]
    record = remaining(package.record, row_hashes(package.dataset), row_hashes(with_cells(package.dataset, cells)))
    return Change({**cells, **retire(package, gone, reason)}, record, tuple(told))


def dependents(package: Package, place: Place) -> Dependents:
    """Find all that hangs on a row, by the foreign keys of the schemas, recursively."""
    found = Dependents({place: ""})
    waiting = [place]
    for name, position in waiting:
        target = package.dataset.tables[name]
        for user in package.dataset.tables.values():
            for key in (key for key in user.schema.foreign_keys if key.table == name):
                why = f"its {', '.join(key.columns)}"
                for row in _referring(user, key, target, position):
                    at = (user.schema.name, row)
                    if at in found.gone:
                        continue
                    if _may_be_empty(user.schema, key):
                        found.emptied[at, key.columns] = why
                    else:
                        found.gone[at] = why
                        waiting.append(at)
    found.emptied = {entry: why for entry, why in found.emptied.items() if entry[0] not in found.gone}
    return found


def _referring(user: Table, key: ForeignKey, target: Table, position: int) -> list[int]:
    """Return the positions of the rows that refer to a row, every part of the key compared by itself."""
    values = [target.cells[name][position] for name in key.references]
    if any(value is None for value in values):
        return []
    same = [pl.col(column) == value for column, value in zip(key.columns, values, strict=True)]
    return list(user.cells.select(pl.all_horizontal(same).fill_null(value=False).arg_true()).to_series())


def _may_be_empty(schema: TableSchema, key: ForeignKey) -> bool:
    return not any(column in schema.primary_key or schema.by_name[column].required for column in key.columns)


def _cells(package: Package, found: Dependents) -> dict[str, pl.DataFrame]:
    names = dict.fromkeys([name for name, _ in found.gone] + [name for (name, _), _ in found.emptied])
    cells = {}
    for name in names:
        frame = package.dataset.tables[name].cells.with_row_index("#row")
        for row, columns in [(row, columns) for (table, row), columns in found.emptied if table == name]:
            here = pl.col("#row") == row
            frame = frame.with_columns(pl.when(here).then(None).otherwise(pl.col(column)).alias(column) for column in columns)
        rows = [row for table, row in found.gone if table == name]
        cells[name] = frame.filter(~pl.col("#row").is_in(rows)).drop("#row")
    return cells


def _named(package: Package, place: Place, verb: str, why: str) -> str:
    table = package.dataset.tables[place[0]]
    key = " ".join(cell or "" for cell in table.keys[place[1]])
    return f"{verb}: {table.schema.path}:{table.lines[place[1]]} {key}" + (f", by {why}" if why else "")


def _row(package: Package, schema: TableSchema, key: Sequence[str]) -> int:
    """Return the position of the row with a key."""
    table = package.dataset.tables[schema.name]
    for part in key:
        if not encodable(part):
            raise CannotRunError(f"{show(part)} is not UTF-8")
    if len(key) != len(schema.primary_key):
        raise CannotRunError(
            f"the key of {schema.name} is {', '.join(schema.primary_key)}: give {len(schema.primary_key)}, not {len(key)}"
        )
    position = table.row_of.get(tuple(key))
    if position is None:
        written = " ".join(key)
        known = [" ".join(part or "" for part in other) for other in table.keys]
        near = process.extractOne(written, known, score_cutoff=60)
        hint = suggestion(table, key[0]) if len(key) == 1 else f" (did you mean {show(near[0])}?)" if near else ""
        raise CannotRunError(f"{schema.name} has no {show(written)}{hint}")
    return position
