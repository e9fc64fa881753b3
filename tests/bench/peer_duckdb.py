"""DuckDB with constraints: keys, checks and references declared in its tables, into which the rows are inserted.

A table is refused at its first fault, so this counts tables. References within a table are left out: rows that are inserted
together may not refer to one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
from peer_tables import PeerTable, peer_tables, tell

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN"}


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _names(columns: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _checks(name: str, limits: dict[str, Any]) -> Iterator[str]:
    cell = f'"{name}"'
    made = {
        "pattern": lambda value: f"regexp_full_match({cell}, {_text(value)})",
        "enum": lambda value: f"{cell} IN ({', '.join(map(_text, value))})",
        "minimum": lambda value: f"{cell} >= {value}",
        "maximum": lambda value: f"{cell} <= {value}",
        "minLength": lambda value: f"length({cell}) >= {value}",
        "maxLength": lambda value: f"length({cell}) <= {value}",
    }
    yield from (f"CHECK ({made[limit](value)})" for limit, value in limits.items() if limit in made)


def _create(table: PeerTable, there: set[str]) -> str:
    parts = [f'"{name}" {TYPES[kind]}{"" if empty else " NOT NULL"}' for name, kind, _, empty in table.fields()]
    parts += [check for name, _, limits, _ in table.fields() for check in _checks(name, limits)]
    parts += [f"PRIMARY KEY ({_names(table.key)})", *(f"UNIQUE ({_names(group)})" for group in table.unique)]
    parts += [
        f'FOREIGN KEY ({_names(columns)}) REFERENCES "{target}" ({_names(others)})'
        for columns, target, others in table.references()
        if target in there
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def main() -> int:
    """Check the package in the current folder; the exit code is 1 where something is wrong."""
    wrong, there = 0, set[str]()
    with duckdb.connect() as connection:
        for name, table in peer_tables().items():
            connection.execute(_create(table, there))
            there.add(name)
            types = {column: TYPES[kind] for column, kind, *_ in table.fields()}
            try:
                connection.execute(
                    f'INSERT INTO "{name}" FROM read_csv({_text(table.path)}, columns = {types}, header = true, '
                    "auto_detect = false)"
                )
            except (duckdb.ConstraintException, duckdb.InvalidInputException, duckdb.ConversionException):
                wrong += 1
    return tell(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
