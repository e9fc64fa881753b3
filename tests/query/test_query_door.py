"""The door of `mawaqif query`: nothing that the installed DuckDB knows makes or changes a file, or reads another one."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import pytest

from conftest import BIN, ROOT, Run
from mawaqif.findings import CannotRunError
from mawaqif.query.sandbox import LOCKS, SANDBOX, open_database, run_query
from mawaqif.query.statement import EXPRESSIONS, NODES, TABLE_FUNCTIONS, QueryError
from mawaqif.release.cookbook import Query, cookbook

REVIEWED = Path(__file__).with_name("reviewed_functions.txt")

# A statement of each type that DuckDB knows; None where no text is of that type. SELECT alone may run.
STATEMENTS: dict[str, str | None] = {
    "INVALID": None,
    "SELECT": "SELECT 1",
    "INSERT": "INSERT INTO errata FROM errata",
    "UPDATE": "UPDATE topics SET label_en = 'x'",
    "CREATE": "CREATE TABLE t AS SELECT 1",
    "DELETE": "DELETE FROM errata",
    "PREPARE": "PREPARE q AS SELECT 1",
    "EXECUTE": "EXECUTE q",
    "ALTER": "ALTER TABLE topics ADD COLUMN x INT",
    "TRANSACTION": "COMMIT",
    "COPY": "COPY topics TO '{file}'",
    "ANALYZE": "ANALYZE topics",
    "VARIABLE_SET": "SET VARIABLE x = 1",
    "CREATE_FUNC": "CREATE MACRO f() AS 1",
    "EXPLAIN": "EXPLAIN ANALYZE SELECT 1",
    "DROP": "DROP TABLE topics",
    "EXPORT": "EXPORT DATABASE '{file}'",
    "PRAGMA": "PRAGMA version",
    "VACUUM": "VACUUM",
    "CALL": "CALL checkpoint()",
    "SET": "SET threads = 1",
    "LOAD": "INSTALL httpfs",
    "RELATION": None,
    "EXTENSION": None,
    "LOGICAL_PLAN": None,
    "ATTACH": "ATTACH '{file}' AS other",
    "DETACH": "DETACH other",
    "MULTI": "PIVOT statements ON kind",
    "COPY_DATABASE": "COPY FROM DATABASE mawaqif TO memory",
    "MERGE_INTO": "MERGE INTO topics USING (SELECT 1 AS a) AS s ON s.a = topics.theme WHEN MATCHED THEN DELETE",
}
# Types that DuckDB names and gives to no text: it calls such a text by another one's name.
LIKE_OTHERS = frozenset({"ANALYZE", "COPY_DATABASE", "CREATE_FUNC", "VARIABLE_SET"})
# What the module has no type for, and what has the type of another.
UNTYPED = ("UPDATE EXTENSIONS", "FORCE CHECKPOINT", "IMPORT DATABASE '{file}'", "COMMENT ON TABLE topics IS 'x'", "USE memory")

COPIES = (
    "COPY (SELECT 'pwn') TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
    "COPY (SELECT 'pwn') TO '{file}' (FORMAT csv)",
    "COPY (SELECT 'pwn'::BLOB) TO '{file}' (FORMAT blob)",
    "COPY (SELECT 'pwn'::BLOB) TO '{file}' (FORMAT blob, USE_TMP_FILE false)",
    "COPY (SELECT 1 AS a) TO '{file}' (FORMAT parquet)",
    "COPY (SELECT 1 AS a) TO '{file}' (FORMAT json, OVERWRITE_OR_IGNORE)",
    "COPY (SELECT 1 AS a) TO '{file}' (FORMAT csv, PARTITION_BY a, OVERWRITE)",
)
# Where a part that writes may stand in a SELECT; what DuckDB does not take there is refused by its parser.
NESTED = {
    "CTE": "WITH x AS ({copy}) FROM x",
    "CTE that is not used": "WITH x AS ({copy}) SELECT 1",
    "CTE in lower case after a comment": "/* SELECT */ with x as materialized ({copy}) select * from x",
    "CTE of a CTE": "WITH y AS (WITH x AS ({copy}) FROM x) FROM y",
    "subquery": "SELECT (WITH x AS ({copy}) SELECT 1 FROM x)",
    "subquery of FROM": "FROM (WITH x AS ({copy}) FROM x)",
    "FROM": "FROM ({copy})",
    "EXISTS": "SELECT 1 WHERE EXISTS (WITH x AS ({copy}) FROM x)",
    "set operation": "SELECT 1 UNION ALL (WITH x AS ({copy}) SELECT 1 FROM x)",
    "recursive": "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL (WITH x AS ({copy}) SELECT 1 FROM x)) FROM r",
    "recursive itself": "WITH RECURSIVE x AS ({copy}) FROM x",
    "lateral join": "FROM topics, LATERAL (WITH x AS ({copy}) FROM x)",
    "DESCRIBE": "DESCRIBE WITH x AS ({copy}) FROM x",
    "SUMMARIZE": "SUMMARIZE WITH x AS ({copy}) FROM x",
    "PIVOT": "WITH x AS ({copy}) FROM (PIVOT x ON a IN (1) USING count(*))",
    "VALUES": "WITH x AS ({copy}) VALUES (1)",
    "parameter": "WITH x AS ({copy}) SELECT $1 FROM x",
    "query()": "FROM query('WITH x AS ({text}) FROM x')",
    "EXPLAIN": "EXPLAIN ANALYZE WITH x AS ({copy}) FROM x",
    "PREPARE": "PREPARE q AS WITH x AS ({copy}) FROM x",
    "the statement itself": "{copy}",
    "second statement": "SELECT 1; {copy}",
    "behind a NUL": "SELECT 1\0; {copy}",
}
# Names that DuckDB itself makes beside a database, and others.
BESIDE = ("", ".wal", ".wal.checkpoint", ".wal.recovery", ".tmp", ".tmp/x", ".lock", ".csv")


@pytest.fixture(scope="module", params=["tables", "release"])
def opened(
    request: pytest.FixtureRequest, release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """The data as `mawaqif query` opens them, and a release that must stay as it is."""
    folder = tmp_path_factory.mktemp("door") / "rel"
    folder.mkdir()
    for name in ("mawaqif.duckdb", "datapackage.json", "SHA256SUMS"):
        shutil.copy(release / name, folder)
    with open_database(ROOT, folder if request.param == "release" else None) as connection:
        yield connection, folder


@cache
def _hash(path: Path, *_state: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def state(folder: Path) -> dict[str, tuple[int, int, int, str]]:
    """Return the state of every file of a folder and of what stands beside it, by path: number, times of change and hash.

    What is written changes at least a time, so a file of the same state is not read again.
    """
    paths = sorted(path for path in folder.parent.rglob("*") if path.is_file())
    states = [(path, (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_ctime_ns)) for path in paths]
    return {str(path.relative_to(folder.parent)): (*state, _hash(path, *state)) for path, state in states}


def names(query: str) -> list[str]:
    with duckdb.connect() as connection:
        return [str(row[0]) for row in connection.sql(query).fetchall()]


def functions(kind: str) -> list[str]:
    listed = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE regexp_matches(function_name, '^[A-Za-z]\\w*$')"
    return names(f"{listed} AND NOT regexp_matches(function_name, '^(icu_)?collate_') AND function_type = '{kind}' ORDER BY 1")


KINDS = names("SELECT DISTINCT function_type FROM duckdb_functions() ORDER BY 1")
SETTINGS = names("SELECT DISTINCT name FROM duckdb_settings() ORDER BY 1")


def refuse(connection: duckdb.DuckDBPyConnection, sql: str, match: str | None = None) -> None:
    """Make sure that a query is refused; which one it was stands in the failure."""
    try:
        with pytest.raises(QueryError, match=match):
            run_query(connection, sql)
    except BaseException as error:
        error.add_note(sql)
        raise


@pytest.mark.parametrize("place", NESTED)
def test_no_query_writes_the_release_or_a_file_beside_it(place: str, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, folder = opened
    before = state(folder)
    for copy in (copy.format(file=f"{folder / 'mawaqif.duckdb'}{beside}") for beside in BESIDE for copy in COPIES):
        sql = NESTED[place].format(copy=copy, text=copy.replace("'", "''"))
        refuse(connection, sql)
        # Without the allow-list too: no file can be opened, so none is written.
        with contextlib.suppress(duckdb.Error):
            connection.execute(sql).fetchall()
            assert place == "PREPARE", sql
    assert state(folder) == before


@pytest.mark.parametrize("kind", duckdb.StatementType.__members__)
def test_no_statement_but_select_is_run(kind: str, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, folder = opened
    assert kind in STATEMENTS, f"DuckDB knows statements of type {kind}: add one to STATEMENTS, and see that it is refused"
    sql = STATEMENTS[kind]
    if sql is None:
        return
    sql = sql.format(file=folder / "made")
    assert connection.extract_statements(sql)[0].type.name == kind or kind in LIKE_OTHERS
    if kind == "SELECT":
        assert run_query(connection, sql).num_rows == 1
        return
    before = state(folder)
    with pytest.raises(QueryError, match="expected one SELECT, found"):
        run_query(connection, sql)
    assert state(folder) == before


@pytest.mark.parametrize("sql", UNTYPED)
def test_a_statement_without_a_type_is_refused_in_one_line(sql: str, release: Path, run: Run) -> None:
    result = run("mawaqif", "query", "--release", release, sql.format(file="made"))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("mawaqif: expected one SELECT, found ")


@pytest.mark.parametrize("kind", KINDS)
def test_every_function_was_looked_at(kind: str) -> None:
    sections = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", REVIEWED.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))
    new = set(functions(kind)) - set(sections.get(kind, "").split())
    assert not new, f"DuckDB has new functions, of kind {kind}: {sorted(new)}; read what they do, then see {REVIEWED.name}"


@pytest.mark.parametrize("kind", ["table", "table_macro"])
def test_a_table_function_runs_only_where_it_is_listed(kind: str, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, folder = opened
    before = state(folder)
    for name in functions(kind):
        _call_table_function(name, connection, folder)
    assert state(folder) == before


def _call_table_function(name: str, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for arguments in ("", f"'{folder / 'mawaqif.duckdb'}'", f"'{folder / 'made'}'", "'statements'", "1, 2, 3"):
        for called in (name, f"system.main.{name}", f'"{name.upper()}"'):
            sql = f"SELECT count(*) FROM {called}({arguments})"
            if name in TABLE_FUNCTIONS:
                with contextlib.suppress(QueryError):  # its arguments are those of another
                    run_query(connection, sql)
                continue
            refuse(connection, sql, r"Parser Error|is not let through")


def test_every_listed_table_function_is_there() -> None:
    assert not TABLE_FUNCTIONS - {*functions("table"), *functions("table_macro")}


@pytest.mark.parametrize(
    "name", ["__internal_compress_integral_utinyint", "__INTERNAL_decompress_string", "system.main.__internal_barrier"]
)
def test_what_duckdb_keeps_for_itself_is_not_called(name: str, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    with pytest.raises(QueryError, match="is not let through"):
        run_query(opened[0], f"SELECT {name}(1)")


@pytest.mark.parametrize("kind", ["pragma", "table"])
def test_no_pragma_and_no_call_is_run(kind: str, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, folder = opened
    before = state(folder)
    forms = ("PRAGMA {name}", "PRAGMA {name}('{file}')", "CALL {name}()", "WITH x AS (CALL {name}()) FROM x")
    for name in functions(kind):
        for form in forms:
            refuse(connection, form.format(name=name, file=folder / "made"))
    assert state(folder) == before


def test_no_setting_can_be_changed(opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, _ = opened
    asked = "SELECT name, value FROM duckdb_settings() ORDER BY name"
    before = dict(connection.sql(asked).fetchall())
    assert set(SETTINGS) == set(before)
    for name in SETTINGS:
        for sql in (f"SET {name} = 'x'", f"SET GLOBAL {name} = 1", f"SET SESSION {name} = true", f"RESET {name}"):
            refuse(connection, sql)
            if name not in {"schema", "search_path"}:  # where names are looked for; they reach nothing that is not there
                with pytest.raises(duckdb.Error):
                    connection.execute(sql)
    assert dict(connection.sql(asked).fetchall()) == before


def test_the_sandbox_holds(opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, _ = opened
    asked = "SELECT name, value FROM duckdb_settings() WHERE list_contains($1, name)"
    # What file systems are off, DuckDB does not tell; that they are, it shows.
    wanted = SANDBOX | LOCKS | {"disabled_filesystems": ""}
    assert dict(connection.execute(asked, [list(wanted)]).fetchall()) == wanted
    with pytest.raises(duckdb.PermissionException, match="LocalFileSystem has been disabled"):
        connection.execute("FROM read_text('/etc/hostname')")
    with pytest.raises(duckdb.Error):
        connection.execute("SET lock_configuration = false")


SYNTAX = """
SELECT DISTINCT ON (kind) kind, * EXCLUDE (kind) FROM statements ORDER BY kind DESC LIMIT 3 OFFSET 1
FROM statements LIMIT 10%
SELECT kind, count(*) FILTER (ordinal > 1), sum(ordinal) OVER (ORDER BY ordinal) FROM statements GROUP BY kind, ordinal
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) FROM r
WITH a AS MATERIALIZED (FROM topics), b AS NOT MATERIALIZED (FROM a) FROM b
SELECT 1 UNION SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 1
VALUES (1, 'a'), (2, 'b')
TABLE topics
DESCRIBE topics
DESCRIBE SELECT 1
SUMMARIZE topics
SHOW TABLES
SHOW ALL TABLES
SHOW DATABASES
FROM (DESCRIBE topics)
FROM (SUMMARIZE topics)
UNPIVOT topics ON label_en, label_ar INTO NAME n VALUE v
FROM (UNPIVOT topics ON label_en, label_ar INTO NAME n VALUE v)
PIVOT statements ON kind IN ('policy') USING count(*)
FROM (PIVOT statements ON kind IN ('policy') USING count(*) GROUP BY document_id)
FROM statements TABLESAMPLE 10%
FROM statements USING SAMPLE 5 ROWS
FROM topics POSITIONAL JOIN actors
FROM topics, LATERAL (SELECT topics.theme), unnest([1, 2]) AS u(x), range(3), generate_series(1, 2)
FROM statements JOIN documents USING (document_id) SEMI JOIN statement_actors USING (statement_id)
SELECT list_transform([1, 2], lambda x: x + 1), [x FOR x IN [1, 2] IF x > 1], {'a': 1}, MAP {'a': 1}, (1, 2)
SELECT #1 FROM topics
SELECT CASE WHEN 1 = 1 THEN 2 END, 1 BETWEEN 0 AND 2, 1 IN (1, 2), NOT true, 'a' COLLATE NOCASE, INTERVAL 1 DAY, '1'::INT
SELECT (SELECT 1), EXISTS (FROM topics), 1 = ANY (SELECT 1), COLUMNS('label.*') FROM topics
SELECT CAST(1 AS STRUCT(a INT, b VARCHAR[])) WHERE false
SELECT fold('أحمد'), getvariable('x'), key FROM json_each('{"a": 1}')
FROM query_table('topics')
SELECT x: 1, TRY(1 / 0)
SELECT name FROM duckdb_settings() LIMIT 1
SELECT view_name FROM duckdb_views() LIMIT 1
FROM pragma_table_info('topics')
SELECT kind FROM statements WINDOW w AS (PARTITION BY kind ORDER BY ordinal) QUALIFY row_number() OVER w = 1
"""


@pytest.mark.parametrize("sql", SYNTAX.strip().splitlines())
def test_what_reads_is_let_through(sql: str, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    assert run_query(opened[0], sql).num_columns >= 1


@pytest.mark.parametrize("query", cookbook(ROOT), ids=lambda query: query.name)
def test_every_cookbook_query_leaves_the_release_as_it_is(query: Query, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, folder = opened
    before = state(folder)
    assert run_query(connection, query.sql).num_rows
    assert state(folder) == before


def test_parts_of_a_query_are_listed_by_name() -> None:
    assert not any("COPY" in name or "INSERT" in name or "DELETE" in name or "UPDATE" in name for name in NODES | EXPRESSIONS)


def test_a_cookbook_query_cannot_write_the_release(package: Path, published: Path, run: Run) -> None:
    (package / "queries").mkdir()
    head = "-- Who keeps lamps?\n-- من يعتني بالمصابيح؟\n-- subject: statements\n"
    target = published / "mawaqif.duckdb"
    sql = f"WITH x AS (COPY (SELECT 'pwn') TO '{target}' (FORMAT csv, USE_TMP_FILE false)) FROM x\n"
    (package / "queries/lamps.sql").write_text(head + sql, encoding="utf-8")
    before = state(published)
    result = run("mawaqif", "query", "--release", published, "lamps", cwd=package)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "mawaqif: COPY is no part of a SELECT that is let through; a query reads and changes nothing\n"
    assert state(published) == before


@pytest.mark.parametrize("suffix", [".wal", ".wal.checkpoint", ".wal.recovery"])
def test_a_release_with_a_log_beside_its_database_is_not_opened(suffix: str, published: Path, run: Run) -> None:
    (published / f"mawaqif.duckdb{suffix}").write_bytes(b"")
    result = run("mawaqif", "query", "--release", published, "SELECT 1")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "which is not of a release and changes what is read" in result.stderr


HOSTILE = (
    'CREATE MACRO json_serialize_sql(a) AS \'{"error": false, "statements": []}\'',
    "CREATE VIEW reads AS FROM read_text('/etc/hostname')",
    "CREATE MACRO range(a) AS TABLE FROM read_text('/etc/hostname')",
    "CREATE MACRO fold2(a) AS (SELECT content FROM read_text('/etc/hostname'))",
    "CREATE SCHEMA system_db.system",
    'CREATE MACRO system_db.system.json_serialize_sql(a) AS \'{"error": false, "statements": []}\'',
)


def test_what_a_strange_release_holds_runs_in_the_sandbox(published: Path) -> None:
    file = published / "system.duckdb"
    (published / "mawaqif.duckdb").rename(file)
    with duckdb.connect(str(file)) as connection:
        for statement in HOSTILE:
            connection.execute(statement)
    before = state(published)
    with open_database(ROOT, file) as connection:
        for sql in (
            f"WITH x AS (COPY (SELECT 1) TO '{file}' (FORMAT csv)) FROM x",
            "FROM reads",
            "FROM range(1)",
            "SELECT fold2('a')",
        ):
            with pytest.raises(QueryError):
                run_query(connection, sql)
        assert run_query(connection, "SELECT 1").num_rows == 1
    assert state(published) == before


@pytest.mark.parametrize("name", ["README.md", "mawaqif.sqlite", "datapackage.json", "md:x", "http:x.duckdb"])
def test_a_file_of_another_kind_is_not_opened(name: str, published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (published / "md:x").write_bytes(b"")
    (published / "http:x.duckdb").write_bytes(b"text")
    monkeypatch.chdir(published)
    before = state(published)
    # A name that DuckDB would take for a service's is none that every system has, so it does not come to the database.
    refused = "it holds :, which some systems do not take" if ":" in name else "the data cannot be opened"
    with pytest.raises(CannotRunError, match=refused), open_database(ROOT, Path(name)):
        pass
    assert state(published) == before


NOT_TEXT = {"latin-1": b"SELECT '\xe9'", "utf-16": "SELECT 1".encode("utf-16"), "surrogate": b"SELECT '\xed\xa0\x80'"}


@pytest.mark.parametrize("name", NOT_TEXT)
def test_a_query_in_another_encoding_is_told_in_one_line(name: str, package: Path, published: Path) -> None:
    (package / "queries").mkdir()
    (package / "queries/lamps.sql").write_bytes(NOT_TEXT[name])
    words: list[bytes] = [b"lamps"] if b"\0" in NOT_TEXT[name] else [b"lamps", NOT_TEXT[name]]
    for word in words:
        command = [bytes(BIN / "mawaqif"), b"query", b"--release", bytes(published), word]
        done = subprocess.run(command, cwd=package, capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2 if word == b"lamps" else 1, b"", 1)
        assert b"UTF-8" in done.stderr


def test_a_query_file_of_another_kind_breaks_nothing(package: Path, run: Run) -> None:
    (package / "queries").mkdir()
    (package / "queries/lamps.sql").write_bytes(b"-- a?\n\x00\xff")
    for words in (["query", "--list"], ["build", package, "--out", package / "dist"]):
        result = run("mawaqif", *words, cwd=package)
        assert (result.returncode, result.stderr.count("\n")) == (2, 1)
        assert "queries/lamps.sql: byte 7 is not UTF-8" in result.stderr
    assert not (package / "dist").exists()
