"""Arabic cells hold Arabic, English cells hold none."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule
from mawaqif.findings import Bilingual
from mawaqif.tables import Field

ARABIC_LETTER = r"[\p{Arabic}&&\p{L}]"
# Signs, vowels and digits of Arabic belong to no one script, because other languages use them too.
ARABIC = r"[\p{Arabic}\x{60C}\x{61B}\x{61F}\x{640}\x{64B}-\x{655}\x{660}-\x{66C}\x{670}\x{6D4}\x{6F0}-\x{6F9}]"


def _wrong(cell: pl.Expr, field: Field) -> pl.Expr:
    if field.language == "ar":
        return ~cell.str.contains(ARABIC_LETTER)
    # To look for an Arabic letter takes long where there is none, as there is in no cell of one byte a character.
    more = cell.str.len_bytes() != cell.str.len_chars()
    return pl.when(more).then(cell).str.contains(ARABIC)


def _detail(_value: str, field: Field) -> Mapping[str, object]:
    if field.language == "ar":
        return {
            "problem": Bilingual("holds no Arabic letter", "لا حرف عربيًا فيها"),
            "mend": Bilingual("write it in Arabic", "اكتبها بالعربية"),
        }
    return {
        "problem": Bilingual("holds Arabic letters or signs", "فيها حروف أو علامات عربية"),
        "mend": Bilingual("write it in English, names in Latin letters", "اكتبها بالإنجليزية، والأسماء بحروف لاتينية"),
    }


RULE = CellRule(
    code="MQ402",
    name="cell-language",
    message=Bilingual(
        "{value} {problem}; {mend}, or move it to the column of its language",
        "القيمة {value} {problem}؛ {mend}، أو انقلها إلى عمود لغتها",
    ),
    why=Bilingual(
        "Readers of one language read one set of columns; a cell in the other language is lost on them.",
        "يقرأ أهل كل لغة أعمدتها وحدها؛ والخلية التي بلغة أخرى ضائعة عليهم.",
    ),
    mend=Bilingual(
        "Write the cell in the language of its column. Titles and names are translated or transliterated.",
        "اكتب الخلية بلغة عمودها. وتُترجم العناوين والأسماء أو تُنقل حروفها.",
    ),
    bad="name_ar: Malta",
    good="name_ar: مالطا (Malta)",
    applies=lambda field: field.language in ("ar", "en"),
    suspect=_wrong,
    detail=_detail,
    usual_too=True,
)
