"""Cells are written in Latin and Arabic letters, and in those of Arabic that Arabic is written with."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule, first_match
from mawaqif.tables import Field

# Letters of other scripts; Arabic ones that neither Arabic nor a foreign name in it is written
# with; full-width forms; tatweel within a word. Before a digit, tatweel is how the article is written.
ARABIC = r"\x{0621}-\x{063A}\x{0641}-\x{064A}"
FOREIGN = rf"[\p{{L}}&&[^\p{{Latin}}{ARABIC}پچڤگ\x{{0640}}]]|[\x{{FF01}}-\x{{FF5E}}]|\x{{0640}}[{ARABIC}]"


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(FOREIGN)


def _detail(value: str, _field: Field) -> Mapping[str, object]:
    position, char = first_match(value, FOREIGN)
    return {"char": f"{char} U+{ord(char):04X} ({unicodedata.name(char, 'unnamed').lower()})", "position": position}


RULE = CellRule(
    code="MQ425",
    name="foreign-letter",
    message="{value} holds {char} at character {position}; write the Latin or Arabic letter that is meant",
    why="A Cyrillic a or a Persian ya looks like its neighbour and is found by no search for it.",
    mend="Type the letter again on a Latin or Arabic keyboard; leave out tatweel.",
    bad="name_en: M\\u0430lta",
    good="name_en: Malta",
    applies=lambda field: field.type.name == "string" and field.format != "uri" and not field.name.startswith("text_"),
    suspect=_wrong,
    detail=_detail,
)
