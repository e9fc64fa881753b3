"""The folding of `mawaqif.passages.folding` as a SQL macro, so that a search finds every spelling.

DuckDB has no NFKC, so the macro carries the part of it that Arabic texts need: the
Arabic blocks with their presentation forms, Latin letters, general punctuation and
full-width forms. Letters of other scripts are kept as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from mawaqif.passages import fold
from mawaqif.release.editions.ddl import literal

BLOCKS = (
    (0x00A0, 0x024F),
    (0x0600, 0x06FF),
    (0x0750, 0x077F),
    (0x0870, 0x08FF),
    (0x2000, 0x214F),
    (0xFB00, 0xFB06),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFF),
    (0xFF01, 0xFFEF),
    (0x1EE00, 0x1EEFF),
)


def _characters() -> Iterator[str]:
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            if unicodedata.category(chr(code)) != "Cn":
                yield chr(code)


def _tables() -> tuple[str, str, str, dict[str, str]]:
    """Return letters with one equal, their equals, letters that vanish, and letters that are several."""
    single, equals, vanishing, several = "", "", "", {}
    for char in _characters():
        # Between two letters it shows whether the character parts words or vanishes.
        between = fold(f"x{char}x")
        folded = between[1:-1]
        if between == "xx":
            vanishing += char
        elif folded != char.lower() and not (folded == " " and unicodedata.category(char)[0] not in "LN"):
            if len(folded) == 1:
                single, equals = single + char, equals + folded
            else:
                several[char] = folded
    return single, equals, vanishing, several


@cache
def fold_macro() -> str:
    """Return the statement that creates `fold(t)`: the folded words of a text."""
    single, equals, vanishing, several = _tables()
    pairs = ", ".join(f"{literal(char)}: {literal(folded)}" for char, folded in several.items())
    many = literal("[" + "".join(several) + "]")
    expanded = (
        f"CASE WHEN regexp_matches(t, {many}) "
        f"THEN array_to_string([coalesce((MAP {{{pairs}}})[c], c) FOR c IN string_split(t, '')], '') ELSE t END"
    )
    translated = f"translate(nfc_normalize({expanded}), {literal(single + vanishing)}, {literal(equals)})"
    spaced = f"regexp_replace(lower({translated}), '[^\\p{{L}}\\p{{Nd}}]+', ' ', 'g')"
    return f"CREATE OR REPLACE MACRO fold(t) AS trim({spaced})"
