"""Queries read the data and reach nothing else."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from conftest import BIN, ROOT, Run
from mawaqif.data import load
from mawaqif.findings.escaping import ISOLATE, POP
from mawaqif.query.results import RESULT_FORMATS, render_table
from mawaqif.query.sandbox import open_database, run_query
from mawaqif.query.statement import QueryError

TOPICS = load("topics").height
FORBIDDEN = {
    "file": "SELECT * FROM read_csv('/etc/hostname')",
    "text file": "SELECT * FROM read_text('/etc/hostname')",
    "file by name": "SELECT * FROM '/etc/hostname.csv'",
    "folder": "SELECT * FROM glob('/*')",
    "network": "SELECT * FROM read_csv('https://example.org/x.csv')",
    "environment": "SELECT getenv('HOME')",
    "python variable": "SELECT * FROM statements_of_python",
    "copy": "COPY topics TO 'topics.csv'",
    "export": "EXPORT DATABASE 'out'",
    "attach": "ATTACH 'other.duckdb'",
    "install": "INSTALL httpfs",
    "load": "LOAD httpfs",
    "setting": "SET memory_limit = '100GB'",
    "reset": "RESET memory_limit",
    "pragma": "PRAGMA memory_limit = '100GB'",
    "create": "CREATE TABLE t AS SELECT 1",
    "temporary": "CREATE TEMP TABLE t AS SELECT 1",
    "insert": "INSERT INTO topics SELECT * FROM topics",
    "update": "UPDATE topics SET label_en = 'x'",
    "delete": "DELETE FROM statement_topics",
    "delete inside": "WITH x AS (DELETE FROM statement_topics RETURNING *) SELECT count(*) FROM x",
    "insert inside": "WITH x AS (INSERT INTO errata SELECT * FROM errata RETURNING *) SELECT count(*) FROM x",
    "drop": "DROP TABLE statement_topics",
    "two": "SELECT 1; DROP TABLE statement_topics",
    "nested copy": "WITH t AS (COPY topics TO 'x') SELECT 1",
    "call": "CALL force_checkpoint()",
    "checkpoint": "CHECKPOINT",
    "prepared": "PREPARE q AS SELECT 1",
    "nothing": "",
    "comment": "-- nothing",
    "nonsense": "SELEC 1",
}


@pytest.fixture(scope="module", params=["tables", "release"])
def opened(
    request: pytest.FixtureRequest, release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """A database that all that is forbidden is tried on, one after the other, and a release that it must leave as it is."""
    file = tmp_path_factory.mktemp("opened") / "mawaqif.duckdb"
    file.write_bytes((release / "mawaqif.duckdb").read_bytes())
    with open_database(ROOT, file if request.param == "release" else None) as connection:
        yield connection, file


@pytest.mark.parametrize("name", FORBIDDEN)
def test_forbidden(name: str, opened: tuple[duckdb.DuckDBPyConnection, Path]) -> None:
    connection, file = opened
    statements_of_python = pl.DataFrame({"secret": [1]})
    before = file.read_bytes()
    with pytest.raises(QueryError):
        run_query(connection, FORBIDDEN[name])
    assert run_query(connection, "SELECT count(*) AS n FROM topics").to_pylist() == [{"n": TOPICS}]
    assert file.read_bytes() == before
    assert statements_of_python.height == 1


def test_time_and_memory_are_limited(release: Path) -> None:
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
    with open_database(ROOT, release) as connection, pytest.raises(QueryError, match=r"stopped after 0\.3 seconds"):
        run_query(connection, endless, seconds=0.3)
    with open_database(ROOT, release, memory="50MB") as connection, pytest.raises(QueryError, match="memory limit"):
        run_query(connection, "SELECT list(range) FROM range(50000000)")


@pytest.mark.parametrize(
    ("sql", "seconds", "words"),
    [
        ("SELECT length(repeat('a', 4000000000))", "5", "memory limit"),
        ("SELECT range r FROM range(30000000)", "0.5", "stopped"),
        ("SELECT count(*) FROM range(10000000000) a, range(1000) b", "0.5", "stopped after 0.5 seconds"),
    ],
)
def test_limits_hold_for_planning_and_rendering(sql: str, seconds: str, words: str, run_process: Run) -> None:
    result = run_process("mawaqif", "query", "--seconds", seconds, "--memory", "200MB", sql)
    assert (result.returncode, result.stdout) == (1, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("option", "value"), [("--seconds", "inf"), ("--seconds", "-1"), ("--memory", "-1"), ("--memory", "lots")]
)
def test_limits_must_be_limits(option: str, value: str, run: Run) -> None:
    result = run("mawaqif", "query", option, value, "SELECT 1")
    assert (result.returncode, result.stdout) == (2, "")
    assert value in result.stderr


ODD = """SELECT 1 AS a, 2 AS a, sum(ordinal) AS n, 1 / 0.0 AS x, 0.5::DECIMAL(4, 2) AS d, DATE 'infinity' AS day,
INTERVAL 1 MONTH AS i, '[/red]' AS "[/red]", [1, NULL] AS l, MAP {'k': 1} AS m, 'a'::BLOB AS b, NULL AS nothing,
TIMESTAMPTZ '2021-01-01 00:00:00+00' AS t
FROM statements"""


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_odd_values_in_every_format(form: str, release: Path, run: Run) -> None:
    result = run("mawaqif", "query", "--release", release, ODD, "--format", form)
    assert result.returncode == 0, result.stderr
    for part in ("a_2", "infinity", "1 month", "[/red]"):
        assert part in (result.stdout.replace("\\", "") if form == "markdown" else result.stdout)
    if form == "json":
        (row,) = json.loads(result.stdout, parse_constant=pytest.fail)
        assert (row["a"], row["a_2"], row["d"], row["x"], row["l"]) == (1, 2, 0.5, None, [1, None])
        assert isinstance(row["n"], int)


def test_formats(run: Run) -> None:
    sql = "SELECT topic_id, label_ar, 7 AS n, NULL AS nothing FROM topics WHERE topic_id = 'public-core'"
    label = pl.read_csv(ROOT / "datapackage" / "topics.csv").filter(pl.col("topic_id") == "public-core")["label_ar"][0]
    expected = {"topic_id": "public-core", "label_ar": label, "n": 7, "nothing": None}
    assert json.loads(run("mawaqif", "query", sql, "--format", "json").stdout) == [expected]
    assert run("mawaqif", "query", sql, "--format", "csv").stdout == f"topic_id,label_ar,n,nothing\npublic-core,{label},7,\n"
    markdown = run("mawaqif", "query", sql, "--format", "markdown").stdout
    assert markdown.splitlines()[2] == f"| public-core | {label} | 7 |  |"
    table = run("mawaqif", "query", sql).stdout
    assert label in table
    assert table.endswith("(1 row)\n")


LONG = "تقول ألمانيا إن الإنترنت ليس ملكًا للدول ولا تحت سيطرتها بل ملك عام تديره أطراف كثيرة"


def test_every_line_of_an_arabic_cell_stays_in_its_column() -> None:
    table = pa.table({"id": ["s023"], "summary_ar": [LONG], "note": ["[red]plain[/red]"], "n": [7]})
    text = render_table(table, 60, isolate=True)
    arabic = [line for line in text.splitlines() if any("\u0600" <= char <= "\u06ff" for char in line)]
    assert len(arabic) > 1
    for line in arabic:
        assert (line.count(ISOLATE), line.count(POP)) == (1, 1)
        assert line.index(ISOLATE) < line.index(POP)
    assert "[red]plain[/red]" in text.replace("\n", "")
    plain = render_table(table, 60, isolate=False)
    assert plain == text.replace(ISOLATE, "").replace(POP, "")


def test_a_lone_carriage_return_stays_in_its_cell() -> None:
    text = RESULT_FORMATS["csv"](pa.table({"a": ["x\ry"], "b": ["z"]})).decode()
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [["a", "b"], ["x\ry", "z"]]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in render_table(pa.table({"a": ["\x1b[31mred"]}), 60, isolate=False)


def test_parquet_to_a_file(tmp_path: Path) -> None:
    words = [str(BIN / "mawaqif"), "query", "FROM topics", "--format", "parquet"]
    done = subprocess.run(words, capture_output=True, check=True, cwd=tmp_path)
    assert pl.read_parquet(io.BytesIO(done.stdout)).height == TOPICS


def test_unknown_names(run: Run) -> None:
    unknown = run("mawaqif", "query", "who-knows")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "stances-by-topic" in unknown.stderr
    assert run("mawaqif", "query", "SELECT nonsense FROM topics").returncode == 1
    assert run("mawaqif", "query", "--release", "nowhere", "SELECT 1").returncode == 2
    assert run("mawaqif", "query").returncode == 2
