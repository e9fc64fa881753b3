"""Text is NFC and free of compatibility forms of Arabic letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule
from mawaqif.tables import Field

FORMS = r"[\x{FB50}-\x{FDCF}\x{FDF0}-\x{FDFF}\x{FE70}-\x{FEFC}]"


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(FORMS) | (cell.str.normalize("NFC") != cell)


def _detail(value: str, _field: Field) -> Mapping[str, object]:
    normal = unicodedata.normalize("NFC", value)
    for position, char in enumerate(value, start=1):
        if "\ufb50" <= char <= "\ufefc" and unicodedata.normalize("NFKC", char) != char:
            plain = unicodedata.normalize("NFKC", char)
            return {"char": f"U+{ord(char):04X}", "position": position, "plain": f"the plain letters {plain}"}
    at = next((n for n, (a, b) in enumerate(zip(value, normal, strict=False)) if a != b), len(normal))
    return {"char": f"U+{ord(value[at]):04X}", "position": at + 1, "plain": "the composed character (Unicode NFC)"}


RULE = CellRule(
    code="MQ403",
    name="presentation-form",
    message="{value} holds {char} at character {position}, a form made for display; write {plain}",
    why="Text copied from a PDF often holds display forms that look right and are found by no search.",
    mend="Type the letters on a keyboard in place of those pasted from the PDF.",
    bad="name_ar: مكتب \\ufe8dلمنارات",
    good="name_ar: مكتب المنارات",
    applies=lambda field: field.type.name == "string",
    suspect=_wrong,
    detail=_detail,
)
