"""Citations of a draft: what the package has, and what the footnotes seem to cite, with a new document where it has none."""

from __future__ import annotations

from dataclasses import dataclass, field

from mawaqif.coding.carrying import carried_rows
from mawaqif.coding.footnotes import CitedItem, KnownDocuments, cited_items, title_of
from mawaqif.coding.layout import CITATIONS, MARK, Layout
from mawaqif.coding.source_text import SourceText
from mawaqif.coding.units import NOTE, Unit


@dataclass
class CitationLine:
    """A line of the sheet of citations.

    Attributes:
        cells: its cells by key of the column.
        proposed: keys of the cells that are only proposed.
    """

    cells: dict[str, str]
    proposed: set[str] = field(default_factory=set)


def citation_lines(layout: Layout, source: SourceText) -> tuple[list[CitationLine], list[dict[str, str]]]:
    """Return the lines of the sheet of citations, and the documents proposed for those that the package does not have."""
    notes = {unit.note: unit for unit in source.units if unit.sort == NOTE}
    carried = carried_rows(layout, source.document, CITATIONS)
    lines = [CitationLine(_given(source, notes.get(int(row["note_number"] or 0))) | row) for row in carried]
    held = {line.cells["note_number"] for line in lines}
    words = [(unit.note, source.text[unit.start : unit.end]) for unit in notes.values()]
    known = KnownDocuments(layout.dataset)
    documents, before = [], ""
    # All are cut, also those that are coded, because one may point to the one before it.
    for item in cited_items(words, known):
        if str(item.note) in held:
            before = item.document
            continue
        cells = _cells(item)
        if item.ibid and not item.document and before:
            cells["cited_document_id"] = before
        elif not item.document and item.url:
            documents.append(_new_document(item))
            cells["cited_document_id"] = _mark(item)
        before = cells.get("cited_document_id", "")
        lines.append(CitationLine(_given(source, notes[item.note]) | cells, set(cells)))
    return sorted(lines, key=lambda line: (int(line.cells["note_number"]), int(line.cells["item"]))), documents


def _given(source: SourceText, unit: Unit | None) -> dict[str, str]:
    return {"page": source.page(unit.start), "words": source.text[unit.start : unit.end]} if unit else {}


def _mark(item: CitedItem) -> str:
    return f"n{item.note}-{item.item}"


def _cells(item: CitedItem) -> dict[str, str]:
    cells = {
        "note_number": str(item.note),
        "item": str(item.item),
        "cited_document_id": item.document,
        "locator_kind": item.locator_kind,
        "locator": item.locator,
        "url": item.url,
        "ibid": str(item.ibid).lower(),
    }
    return {key: cell for key, cell in cells.items() if cell}


def _new_document(item: CitedItem) -> dict[str, str]:
    """Propose a row for a document that the package does not have."""
    cells = {MARK: _mark(item), "role": "cited", "title_ar": title_of(item.words), "date": item.date, "url": item.url}
    return {key: cell for key, cell in cells.items() if cell}
