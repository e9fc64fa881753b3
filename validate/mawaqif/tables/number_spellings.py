"""What a cell holds in place of a number as a column takes it, and how it is written: "has Arabic-Indic digits; write 12".

A spelling is only proposed where nothing has to be decided; where two readings are left, both are named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from mawaqif.findings import Bilingual, joined, said
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
# Digits by their script, as Unicode names it.
_DIGITS = {
    "Arabic-Indic": Bilingual("has Arabic-Indic digits", "فيها أرقام عربية مشرقية"),
    "Extended Arabic-Indic": Bilingual("has Extended Arabic-Indic digits", "فيها أرقام فارسية"),
    "full-width": Bilingual("has full-width digits", "فيها أرقام كاملة العرض"),
}
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
        return _not_of(kind), kind.expected
    bare, problems = _plain(text)
    if _POWER.fullmatch(bare):
        whole = said("{expected}, with all its digits", "{expected}، بكل أرقامه", expected=kind.expected)
        return Bilingual(
            "is a power of ten, as a spreadsheet shows a long number", "من قوى العشرة، كما يعرض جدول حسابي عددًا طويلًا"
        ), whole
    if kind.name == "number" and (either := _comma(bare)):
        problem, spelt = either
        return joined([*problems, problem], " and "), spelt
    for problem, mended in _MENDED:
        if mended is not _without_decimals or kind.name in _WHOLE:
            after = mended(bare)
            problems += [problem] if after != bare else []
            bare = after
    if problems and re.fullmatch(kind.pattern, bare):
        return joined(problems, " and "), bare
    return _without_spelling(bare, kind)


def _without_spelling(bare: str, kind: FieldType) -> tuple[str, str]:
    """Say what is wrong with a number for which no other spelling is known."""
    if kind.name in _WHOLE and _DECIMAL.fullmatch(bare):
        return Bilingual("is no whole number", "ليست عددًا صحيحًا"), kind.expected
    if re.fullmatch(kind.pattern, bare) and kind.name in _LARGEST and abs(int(bare)) > _LARGEST[kind.name]:
        most = said("a whole number of at most {most:,}", "عددًا صحيحًا لا يزيد على {most:,}", most=_LARGEST[kind.name])
        return Bilingual("is too large", "أكبر مما يُقرأ"), most
    return _not_of(kind), kind.expected


def _not_of(kind: FieldType) -> Bilingual:
    return said("is not of type {type}", "ليست من النوع {type}", type=kind.name)


def _plain(text: str) -> tuple[str, list[str]]:
    """Return a text with digits as 0 to 9 and nothing around them, and what was otherwise."""
    problems: list[str] = []
    bare = "".join(char for char in text if unicodedata.category(char) != "Cf").strip()
    if len(bare) < len(text):
        problems.append(
            Bilingual("has spaces or invisible characters beside the digits", "فيها مسافات أو محارف لا تُرى إلى جانب الأرقام")
        )
    foreign = [char for char in bare if char.isdecimal() and not char.isascii()]
    if foreign:
        script = unicodedata.name(foreign[0]).partition(" DIGIT")[0].title().replace("Fullwidth", "full-width")
        other = said("has {script} digits", "فيها أرقام من كتابة {script}", script=script)
        problems.append(_DIGITS.get(script, other))
        bare = "".join(str(unicodedata.decimal(char)) if char in foreign else char for char in bare)
    if "\u066b" in bare:
        problems.append(Bilingual("has an Arabic decimal separator", "فيها فاصلة عشرية عربية"))
        bare = bare.replace("\u066b", ".")
    if _DASHES.search(bare):
        problems.append(Bilingual("has a dash in place of the hyphen", "فيها شرطة طويلة مكان الواصلة"))
        bare = _DASHES.sub("-", bare)
    return bare, problems


def _comma(bare: str) -> tuple[str, str] | None:
    """Return what a number with one comma means, which may be a decimal comma or part of thousands."""
    found = re.fullmatch(r"(-?)(0|[1-9][0-9]*),([0-9]+)", bare)
    if not found:
        return None
    decimal = f"{found[1]}{found[2]}.{found[3]}"
    if found[2] != "0" and len(found[2]) <= 3 and len(found[3]) == 3:  # noqa: PLR2004 - thousands have three digits
        told = "{whole} or {decimal}, as it is meant", "{whole} أو {decimal}، أيهما المقصود"
        either = said(*told, whole=f"{found[1]}{found[2]}{found[3]}", decimal=decimal)
        return Bilingual("has a comma", "فيها فاصلة"), either
    return Bilingual("has a decimal comma", "فيها فاصلة عشرية"), decimal


def _without_groups(bare: str) -> str:
    found = _GROUPED.fullmatch(bare)
    return re.sub(rf"[{_GROUP_SIGNS}]", "", bare) if found else bare


def _without_decimals(bare: str) -> str:
    return _ZEROS_AFTER.sub("", bare)


_MENDED: tuple[tuple[str, Callable[[str], str]], ...] = (
    (Bilingual("has signs between its digits", "بين أرقامها علامات"), _without_groups),
    (Bilingual("has a plus sign", "فيها علامة الجمع"), lambda bare: _SIGNED.sub("", bare, count=1)),
    (
        Bilingual(
            "has a decimal part, as a program writes where a column has gaps",
            "لها جزء عشري، كما يكتبه برنامج حيث في العمود خلايا فارغة",
        ),
        _without_decimals,
    ),
    (
        Bilingual("has leading zeros", "في أولها أصفار"),
        lambda bare: _ZEROS_BEFORE.sub("", bare) if "-" not in bare[1:] else bare,
    ),
    (Bilingual("has a sign before zero", "قبل الصفر فيها علامة"), lambda bare: "0" if bare == "-0" else bare),
)
