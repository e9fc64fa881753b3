"""Test vectors of the folding: cases that another implementation can run, made by this one.

They are published in `docs/folding-vectors.json` and with every release, so that whoever
holds a copy of a document can prove a passage without this tool.
"""

from __future__ import annotations

import json
from unicodedata import ucd_3_2_0

from mawaqif.passages.folding import FOLDING_VERSION, fold, passage_hash

VECTORS = "folding-vectors.json"
STEPS = (
    "Remove the superscript digits U+00B9, U+00B2, U+00B3, U+2070, U+2074 to U+2079: they are footnote markers.",
    "Normalise to NFKC.",
    "Remove U+064B to U+065F, U+0670 and U+0640: Arabic vowel signs and tatweel.",
    "Remove U+061C, U+200B to U+200F, U+202A to U+202E, U+2060, U+2066 to U+2069 and U+FEFF: invisible controls.",
    "Replace U+0622, U+0623, U+0625 and U+0671 by U+0627, U+0649 by U+064A, U+0629 by U+0647.",
    "Replace the digits U+0660 to U+0669 and U+06F0 to U+06F9 by 0 to 9.",
    "Replace every character whose general category is neither a letter (L*) nor a decimal digit (Nd) by a space.",
    "Replace runs of spaces by one space; remove those at the ends.",
    "Lower-case.",
)
# Of each block, what Unicode 3.2 assigns: it is the same whatever version of Unicode an implementation has.
BLOCKS = {
    "Latin": (0x0020, 0x024F),
    "Arabic": (0x0600, 0x06FF),
    "general punctuation": (0x2000, 0x206F),
    "superscripts": (0x2070, 0x208E),
    "Arabic presentation forms A": (0xFB50, 0xFDFF),
    "Arabic presentation forms B": (0xFE70, 0xFEFF),
    "full width": (0xFF01, 0xFFEE),
}
# Its lower case is two characters, the second no letter; it has a case of its own.
DOTTED_I = "\u0130"
CASES = {
    "nothing": "",
    "no word": " \u060c\u00ab\u00bb.\n",
    "vowel signs": "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f\u064c",
    "tatweel": "\u0627\u0644\u0640\u0640\u0639\u0631\u0628",
    "hamza seats": "\u0623\u0625\u0622\u0671",
    "hamza seat in two characters": "\u0627\u0654\u0627\u0655\u0627\u0653 \u064a\u0654 \u0648\u0654",
    "vowel sign before the hamza of its letter": "\u0627\u064e\u0654",
    "alef maqsura and ta marbuta": "\u0645\u0633\u062a\u0634\u0641\u0649 \u062d\u0648\u0643\u0645\u0629",
    "Arabic digits": "\u0661\u0664\u0664\u0662 \u06f1\u06f4\u06f4\u06f2",
    "a footnote marker at a word": "\u0646\u0635\u00b9\u00b2 \u0646\u0635\u2074",
    "a footnote marker between words parts nothing": "ab\u00b9cd",
    "lam-alef as one character": "\ufefb \ufef7 \ufef9 \ufef5",
    "a word as one character": "\ufdf2 \ufdfa",
    "a vowel sign with a space of its own": "\u0628\ufe76\u0628",
    "direction and zero width": "\u200fab\u200c\u200d\u202bcd\u202c \u2067ef\u2069\ufeff",
    "a soft hyphen parts words": "ab\u00adcd",
    "line breaks, tabs, other spaces": "a\r\nb\tc\u00a0d\u2003e\u3000f",
    "quotation marks and dashes": "\u201cab\u201d\u2013\u00abcd\u00bb_ef",
    "letters in two characters": "e\u0301 \u00e9",
    "case": "IPv6 \u00c9 \u0416",
    "Greek sigma at the end of a word": "\u03a3\u039f\u03a6\u039f\u03a3",
    "dotted capital I": DOTTED_I,
    "full width": "\uff29\uff30\uff56\uff16",
    "digits of another script stay": "\u0966\u0967",
    "numbers that are no digits": "\u00bd \u2167 \u2460",
    "Arabic letters beyond the first plane": "\U0001ee00\U0001ee01",
    "Latin letters beyond the first plane": "\U0001d400",
}


def vectors_json() -> str:
    """Return the test vectors as JSON, all characters but ASCII escaped."""
    blocks = {f"every character: {name}": _block(*limits) for name, limits in BLOCKS.items()}
    cases = [
        {"name": name, "input": text, "folded": fold(text), "sha256": passage_hash(text)}
        for name, text in {**CASES, **blocks}.items()
    ]
    about = {
        "title": "Test vectors of the folding of Mawaqif",
        "folding_version": FOLDING_VERSION,
        "steps": list(STEPS),
        "hash": "SHA-256 of the folded text in UTF-8, as 64 lower-case hexadecimal digits.",
        "cases": cases,
    }
    return json.dumps(about, ensure_ascii=True, indent=1) + "\n"


def _block(first: int, last: int) -> str:
    chars = (chr(code) for code in range(first, last + 1) if ucd_3_2_0.category(chr(code)) != "Cn" and chr(code) != DOTTED_I)
    return "".join(f"x{char}y {char} " for char in chars)
