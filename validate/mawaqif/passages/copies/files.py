"""Opening copies: what kind of file it is, and every file of a folder in order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from mawaqif.passages.copies import html_page, pdf_pages, plain_text, word_file
from mawaqif.passages.copies.model import Copy, Reading, UnreadableError
from mawaqif.paths import read_file, size_in_words

# So large a document may be; one of a thousand scanned pages has half of it.
LARGEST_COPY = 512 * 1024**2
# A file of text is smaller: the longest book has not a tenth of it.
LARGEST_TEXT = 64 * 1024**2
PDF_MARK = b"%PDF-"
SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml[^>]*>\s*<(?:!doctype\s+html|html))", re.IGNORECASE)


def open_copy(path: Path, encoding: str | None = None) -> Copy:
    """Open a file of the reader's.

    Args:
        path: the file; what it holds decides what it is, not its name alone.
        encoding: encoding of a text or HTML file, where the reader says it.

    Raises:
        UnreadableError: it cannot be read, or holds no text.
    """
    try:
        data = read_file(path, LARGEST_COPY)
    except OSError as error:
        raise UnreadableError(error.strerror or "cannot be read") from error
    kind, ways = _kind(path, data, encoding)
    return Copy(str(path), kind, hashlib.sha256(data).hexdigest(), ways)


def _kind(path: Path, data: bytes, encoding: str | None) -> tuple[str, tuple[Callable[[], Reading], ...]]:
    if PDF_MARK in data[:1024]:
        return "PDF", pdf_pages.ways_to_read(data)
    if data.startswith(word_file.ARCHIVE_MARK) and word_file.is_word(data):
        return "DOCX", word_file.ways_to_read(data)
    if len(data) > LARGEST_TEXT:
        raise UnreadableError(f"it is larger than {size_in_words(LARGEST_TEXT)}, and no PDF or Word file")
    if path.suffix.lower() in _HTML_SUFFIXES or _HTML_START.match(data):
        return "HTML", html_page.ways_to_read(data, encoding)
    if not data.strip():
        raise UnreadableError("the file is empty")
    if path.suffix.lower() in (".pdf", ".docx"):
        raise UnreadableError(f"it is named as a {path.suffix[1:].upper()} file, and is none")
    return "text", plain_text.ways_to_read(data, encoding)


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder and its subfolders that may be copies, in order.

    Numbers in names count as numbers, so that page 10 comes after page 9.
    """
    found = [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()]
    seen = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    return sorted(seen, key=lambda path: natural_order(path.relative_to(folder).as_posix()))


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """Return a sorting key by which `page-10` comes after `page-9`."""
    parts = re.split(r"([0-9]+)", name)
    return [(0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts]


__all__ = ["Copy", "Reading", "UnreadableError", "files_in", "open_copy"]
