"""Cells are written in the letters, digits and signs that English and Arabic text needs.

A character is judged by its properties: its scripts (Unicode Script_Extensions), its category,
and for a Latin letter what it is composed of. Latin letters are those of English with any mark, and
those that names of living languages have beside them; forms for phonetics and small capitals are not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

import polars as pl

from mawaqif.checks.rules.base import CellRule, first_match
from mawaqif.checks.rules.dotless_i import is_turkish
from mawaqif.checks.spellings import plain
from mawaqif.findings import LONGEST_VALUE_SHOWN, Bilingual, said, show
from mawaqif.tables import Field

ARABIC = r"\x{0621}-\x{063A}\x{0641}-\x{064A}"
BORROWED = "پچڤگ"
# Letters of no composition: Nordic, Polish, Maltese, Turkic, Vietnamese, Sámi, Azerbaijani and African names have them.
OF_NAMES = "ÆæÐðØøÞþßẞĐđĦħıŁłŊŋŒœŦŧƎǝƏəƐɛƆɔƁɓƊɗƘƙƳƴƔɣƉɖƑƒƲʋƗɨªº"
VOWELS, SHADDA, DAGGER = r"\x{064B}-\x{0650}\x{0652}", r"\x{0651}", r"\x{0670}"
# Marks that stay beside a letter with which none is composed, as in Yoruba ọ́.
LATIN_MARKS = r"\x{0300}-\x{0333}"
# What English and Arabic prose is punctuated and reckoned with, beside the signs of ASCII.
SIGNS = "«»‹›“”‘’–—…·•§¶†‡°©®™‰¡¿،؛؟٪٫٬±×÷≈≠≤≥→" + "½¼¾⅓⅔⅛⅜⅝⅞⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
# Columns that give what is printed, digits and all.
AS_PRINTED = frozenset({"printed", "corrected", "aliases_ar"})


def _latin() -> str:
    """Return the Latin letters that names are written with: those that have a plain letter at their base, and a few more."""
    blocks = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    composed = (chr(code) for code in blocks if unicodedata.normalize("NFD", chr(code))[0].isascii())
    return "A-Za-z" + "".join(char for char in composed if char.isalpha()) + OF_NAMES


LATIN = _latin()
OTHER_SCRIPTS = r"[^\p{scx=Latin}\p{scx=Arabic}\p{scx=Common}\p{scx=Inherited}]"
OTHER_LETTERS = rf"[\p{{L}}&&[^{LATIN}{ARABIC}{BORROWED}\x{{0640}}]]|[\x{{FF01}}-\x{{FF5E}}]|\x{{0640}}[{ARABIC}]"
OTHER_SIGNS = rf"[\p{{S}}\p{{P}}\p{{No}}\p{{Nl}}&&[^\x{{20}}-\x{{7E}}\p{{Sc}}{SIGNS}]]"
OTHER_MARKS = rf"[\p{{M}}&&[^{VOWELS}{SHADDA}{DAGGER}{LATIN_MARKS}]]"
OTHER_DIGITS = r"[\p{Nd}&&[^0-9]]"
# A mark that has no letter of its script before it, or follows another that takes its place.
LOOSE_MARKS = (
    rf"(?:^|[^{ARABIC}{BORROWED}\x{{0640}}{VOWELS}{SHADDA}])[{VOWELS}{SHADDA}{DAGGER}]"
    rf"|[{VOWELS}][{VOWELS}]|{SHADDA}[{VOWELS}{SHADDA}]"
    rf"|(?:^|[^\p{{Latin}}])[{LATIN_MARKS}]"
)


@cache
def _pattern(column: str) -> str:
    parts = (OTHER_LETTERS, OTHER_SCRIPTS, OTHER_SIGNS, OTHER_MARKS, LOOSE_MARKS)
    return "|".join((*parts, *(() if column in AS_PRINTED else (OTHER_DIGITS,))))


def _wrong(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(_pattern(field.name)) | cell.str.contains("ı", literal=True)


def _detail(value: str, field: Field) -> Mapping[str, object] | None:
    try:
        position, char = first_match(value, _pattern(field.name))
    except ValueError:
        position = next((at for at, char in enumerate(value, start=1) if char == "ı" and not is_turkish(value, at - 1)), 0)
        if not position:
            return None
        char = "ı"
    after = value[position : position + 1]
    if after and unicodedata.combining(after) and not unicodedata.combining(char):
        position, char = position + 1, after
    shown = f"\u25cc{char}" if unicodedata.combining(char) else char
    named = f"{shown} U+{ord(char):04X} ({unicodedata.name(char, 'unnamed').lower()})"
    return {"char": named, "position": position, "meant": _meant(value, char)}


def _meant(value: str, char: str) -> str:
    if not char.isdecimal():
        return Bilingual(
            "the Latin or Arabic letter, digit or sign that is meant", "ما هو مقصود من حرف أو رقم أو علامة لاتينية أو عربية"
        )
    other = plain(value)
    digit = unicodedata.decimal(char)
    return show(other) if len(other) <= LONGEST_VALUE_SHOWN else said("{digit} in its place", "{digit} مكانه", digit=digit)


RULE = CellRule(
    code="MQ425",
    name="foreign-letter",
    message=Bilingual(
        "{value} holds {char} at character {position}; write {meant}", "في {value} المحرف {char}، وموضعه {position}؛ اكتب {meant}"
    ),
    why=Bilingual(
        "A Cyrillic a or a Persian ya looks like its neighbour and is found by no search for it.",
        "حرف a السيريلي والياء الفارسية يشبه كل منهما نظيره، ولا يجده من يبحث عن النظير.",
    ),
    mend=Bilingual(
        "Type the letter again on a Latin or Arabic keyboard, digits as 0 to 9; leave out tatweel, pictures and other signs.",
        ("اكتب الحرف من جديد على لوحة مفاتيح لاتينية أو عربية، والأرقام من 0 إلى 9؛ واحذف التطويل والصور وسائر العلامات."),
    ),
    bad="name_en: M\\u0430lta",
    good="name_en: Malta",
    applies=lambda field: field.type.name == "string" and field.format != "uri" and not field.name.startswith("text_"),
    suspect=_wrong,
    detail=_detail,
)
