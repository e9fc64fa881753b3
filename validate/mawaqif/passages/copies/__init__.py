"""The reader's own copies of the documents: reading them, whatever form they have."""

from __future__ import annotations

from mawaqif.passages.copies.files import files_in, open_copy
from mawaqif.passages.copies.folder import Copies
from mawaqif.passages.copies.model import Copy, Reading, UnreadableError

__all__ = ["Copies", "Copy", "Reading", "UnreadableError", "files_in", "open_copy"]
