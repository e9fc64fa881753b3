"""`mawaqif new`: rows by their schema, asked for or given, held against every check, written all or none."""

from mawaqif.editing.entries.anchoring import UnclearError
from mawaqif.editing.entries.asking import Unasked
from mawaqif.editing.entries.composing import enter
from mawaqif.editing.entries.dialogue import Terminal
from mawaqif.editing.entries.ledger import open_ledger
from mawaqif.editing.entries.request import read_request
from mawaqif.editing.entries.verdict import Verdict
from mawaqif.editing.entries.writing import Written, place_rows

__all__ = ["Terminal", "Unasked", "UnclearError", "Verdict", "Written", "enter", "open_ledger", "place_rows", "read_request"]
