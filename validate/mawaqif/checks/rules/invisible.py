"""Cells hold nothing that cannot be seen, and nothing that Unicode gives no meaning.

Characters are known by their properties, so that none is left out of a list: category C
(controls, formats, private use, what is not assigned) and Default_Ignorable_Code_Point
(Unicode Standard, sections 4.5 and 5.21). A few signs of other categories have no ink either.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule, first_match
from mawaqif.findings import Bilingual, said
from mawaqif.tables import Field

# Braille blank, musical null notehead, and what programs put in place of what they cannot show.
WITHOUT_INK = r"\x{2800}\x{1D159}\x{FFFC}\x{FFFD}"
INVISIBLE = rf"[\p{{C}}\p{{Zl}}\p{{Zp}}\p{{Default_Ignorable_Code_Point}}{WITHOUT_INK}]"
# Characters that a font may draw, each font something else.
MEANINGLESS = r"[\p{Cn}\p{Co}\x{FFFC}\x{FFFD}&&[^\p{Default_Ignorable_Code_Point}]]"
WITHOUT_NAME, CONTROL = Bilingual("without a name", "بلا اسم"), Bilingual("control character", "محرف تحكم")
NO_SIGN = Bilingual("stands for no letter or sign", "ولا يدل على حرف ولا علامة")
UNSEEN = Bilingual("cannot be seen", "وهو لا يُرى")


def _wrong(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.str.contains(INVISIBLE)


def _detail(value: str, _field: Field) -> Mapping[str, object]:
    position, char = first_match(value, INVISIBLE)
    meaningless = pl.Series([char]).str.contains(MEANINGLESS)[0]
    name = unicodedata.name(char, "").lower() or (WITHOUT_NAME if meaningless else CONTROL)
    named = said("{point} ({name})", "{point} ({name})", point=f"U+{ord(char):04X}", name=name)
    return {"char": named, "position": position, "problem": NO_SIGN if meaningless else UNSEEN}


RULE = CellRule(
    code="MQ404",
    name="invisible-character",
    message=Bilingual(
        "{value} holds {char} at character {position}, which {problem}; remove it",
        "في {value} المحرف {char}، وموضعه {position}، {problem}؛ أزله",
    ),
    why=Bilingual(
        "Two cells that look the same and differ by an invisible character are not found, joined or counted as one.",
        ("الخليتان اللتان تبدوان متماثلتين وتختلفان بمحرف لا يُرى لا يجدهما بحث واحد، ولا تُوصلان ولا تُعدّان شيئًا واحدًا."),
    ),
    mend=Bilingual(
        "Delete the character; an editor can show it, in a spreadsheet type the cell again. A cell is one line of text.",
        ("احذف المحرف؛ فالمحرر يستطيع إظهاره، وفي الجدول الحسابي اكتب الخلية من جديد. والخلية سطر واحد من النص."),
    ),
    bad="name_ar: مكتب\\u200f المنارات",
    good="name_ar: مكتب المنارات",
    applies=lambda field: field.type.name == "string",
    suspect=_wrong,
    detail=_detail,
)
