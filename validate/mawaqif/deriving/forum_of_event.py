"""The forum of an event: the process or conference at its top, which is the event itself where it is part of none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mawaqif.deriving.derivation import Derivation, Rows, described
from mawaqif.tables import TableSchema

EVENTS, KEY, PARENT = "events", "event_id", "parent_id"


def topmost(keys: pl.Series, parents: pl.Series) -> pl.Series:
    """Return the topmost event above each event; null where events are parts of each other, or a parent is missing."""
    above = dict(zip(keys, parents, strict=True))
    found: list[str | None] = []
    for key in keys:
        at, seen = key, {None}
        while at not in seen and above.get(at):
            seen.add(at)
            at = above[at]
        found.append(at if at in above and at not in seen else None)
    return pl.Series(found, dtype=pl.String)


def forums(schema: TableSchema, _schemas: Mapping[str, TableSchema]) -> Iterator[Derivation]:
    """Yield the forum of each event."""
    texts = [name for name in (KEY, PARENT) if name in schema.by_name and schema.by_name[name].type.name == "string"]
    if schema.name != EVENTS or len(texts) < len((KEY, PARENT)):
        return

    def compute(rows: Rows) -> tuple[pl.Series]:
        frame = rows(EVENTS)
        return (topmost(frame[KEY], frame[PARENT]),)

    yield Derivation(PARENT, described("forum"), (EVENTS,), compute)
