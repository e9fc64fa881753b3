"""Damage to keys."""

from __future__ import annotations

import random
import re

from mutants.package import Cell, Field, NoPlaceError, Package, path_of
from mutants.place import Damage, change


def _own_key(package: Package, table: str, item: Field) -> bool:
    return package.schema(table)["primaryKey"] == [item["name"]]


def _pick_own(package: Package, rng: random.Random) -> Cell:
    return package.pick(rng, lambda table, item: _own_key(package, table, item))


def key_changed(package: Package, rng: random.Random) -> Damage:
    """One letter of an identifier is another one."""
    cell = _pick_own(package, rng)
    at = rng.choice([n for n, char in enumerate(cell.value) if char.isalnum()])
    other = rng.choice(
        "0123456789".replace(cell.value[at], "") if cell.value[at].isdigit() else "aeioutr".replace(cell.value[at], "")
    )
    return package.put(cell, cell.value[:at] + other + cell.value[at + 1 :])


def key_emptied(package: Package, rng: random.Random) -> Damage:
    """A cell of a primary key is empty."""
    cell = package.pick(rng, lambda table, item: item["name"] in package.schema(table)["primaryKey"])
    return package.put(cell, "")


def key_of_neighbour(package: Package, rng: random.Random) -> Damage:
    """A row has the key of the row before it, and keeps its other cells."""
    table = rng.choice(package.tables(2))
    key = package.schema(table)["primaryKey"]
    sheet = package.sheet(table)
    line = rng.randint(3, sheet.last)
    row, before = sheet.row(line), sheet.row(line - 1)
    differing = tuple(name for name in key if row[name] != before[name])
    sheet.put(line, **{name: before[name] for name in key})
    package.write_sheet(table, sheet)
    note = change(" ".join(row[name] for name in key), " ".join(before[name] for name in key))
    return Damage(path_of(table), line, tuple(dict.fromkeys((*differing, key[0]))), note=note)


def key_capital(package: Package, rng: random.Random) -> Damage:
    """An identifier begins with a capital."""
    cell = _pick_own(package, rng)
    return package.put(cell, cell.value[:1].upper() + cell.value[1:])


def key_underscored(package: Package, rng: random.Random) -> Damage:
    """Words of an identifier are joined by an underscore."""
    cell = _pick_own(package, rng)
    return package.put(cell, cell.value.replace("-", "_", 1))


def key_unpadded(package: Package, rng: random.Random) -> Damage:
    """The number in an identifier has lost its leading zeros."""
    cell = package.pick(
        rng, lambda table, item: _own_key(package, table, item), lambda cell: bool(re.search(r"-[sen]0[0-9]{2}\b", cell.value))
    )
    return package.put(cell, re.sub(r"(-[sen])0+", r"\1", cell.value, count=1))


def keys_exchanged(package: Package, rng: random.Random) -> Damage:
    """Two neighbouring rows have each other's key."""
    table = rng.choice(package.tables(2))
    key = package.schema(table)["primaryKey"]
    sheet = package.sheet(table)
    line = rng.randint(2, sheet.last - 1)
    first, second = sheet.row(line), sheet.row(line + 1)
    if all(first[name] == second[name] for name in set(sheet.header) - set(key)):
        raise NoPlaceError("the two rows differ by their key only")
    sheet.put(line, **{name: second[name] for name in key})
    sheet.put(line + 1, **{name: first[name] for name in key})
    package.write_sheet(table, sheet)
    return Damage(
        path_of(table), line, last=line + 1, note=change(" ".join(first[name] for name in key), "the key of the next row")
    )


KINDS = (
    key_changed,
    key_emptied,
    key_of_neighbour,
    key_capital,
    key_underscored,
    key_unpadded,
    keys_exchanged,
)
