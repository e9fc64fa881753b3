"""No spaces at the edges of a cell, no two in a row, no other kinds of space."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule
from mawaqif.findings import Bilingual, said
from mawaqif.tables import Field


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(r"^\s|\s$|  |[\p{Zs}&&[^ ]]")


def _detail(value: str, _field: Field) -> Mapping[str, object] | None:
    other = next((char for char in value if unicodedata.category(char) == "Zs" and char != " "), "")
    if value != value.strip():
        return {"problem": Bilingual("starts or ends with a space", "تبدأ أو تنتهي بمسافة")}
    if other:
        named = f"U+{ord(other):04X} ({unicodedata.name(other, '').lower()})"
        return {"problem": said("holds {char} in place of a space", "فيها {char} مكان مسافة", char=named)}
    return {"problem": Bilingual("holds two spaces in a row", "فيها مسافتان متتاليتان")}


RULE = CellRule(
    code="MQ405",
    name="stray-space",
    message=Bilingual(
        "{value} {problem}; leave single plain spaces between words only",
        "القيمة {value} {problem}؛ لا تترك بين الكلمات إلا مسافات عادية مفردة",
    ),
    why=Bilingual(
        "A stray space makes a name or identifier differ from its equals.", "المسافة الزائدة تجعل الاسم أو المعرّف غير نظيره."
    ),
    mend=Bilingual("Remove the space, or put a plain one in its place.", "أزل المسافة، أو ضع مكانها مسافة عادية."),
    bad="name_en: Lamp\\u00a0Office",
    good="name_en: Lamp Office",
    applies=lambda field: field.type.name == "string",
    suspect=_wrong,
    detail=_detail,
)
