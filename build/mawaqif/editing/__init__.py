"""Editing: every command that writes into the hand-checked tables.

In: what a contributor asks for. Out: changed files, all of them or none, that hold no new finding.
`entries` adds rows, `corrections` renames, joins, removes and moves them, `formatting` brings files into canonical
form, `locating` computes where a passage stands, `numbering` numbers statements in reading order, `identifiers` rewrites
them in all tables, `sealing` records that rows were read, `proposing` describes a folder of other tables; `atomic_writes` is
how each of them writes.
"""

__all__ = [
    "atomic_writes",
    "corrections",
    "entries",
    "formatting",
    "identifiers",
    "locating",
    "numbering",
    "proposing",
    "seal_scope",
    "sealing",
]
