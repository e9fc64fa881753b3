"""A folder of the reader's own copies of the documents, one `<document_id>.txt` each."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from mawaqif.tables import CannotRunError
from mawaqif.tables.files import read_file


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

    def _read_file(self, document_id: str) -> tuple[str | None, str, str]:
        path = self.folder / f"{document_id}.txt"
        if path.parent != self.folder:
            return None, "", f"{document_id} is not the identifier of a document"
        try:
            data = read_file(path)
        except OSError as error:
            return None, "", f"{path.name}: {error.strerror}"
        try:
            return data.decode("utf-8"), hashlib.sha256(data).hexdigest(), ""
        except UnicodeDecodeError as error:
            return None, "", f"{path.name}: byte {error.start} is not UTF-8"

    def text(self, document_id: str) -> str | None:
        """Return the text of a document, byte for byte decoded, or None."""
        return self._read(document_id)[0]

    def digest(self, document_id: str) -> str:
        """Return the SHA-256 of the bytes of a document's copy."""
        return self._read(document_id)[1]

    def problem(self, document_id: str) -> str:
        """Say why there is no readable copy; empty where there is one."""
        return self._read(document_id)[2]

    def document_ids(self) -> list[str]:
        """Return the documents of which the folder holds a copy, in order."""
        return sorted(path.stem for path in self.folder.glob("*.txt") if path.is_file())
