"""Cells are written in Latin and Arabic letters, and in those of Arabic that Arabic is written with."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.rules.base import CellRule
from mawaqif.tables import Field

# Letters beyond the Arabic alphabet that Arabic texts use for foreign names.
ADDED = "پچڤگ"
TATWEEL = "\u0640"
FOREIGN = r"[\p{L}&&[^\p{Latin}\x{0621}-\x{063A}\x{0641}-\x{064A}پچڤگ]]|[\x{FF01}-\x{FF5E}]|ـ[\x{0621}-\x{064A}]"


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(FOREIGN)


def _is_foreign(char: str, following: str) -> bool:
    if char == TATWEEL:
        return "\u0621" <= following <= "\u064a"  # before a digit it is how the article is written
    if "\uff01" <= char <= "\uff5e":
        return True
    usual = char in ADDED or "\u0621" <= char <= "\u063a" or "\u0641" <= char <= "\u064a"
    return char.isalpha() and not usual and "LATIN" not in unicodedata.name(char, "") and char not in "ªº"


def _detail(value: str, _field: Field) -> Mapping[str, object] | None:
    pairs = zip(value, f"{value[1:]} ", strict=True)
    found = next(((n, char) for n, (char, following) in enumerate(pairs, start=1) if _is_foreign(char, following)), None)
    if found is None:
        return None
    position, char = found
    return {"char": f"{char} U+{ord(char):04X} ({unicodedata.name(char, 'unnamed').lower()})", "position": position}


RULE = CellRule(
    code="MQ425",
    name="foreign-letter",
    message="{value} holds {char} at character {position}; write the Latin or Arabic letter that is meant",
    why="A Cyrillic a or a Persian ya looks like its neighbour and is found by no search for it.",
    mend="Type the letter again on a Latin or Arabic keyboard; leave out tatweel.",
    applies=lambda field: field.type.name == "string" and field.format != "uri" and not field.name.startswith("text_"),
    suspect=_wrong,
    detail=_detail,
)
