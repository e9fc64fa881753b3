"""Finding passages in any copy of their document, and proving them by their hash."""

from __future__ import annotations

from mawaqif.passages.aligning.document import align
from mawaqif.passages.aligning.identification import FEWEST_SIGNS, recognise
from mawaqif.passages.aligning.targets import Restored, Wanted, wanted_by_document
from mawaqif.passages.aligning.views import Views

__all__ = ["FEWEST_SIGNS", "Restored", "Views", "Wanted", "align", "recognise", "wanted_by_document"]
