"""Ask questions of the cookbook in DuckDB, over the Parquet files of a release: `asked_by_duckdb.py RELEASE OUT NAME…`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
from asking import ask

connection = duckdb.connect()


def load(path: Path) -> None:
    """Make a Parquet file a view."""
    connection.read_parquet(str(path)).create_view(path.stem)


def answer(sql: str) -> list[Any]:
    """Return the names of the columns of an answer, then its rows."""
    found = connection.sql(sql)
    return [found.columns, *map(list, found.fetchall())]


ask("queries", load, answer)
