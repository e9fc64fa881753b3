"""Corrections of rows that others refer to: rename, renumber, merge, remove, move; each in all tables, all or none."""

from mawaqif.editing.corrections.change import Change, Outcome, Package, apply, open_package
from mawaqif.editing.corrections.merging import merge
from mawaqif.editing.corrections.moving import move
from mawaqif.editing.corrections.removing import remove
from mawaqif.editing.corrections.renaming import rename, renamed
from mawaqif.editing.corrections.renumbering import renumber
from mawaqif.editing.corrections.retirement import Reason

__all__ = [
    "Change",
    "Outcome",
    "Package",
    "Reason",
    "apply",
    "merge",
    "move",
    "open_package",
    "remove",
    "rename",
    "renamed",
    "renumber",
]
