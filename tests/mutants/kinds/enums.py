"""Damage to cells that hold one of a list of values."""

from __future__ import annotations

import random
from typing import Any

from mawaqif.passages import fold
from mutants.package import Cell, Field, Package, column, path_of
from mutants.place import Damage

_FOLDED = {
    "title": "Summary in Arabic, folded",
    "title_ar": "الملخص بالعربية مطويًا",
    "description": "The words of the summary as a search compares them.",
    "description_ar": "كلمات الملخص كما يقارنها البحث.",
}


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


def code_in_arabic(package: Package, rng: random.Random) -> Damage:
    """An Arabic text holds a code in place of a word."""
    cell = package.pick(rng, column("statements.summary_ar", "topics.proposition_ar"), lambda cell: cell.value.count(" ") > 2)
    values = [value for item in package.schema("statements")["fields"] for value in item.get("constraints", {}).get("enum", ())]
    words = cell.value.split(" ")
    words[rng.randrange(1, len(words) - 1)] = rng.choice(values)
    return package.put(cell, " ".join(words))


def folded_text_stale(package: Package, rng: random.Random) -> Damage:
    """The package holds the folded summaries, and one of them is of another text."""
    path, schema = "schemas/statements.json", package.schema("statements")
    schema["fields"].append({"name": "summary_ar_folded", "type": "string", "derived": True, **_FOLDED})
    package.write_json(path, schema)
    sheet = package.sheet("statements")
    rows = list(sheet.rows())
    line, row = rng.choice(rows)
    other = rng.choice([one["summary_ar"] for _, one in rows if one["summary_ar"] != row["summary_ar"]])
    folded = {number: fold(other if number == line else one["summary_ar"]) for number, one in rows}
    sheet.lines = [f"{text},{folded.get(number, 'summary_ar_folded')}" for number, text in enumerate(sheet.lines, start=1)]
    package.write_sheet("statements", sheet)
    return Damage(path_of("statements"), line, note=f"{row['statement_id']} has the folded text of another")


KINDS = (
    enum_misspelt,
    enum_capital,
    enum_label,
    enum_label_arabic,
    enum_emptied,
    enum_other_value,
    stance_turned,
    role_changed,
    code_in_arabic,
    folded_text_stale,
)
