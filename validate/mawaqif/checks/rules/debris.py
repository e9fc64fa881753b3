"""Cells hold no formulas, no markup and no question marks in place of letters."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule, any_pattern, as_printed, first_meaning
from mawaqif.findings import Bilingual
from mawaqif.tables import Field

# What people and programs write for "no value": words, and signs alone. `none` in small letters is a code of its own.
# Source: the values that pandas takes for missing, with what SAS, SQL and spreadsheets write.
NO_VALUE_CODE = (
    r"(?i)^(null|<na>|#n/?a( n/?a)?|-?1\.#(ind|qnan)|-?nan|nat|n\.?/?a\.?|nil|undefined|unknown|missing"
    r"|not (available|applicable|known)|todo|tb[acd]|xxx*|\\n)$"
)
NO_VALUE = r"^(None|NONE|لا شيء|لا يوجد|غير معروف|غير متوفر|غير متاح)$|^[–—−\-_/\\*#\[\]{}()\"'.…•·$?؟]+$"
# Edges of words are written out, because what stands for them is looked for slowly in Arabic.
SIGNS = {
    r"^'?[=+@]|^'?-\S|^#(REF|NAME|VALUE|DIV/0|N/A|NULL|NUM)[!?]?": Bilingual(
        "begins like a spreadsheet formula or error", "تبدأ كصيغة جدول حسابي أو خطأ منه"
    ),
    f"{NO_VALUE}|{NO_VALUE_CODE}": Bilingual(
        "stands for a missing value; leave the cell empty, or fill it",
        "تدل على قيمة مفقودة؛ اترك الخلية فارغة أو املأها",
    ),
    r"(?i)(^|\W)(todo|fixme|tbd|lorem ipsum|xxx+)(\W|$)": Bilingual(
        "holds a note that something is still to be done", "فيها تذكير بشيء لم يتم"
    ),
    r"\?{2,}|^[^/]*\p{L}\?\p{L}": Bilingual("holds a question mark in place of letters", "فيها علامة استفهام مكان حروف"),
    r"[ØÙÃÂ][\x80-¿]|â€|Ã\w|\x{FFFD}": Bilingual(
        "holds letters of a wrong encoding; restore the text from before it was saved so",
        "فيها حروف من ترميز خاطئ؛ استعد النص من قبل أن يُحفظ كذلك",
    ),
}

# The file that is coded may hold these itself, and a fragment of it stands as the file has it.
MARKUP = {
    r"\*\*|\]\(http|^#+ ": Bilingual("holds Markdown", "فيها Markdown"),
    r"&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);": Bilingual("holds an HTML entity", "فيها كيان من HTML"),
    # A name and then its end, so that an address in angle brackets, as it is printed, is none.
    r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^>]*)?/?>": Bilingual("holds an HTML tag", "فيها وسم من HTML"),
}


def _signs(field: Field) -> Mapping[str, str]:
    return SIGNS if as_printed(field) else {**SIGNS, **MARKUP}


def _wrong(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(any_pattern(_signs(field)))


def _detail(value: str, field: Field) -> Mapping[str, object]:
    return {"problem": first_meaning(value, _signs(field))}


RULE = CellRule(
    code="MQ426",
    name="debris",
    message=Bilingual("{value} {problem}; write what is meant", "القيمة {value} {problem}؛ اكتب المقصود"),
    why=Bilingual(
        "What a program left behind is no data, and a formula may run in the reader's spreadsheet.",
        "ما خلّفه برنامج ليس بيانات، وقد تُنفَّذ الصيغة في الجدول الحسابي عند القارئ.",
    ),
    mend=Bilingual("Copy the text again from its source, or type it.", "انسخ النص مرة أخرى من مصدره، أو اكتبه."),
    bad="note_en: Lamps &amp; oil",
    good="note_en: Lamps & oil: what is asked?",
    # What is derived from values and schemas holds codes, such as `none`.
    applies=lambda field: (
        field.type.name == "string"
        and field.format != "uri"
        and "enum" not in field.constraints
        and not field.raw.get("derived", False)
    ),
    suspect=_wrong,
    detail=_detail,
)
