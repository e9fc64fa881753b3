"""Every kind of damage there is, by what it damages. A new kind is one function and one line."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from mutants.kinds import (
    addresses,
    agreement,
    anchors,
    cell_types,
    columns,
    contradictions,
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
    signs,
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
    ("Signs, digits, look-alikes", signs.KINDS),
    ("Web addresses", addresses.KINDS),
    ("Contradictions", contradictions.KINDS),
    ("Agreement between tables", agreement.KINDS),
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

# What the record sees in a row that was read, and no rule can see in a new one, and why.
BEYOND_RULES: Mapping[str, str] = {
    "boolean-flipped": "both values are sound; only the footnote says which is true",
    "day-next-door": "another day of the calendar is as sound; only the source says which is meant",
    "day-and-month-swapped-plausibly": "another day of the calendar is as sound; only the source says which is meant",
    "date-cut-to-month": "a month is a date of its own; only the source says that it gives the day",
    "reference-to-another": "another row of the right table may be meant; where a second row depends on it, that row tells",
    "answers-another": "any earlier statement may be answered; only the text makes plain which",
    "url-letter-changed": "another address of the same host is as sound; only a browser shows where it leads",
    "url-cut-in-path": "a shorter address of the same host is as sound; only a browser shows where it leads",
    "offset-one": "a passage may begin and end anywhere; with the documents at hand it is caught",
    "offset-ten": "a passage may begin and end anywhere; with the documents at hand it is caught",
    "hash-of-another": "a hash may be any hash; with the documents at hand it is caught",
    "fragment-letter-changed": "a fragment may be any words; with the documents at hand it is caught",
    "fragments-exchanged": "a fragment may be any words; with the documents at hand it is caught",
    "reference-emptied": "a row may lack what the reference names; only the source says that it does not",
    "fragment-word-changed": "a fragment may be any words; with the documents at hand it is caught",
    "kind-of-actor": "a kind is what a coder read; a group of states and a company may fill the same columns",
    "word-misspelt": "no dictionary has the names, terms and both languages of the data set, so it would refuse honest words",
    "digit-for-letter": "a word may hold digits, as IPv6 and G77 do",
    "hamza-lost": "spellings with and without hamza are both in use, and sources print either",
    "vowel-sign": "a vowel sign is sound in Arabic wherever one may stand",
    "persian-letter-in-fragment": "a fragment stands as the source prints it; with the documents at hand it is caught",
    "text-cut": "a text may end with any word; only the passage says that more follows",
    "arabic-summaries-exchanged": "two texts that name the same states and numbers fit each other's rows; MQ442 tells the others",
}


def name_of(kind: Kind) -> str:
    """Return the name of a kind, as `--kind` takes it."""
    return kind.__name__.replace("_", "-")


def told(kind: Kind) -> str:
    """Return what a kind damages, in a sentence."""
    return (kind.__doc__ or "").strip().splitlines()[0]


KINDS: Mapping[str, Kind] = {name_of(kind): kind for _, kinds in GROUPS for kind in kinds}

__all__ = ["BEYOND", "BEYOND_RULES", "GROUPS", "KINDS", "Kind", "name_of", "told"]
