"""The text of a document that is coded, as it lies in a folder of copies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mawaqif.coding.units import Unit, units
from mawaqif.findings import CannotRunError, show
from mawaqif.passages import Words
from mawaqif.passages.copies import Copies
from mawaqif.passages.extraction import MappedPage, map_beside, read_map
from mawaqif.tables import Dataset

CORPUS = "corpus"


@dataclass(frozen=True)
class SourceText:
    """The text of a document.

    Attributes:
        document: its identifier.
        text: its text, as offsets count in it.
        digest: SHA-256 of the bytes of its file.
        date: its date; empty where it has none.
        pages: its pages, where a map of them lies beside it.
    """

    document: str
    text: str
    digest: str
    date: str
    pages: tuple[MappedPage, ...] = ()

    @cached_property
    def units(self) -> list[Unit]:
        """The paragraphs, quotations and footnotes of the text, in reading order."""
        return units(self.text)

    @cached_property
    def words(self) -> Words:
        """The words of the text, folded, in which passages are looked for."""
        return Words(self.text)

    def page(self, offset: int) -> str:
        """Return the page on which an offset stands; empty where nobody knows."""
        return next((page.label for page in self.pages if page.char_start <= offset < page.char_end), "")


def source_text(dataset: Dataset, copies: Copies, document: str) -> SourceText:
    """Read the text of a document of the corpus.

    Raises:
        CannotRunError: it is no such document, there is no copy, or the copy is not the text that was coded.
    """
    table = dataset.tables.get("documents")
    if table is None:
        raise CannotRunError("the table documents cannot be read; mend what `mawaqif validate` finds in it")
    known = {row[0]: row[1:] for row in table.cells.select("document_id", "role", "text_sha256", "date").iter_rows()}
    corpus = [name for name, (role, *_) in known.items() if role == CORPUS]
    if document not in known:
        new = f"`mawaqif new document document_id={document} role=corpus … --sources {copies.folder}` adds it"
        raise CannotRunError(f"there is no document {show(document)}; {new}; there are {', '.join(corpus) or 'none'}")
    role, digest, date = known[document]
    if role != CORPUS:
        raise CannotRunError(
            f"{document} is only cited; of a document that is coded the role is {CORPUS}; there are {', '.join(corpus)}"
        )
    text = copies.text(document)
    if text is None:
        raise CannotRunError(f"{copies.folder}: no copy of {document} ({copies.problem(document)})")
    if copies.rendered(document) or (digest and digest != copies.digest(document)):
        raise CannotRunError(
            f"{copies.folder}: the copy of {document} is not the text that its row in documents names; "
            "put that text there, or take over the new one with `mawaqif reanchor`"
        )
    mapped = read_map(map_beside(copies.folder / f"{document}.txt"), copies.digest(document))
    return SourceText(document, text, copies.digest(document), date or "", mapped.pages if mapped else ())
