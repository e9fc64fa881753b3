"""Damage to cells that hold one of a list of values."""

from __future__ import annotations

import random
from typing import Any

from mutants.package import Cell, Field, Package, column
from mutants.place import Damage


def _is_enum(_table: str, item: Field) -> bool:
    return "enum" in item.get("constraints", {})


def _definition(package: Package, cell: Cell) -> Any:
    return next(item for item in package.schema(cell.table)["fields"] if item["name"] == cell.column)


def _label(package: Package, cell: Cell, language: str) -> str:
    categories = _definition(package, cell)["categories"]
    return str(next(item[f"label{language}"] for item in categories if item["value"] == cell.value))


def _has_categories(_table: str, item: Field) -> bool:
    return bool(item.get("categories"))


def _labelled(package: Package, cell: Cell) -> bool:
    return bool(cell.value) and _label(package, cell, "") != cell.value


def enum_misspelt(package: Package, rng: random.Random) -> Damage:
    """Two letters of a listed value are swapped."""
    cell = package.pick(rng, _is_enum)
    at = rng.choice([n for n in range(len(cell.value) - 1) if cell.value[n] != cell.value[n + 1]])
    return package.put(cell, cell.value[:at] + cell.value[at + 1] + cell.value[at] + cell.value[at + 2 :])


def enum_capital(package: Package, rng: random.Random) -> Damage:
    """A listed value begins with a capital."""
    cell = package.pick(rng, _is_enum)
    return package.put(cell, cell.value.capitalize())


def enum_label(package: Package, rng: random.Random) -> Damage:
    """A cell holds the English label of its value."""
    cell = package.pick(rng, _has_categories, lambda cell: _labelled(package, cell))
    return package.put(cell, _label(package, cell, ""))


def enum_label_arabic(package: Package, rng: random.Random) -> Damage:
    """A cell holds the Arabic label of its value."""
    cell = package.pick(rng, _has_categories)
    return package.put(cell, _label(package, cell, "_ar"))


def enum_emptied(package: Package, rng: random.Random) -> Damage:
    """A cell of a listed value is empty."""
    return package.put(package.pick(rng, _is_enum), "")


def enum_other_value(package: Package, rng: random.Random) -> Damage:
    """A cell holds another value of the list."""
    cell = package.pick(rng, _is_enum)
    return package.put(
        cell, rng.choice([value for value in _definition(package, cell)["constraints"]["enum"] if value != cell.value])
    )


def stance_turned(package: Package, rng: random.Random) -> Damage:
    """A stance, a relation or a position is turned into its opposite."""
    turned = {"supports": "opposes", "opposes": "supports", "retain": "delete", "delete": "retain"}
    wanted = column("statement_topics.stance", "statement_initiatives.relation", "positions.position")
    cell = package.pick(rng, wanted, lambda cell: cell.value in turned)
    return package.put(cell, turned[cell.value])


def role_changed(package: Package, rng: random.Random) -> Damage:
    """An actor of a statement has another role."""
    cell = package.pick(rng, column("statement_actors.role"))
    roles = ("speaker", "on_behalf_of", "co_sponsor", "supporter", "opponent")
    return package.put(cell, rng.choice([role for role in roles if role != cell.value]))


KINDS = (
    enum_misspelt,
    enum_capital,
    enum_label,
    enum_label_arabic,
    enum_emptied,
    enum_other_value,
    stance_turned,
    role_changed,
)
