"""Loading, behind `mawaqif load`: a draft that came back becomes rows, in all tables or in none."""

from mawaqif.coding.loading.draft_loading import Loaded, load_draft
from mawaqif.coding.loading.replacement import write_tables

__all__ = ["Loaded", "load_draft", "write_tables"]
