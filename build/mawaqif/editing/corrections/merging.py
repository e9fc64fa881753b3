"""Merging, behind `mawaqif merge`: two rows that are one thing become one, and all that refers to either refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mawaqif.checks import ALIAS_SEPARATOR
from mawaqif.editing.corrections.change import Change, Package, remaining
from mawaqif.editing.corrections.renaming import require_row, with_identifiers
from mawaqif.editing.corrections.retirement import Reason, led_on, retire, sealed
from mawaqif.editing.identifiers import rewritten, with_cells
from mawaqif.findings import CannotRunError, show
from mawaqif.history import row_hashes
from mawaqif.reports import count
from mawaqif.tables import Dataset, TableSchema, own_identifier

ALIASES = "aliases_"
# So many contradictions are listed.
LISTED = 20
Cells = dict[str, str | None]


def merge(package: Package, table: str, gone: str, kept: str, reason: Reason, *, prefer_kept: bool = False) -> Change:
    """Make one row of two.

    References to the first go to the second; a link that then stands twice is kept once where both are equal.
    A cell that only the first fills goes into the second, and its names become aliases where the schema has such a column.
    The rows that now refer to another row are to be read again.

    Args:
        package: the package.
        table: name of the table, or what one of its rows is called.
        gone: identifier of the row that goes.
        kept: identifier of the row that stays.
        reason: why; needed where the first may be cited.
        prefer_kept: whether the row that stays is right where both fill a cell and differ.

    Raises:
        CannotRunError: one of the rows is not there, or something would be lost: cells or links that contradict each other.
    """
    schema = with_identifiers(package, table)
    old, new = require_row(package, schema, gone), require_row(package, schema, kept)
    if gone == kept:
        raise CannotRunError(f"{gone} cannot be merged into itself")
    joined, told, contradictions = _joined(schema, old, new)
    column = own_identifier(schema)
    here = package.dataset.tables[schema.name].cells
    there = pl.DataFrame([joined], schema=here.schema)
    rest = pl.concat([there if key == kept else here[row] for row, key in enumerate(here[column]) if key != gone])
    start = with_cells(package.dataset, {schema.name: rest})
    cells = {schema.name: rest} | rewritten(start, schema.name, {gone: kept})
    twice: list[str] = []
    for name, frame in list(cells.items()):
        found, problems = _collapsed(package.dataset.descriptor.tables[name], frame)
        twice += problems
        number = frame.height - found.height
        told += [f"{name}: {count(number, 'row')} stood twice, kept once"] if number else []
        cells[name] = found
    refused = twice + ([] if prefer_kept else contradictions)
    if refused:
        hint = "" if twice else f"; make them equal, or give --prefer-kept to keep those of {kept}"
        raise CannotRunError(_listed(f"{gone} and {kept} contradict each other, and one would be lost{hint}", refused))
    told = [f"{schema.name}: {gone} is now {kept}", *_moved(package.dataset, cells, schema.name), *told]
    told += [f"not kept: {line}" for line in contradictions]
    record = remaining(package.record, row_hashes(package.dataset), row_hashes(with_cells(package.dataset, cells)))
    retirement = _retirement(package, schema.name, gone, kept, reason)
    if sealed(package, schema.name, gone):
        told.append(f"retired: {gone} of {schema.name}, replaced by {kept}")
    return Change({**cells, **retirement}, record, tuple(told), same={gone: kept})


def _retirement(package: Package, table: str, gone: str, kept: str, reason: Reason) -> dict[str, pl.DataFrame]:
    names = {gone: kept}
    if sealed(package, table, gone):
        return retire(package, {table: names}, reason)
    return led_on(package, {}, table, names)


def _joined(schema: TableSchema, old: Cells, new: Cells) -> tuple[Cells, list[str], list[str]]:
    """Return the row that both become, what of the first goes into it, and what cannot because both differ."""
    joined, told, contradictions = dict(new), [], []
    aliases = {
        item.language: item.name for item in schema.fields if item.name in schema.row_names and item.name.startswith(ALIASES)
    }
    for item in schema.fields:
        before, after = old[item.name], new[item.name]
        if item.name == own_identifier(schema) or not before or before == after:
            continue
        if item.name in schema.row_names and item.language in aliases:
            names = _names(schema, joined, item.language)
            added = [name for name in before.split(ALIAS_SEPARATOR) if name not in names]
            target = aliases[item.language]
            joined[target] = ALIAS_SEPARATOR.join([*filter(None, [joined[target]]), *added]) or None
            told += [f"{target} of {schema.name} takes {show(name)}" for name in added]
        elif not after:
            joined[item.name] = before
            told.append(f"{item.name} of {schema.name} takes {show(before)}")
        else:
            contradictions.append(f"{item.name}: {show(before)} and {show(after)}")
    return joined, told, contradictions


def _names(schema: TableSchema, row: Cells, language: str) -> set[str]:
    columns = [item.name for item in schema.fields if item.name in schema.row_names and item.language == language]
    return {name for column in columns for name in (row[column] or "").split(ALIAS_SEPARATOR)}


def _collapsed(schema: TableSchema, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Return rows without those that stand twice, and the rows with one key that are not equal."""
    found = frame.unique(maintain_order=True)
    doubled = found.filter(pl.struct(schema.primary_key).is_duplicated())
    problems = []
    for key, rows in doubled.group_by(schema.primary_key, maintain_order=True):
        differing = [name for name in schema.columns if rows[name].n_unique() > 1]
        values = "; ".join(f"{name} {' and '.join(show(cell or '') for cell in rows[name])}" for name in differing)
        problems.append(f"{schema.name} {', '.join(map(str, key))}: {values}")
    return found, problems


def _moved(dataset: Dataset, cells: Mapping[str, pl.DataFrame], table: str) -> Iterator[str]:
    """Say how many rows of which other table now refer to the row that stays."""
    for name, frame in cells.items():
        before = dataset.tables[name].cells
        number = frame.join(before, on=frame.columns, how="anti", nulls_equal=True).height
        if number and name != table:
            yield f"{name}: {count(number, 'row')} changed, to be read again"


def _listed(problem: str, lines: list[str]) -> str:
    left = f" and {len(lines) - LISTED} more" if len(lines) > LISTED else ""
    return f"{problem}: {' | '.join(lines[:LISTED])}{left}"
