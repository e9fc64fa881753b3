"""Loading, behind `mawaqif load`: a draft that came back becomes rows, in all tables or in none."""

from mawaqif.coding.loading.draft_loading import Loaded, OpenDocument, load_draft, load_filled, open_document
from mawaqif.coding.loading.replacement import write_tables

__all__ = ["Loaded", "OpenDocument", "load_draft", "load_filled", "open_document", "write_tables"]
