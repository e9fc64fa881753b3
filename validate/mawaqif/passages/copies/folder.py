"""A folder of the reader's own copies of the documents, one `<document_id>.txt` each, or a PDF or HTML file of that name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mawaqif.files import read_file
from mawaqif.findings import CannotRunError, show
from mawaqif.passages.copies.files import LARGEST_TEXT, open_copy
from mawaqif.passages.copies.model import UnreadableError
from mawaqif.paths import OutsideError, inside

TEXT_SUFFIX = ".txt"
# Other forms that a document may have; looked for where there is no text file.
RENDERED_SUFFIXES = (".html", ".htm", ".xhtml", ".pdf")


@dataclass(frozen=True)
class _Read:
    text: str | None = None
    digest: str = ""
    problem: str = ""
    rendered: bool = False


class Copies:
    """The copies in a folder. Files are read when asked for, once."""

    def __init__(self, folder: Path) -> None:
        """Take a folder of copies.

        Raises:
            CannotRunError: it is not a folder.
        """
        if not folder.is_dir():
            raise CannotRunError(f"{folder}: not a folder; name the folder that holds the documents as <document_id>.txt")
        self.folder = folder
        self._read = cache(self._read_file)

    def _read_file(self, document_id: str) -> _Read:
        try:
            path = inside(self.folder, f"{document_id}{TEXT_SUFFIX}")
        except OutsideError as error:
            return _Read(problem=f"{show(document_id)} cannot be the name of a file: {error.problem}")
        if path.parent != self.folder:
            return _Read(problem=f"{document_id} is not the identifier of a document")
        rendered = next((path.with_suffix(suffix) for suffix in RENDERED_SUFFIXES if path.with_suffix(suffix).is_file()), None)
        if rendered is not None and not path.exists():
            return _read_rendered(rendered)
        try:
            data = read_file(path, LARGEST_TEXT)
        except OSError as error:
            return _Read(problem=f"{path.name}: {error.strerror}")
        try:
            return _Read(data.decode("utf-8"), hashlib.sha256(data).hexdigest())
        except UnicodeDecodeError as error:
            return _Read(problem=f"{path.name}: byte {error.start} is not UTF-8")

    def text(self, document_id: str) -> str | None:
        """Return the text of a document, byte for byte decoded, or what its page shows, or None."""
        return self._read(document_id).text

    def digest(self, document_id: str) -> str:
        """Return the SHA-256 of the bytes of a document's copy."""
        return self._read(document_id).digest

    def problem(self, document_id: str) -> str:
        """Say why there is no readable copy; empty where there is one."""
        return self._read(document_id).problem

    def rendered(self, document_id: str) -> bool:
        """Tell whether the copy is a PDF or HTML file, in which offsets mean nothing."""
        return self._read(document_id).rendered

    def document_ids(self) -> list[str]:
        """Return the documents of which the folder holds a copy, in order."""
        known = {TEXT_SUFFIX, *RENDERED_SUFFIXES}
        return sorted({path.stem for path in self.folder.iterdir() if path.suffix in known and path.is_file()})


def _read_rendered(path: Path) -> _Read:
    try:
        copy = open_copy(path)
        return _Read(copy.ways[0]().text, copy.digest, rendered=True)
    except UnreadableError as error:
        return _Read(problem=f"{path.name}: {error}")
