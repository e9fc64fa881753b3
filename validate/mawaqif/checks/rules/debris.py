"""Cells hold no formulas, no markup and no question marks in place of letters."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule, any_pattern, as_printed, first_meaning
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
    r"^'?[=+@]|^'?-\S|^#(REF|NAME|VALUE|DIV/0|N/A|NULL|NUM)[!?]?": "begins like a spreadsheet formula or error",
    f"{NO_VALUE}|{NO_VALUE_CODE}": "stands for a missing value; leave the cell empty, or fill it",
    r"(?i)(^|\W)(todo|fixme|tbd|lorem ipsum|xxx+)(\W|$)": "holds a note that something is still to be done",
    r"\?{2,}|^[^/]*\p{L}\?\p{L}": "holds a question mark in place of letters",
    r"[ØÙÃÂ][\x80-¿]|â€|Ã\w|\x{FFFD}": "holds letters of a wrong encoding; restore the text from before it was saved so",
}

# The file that is coded may hold these itself, and a fragment of it stands as the file has it.
MARKUP = {
    r"\*\*|\]\(http|^#+ ": "holds Markdown",
    r"&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);": "holds an HTML entity",
    # A name and then its end, so that an address in angle brackets, as it is printed, is none.
    r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^>]*)?/?>": "holds an HTML tag",
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
    message="{value} {problem}; write what is meant",
    why="What a program left behind is no data, and a formula may run in the reader's spreadsheet.",
    mend="Copy the text again from its source, or type it.",
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
