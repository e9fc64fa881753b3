"""Word files (DOCX): their text as a web page of its own, with footnotes at its end; Mammoth takes them apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from xml.parsers.expat import ExpatError

from mawaqif.passages.copies.html_page import text_of
from mawaqif.passages.copies.model import Reading, UnreadableError

ARCHIVE_MARK = b"PK\x03\x04"
_MAIN_PART = "word/document.xml"
# So much a file may hold when it is unpacked; a book without its pictures has not a hundredth of it.
LARGEST_UNPACKED = 256 * 1024**2
# A page break that somebody has set; where pages end otherwise, only a printer knows.
_STYLES = "br[type='page'] => hr"


def is_word(data: bytes) -> bool:
    """Tell whether the bytes of an archive are a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _MAIN_PART in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        # Its beginning is that of an archive, its list of files is lost; what else but a damaged file can it be?
        return b"word/" in data


def page_of(data: bytes) -> str:
    """Return the text of a Word file as HTML, notes as a list at its end, each marker a link to its note.

    Raises:
        UnreadableError: it is damaged, locked or too large.
    """
    # Imported here because a run without a Word file does not need it.
    import mammoth  # noqa: PLC0415 - see above

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableError("the Word file is larger than any text when it is unpacked")
            if any(item.flag_bits & 1 for item in archive.infolist()):
                raise UnreadableError("the Word file is locked with a password")
        nothing = mammoth.images.img_element(lambda _image: {})
        result = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=nothing)
    except (zipfile.BadZipFile, ExpatError, KeyError, ValueError, OSError, EOFError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"the Word file is damaged: {str(error) or type(error).__name__}") from error
    return f"<html><body>{result.value}</body></html>"


def ways_to_read(data: bytes) -> tuple[Callable[[], Reading], ...]:
    """Return the one way to read the bytes of a Word file.

    Raises:
        UnreadableError: it is damaged, locked, too large, or has no text.
    """
    text = text_of(page_of(data))
    if not text.strip():
        raise UnreadableError("the Word file has no text")
    return (partial(Reading, text),)
