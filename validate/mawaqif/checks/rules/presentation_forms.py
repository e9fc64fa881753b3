"""Text is NFC and free of compatibility forms: display forms of letters, ligatures, numbers in one character.

A compatibility form is what Unicode NFKC writes otherwise. Of these, honest text needs a few:
the ellipsis, signs of trade marks, ordinals and fractions, and a raised or lowered number
behind a letter, as in m² and CO₂.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import polars as pl

from mawaqif.checks.rules.base import CellRule, as_printed
from mawaqif.findings import Bilingual, said
from mawaqif.tables import Field

FORMS = r"[\x{FB50}-\x{FDCF}\x{FDF0}-\x{FDFF}\x{FE70}-\x{FEFC}]"
NEEDED = frozenset("…™ªº¼½¾⅓⅔⅛⅜⅝⅞")
RAISED_OR_LOWERED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
# The rules on spaces and on foreign letters say better what these are.
UNSEEN = frozenset("\u3164\uffa0\u115f\u1160")
OF_OTHER_RULES = frozenset({"Zs"})
WITH_LETTER = Bilingual("the letter with its sign, or leave it out", "الحرف مع علامته، أو احذفه")
COMPOSED = Bilingual("the composed character (Unicode NFC)", "المحرف المركَّب (Unicode NFC)")
FULL_WIDTH = range(0xFF01, 0xFF5F)


def _wrong(cell: pl.Expr, field: Field) -> pl.Expr:
    if as_printed(field):
        return cell.str.contains(FORMS) | (cell.str.normalize("NFC") != cell)
    left = cell.str.replace_all(f"[{''.join(sorted(NEEDED))}]", "")
    return cell.str.contains(FORMS) | (left.str.normalize("NFKC") != left)


def _detail(value: str, field: Field) -> Mapping[str, object] | None:
    for position, char in enumerate(value, start=1):
        if char in UNSEEN:
            return None  # the rule on characters that cannot be seen says it
        plain = unicodedata.normalize("NFKC", char)
        arabic = "\ufb50" <= char <= "\ufefc"
        if plain != unicodedata.normalize("NFC", char) and (arabic or not _sound(value, position - 1, field)):
            letters = said("the plain letters {plain}", "الحروف العادية {plain}", plain=plain.strip())
            return {"char": f"U+{ord(char):04X}", "position": position, "plain": letters if plain.strip() else WITH_LETTER}
    normal = unicodedata.normalize("NFC", value)
    if normal == value:
        return None
    at = next((n for n, (a, b) in enumerate(zip(value, normal, strict=False)) if a != b), len(normal))
    return {"char": f"U+{ord(value[at]):04X}", "position": at + 1, "plain": COMPOSED}


def _sound(value: str, at: int, field: Field) -> bool:
    """True where a compatibility form may stand as it does."""
    char = value[at]
    if as_printed(field) or char in NEEDED or ord(char) in FULL_WIDTH or unicodedata.category(char) in OF_OTHER_RULES:
        return True
    number = value[:at].rstrip("".join(RAISED_OR_LOWERED))
    return char in RAISED_OR_LOWERED and number[-1:].isalpha()


RULE = CellRule(
    code="MQ403",
    name="presentation-form",
    message=Bilingual(
        "{value} holds {char} at character {position}, a form made for display; write {plain}",
        "في {value} المحرف {char}، وموضعه {position}، وهو صورة للعرض؛ اكتب {plain}",
    ),
    why=Bilingual(
        "Text copied from a PDF often holds display forms that look right and are found by no search.",
        "كثيرًا ما تكون في النص المنسوخ من PDF صور للعرض تبدو صحيحة ولا يجدها بحث.",
    ),
    mend=Bilingual(
        "Type the letters on a keyboard in place of those pasted from the PDF.",
        "اكتب الحروف على لوحة المفاتيح بدل ما أُلصق من PDF.",
    ),
    bad="name_ar: مكتب \\ufe8dلمنارات",
    good="name_ar: مكتب المنارات",
    applies=lambda field: field.type.name == "string" and field.format != "uri",
    suspect=_wrong,
    detail=_detail,
)
