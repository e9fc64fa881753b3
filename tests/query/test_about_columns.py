"""A question that only asks for rows is answered from a database without comments and counts, and its answer is the same."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from conftest import lay_out
from mawaqif.query.opening import in_memory, whole_dataset
from mawaqif.query.statement import TABLE_FUNCTIONS, may_ask_about_columns
from mawaqif.release.editions import DICTIONARY


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[duckdb.DuckDBPyConnection, duckdb.DuckDBPyConnection]]:
    """The invented package as a database that is whole, and as one that is not."""
    dataset = whole_dataset(lay_out(tmp_path_factory.mktemp("package")))
    with in_memory(dataset) as whole, in_memory(dataset, whole=False) as bare:
        yield whole, bare


def _answer(connection: duckdb.DuckDBPyConnection, sql: str) -> object:
    try:
        return sorted(map(repr, connection.sql(sql).fetchall()))
    except duckdb.Error as error:
        return str(error)


def _questions(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Yield a question for each table and view there is, the database's own too, and for each function that gives a table."""
    own = connection.sql("SELECT DISTINCT table_schema, table_name FROM information_schema.tables").fetchall()
    views = connection.sql("SELECT DISTINCT schema_name, view_name FROM duckdb_views()").fetchall()
    yield from (f'FROM "{schema}"."{name}"' for schema, name in sorted({*own, *views}))
    for name in sorted(TABLE_FUNCTIONS):
        yield from (f"FROM {name}({given})" for given in ("", "'topics'", f"'{DICTIONARY}'"))
    yield from (
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "DESCRIBE topics",
        "SUMMARIZE topics",
        f'SELECT "{DICTIONARY.upper()}" FROM {DICTIONARY}',
    )
    yield from (f"SELECT {name}(oid) FROM pg_catalog.pg_class" for name in ("obj_description", "col_description"))


def test_an_answer_differs_only_where_comments_and_counts_may_be_asked_for(
    both: tuple[duckdb.DuckDBPyConnection, duckdb.DuckDBPyConnection],
) -> None:
    differ = [sql for sql in _questions(both[0]) if _answer(both[0], sql) != _answer(both[1], sql)]
    assert f'FROM "main"."{DICTIONARY}"' in differ
    assert "FROM duckdb_columns()" in differ
    assert [sql for sql in differ if not may_ask_about_columns(sql)] == []


def test_a_question_for_rows_is_known() -> None:
    assert not may_ask_about_columns("SELECT count(*) FROM statements")
    assert may_ask_about_columns("select * from DATA_Dictionary")
