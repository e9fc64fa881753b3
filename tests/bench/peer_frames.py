"""What the peers on Polars share: each table read with the types of its schema, and checked by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl
from peer_tables import PeerTable

TYPES = {"string": pl.String, "integer": pl.Int64, "boolean": pl.Boolean}


def checked_frames(
    tables: Mapping[str, PeerTable], failures: Callable[[PeerTable, pl.DataFrame], int]
) -> tuple[dict[str, pl.DataFrame], int]:
    """Return the tables that can be read, and how many failures there are; a table that cannot be read is one.

    Args:
        tables: the tables, those that others refer to before them.
        failures: counts the failures of one table.
    """
    frames: dict[str, pl.DataFrame] = {}
    wrong = 0
    for name, table in tables.items():
        types = {column: TYPES[kind] for column, kind, *_ in table.fields()}
        try:
            frames[name] = pl.read_csv(table.path, schema=types)
        except pl.exceptions.ComputeError:
            wrong += 1
            continue
        wrong += failures(table, frames[name])
    return frames, wrong
