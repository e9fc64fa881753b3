"""SQLite: one file with keys, checks, views, the data dictionary and a search that knows Arabic spelling.

SQLite has no comments, so the descriptions are a table. It has no functions of its own to
fold words either, so the search indexes each text as it is and folded: words are found as
they are printed, and in folded spelling (ا for أ إ آ, ه for ة, ي for ى, no vowel signs).
The index knows a row by its rowid and reads its texts from the table, as Datasette and
sqlite-utils expect; under the folded column it indexes more than that column shows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import chain
from pathlib import Path

import polars as pl

from mawaqif.findings import CannotRunError
from mawaqif.passages import fold_each
from mawaqif.release.editions.data_dictionary import with_dictionary
from mawaqif.release.editions.ddl import SQLITE, create_table, literal, quoted
from mawaqif.release.editions.edition import Edition
from mawaqif.release.file_names import SQLITE_FILE
from mawaqif.release.views import views_of
from mawaqif.tables import Dataset, Table, TableSchema

FILE = SQLITE_FILE
# What Datasette shows of it; written by an edition of its own.
DATASETTE = "datasette.json"
# What `file` and other tools may know the format by: the letters of the name.
APPLICATION_ID = int.from_bytes(b"mwqf", "big")
# The table whose prose can be searched.
SEARCHED = "statements"
# How the name of a column ends that holds folded text.
FOLDED = "_folded"
# Rows of a statement that inserts, which makes the lists of values that a check names once for all of them.
ROWS_AT_ONCE = 50


def user_version(version: str) -> int:
    """Return a version such as 1.2.3 as one number that grows with it, such as 10203."""
    major, minor, patch = map(int, version.split("."))
    return major * 10_000 + minor * 100 + patch


def _fill(connection: sqlite3.Connection, dataset: Dataset) -> None:
    tables = with_dictionary(dataset)
    names = set(tables)
    for table in tables.values():
        connection.execute(create_table(table.schema, names, SQLITE))
    for name, table in tables.items():
        _insert(connection, name, table.frame)
    for view in views_of(names):
        connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view.sql}")
    if SEARCHED in names:
        from mawaqif.checks import other_forms  # noqa: PLC0415 - slow to load, and who reads a release loads this module

        _create_search(connection, dataset.tables[SEARCHED], lambda texts: other_forms(dataset, texts))


def _insert(connection: sqlite3.Connection, name: str, frame: pl.DataFrame) -> None:
    marks = f"({', '.join('?' * frame.width)})"
    most = max(1, min(ROWS_AT_ONCE, connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // frame.width))
    for rows in frame.with_columns(pl.col(pl.Date).cast(pl.String)).iter_slices(most):
        values = ", ".join([marks] * rows.height)
        connection.execute(f"INSERT INTO {quoted(name)} VALUES {values}", list(chain.from_iterable(rows.rows())))


def _create_search(connection: sqlite3.Connection, table: Table, forms: Callable[[pl.Series], list[str]]) -> None:
    """Create `<table>_search`: keys, the prose of each row, and the same folded, with the other forms of its terms."""
    prose = [field.name for field in table.schema.fields if field.language and not field.name.endswith(FOLDED)]
    folded = next((field.name for field in table.schema.fields if field.name.endswith(FOLDED)), "")
    if not folded:
        return
    name = quoted(search_table(table.schema))
    columns = [*(f"{quoted(key)} UNINDEXED" for key in table.schema.primary_key), *map(quoted, [*prose, folded])]
    options = f"content={quoted(table.schema.name)}, tokenize={literal('unicode61 remove_diacritics 2')}"
    connection.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, {options})")
    frame = table.frame.select(*prose)
    texts = fold_each(frame.select(pl.concat_str(prose, separator=" ", ignore_nulls=True)).to_series())
    searched = texts + " " + fold_each(pl.Series(forms(texts), dtype=pl.String))
    # Rows are numbered as they were inserted into the table.
    rows = frame.with_columns(searched.str.strip_chars(" ").alias(folded)).with_row_index("rowid", offset=1)
    into = f"INSERT INTO {name} ({', '.join(map(quoted, rows.columns))}) VALUES ({', '.join('?' * rows.width)})"
    # One at a time: the index is merged after each statement that inserts several.
    connection.executemany(into, rows.iter_rows())
    connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")


def search_table(schema: TableSchema) -> str:
    """Return the name of the search index of a table."""
    return f"{schema.name}_search"


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
    "sqlite",
    _write,
    files=(FILE, DATASETTE),
    opens=f'pandas.read_sql("SELECT * FROM statements_wide", sqlite3.connect("{FILE}"))',
    needs=(DATASETTE,),
)
