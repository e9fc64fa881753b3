"""Every kind of damage there is, by what it damages. A new kind is one function and one line."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from mutants.kinds import (
    anchors,
    cell_types,
    columns,
    duplicates,
    encodings,
    enums,
    index,
    keys,
    leftovers,
    letters,
    quotation,
    record,
    references,
    rows,
)
from mutants.package import Package
from mutants.place import Damage

Kind = Callable[[Package, random.Random], Damage]

GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Keys", keys.KINDS),
    ("Dates, numbers, hashes", cell_types.KINDS),
    ("Listed values", enums.KINDS),
    ("References", references.KINDS),
    ("Rows", rows.KINDS),
    ("Columns", columns.KINDS),
    ("Duplicates", duplicates.KINDS),
    ("Anchors, links, country codes", anchors.KINDS),
    ("Bytes and line ends", encodings.KINDS),
    ("Quotation marks, delimiters", quotation.KINDS),
    ("Letters", letters.KINDS),
    ("Other programs", leftovers.KINDS),
    ("Index and schemas", index.KINDS),
    ("Reading record", record.KINDS),
)

# What nothing in the package can show, and why: these kinds are counted apart.
BEYOND: Mapping[str, str] = {
    "constraint-removed": "a schema is the only definition of its table, so nothing says that it once demanded more",
    "foreign-key-removed": "a schema is the only definition of its table, so nothing says that it once demanded more",
    "record-line-lost": "a row without a line in the record is a new row; `validate` counts it as not yet read",
}


def name_of(kind: Kind) -> str:
    """Return the name of a kind, as `--kind` takes it."""
    return kind.__name__.replace("_", "-")


def told(kind: Kind) -> str:
    """Return what a kind damages, in a sentence."""
    return (kind.__doc__ or "").strip().splitlines()[0]


KINDS: Mapping[str, Kind] = {name_of(kind): kind for _, kinds in GROUPS for kind in kinds}

__all__ = ["BEYOND", "GROUPS", "KINDS", "Kind", "name_of", "told"]
