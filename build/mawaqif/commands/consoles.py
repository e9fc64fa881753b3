"""Consoles of other encodings than UTF-8: what they cannot show is shown otherwise, and nothing breaks off.

Windows has consoles whose letters are those of one code page, such as 1256 for Arabic.
"""

from __future__ import annotations

import codecs

# Name of the handling of errors that `open` and `reconfigure` take.
READABLE = "mawaqif.readable"
# What directs text takes no room; signs have a spelling that every code page knows.
_WRITTEN = {
    "\u2066": "",
    "\u2067": "",
    "\u2068": "",
    "\u2069": "",
    "\u200c": "",
    "\u200d": "",
    "\u200e": "",
    "\u200f": "",
    "\u2192": "->",
    "\u2026": "...",
    "\u2013": "-",
    "\u2014": "-",
    "\u2500": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
}


def is_utf8(encoding: str) -> bool:
    """True where an encoding is UTF-8, however it is spelt."""
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False


def _readable(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding lacks as it can be read: signs in plain ones, the rest as escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_WRITTEN.get(char, char.encode("ascii", "backslashreplace").decode("ascii")) for char in lacking), error.end


codecs.register_error(READABLE, _readable)
