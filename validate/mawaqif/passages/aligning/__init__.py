"""Text alignment: find the passages of a document in any copy of it, and prove each by its hash."""

from __future__ import annotations

from mawaqif.passages.aligning.alignment import align
from mawaqif.passages.aligning.identification import MIN_PASSAGES_FOUND, identify_documents
from mawaqif.passages.aligning.targets import Match, Target, targets_by_document
from mawaqif.passages.aligning.views import Views

__all__ = ["MIN_PASSAGES_FOUND", "Match", "Target", "Views", "align", "identify_documents", "targets_by_document"]
