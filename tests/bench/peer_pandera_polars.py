"""Pandera on Polars, by hand: what a schema says of columns and keys, as a user of both libraries would write it."""

from __future__ import annotations

from typing import Any

import pandera.polars as pandera
import polars as pl
from peer_frames import TYPES, checked_frames
from peer_tables import PeerTable, peer_tables, tell


def _checks(limits: dict[str, Any]) -> list[pandera.Check]:
    made = {
        "pattern": lambda value: pandera.Check.str_matches(f"^(?:{value})$"),
        "enum": pandera.Check.isin,
        "minimum": pandera.Check.ge,
        "maximum": pandera.Check.le,
        "minLength": lambda value: pandera.Check.str_length(min_value=value),
        "maxLength": lambda value: pandera.Check.str_length(max_value=value),
    }
    return [made[name](value) for name, value in limits.items() if name in made]


def _failures(table: PeerTable, frame: pl.DataFrame) -> int:
    columns = {name: pandera.Column(TYPES[kind], _checks(limits), nullable=empty) for name, kind, limits, empty in table.fields()}
    try:
        pandera.DataFrameSchema(columns, unique=table.key).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        wrong = len(error.failure_cases)
    else:
        wrong = 0
    for group in table.unique:
        wrong += int(frame.drop_nulls(group).select(pl.struct(group).is_duplicated().sum()).item())
    return wrong


def main() -> int:
    """Check the package in the current folder; the exit code is 1 where something is wrong."""
    tables = peer_tables()
    frames, wrong = checked_frames(tables, _failures)
    for name, frame in frames.items():
        for columns, target, others in tables[name].references():
            if target in frames:
                wrong += frame.drop_nulls(columns).join(frames[target], left_on=columns, right_on=others, how="anti").height
    return tell(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
