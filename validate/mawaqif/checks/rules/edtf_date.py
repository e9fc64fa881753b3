"""A date is a real one: EDTF level 0 without times and intervals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from mawaqif.checks.rules.base import CellRule
from mawaqif.checks.spellings import by_spreadsheet, days_meant
from mawaqif.findings import Bilingual, joined, said
from mawaqif.tables import EDTF_LEVEL_0, Field

# Dates that every calendar has; days after the 28th depend on the month.
PLAINLY_REAL = r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"


def is_real(value: str) -> bool:
    """True for a year, a year and month, or a day that the calendar has.

    Source: Extended Date/Time Format specification, level 0, dates (ISO 8601-1).
    """
    parts = value.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(p.isascii() and p.isdigit() for p in parts):
        return False
    year, month, day = (*map(int, parts), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _detail(value: str, _field: Field) -> Mapping[str, object] | None:
    if is_real(value):
        return None
    meant = days_meant(value, is_real)
    days = joined(meant, " or ") if meant else ""
    return {"meant": said(" (is {days} meant?)", " (أتقصد {days}؟)", days=days) if meant else "", "made": by_spreadsheet(value)}


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return ~cell.str.contains(PLAINLY_REAL)


RULE = CellRule(
    code="MQ401",
    name="edtf-date",
    message=Bilingual(
        "{value} is not a date of the calendar{meant}; write a day as 2021-12-14, a month as 2023-04 or a year as 2019{made}",
        "القيمة {value} ليست تاريخًا من التقويم{meant}؛ "
        "اكتب اليوم 2021-12-14، أو الشهر 2023-04، أو السنة 2019، على هذا المثال{made}",
    ),
    why=Bilingual(
        "A date that does not exist sorts and counts wrongly, and hides which day was meant.",
        "التاريخ الذي لا وجود له يُرتَّب ويُعدّ خطأً، ويُخفي اليوم المقصود.",
    ),
    mend=Bilingual(
        (
            "Look the day up in the passage or its heading; leave out what the source does not give. In a spreadsheet give"
            " the column the format text, so that it does not turn a date into its own form."
        ),
        (
            "ابحث عن اليوم في المقطع أو في عنوانه؛ ولا تكتب ما لا يذكره المصدر. واجعل صيغة العمود في الجدول "
            "الحسابي نصًا، حتى لا يحوّل التاريخ إلى صورته هو."
        ),
    ),
    bad="launched: 2020-02-30",
    good="launched: 2020-02-29",
    applies=lambda field: field.rdf_type == EDTF_LEVEL_0,
    suspect=_wrong,
    detail=_detail,
    usual_too=True,
)
