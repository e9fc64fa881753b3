"""The pages of a new document: rows of `pages` from the map that lies beside its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mawaqif.editing.entries.draft import Draft, Row
from mawaqif.passages.extraction import MappedPage, map_beside, read_map

PAGES = "pages"


def page_cells(document: str, page: MappedPage) -> dict[str, str]:
    """Return the cells of a page of a document."""
    return {"document_id": document, "char_start": str(page.char_start), "char_end": str(page.char_end), "page": page.label}


def page_rows(draft: Draft, cells: Mapping[str, str]) -> Iterator[Row]:
    """Yield the pages of a new document; none where it is not coded, its text has no map, or the package no such table.

    Args:
        draft: the package, with copies of the documents.
        cells: the row of the document.
    """
    schema = draft.dataset.descriptor.tables.get(PAGES)
    document, digest = cells.get("document_id", ""), cells.get("text_sha256", "")
    if schema is None or draft.copies is None or not digest:
        return
    found = read_map(map_beside(draft.copies.folder / f"{document}.txt"), digest)
    for page in found.pages if found else ():
        yield Row(schema, page_cells(document, page))
