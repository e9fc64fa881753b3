"""Damage to cells that are not plain text: dates, whole numbers, true or false, hashes."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from mutants.package import Cell, Field, Package, column
from mutants.place import Damage

DAY = 10
TWELVE = 12
THOUSAND = 1000
_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def is_date(_table: str, item: Field) -> bool:
    """Want the columns of dates."""
    return str(item.get("rdfType", "")).endswith("EDTF-level0")


def is_day(cell: Cell) -> bool:
    """True where a cell holds a whole day."""
    return len(cell.value) == DAY


def _is_integer(_table: str, item: Field) -> bool:
    return bool(item["type"] == "integer")


def _is_hash(_table: str, item: Field) -> bool:
    return bool(item["name"] == "text_sha256")


def _day(package: Package, rng: random.Random, holds: Callable[[Cell], bool] = is_day) -> Cell:
    return package.pick(rng, is_date, holds)


def _parts(cell: Cell) -> tuple[str, str, str]:
    year, month, day = cell.value.split("-")
    return year, month, day


def day_and_month_swapped(package: Package, rng: random.Random) -> Damage:
    """Day and month are swapped, and the month does not exist."""
    cell = _day(package, rng, lambda cell: is_day(cell) and int(_parts(cell)[2]) > TWELVE)
    year, month, day = _parts(cell)
    return package.put(cell, f"{year}-{day}-{month}")


def day_and_month_swapped_plausibly(package: Package, rng: random.Random) -> Damage:
    """Day and month are swapped, and the day exists."""
    cell = _day(package, rng, lambda cell: is_day(cell) and _parts(cell)[1] != _parts(cell)[2] <= str(TWELVE))
    year, month, day = _parts(cell)
    return package.put(cell, f"{year}-{day}-{month}")


def date_with_slashes(package: Package, rng: random.Random) -> Damage:
    """A date is written with slashes."""
    cell = _day(package, rng)
    return package.put(cell, cell.value.replace("-", "/"))


def date_in_words(package: Package, rng: random.Random) -> Damage:
    """A date is written in words."""
    cell = _day(package, rng)
    return package.put(cell, f"{date.fromisoformat(cell.value):%-d %B %Y}")


def date_that_never_was(package: Package, rng: random.Random) -> Damage:
    """A date has the day 31 in a month of 30."""
    cell = _day(package, rng, lambda cell: is_day(cell) and _parts(cell)[1] in {"02", "04", "06", "09", "11"})
    return package.put(cell, cell.value[:-2] + "31")


def year_mistyped(package: Package, rng: random.Random) -> Damage:
    """Two digits of a year are swapped, or it is of another century."""
    cell = package.pick(rng, is_date)
    year = cell.value[:4]
    typed = rng.choice([year[:2] + year[3] + year[2], year[0] + year[2] + year[1] + year[3], "19" + year[2:]])
    return package.put(cell, typed + cell.value[4:])


def year_next_door(package: Package, rng: random.Random) -> Damage:
    """A year is one too high or too low."""
    cell = package.pick(rng, is_date)
    return package.put(cell, f"{int(cell.value[:4]) + rng.choice([-1, 1])}{cell.value[4:]}")


def day_next_door(package: Package, rng: random.Random) -> Damage:
    """A day is one too high or too low."""
    cell = _day(package, rng, lambda cell: is_day(cell) and "02" <= cell.value[-2:] <= "27")
    return package.put(cell, f"{cell.value[:-2]}{int(cell.value[-2:]) + rng.choice([-1, 1]):02}")


def date_cut_to_month(package: Package, rng: random.Random) -> Damage:
    """A date has lost its day."""
    cell = _day(package, rng)
    return package.put(cell, cell.value[:7])


def integer_as_text(package: Package, rng: random.Random) -> Damage:
    """A whole number is followed by a word."""
    cell = package.pick(rng, _is_integer)
    return package.put(cell, f"{cell.value} about")


def integer_with_decimals(package: Package, rng: random.Random) -> Damage:
    """A whole number has decimals."""
    cell = package.pick(rng, _is_integer)
    return package.put(cell, f"{cell.value}.0")


def integer_emptied(package: Package, rng: random.Random) -> Damage:
    """The cell of a whole number is empty."""
    return package.put(package.pick(rng, _is_integer), "")


def integer_with_thousands(package: Package, rng: random.Random) -> Damage:
    """A whole number has a comma for the thousands."""
    cell = package.pick(rng, _is_integer, lambda cell: cell.value.isdigit() and int(cell.value) >= THOUSAND)
    return package.put(cell, f"{int(cell.value):,}")


def integer_with_zero(package: Package, rng: random.Random) -> Damage:
    """A whole number has a leading zero."""
    cell = package.pick(rng, _is_integer)
    return package.put(cell, f"0{cell.value}")


def integer_in_arabic_digits(package: Package, rng: random.Random) -> Damage:
    """A whole number is written with Arabic digits."""
    cell = package.pick(rng, _is_integer)
    return package.put(cell, cell.value.translate(_TO_ARABIC))


def integer_negative(package: Package, rng: random.Random) -> Damage:
    """A whole number is negative."""
    cell = package.pick(rng, _is_integer, lambda cell: cell.value not in {"", "0"})
    return package.put(cell, f"-{cell.value}")


def number_next_door(package: Package, rng: random.Random) -> Damage:
    """The number of a note, an item or a part is one too high."""
    wanted = column("citations.note_number", "citations.item", "passages.part")
    cell = package.pick(rng, wanted)
    return package.put(cell, str(int(cell.value) + 1))


def boolean_spelt(package: Package, rng: random.Random) -> Damage:
    """True or false is spelt otherwise."""
    cell = package.pick(rng, column("citations.ibid"))
    spelt = {"true": ("TRUE", "True", "yes", "1", "نعم"), "false": ("FALSE", "False", "no", "0", "لا")}
    return package.put(cell, rng.choice(spelt[cell.value]))


def boolean_flipped(package: Package, rng: random.Random) -> Damage:
    """A note that repeats a source is coded as if it did not, or the reverse."""
    cell = package.pick(rng, column("citations.ibid"))
    return package.put(cell, {"true": "false", "false": "true"}[cell.value])


def hash_short(package: Package, rng: random.Random) -> Damage:
    """A hash has lost its last digit."""
    cell = package.pick(rng, _is_hash)
    return package.put(cell, cell.value[:-1])


def hash_in_capitals(package: Package, rng: random.Random) -> Damage:
    """A hash is written in capitals."""
    cell = package.pick(rng, _is_hash)
    return package.put(cell, cell.value.upper())


def hash_digit_changed(package: Package, rng: random.Random) -> Damage:
    """One digit of a hash is another one."""
    cell = package.pick(rng, _is_hash)
    at = rng.randrange(len(cell.value))
    return package.put(cell, cell.value[:at] + rng.choice("0123456789abcdef".replace(cell.value[at], "")) + cell.value[at + 1 :])


def hash_of_another(package: Package, rng: random.Random) -> Damage:
    """A hash is that of another row."""
    cell = package.pick(rng, _is_hash)
    other = package.pick(
        rng, column(f"{cell.table}.{cell.column}"), lambda other: bool(other.value) and other.value != cell.value
    )
    return package.put(cell, other.value)


KINDS = (
    day_and_month_swapped,
    day_and_month_swapped_plausibly,
    date_with_slashes,
    date_in_words,
    date_that_never_was,
    year_mistyped,
    year_next_door,
    day_next_door,
    date_cut_to_month,
    integer_as_text,
    integer_with_decimals,
    integer_emptied,
    integer_with_thousands,
    integer_with_zero,
    integer_in_arabic_digits,
    integer_negative,
    number_next_door,
    boolean_spelt,
    boolean_flipped,
    hash_short,
    hash_in_capitals,
    hash_digit_changed,
    hash_of_another,
)
