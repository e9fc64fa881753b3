"""SQLite: one file with keys, checks, views, the data dictionary and a search that knows Arabic spelling.

SQLite has no comments, so the descriptions are a table. It has no functions of its own to
fold words either, so the search holds each text as it is and folded: words are found as
they are printed, and in folded spelling (ا for أ إ آ, ه for ة, ي for ى, no vowel signs).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import polars as pl

from mawaqif.findings import CannotRunError
from mawaqif.passages import fold
from mawaqif.release.editions.data_dictionary import NAME, data_dictionary
from mawaqif.release.editions.ddl import SQLITE, create_table, literal, quoted
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.flat_edition import flat_schemas
from mawaqif.release.editions.views import views_of
from mawaqif.tables import Dataset, Table

FILE = "mawaqif.sqlite"
# What `file` and other tools may know the format by: the letters of the name.
APPLICATION_ID = int.from_bytes(b"mwqf", "big")
# The table whose prose can be searched.
SEARCHED = "statements"


def user_version(version: str) -> int:
    """Return a version such as 1.2.3 as one number that grows with it, such as 10203."""
    major, minor, patch = map(int, version.split("."))
    return major * 10_000 + minor * 100 + patch


def _fill(connection: sqlite3.Connection, dataset: Dataset) -> None:
    names = set(dataset.tables)
    schemas = [table.schema for table in dataset.tables.values()]
    for schema in schemas:
        connection.execute(create_table(schema, names, SQLITE))
    for name, table in dataset.tables.items():
        _insert(connection, name, table.frame)
    dictionary = data_dictionary([*schemas, *flat_schemas(dataset).values()])
    columns = [f"{quoted(name)} {'TEXT' if kind == pl.String() else 'INTEGER'}" for name, kind in dictionary.schema.items()]
    connection.execute(f"CREATE TABLE {NAME} ({', '.join(columns)}, PRIMARY KEY (table_name, column_name)) STRICT")
    _insert(connection, NAME, dictionary)
    for view in views_of(names):
        connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view.sql}")
    if SEARCHED in names:
        from mawaqif.checks import other_forms  # noqa: PLC0415 - slow to load, and who reads a release loads this module

        _create_search(connection, dataset.tables[SEARCHED], lambda texts: other_forms(dataset, texts))


def _insert(connection: sqlite3.Connection, name: str, frame: pl.DataFrame) -> None:
    marks = ", ".join("?" * frame.width)
    rows = frame.with_columns(pl.col(pl.Date).cast(pl.String)).iter_rows()
    connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", rows)


def _create_search(connection: sqlite3.Connection, table: Table, forms: Callable[[pl.Series], list[str]]) -> None:
    """Create `<table>_search`: keys, the prose of each row, and the same folded, with the other forms of its terms."""
    prose = [field.name for field in table.schema.fields if field.language]
    if not prose:
        return
    name = quoted(f"{table.schema.name}_search")
    columns = [*(f"{quoted(key)} UNINDEXED" for key in table.schema.primary_key), *map(quoted, prose), "folded"]
    connection.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, tokenize = {literal('unicode61 remove_diacritics 2')})"
    )
    frame = table.frame.select(*table.schema.primary_key, *prose)
    texts = frame.select(pl.concat_str(prose, separator=" ", ignore_nulls=True)).to_series()
    searched = (fold(f"{text} {told}") for text, told in zip(texts, forms(texts), strict=True))
    rows = ((*row, folded) for row, folded in zip(frame.iter_rows(), searched, strict=True))
    connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
    connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")


def _write(dataset: Dataset, folder: Path) -> None:
    # The file is of no use before it is whole, so that nothing need be safe against a power cut.
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {user_version(dataset.descriptor.version)}")
        connection.execute("BEGIN")
        _fill(connection, dataset)
        connection.execute("COMMIT")
        # References are proven once all rows are there, which takes half the time and lets them come in any order.
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise CannotRunError(f"the table {broken[0][0]} refers to a row that {broken[0][2]} does not have")
        connection.execute("VACUUM")


EDITION = Edition(
    "sqlite", _write, files=(FILE,), opens=f'pandas.read_sql("SELECT * FROM statements_wide", sqlite3.connect("{FILE}"))'
)
