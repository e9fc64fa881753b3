"""The extraction: a source of any kind becomes the text that is coded, its map, and what may be wrong in it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from mawaqif.passages.copies import UnreadableError, open_copy, stand_in
from mawaqif.passages.copies.files import LARGEST_COPY, PDF_MARK
from mawaqif.passages.copies.html_page import source_of
from mawaqif.passages.copies.word_file import page_of
from mawaqif.passages.extraction.blocks import Block, assembled
from mawaqif.passages.extraction.doubts import changes_of_letters, doubts_of_pdf, doubts_of_text
from mawaqif.passages.extraction.letters import clean
from mawaqif.passages.extraction.pdf_text import pdf_text
from mawaqif.passages.extraction.text_map import ExtractedText, MappedPage, TextMap, digest_of
from mawaqif.passages.extraction.web_text import web_text
from mawaqif.paths import read_file


def extract(path: Path, encoding: str | None = None) -> ExtractedText:
    """Take the text that is coded from a source.

    Args:
        path: a PDF, HTML, DOCX or text file; what it holds decides what it is.
        encoding: encoding of a text or HTML file, where the reader says it.

    Raises:
        UnreadableError: it cannot be read, is damaged, locked, empty or misnamed, or holds no text.
    """
    try:
        data = read_file(path, LARGEST_COPY)
    except OSError as error:
        raise UnreadableError(error.strerror or "cannot be read") from error
    if PDF_MARK in data[:1024]:
        found = pdf_text(data)
        if not any(char.isalpha() for block in found.blocks for char in block.text):
            raise UnreadableError("the PDF has no text layer; recognise its text first")
        return _of_blocks(found.blocks, "PDF", data, doubts_of_pdf(found))
    copy = open_copy(path, encoding)
    if copy.kind == "text":
        problem = stand_in(data)
        if problem:
            raise UnreadableError(problem)
        return _plain(copy.ways[0]().text, copy.digest)
    page = web_text(page_of(data) if copy.kind == "DOCX" else source_of(data, encoding))
    part = [f"taken is what stands in <{page.part}>, the rest of the page is not"] if page.part else []
    return _of_blocks(page.blocks, copy.kind, data, part)


def _of_blocks(blocks: list[Block], kind: str, data: bytes, doubts: list[str]) -> ExtractedText:
    changed: Counter[str] = Counter()
    cleaned = [replace(item, pieces=tuple((label, _one_line(words, changed)) for label, words in item.pieces)) for item in blocks]
    kept = [replace(item, pieces=tuple(piece for piece in item.pieces if piece[1])) for item in cleaned]
    text, made = assembled([item for item in kept if item.pieces], hashlib.sha256(data).hexdigest())
    if not any(char.isalnum() for char in text):
        raise UnreadableError("it holds no text")
    return ExtractedText(text, made, kind, (*doubts, *changes_of_letters(changed), *doubts_of_text(text, made)))


def _one_line(words: str, changed: Counter[str]) -> str:
    return " ".join(clean(words, changed).split())


def _plain(read: str, digest: str) -> ExtractedText:
    """Return a text file as it is, its form mended; form feeds part pages, lines stay as they are."""
    changed: Counter[str] = Counter()
    cleaned = clean(read, changed)
    pages = [re.sub(r"[ \t]+(?=\n|$)", "", page).strip("\n") for page in cleaned.split("\f")]
    text, mapped, at = "", [], 0
    for number, page in enumerate(pages, start=1):
        if page.strip():
            at = len(text) + (2 if text else 0)
            text = f"{text}\n\n{page}" if text else page
            mapped.append(MappedPage(str(number), at, at + len(page)))
    text += "\n"
    if not any(char.isalnum() for char in text):
        raise UnreadableError("it holds no text")
    made = TextMap(digest, digest_of(text), len(text), tuple(mapped) if len(pages) > 1 else ())
    return ExtractedText(text, made, "text", (*changes_of_letters(changed), *doubts_of_text(text, made)))
