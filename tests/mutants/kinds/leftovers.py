"""Damage by other programs: spreadsheets, web pages, placeholders, formulas."""

from __future__ import annotations

import random
from datetime import date

from mutants.kinds.cell_types import is_date, is_day
from mutants.package import Cell, Field, Package, column
from mutants.place import Damage

THOUSAND = 1000


def _is_text(_table: str, item: Field) -> bool:
    return item["type"] == "string" and "enum" not in item.get("constraints", {}) and not item["name"].endswith("_id")


def _any_text(package: Package, rng: random.Random) -> Cell:
    return package.pick(rng, _is_text)


def formula(package: Package, rng: random.Random) -> Damage:
    """A cell is a formula that starts a program."""
    cell = _any_text(package, rng)
    return package.put(cell, f"=CMD|'/C calc'!A0 {cell.value}")


def formula_sign(package: Package, rng: random.Random) -> Damage:
    """A cell begins with a sign that a spreadsheet takes for a formula."""
    cell = _any_text(package, rng)
    return package.put(cell, rng.choice("+-@") + cell.value)


def formula_number(package: Package, rng: random.Random) -> Damage:
    """A text cell is a sum that a spreadsheet computes."""
    return package.put(_any_text(package, rng), rng.choice(["-2+3+cmd|' /C calc'!A0", "-1+1", "+1+1"]))


def html_tag(package: Package, rng: random.Random) -> Damage:
    """A word stands in a tag of HTML."""
    cell = package.pick(rng, lambda _, item: item.get("language") in {"en", "ar"})
    first, _, rest = cell.value.partition(" ")
    return package.put(
        cell, rng.choice(["<b>{}</b> {}", "<span dir='rtl'>{}</span> {}", "{}<br> {}"]).format(first, rest).strip()
    )


def html_entity(package: Package, rng: random.Random) -> Damage:
    """A character is written as an entity of HTML."""
    cell = package.pick(rng, lambda _, item: item.get("language") in {"en", "ar"}, lambda cell: " " in cell.value)
    return package.put(cell, cell.value.replace(" ", rng.choice(["&nbsp;", " &amp; ", "&#39; ", "&#x200f; "]), 1))


def markdown_left(package: Package, rng: random.Random) -> Damage:
    """A word stands between asterisks, or is a link of Markdown."""
    cell = package.pick(rng, lambda _, item: item.get("language") in {"en", "ar"}, lambda cell: " " in cell.value)
    first, _, rest = cell.value.partition(" ")
    return package.put(cell, rng.choice(["**{}** {}", "[{}](https://example.org) {}"]).format(first, rest))


def spreadsheet_error(package: Package, rng: random.Random) -> Damage:
    """A cell holds the error of a spreadsheet."""
    return package.put(_any_text(package, rng), rng.choice(["#REF!", "#NAME?", "#VALUE!", "#N/A", "#DIV/0!"]))


def spreadsheet_date(package: Package, rng: random.Random) -> Damage:
    """A date is written as a spreadsheet shows it."""
    cell = package.pick(rng, is_date, is_day)
    return package.put(cell, f"{date.fromisoformat(cell.value):{rng.choice(['%d/%m/%Y', '%m/%d/%Y', '%d-%b-%y'])}}")


def spreadsheet_day_number(package: Package, rng: random.Random) -> Damage:
    """A date is the number of a day, as a spreadsheet counts."""
    cell = package.pick(rng, is_date, is_day)
    return package.put(cell, str((date.fromisoformat(cell.value) - date(1899, 12, 30)).days))


def spreadsheet_exponent(package: Package, rng: random.Random) -> Damage:
    """A long number is written with an exponent."""
    cell = package.pick(
        rng, lambda _, item: item["type"] == "integer", lambda cell: cell.value.isdigit() and int(cell.value) > THOUSAND
    )
    return package.put(cell, f"{int(cell.value):.2E}")


def spreadsheet_pages(package: Package, rng: random.Random) -> Damage:
    """A range of pages has become a date."""
    cell = package.pick(rng, column("citations.locator"), lambda cell: cell.row["locator_kind"] == "page" and "-" in cell.value)
    return package.put(cell, rng.choice(["06-May", "May-06", "2023-05-06 00:00:00"]))


def spreadsheet_time(package: Package, rng: random.Random) -> Damage:
    """A timestamp is written as a time of day."""
    cell = package.pick(rng, column("citations.locator"), lambda cell: cell.row["locator_kind"] == "timestamp")
    hours, minutes, seconds = cell.value.split(":")
    return package.put(
        cell, rng.choice([f"{int(minutes)}:{seconds} AM", f"{int(hours)}:{minutes}:{seconds}", f"{minutes}:{seconds}"])
    )


def seconds_lost(package: Package, rng: random.Random) -> Damage:
    """A timestamp is read as hours and minutes: what was seconds is lost."""
    cell = package.pick(
        rng, column("citations.locator"), lambda cell: cell.row["locator_kind"] == "timestamp" and cell.value[-2:] != "00"
    )
    return package.put(cell, f"{cell.value[:-2]}00")


def null_word(package: Package, rng: random.Random) -> Damage:
    """An empty cell holds the word of a program for nothing."""
    cell = package.pick(rng, lambda *_: True, lambda cell: not cell.value)
    return package.put(cell, rng.choice(["NULL", "nan", "None", "N/A", "-", "?"]))


def placeholder(package: Package, rng: random.Random) -> Damage:
    """A text is a placeholder."""
    cell = package.pick(rng, lambda _, item: item.get("language") == "en")
    return package.put(
        cell, rng.choice(["TODO", "to be done later by someone else", "xxx xxx xxx xxx xxx xxx", "see above, as before, ditto"])
    )


def text_cut(package: Package, rng: random.Random) -> Damage:
    """A text breaks off in a word."""
    cell = package.pick(rng, lambda _, item: bool(item.get("ownWords")), lambda cell: len(cell.value) > 80)
    return package.put(cell, cell.value[: rng.randrange(45, len(cell.value) - 20)].rstrip())


KINDS = (
    formula,
    formula_sign,
    formula_number,
    html_tag,
    html_entity,
    markdown_left,
    spreadsheet_error,
    spreadsheet_date,
    spreadsheet_day_number,
    spreadsheet_exponent,
    spreadsheet_pages,
    spreadsheet_time,
    seconds_lost,
    null_word,
    placeholder,
    text_cut,
)
