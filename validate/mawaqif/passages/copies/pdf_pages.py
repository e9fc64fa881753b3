"""PDF files with a text layer: what stands on each page, in reading order.

A PDF paints glyphs; their order in the file is often the visual one, spaces may be left
out or guessed, and the letters of a ligature share one place. `pdf_lines` puts lines
together from where the glyphs stand; PDFium's own order is the second way to read.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from mawaqif.passages.copies.model import Reading, UnreadableError, joined
from mawaqif.passages.copies.pdf_lines import Glyph, lines_of

MOST_PAGES = 5000
# PDFium gives the spaces that it guesses this size, whatever the font.
_GUESSED_SIZE = 1.0


def ways_to_read(data: bytes) -> tuple[Callable[[], Reading], ...]:
    """Return the ways to read the bytes of a PDF file.

    Raises:
        UnreadableError: it is damaged, locked, too long, or has no text layer.
    """
    pages = glyphs_of(data)
    if not any(glyph.char.isalpha() for page in pages for glyph in page):
        raise UnreadableError("the PDF has no text layer; recognise its text first")
    return (
        partial(_by_place, pages),
        partial(_by_place, pages, file_order=True),
        partial(_by_place, pages, ligatures_turned=True),
        partial(_by_place, pages, latin_takes_digits=False),
        partial(_as_painted, data),
    )


def _by_place(pages: list[list[Glyph]], **choices: bool) -> Reading:
    return joined(["\n".join(lines_of(page, **choices)) for page in pages])


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"the PDF cannot be opened: {error}".replace("\n", " ")) from error
    if len(document) > MOST_PAGES:
        raise UnreadableError(f"the PDF has more than {MOST_PAGES:,} pages")
    return document


def _as_painted(data: bytes) -> Reading:
    with _open(data) as document:
        return joined([_page_text(page).replace("\r\n", "\n") for page in document], "in the order in which it is painted")


def _page_text(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_range()
    return text


def glyphs_of(data: bytes) -> list[list[Glyph]]:
    """Return what stands on each page of a PDF file.

    Raises:
        UnreadableError: it is damaged, locked or too long.
    """
    try:
        with _open(data) as document:
            return [list(_page_glyphs(page)) for page in document]
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"a page of the PDF cannot be read: {error}") from error


def labels_of(data: bytes) -> list[str]:
    """Return the labels that a PDF file gives its pages; empty where it gives none.

    Raises:
        UnreadableError: it is damaged, locked or too long.
    """
    with _open(data) as document:
        return [str(document.get_page_label(index) or "") for index in range(len(document))]


def _page_glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    text_page = page.get_textpage()
    chars = [_Char(text_page, index) for index in range(text_page.count_chars())]
    painted = [char for char in chars if not char.guessed]
    places, spaces = _objects(page, {char.painter for char in painted})
    for char in painted:
        yield char.glyph(places)
    yield from spaces


class _Char:
    """A character of a page as PDFium tells of it."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, index: int) -> None:
        self.text_page, self.index = text_page, index
        self.char = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        self.size = pdfium.FPDFText_GetFontSize(text_page, index)
        self.guessed = pdfium.FPDFText_IsGenerated(text_page, index) == 1 or (self.char.isspace() and self.size == _GUESSED_SIZE)
        self.painter = _address(pdfium.FPDFText_GetTextObject(text_page, index))

    def glyph(self, places: Mapping[int, tuple[float, float]]) -> Glyph:
        """Return the glyph, at the place of its object where that is another than its own."""
        x, y, left, right, low, high = (ctypes.c_double() for _ in range(6))
        pdfium.FPDFText_GetCharOrigin(self.text_page, self.index, x, y)
        pdfium.FPDFText_GetCharBox(self.text_page, self.index, left, right, low, high)
        matrix, scale = pdfium.FS_MATRIX(), 1.0
        if pdfium.FPDFText_GetMatrix(self.text_page, self.index, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        place = places.get(self.painter, (x.value, y.value))
        return Glyph(self.char, *place, left.value, right.value, self.size * scale, self.index, self.painter)


def _objects(page: pypdfium2.PdfPage, painters: Collection[int]) -> tuple[dict[int, tuple[float, float]], list[Glyph]]:
    """Return the places of objects that stand elsewhere than PDFium says, and the spaces painted on their own.

    Where several glyphs stand for one piece of text, PDFium gives the text to one of them, which may be a
    mark; the next object then has ink and no text, and stands where the letter does. A space that is
    painted alone has neither ink nor text.
    """
    places: dict[int, tuple[float, float]] = {}
    spaces: list[Glyph] = []
    before, edges = 0, (0.0, 0.0)
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        address = _address(item.raw)
        left, _, right, _ = item.get_bounds()
        if address in painters:
            before, edges = address, (left, right)
            continue
        matrix = item.get_matrix()
        if right <= left:
            spaces.append(Glyph(" ", matrix.e, matrix.f, left, right, 0.0))
        elif min(right, edges[1]) - max(left, edges[0]) > (right - left) / 2:
            places[before] = (matrix.e, matrix.f)
    return places, spaces


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
