"""Finding passages in any copy of their document, and proving them by their hash."""

from __future__ import annotations

from mawaqif.aligning.document import align
from mawaqif.aligning.recognising import FEWEST_SIGNS, recognise
from mawaqif.aligning.views import Views
from mawaqif.aligning.wanted import Restored, Wanted, wanted_by_document

__all__ = ["FEWEST_SIGNS", "Restored", "Views", "Wanted", "align", "recognise", "wanted_by_document"]
