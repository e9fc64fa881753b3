"""Whether a dotless i is one: in a Turkish or Azerbaijani name, or in place of the English i that it looks like.

Source: G. Lewis, Turkish Grammar (2000), chapter 1: vowel harmony, no two vowels in a row, no
word-final b, c, d or g, and letters that Turkish has not.
"""

from __future__ import annotations

import re
from functools import cache

import pycountry

WORD = re.compile(r"[^\W\d_]+")
ONLY_TURKISH = re.compile(r"[ğşçöüəĞŞÇÖÜƏİ]")
# Letters and pairs that no Turkish word has, a vowel beside the dotless i, and ends of words.
NOT_TURKISH = re.compile(r"[qwx]|[cgpst]h|ck|ll|ss|ff|tt|[aeiouâ]ı|ı[aeiouâ]|[bcdg]$|[^aeıiouöü]y$|[ei]")


def is_turkish(text: str, at: int) -> bool:
    """True where the word around a dotless i may be a Turkish name: a capital first, and spelt as Turkish is.

    No pattern ignores case, because Python takes the dotless i for another case of i.
    """
    word = next(match.group() for match in WORD.finditer(text) if match.start() <= at < match.end())
    if not word[0].isupper():
        return False
    return bool(ONLY_TURKISH.search(word)) or not NOT_TURKISH.search(word.lower()) or word in _places()


@cache
def _places() -> frozenset[str]:
    """Return the words of the names of provinces that have a dotless i; some break the harmony of vowels."""
    return frozenset(word for place in pycountry.subdivisions if "ı" in place.name for word in WORD.findall(place.name))
