"""No control characters, direction marks or zero-width characters in cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule, first_match
from mawaqif.tables import Field

INVISIBLE = r"[\p{Cc}\p{Cf}\x{2028}\x{2029}\x{E000}-\x{F8FF}\x{FFFD}]"


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(INVISIBLE)


def _detail(value: str, _field: Field) -> Mapping[str, object]:
    position, char = first_match(value, INVISIBLE)
    name = unicodedata.name(char, "control character").lower()
    return {"char": f"U+{ord(char):04X} ({name})", "position": position}


RULE = CellRule(
    code="MQ404",
    name="invisible-character",
    message="{value} holds {char} at character {position}, which cannot be seen; remove it",
    why="Two cells that look the same and differ by an invisible character are not found, joined or counted as one.",
    mend="Delete the character; an editor can show it, in a spreadsheet type the cell again. A cell is one line of text.",
    bad="name_ar: مكتب\\u200f المنارات",
    good="name_ar: مكتب المنارات",
    applies=lambda field: field.type.name == "string",
    suspect=_wrong,
    detail=_detail,
)
