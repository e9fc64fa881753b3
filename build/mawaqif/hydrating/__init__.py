"""`mawaqif hydrate`: the words of the passages, given back from the reader's own copies."""

from __future__ import annotations

from mawaqif.hydrating.edition import RIGHTS, write_edition
from mawaqif.hydrating.restoring import Hydration, Word, hydrate

__all__ = ["RIGHTS", "Hydration", "Word", "hydrate", "write_edition"]
