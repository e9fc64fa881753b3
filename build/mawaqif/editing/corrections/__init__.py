"""Corrections of rows in all tables at once: rename, renumber, merge, remove, move, reanchor; checked and written whole."""

from mawaqif.editing.corrections.change import Change, Outcome, Package, apply, open_package
from mawaqif.editing.corrections.merging import merge
from mawaqif.editing.corrections.moving import move
from mawaqif.editing.corrections.reanchoring import UnsettledError, new_edition, reanchor, write_edition
from mawaqif.editing.corrections.removing import remove
from mawaqif.editing.corrections.renaming import rename, renamed
from mawaqif.editing.corrections.renumbering import renumber
from mawaqif.editing.corrections.retirement import Reason

__all__ = [
    "Change",
    "Outcome",
    "Package",
    "Reason",
    "UnsettledError",
    "apply",
    "merge",
    "move",
    "new_edition",
    "open_package",
    "reanchor",
    "remove",
    "rename",
    "renamed",
    "renumber",
    "write_edition",
]
