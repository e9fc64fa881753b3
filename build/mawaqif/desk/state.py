"""The package as the desk has read it: anew after each change of a file, whoever changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mawaqif.coding.double_coding import CodedDocument, coded_document
from mawaqif.coding.drafting import draft_workbook
from mawaqif.coding.loading import OpenDocument, open_document
from mawaqif.coding.workbook import Workbook
from mawaqif.findings import Finding
from mawaqif.passages.copies import Copies
from mawaqif.paths import INDEX, read_file
from mawaqif.tables import READING_RECORD, SEALINGS, Dataset, Memory, load_dataset

SECOND_CODING = "second-coding"
Made = TypeVar("Made")


@dataclass
class State:
    """A package at one moment; what is made of it is kept as long as no file changes.

    Attributes:
        root: folder that holds `datapackage.json`.
        version: a hash of all its files and of the sources; another one means that something changed.
        files: the bytes of its tables, of the reading record and of the second codings, by path in it.
        dataset: its tables.
        found: what reading them has found.
        copies: copies of the documents.
        memory: what all readings and checks since the desk was opened have given.
    """

    root: Path
    version: str
    files: Mapping[str, bytes]
    dataset: Dataset
    found: list[Finding]
    copies: Copies
    memory: Memory
    _opened: dict[str, OpenDocument] = field(default_factory=dict)
    _books: dict[tuple[str, str], Workbook] = field(default_factory=dict)

    def opened(self, document: str) -> OpenDocument:
        """Return a document, ready to be loaded into.

        Raises:
            CannotRunError: the package cannot be read, or there is no such text.
        """
        if document not in self._opened:
            self._opened[document] = open_document(self.root, document, self.copies, self.memory)
        return self._opened[document]

    def book(self, document: str, language: str) -> Workbook:
        """Return the draft of a document, as `mawaqif draft` writes it.

        Raises:
            CannotRunError: as `opened`.
        """
        if (document, language) not in self._books:
            opened = self.opened(document)
            self._books[document, language] = draft_workbook(opened.draft.dataset, opened.source, language)
        return self._books[document, language]

    def coded(self, document: str) -> CodedDocument:
        """Return a document with its codes, for a second coding.

        Raises:
            CannotRunError: it has no statements, or a table cannot be read.
        """
        return coded_document(self.dataset, document)


def read_state(root: Path, sources: Path, before: State | None = None) -> State:
    """Read a package, or return the state that was read before where no file changed since.

    Raises:
        CannotRunError: there is no readable index, or the sources are no folder.
    """
    if before is not None:
        files = files_of(root, before.dataset)
        if _version(root, sources, before.dataset, files) == before.version:
            return before
    memory = before.memory if before else Memory()
    dataset, found = load_dataset(root, memory=memory)
    files = files_of(root, dataset)
    return State(root, _version(root, sources, dataset, files), files, dataset, found, Copies(sources), memory)


def files_of(root: Path, dataset: Dataset) -> dict[str, bytes]:
    """Return the bytes of everything that a step at the desk may change, by path in the package."""
    tables = [schema.path for schema in dataset.descriptor.tables.values()]
    kept = [path.relative_to(root).as_posix() for path in sorted((root / SECOND_CODING).glob("*.csv"))]
    named = [*tables, READING_RECORD, SEALINGS, *kept]
    return {name: read_file(root / name) for name in named if (root / name).is_file() and not (root / name).is_symlink()}


def _version(root: Path, sources: Path, dataset: Dataset, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    schemas = [INDEX, *(schema.schema_path for schema in dataset.descriptor.tables.values())]
    for path in [*(root / name for name in schemas), *sorted(path for path in sources.glob("*") if path.is_file())]:
        stat = path.stat() if path.exists() else None
        digest.update(f"{path.name}\0{stat.st_size if stat else ''}\0{stat.st_mtime_ns if stat else ''}\0".encode())
    return digest.hexdigest()[:32]
