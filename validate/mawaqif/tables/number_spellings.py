"""What a cell holds in place of a number as a column takes it, and how it is written: "has Arabic-Indic digits; write 12".

A spelling is only proposed where nothing has to be decided; where two readings are left, both are named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from mawaqif.tables.field_types import FieldType

# Types that are written with digits.
_NUMERIC = frozenset({"integer", "number", "year", "date"})
_WHOLE = frozenset({"integer", "year"})
_LARGEST = {"integer": 2**63 - 1}
_GROUP_SIGNS = "_'\u2019 \u00a0\u202f\u066c,"
_GROUPED = re.compile(rf"([+-]?[0-9]{{1,3}})((?:[{_GROUP_SIGNS}][0-9]{{3}})+)(\.[0-9]+)?")
_POWER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_SIGNED = re.compile(r"\+(?=[0-9])")
_ZEROS_AFTER = re.compile(r"\.0*$")
_ZEROS_BEFORE = re.compile(r"(?<![0-9.])0+(?=[0-9])")
_DECIMAL = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def misspelt_number(text: str, kind: FieldType) -> tuple[str, str]:
    """Say what a cell has that its type does not take, and what to write in its place.

    Args:
        text: a cell that its type cannot read.
        kind: the type.

    Returns:
        What is there, to follow the value in a sentence, and the right spelling; the spelling in general where this one
        cannot be known.
    """
    if kind.name not in _NUMERIC:
        return f"is not of type {kind.name}", kind.expected
    bare, problems = _plain(text)
    if _POWER.fullmatch(bare):
        return "is a power of ten, as a spreadsheet shows a long number", f"{kind.expected}, with all its digits"
    if kind.name == "number" and (either := _comma(bare)):
        problem, spelt = either
        return " and ".join([*problems, problem]), spelt
    for problem, mended in _MENDED:
        if mended is not _without_decimals or kind.name in _WHOLE:
            after = mended(bare)
            problems += [problem] if after != bare else []
            bare = after
    if problems and re.fullmatch(kind.pattern, bare):
        return " and ".join(problems), bare
    return _without_spelling(bare, kind)


def _without_spelling(bare: str, kind: FieldType) -> tuple[str, str]:
    """Say what is wrong with a number for which no other spelling is known."""
    if kind.name in _WHOLE and _DECIMAL.fullmatch(bare):
        return "is no whole number", kind.expected
    if re.fullmatch(kind.pattern, bare) and kind.name in _LARGEST and abs(int(bare)) > _LARGEST[kind.name]:
        return "is too large", f"a whole number of at most {_LARGEST[kind.name]:,}"
    return f"is not of type {kind.name}", kind.expected


def _plain(text: str) -> tuple[str, list[str]]:
    """Return a text with digits as 0 to 9 and nothing around them, and what was otherwise."""
    problems: list[str] = []
    bare = "".join(char for char in text if unicodedata.category(char) != "Cf").strip()
    if len(bare) < len(text):
        problems.append("has spaces or invisible characters beside the digits")
    foreign = [char for char in bare if char.isdecimal() and not char.isascii()]
    if foreign:
        script = unicodedata.name(foreign[0]).partition(" DIGIT")[0].title().replace("Fullwidth", "full-width")
        problems.append(f"has {script} digits")
        bare = "".join(str(unicodedata.decimal(char)) if char in foreign else char for char in bare)
    if "\u066b" in bare:
        problems.append("has an Arabic decimal separator")
        bare = bare.replace("\u066b", ".")
    if _DASHES.search(bare):
        problems.append("has a dash in place of the hyphen")
        bare = _DASHES.sub("-", bare)
    return bare, problems


def _comma(bare: str) -> tuple[str, str] | None:
    """Return what a number with one comma means, which may be a decimal comma or part of thousands."""
    found = re.fullmatch(r"(-?)(0|[1-9][0-9]*),([0-9]+)", bare)
    if not found:
        return None
    decimal = f"{found[1]}{found[2]}.{found[3]}"
    if found[2] != "0" and len(found[2]) <= 3 and len(found[3]) == 3:  # noqa: PLR2004 - thousands have three digits
        return "has a comma", f"{found[1]}{found[2]}{found[3]} or {decimal}, as it is meant"
    return "has a decimal comma", decimal


def _without_groups(bare: str) -> str:
    found = _GROUPED.fullmatch(bare)
    return re.sub(rf"[{_GROUP_SIGNS}]", "", bare) if found else bare


def _without_decimals(bare: str) -> str:
    return _ZEROS_AFTER.sub("", bare)


_MENDED: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("has signs between its digits", _without_groups),
    ("has a plus sign", lambda bare: _SIGNED.sub("", bare, count=1)),
    ("has a decimal part, as a program writes where a column has gaps", _without_decimals),
    ("has leading zeros", lambda bare: _ZEROS_BEFORE.sub("", bare) if "-" not in bare[1:] else bare),
    ("has a sign before zero", lambda bare: "0" if bare == "-0" else bare),
)
