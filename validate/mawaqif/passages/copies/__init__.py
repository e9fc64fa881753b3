"""The reader's own copies of the documents: reading them, whatever form they have."""

from __future__ import annotations

from mawaqif.passages.copies.coded_text import CodedText, coded_text, signs_of_form, stand_in
from mawaqif.passages.copies.files import files_in, open_copy
from mawaqif.passages.copies.folder import Copies
from mawaqif.passages.copies.model import Copy, Reading, UnreadableError

__all__ = [
    "CodedText",
    "Copies",
    "Copy",
    "Reading",
    "UnreadableError",
    "coded_text",
    "files_in",
    "open_copy",
    "signs_of_form",
    "stand_in",
]
