"""The letters of a text that is coded: ordinary ones, in NFC, nothing that cannot be seen but what Arabic needs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Arabic and Latin display forms: glyphs that fonts and old code pages have for letters.
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v]")
# Joiners stay: they decide how Arabic and Persian letters look, so a writer may have meant them.
_JOINERS = "\u200c\u200d"
REPLACEMENT = "\ufffd"
FORMS, UNSEEN, DECOMPOSED = "display forms", "characters that cannot be seen", "letters taken apart"


def clean(text: str, changed: Counter[str]) -> str:
    """Return a text with ordinary letters.

    Args:
        text: any text.
        changed: how often what was changed; counted on.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _FORMS.sub(lambda match: _counted(match[0], changed), text)
    seen = "".join(char for char in text if not _is_unseen(char))
    changed[UNSEEN] += len(text) - len(seen)
    composed = unicodedata.normalize("NFC", seen)
    if composed != seen:
        changed[DECOMPOSED] += len(seen) - len(composed) or 1
    return "".join(" " if unicodedata.category(char) == "Zs" else char for char in composed)


def _counted(forms: str, changed: Counter[str]) -> str:
    changed[FORMS] += len(forms)
    return unicodedata.normalize("NFKC", forms)


def _is_unseen(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn"} and char not in _JOINERS and char not in "\n\t\f"
    ) or char == "\ufffc"
