"""No cell of free text is what a spreadsheet makes of another: a day of `5-6`, a power of ten of a long number."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule, any_pattern, first_meaning
from mawaqif.checks.spellings import MADE_A_DAY, MADE_A_POWER
from mawaqif.findings import Bilingual
from mawaqif.tables import Field

# What is shown of a cell that was taken for a day, or for a number too long to be shown; and what may have been typed.
# Source: the formats of cells that Excel and LibreOffice Calc choose by themselves.
MADE = {
    rf"^(?:{MADE_A_DAY})$": Bilingual("a day, perhaps of two numbers such as 5-6", "يومًا، ولعل الأصل رقمان مثل 5-6"),
    r"^(?:TRUE|FALSE)$": Bilingual("a truth value, perhaps of a word", "قيمة منطقية، ولعل الأصل كلمة"),
    rf"^(?:{MADE_A_POWER})$": Bilingual("a power of ten, perhaps of a long number", "قوة للعشرة، ولعل الأصل عدد طويل"),
}


def _made(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(any_pattern(MADE))


def _detail(value: str, _field: Field) -> Mapping[str, object]:
    return {"made": first_meaning(value, MADE)}


RULE = CellRule(
    code="MQ480",
    name="made-by-spreadsheet",
    message=Bilingual(
        "{value} is how Excel or Calc shows {made}; write what was meant, and give the column the format text",
        "القيمة {value} صورة يعرض بها Excel أو Calc {made}؛ اكتب المقصود، واجعل صيغة العمود نصًا",
    ),
    why=Bilingual(
        "A spreadsheet changes such cells when a file is only opened and saved, and nothing else in the row shows it.",
        "يغيّر الجدول الحسابي خلايا كهذه بمجرد فتح الملف وحفظه، ولا يدل على ذلك شيء آخر في الصف.",
    ),
    mend=Bilingual(
        "Type the value anew in a column of the format text; in Excel, import the file with every column as text.",
        "اكتب القيمة من جديد في عمود صيغته نص؛ وفي Excel استورد الملف وكل عمود فيه نص.",
    ),
    bad="label: 4-May",
    good="label: 4-5",
    applies=lambda field: field.type.name == "string" and not {"pattern", "enum"} & field.constraints.keys(),
    suspect=_made,
    detail=_detail,
    usual_too=True,
)
