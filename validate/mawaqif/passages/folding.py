"""Folding: the one normal form in which a passage is hashed, found and searched.

Two faithful copies of a document (PDF text, HTML, a retyped page) differ in marks
that carry no words: vowel signs, hamza seats, digits, quotation marks, footnote
superscripts, line breaks. Folding removes exactly those, so that an anchor taken
from one copy holds in another.

Source of the method: the codebook, "Where a passage stands". The step numbers in
`fold` follow it. A change of any step is a new `FOLDING_VERSION`, because it
changes every published hash.
"""

from __future__ import annotations

import hashlib
import unicodedata

import polars as pl

FOLDING_VERSION = "1"
# Texts whose words are held at once.
TEXTS_AT_ONCE = 20_000

# Footnote markers. They go before NFKC, which would turn them into digits of the text.
SUPERSCRIPT_DIGITS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"

# Arabic vowel and length signs, and tatweel, which only stretches a letter.
ARABIC_MARKS = "".join(map(chr, range(0x064B, 0x0660))) + "\u0670\u0640"

# Bidirectional controls, zero-width characters and the byte order mark.
INVISIBLE_CONTROLS = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"

# Letters that Arabic writers use for one another, and the two sets of Arabic digits.
SAME_LETTER = {
    **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),
    "\u0649": "\u064a",
    "\u0629": "\u0647",
}
ARABIC_DIGITS = {chr(start + n): str(n) for start in (0x0660, 0x06F0) for n in range(10)}

_SUPERSCRIPTS = frozenset(SUPERSCRIPT_DIGITS)
_BEFORE_NFKC = str.maketrans(dict.fromkeys(SUPERSCRIPT_DIGITS, ""))


class _AfterNfkc(dict[int, str]):
    """What each character becomes, by its code point: what has no form here stays if it is a letter or digit, else is a space."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        kept = self[code] = chr(code) if category[0] == "L" or category == "Nd" else " "
        return kept


_AFTER_NFKC = _AfterNfkc(str.maketrans({**dict.fromkeys(ARABIC_MARKS + INVISIBLE_CONTROLS, ""), **SAME_LETTER, **ARABIC_DIGITS}))


def fold(text: str) -> str:
    """Fold text to its words.

    Args:
        text: any text, of any length, with or without footnote markers.

    Returns:
        The folded words, lower-case, separated by single spaces; empty where the
        text has no letter and no digit. Folding twice gives the same as once, but for the
        Turkish dotted capital I (U+0130), whose dot only the second folding removes.

    Source: the codebook, "Where a passage stands".
    """
    normal = unicodedata.normalize("NFKC", text)
    # A text that is normal has no footnote markers, which takes longer to look for than to normalise.
    if normal != text and not _SUPERSCRIPTS.isdisjoint(text):
        normal = unicodedata.normalize("NFKC", text.translate(_BEFORE_NFKC))
    return " ".join(normal.translate(_AFTER_NFKC).split()).lower()


def fold_each(texts: pl.Series) -> pl.Series:
    """Fold texts as `fold` does, but each of their words once: what stands between two spaces folds by itself.

    Args:
        texts: any texts; null stays null.
    """
    parts = []
    for part in texts.to_frame("text").iter_slices(TEXTS_AT_ONCE):
        words = part["text"].str.split(" ")
        own = words.explode().unique()
        folded = own.map_elements(fold, return_dtype=pl.String)
        lined = words.list.eval(pl.element().replace_strict(own, folded)).list.join(" ")
        parts.append(lined.str.replace_all("  +", " ").str.strip_chars(" "))
    return pl.concat(parts) if parts else texts


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return fold(text).split()


def passage_hash(text: str) -> str:
    """Return the SHA-256 of the folded text, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(fold(text).encode("utf-8")).hexdigest()
