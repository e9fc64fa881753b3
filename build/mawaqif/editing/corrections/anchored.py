"""What is anchored in the text of a document: rows of any table whose columns say where words stand, found by the schemas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from mawaqif.passages import Anchor
from mawaqif.passages.aligning import Target
from mawaqif.tables import Dataset, TableSchema

DOCUMENT, DOCUMENTS = "document_id", "documents"
OFFSETS = ("char_start", "char_end")
PLACE = tuple(field.name for field in fields(Anchor))


@dataclass(frozen=True)
class Anchored:
    """A row that says where words of a document stand.

    Attributes:
        table: its table.
        row: its position there.
        key: its key, parts joined by spaces.
        target: its anchor, as something to be found.
    """

    table: str
    row: int
    key: str
    target: Target


def anchored_rows(dataset: Dataset, document: str) -> list[Anchored]:
    """Return the rows with an anchor in the text of a document, in the order of the text."""
    found = [item for name in dataset.tables for item in _rows(dataset, name, document)]
    return sorted(found, key=lambda item: item.target.anchor.char_start)


def _rows(dataset: Dataset, name: str, document: str) -> Iterator[Anchored]:
    table = dataset.tables[name]
    if not set(PLACE) <= set(table.schema.columns) or not _have_integers(table.schema):
        return
    owners = _documents_of_rows(dataset, name)
    for row, place in enumerate(table.frame.select(PLACE).iter_rows()):
        if owners[row] == document and None not in place:
            key = " ".join(part or "" for part in table.keys[row])
            yield Anchored(name, row, key, Target((name, row), Anchor(*place)))


def stretches(dataset: Dataset) -> Iterator[str]:
    """Yield the tables whose rows say where a stretch of a document lies, and not which words stand there."""
    for name, table in dataset.tables.items():
        columns = set(table.schema.columns)
        if {DOCUMENT, *OFFSETS} <= columns and "text_sha256" not in columns and _have_integers(table.schema):
            yield name


def _have_integers(schema: TableSchema) -> bool:
    return all(schema.by_name[column].type.name == "integer" for column in OFFSETS)


def _documents_of_rows(dataset: Dataset, name: str) -> list[str | None]:
    """Return the document of each row: its own column, or that of the row that it refers to."""
    table = dataset.tables[name]
    if DOCUMENT in table.schema.columns:
        return table.cells[DOCUMENT].to_list()
    for key in table.schema.foreign_keys:
        other = dataset.tables.get(key.table)
        if len(key.columns) == 1 and other is not None and DOCUMENT in other.schema.columns:
            documents = dict(other.cells.select(key.references[0], DOCUMENT).iter_rows())
            return [documents.get(value) for value in table.cells[key.columns[0]]]
    return [None] * table.cells.height
