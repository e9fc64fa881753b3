"""Text files, in whatever encoding an Arabic text may be kept."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import partial

from mawaqif.passages.copies.model import Reading, UnreadableError

# A mark at the start of a file that names its encoding; the longer ones first, because one starts like another.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One byte a letter: nothing in the bytes tells these apart, so the words found in them decide.
ARABIC_CODE_PAGES = ("windows-1256", "iso-8859-6", "mac_arabic", "cp720", "cp864")
# What no text holds, in any encoding.
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1c-\x1f]")


def encodings_of(data: bytes) -> tuple[str, ...]:
    """Return the encodings that a file may have, the most likely first.

    Raises:
        UnreadableError: it is no text in any of them.
    """
    named = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if named:
        return (named,)
    if 0 in data:
        # A NUL is half of a character outside Arabic: of a space, a digit, a line break.
        low = data[1::2].count(0) >= data[::2].count(0)
        return ("utf-16-le", "utf-16-be") if low else ("utf-16-be", "utf-16-le")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ARABIC_CODE_PAGES
    return ("utf-8",)


def decode(data: bytes, encoding: str) -> str:
    """Decode the bytes of a file; a byte that is none of the encoding's becomes U+FFFD.

    Raises:
        UnreadableError: Python knows no encoding of that name, or the bytes are not text in it.
    """
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError) as error:
        raise UnreadableError(f"not readable as {encoding}: {error}") from error
    if _CONTROL.search(text):
        raise UnreadableError("not a text, HTML, PDF or Word file")
    return text


def _read(data: bytes, encoding: str, way: str) -> Reading:
    text = decode(data, encoding)
    starts = (0, *(at + 1 for at, char in enumerate(text) if char == "\f"))
    return Reading(text, way, starts if len(starts) > 1 else (), faithful=True)


def ways_to_read(data: bytes, encoding: str | None = None) -> tuple[Callable[[], Reading], ...]:
    """Return the ways to read the bytes of a text file.

    Args:
        data: the bytes.
        encoding: their encoding where the reader says it.

    Raises:
        UnreadableError: they are no text.
    """
    names = (encoding,) if encoding else encodings_of(data)
    return tuple(partial(_read, data, name, "" if name in {"utf-8", encoding} else name) for name in names)
