"""Damage to columns: the header, the order of columns, cells under the wrong name."""

from __future__ import annotations

import random

from mutants.package import NoPlaceError, Package, path_of
from mutants.place import Damage, change
from mutants.sheet import Sheet, join, split


def _any(package: Package, rng: random.Random, rows: int = 0) -> tuple[str, Sheet]:
    table = rng.choice(package.tables(rows))
    return table, package.sheet(table)


def _rewrite(package: Package, table: str, sheet: Sheet, order: list[int]) -> None:
    sheet.lines = [join([split(line)[place] for place in order]) for line in sheet.lines]
    package.write_sheet(table, sheet)


def columns_in_other_order(package: Package, rng: random.Random) -> Damage:
    """Two columns stand in each other's place, with their header and cells."""
    table, sheet = _any(package, rng)
    order = list(range(len(sheet.header)))
    one, two = rng.sample(order, 2)
    order[one], order[two] = two, one
    _rewrite(package, table, sheet, order)
    return Damage(path_of(table), 1, note=f"columns {one + 1} and {two + 1} exchanged")


def names_exchanged(package: Package, rng: random.Random) -> Damage:
    """Two columns have each other's name in the header."""
    table, sheet = _any(package, rng)
    header = list(sheet.header)
    one, two = rng.sample(range(len(header)), 2)
    header[one], header[two] = header[two], header[one]
    sheet.lines[0] = join(header)
    package.write_sheet(table, sheet)
    return Damage(path_of(table), 1, note=f"{header[two]} and {header[one]} exchanged")


def column_renamed(package: Package, rng: random.Random) -> Damage:
    """A column has another name."""
    table, sheet = _any(package, rng)
    header = list(sheet.header)
    at = rng.randrange(len(header))
    before, header[at] = header[at], header[at].replace("_id", "").replace("_en", "_english") + "_"
    sheet.lines[0] = join(header)
    package.write_sheet(table, sheet)
    return Damage(path_of(table), 1, note=change(before, header[at]))


def column_lost(package: Package, rng: random.Random) -> Damage:
    """A column is lost."""
    table, sheet = _any(package, rng)
    at = rng.randrange(len(sheet.header))
    name = sheet.header[at]
    _rewrite(package, table, sheet, [place for place in range(len(sheet.header)) if place != at])
    return Damage(path_of(table), 1, note=f"{name} lost")


def column_added(package: Package, rng: random.Random) -> Damage:
    """There is one column more, with cells."""
    table, sheet = _any(package, rng)
    sheet.lines = [line + (",checked_by" if number == 0 else ",me") for number, line in enumerate(sheet.lines)]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), 1, note="checked_by added")


def column_doubled(package: Package, rng: random.Random) -> Damage:
    """A column stands twice."""
    table, sheet = _any(package, rng)
    at = rng.randrange(len(sheet.header))
    name = sheet.header[at]
    _rewrite(package, table, sheet, [*range(len(sheet.header)), at])
    return Damage(path_of(table), 1, note=f"{name} doubled")


def header_lost(package: Package, rng: random.Random) -> Damage:
    """The header is lost."""
    table, sheet = _any(package, rng)
    del sheet.lines[0]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), 1, note="header lost")


def header_doubled(package: Package, rng: random.Random) -> Damage:
    """The header stands again between the rows, as after joining two files."""
    table, sheet = _any(package, rng, 2)
    line = rng.randint(3, sheet.last)
    sheet.lines.insert(line - 1, sheet.lines[0])
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, note="the header again")


def _exchange(package: Package, rng: random.Random, pairs: list[tuple[str, str, str]]) -> Damage:
    table, one, two = rng.choice(pairs)
    sheet = package.sheet(table)
    lines = [line for line, row in sheet.rows() if row[one] != row[two] and row[one] and row[two]]
    if not lines:
        raise NoPlaceError("no row has two different cells")
    line = rng.choice(lines)
    row = sheet.row(line)
    sheet.put(line, **{one: row[two], two: row[one]})
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, (one, two), note=f"{one} and {two} exchanged")


def languages_exchanged(package: Package, rng: random.Random) -> Damage:
    """The English and the Arabic cell of a row are exchanged."""
    english = package.fields(lambda _, item: item["name"].endswith("_en"))
    pairs = [(table, name, f"{name[:-2]}ar") for table, name in english if f"{name[:-2]}ar" in package.sheet(table).header]
    return _exchange(package, rng, pairs)


def dates_exchanged(package: Package, rng: random.Random) -> Damage:
    """The first and the last day of an event are exchanged."""
    return _exchange(package, rng, [("events", "start_date", "end_date")])


def neighbours_exchanged(package: Package, rng: random.Random) -> Damage:
    """Two neighbouring cells of a row are exchanged."""
    table, sheet = _any(package, rng, 1)
    at = rng.randrange(len(sheet.header) - 1)
    return _exchange(package, rng, [(table, sheet.header[at], sheet.header[at + 1])])


def printed_and_corrected_exchanged(package: Package, rng: random.Random) -> Damage:
    """The printed and the corrected value of an erratum are exchanged."""
    return _exchange(package, rng, [("errata", "printed", "corrected")])


def comma_lost(package: Package, rng: random.Random) -> Damage:
    """Two cells of a row have run into one."""
    table, sheet = _any(package, rng, 1)
    line = rng.randint(2, sheet.last)
    cells = list(split(sheet.lines[line - 1]))
    at = rng.randrange(len(cells) - 1)
    cells[at : at + 2] = [cells[at] + cells[at + 1]]
    sheet.lines[line - 1] = join(cells)
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, note=f"no comma after {sheet.header[at]}")


def comma_added(package: Package, rng: random.Random) -> Damage:
    """A row has an empty cell too many."""
    table, sheet = _any(package, rng, 1)
    line = rng.randint(2, sheet.last)
    cells = list(split(sheet.lines[line - 1]))
    cells.insert(rng.randrange(1, len(cells)), "")
    sheet.lines[line - 1] = join(cells)
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, note="a comma too many")


def cells_shifted(package: Package, rng: random.Random) -> Damage:
    """From some cell on, the cells of a row have slipped one column to the left."""
    table, sheet = _any(package, rng, 1)
    line = rng.randint(2, sheet.last)
    cells = list(split(sheet.lines[line - 1]))
    at = rng.randrange(len(cells) - 1)
    moved = [*cells[:at], *cells[at + 1 :], ""]
    if moved == cells:
        raise NoPlaceError("the cells are empty from there on")
    sheet.lines[line - 1] = join(moved)
    package.write_sheet(table, sheet)
    damaged = tuple(name for name, before, after in zip(sheet.header, cells, moved, strict=True) if before != after)
    return Damage(path_of(table), line, damaged, note=f"slipped from {sheet.header[at]} on")


KINDS = (
    columns_in_other_order,
    names_exchanged,
    column_renamed,
    column_lost,
    column_added,
    column_doubled,
    header_lost,
    header_doubled,
    languages_exchanged,
    dates_exchanged,
    neighbours_exchanged,
    printed_and_corrected_exchanged,
    comma_lost,
    comma_added,
    cells_shifted,
)
