"""The peers that a user would pick today, and which kinds of faults each can be asked to find; a test plants one of each."""

from __future__ import annotations

from dataclasses import dataclass

# Kinds of faults that schemas of the package speak of, in words.
KINDS = (
    "a cell of another type",
    "an empty cell",
    "a pattern",
    "a list of values",
    "a limit",
    "a length",
    "a primary key",
    "a unique key",
    "a reference from a key",
    "a reference from another column",
    "a reference in the same table",
    "an unused row",
)
_COLUMNS = KINDS[:6]
_KEYS = KINDS[6:8]
_REFERENCES = KINDS[8:11]


@dataclass(frozen=True)
class Peer:
    """One peer: a script of this folder, written as a user of its library would.

    Attributes:
        name: how tables and stored ratios call it.
        does: what it does, in words.
        script: its file.
        finds: the kinds of faults that it expresses.
    """

    name: str
    does: str
    script: str
    finds: tuple[str, ...]

    @property
    def lacks(self) -> tuple[str, ...]:
        """The kinds of faults that it does not express."""
        return tuple(kind for kind in KINDS if kind not in self.finds)


PEERS = (
    Peer(
        "pandera-polars",
        "Pandera on Polars: columns, keys; references by joins",
        "peer_pandera_polars.py",
        (*_COLUMNS, *_KEYS, *_REFERENCES),
    ),
    # A filter of a collection needs a primary key that all its members share.
    Peer(
        "dataframely",
        "dataframely: schemas, and a collection for each reference",
        "peer_dataframely.py",
        (*_COLUMNS, *_KEYS, "a reference from a key"),
    ),
    # Of rows that are inserted together, none may refer to one that comes later.
    Peer(
        "duckdb-constraints",
        "DuckDB: keys, checks and references declared, rows inserted",
        "peer_duckdb.py",
        (*_COLUMNS, *_KEYS, "a reference from a key", "a reference from another column"),
    ),
)
