"""No spaces at the edges of a cell, no two in a row, no other kinds of space."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule
from mawaqif.findings import Words
from mawaqif.tables import Field


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(r"^\s|\s$|  |[\p{Zs}&&[^ ]]")


def _detail(value: str, _field: Field) -> Mapping[str, object] | None:
    other = next((char for char in value if unicodedata.category(char) == "Zs" and char != " "), "")
    if value != value.strip():
        return {"problem": "starts or ends with a space"}
    if other:
        return {"problem": f"holds U+{ord(other):04X} ({unicodedata.name(other, '').lower()}) in place of a space"}
    return {"problem": "holds two spaces in a row"}


RULE = CellRule(
    code="MQ405",
    name="stray-space",
    message=Words(
        "{value} {problem}; leave single plain spaces between words only",
        "القيمة {value} {problem}؛ اترك بين الكلمات مسافات عادية مفردة لا غير",
    ),
    why=Words(
        "A stray space makes a name or identifier differ from its equals.", "المسافة الزائدة تجعل الاسم أو المعرّف غير نظيره."
    ),
    mend=Words("Remove the space, or put a plain one in its place.", "أزل المسافة، أو ضع مكانها مسافة عادية."),
    bad="name_en: Lamp\\u00a0Office",
    good="name_en: Lamp Office",
    applies=lambda field: field.type.name == "string",
    suspect=_wrong,
    detail=_detail,
)
