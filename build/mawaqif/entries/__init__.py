"""`mawaqif new`: rows by their schema, asked for or given, held against every check, written all or none."""

from mawaqif.entries.anchoring import UnclearError
from mawaqif.entries.asking import Unasked
from mawaqif.entries.composing import enter
from mawaqif.entries.dialogue import Terminal
from mawaqif.entries.ledger import open_ledger
from mawaqif.entries.request import read_request
from mawaqif.entries.verdict import Verdict
from mawaqif.entries.writing import Written, place_rows

__all__ = ["Terminal", "Unasked", "UnclearError", "Verdict", "Written", "enter", "open_ledger", "place_rows", "read_request"]
