"""Engines other than DuckDB give the stored answers of the cookbook, from what a release has for them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import apsw
import polars as pl
import pytest

from conftest import ROOT
from engines import ENGINES, PAGES, Engine, page
from mawaqif.release.cookbook import cookbook
from mawaqif.release.editions import flat_schemas
from spark import asked_of_spark, needs_spark
from unchanged import real_published

NAMES = [query.name for query in cookbook(ROOT)]
# The programs of the newest PostgreSQL, where there is one.
SERVER = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=Path())

# The head and the rows of an answer; a text where the engine gives none.
Answers = Mapping[str, Sequence[Sequence[object]] | str]


def by_sqlite(release: Path) -> Answers:
    connection = apsw.Connection(str(release / "mawaqif.sqlite"), flags=apsw.SQLITE_OPEN_READONLY)
    found: dict[str, Sequence[Sequence[object]] | str] = {}
    for name in NAMES:
        try:
            cursor = connection.execute((release / f"queries/{name}.sql").read_text(encoding="utf-8"))
            found[name] = [[column[0] for column in cursor.description], *cursor]
        except apsw.SQLError as error:
            found[name] = str(error)
    return found


def by_polars(release: Path) -> Answers:
    paths = [*release.glob("*.parquet"), *release.glob("parquet/*.parquet")]
    context = pl.SQLContext({path.stem: pl.scan_parquet(path) for path in paths})
    found: dict[str, Sequence[Sequence[object]] | str] = {}
    for name in NAMES:
        try:
            frame = context.execute((release / f"queries/{name}.sql").read_text(encoding="utf-8"), eager=True)
            found[name] = [frame.columns, *frame.rows()]
        except pl.exceptions.PolarsError as error:
            found[name] = str(error)
    return found


@pytest.fixture(scope="session")
def postgres(release: Path) -> Iterator[list[str]]:
    """Words that start psql on a database that holds the release, in a cluster of its own that listens on a socket alone."""
    if not SERVER.name:
        pytest.skip("no PostgreSQL here; `apt-get install postgresql` brings it")
    folder = Path(tempfile.mkdtemp(prefix="mawaqif-postgres-", dir="/tmp"))
    # The server refuses to run as the superuser of the machine.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def serve(program: str, *words: str) -> None:
        subprocess.run([str(SERVER / program), "-D", str(folder / "data"), *words], user=user, cwd="/", check=True, stdout=-3)

    serve("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync")
    serve("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", f"-c listen_addresses= -c fsync=off -k {folder}")
    words = [str(SERVER / "psql"), "--no-psqlrc", "--quiet", "--csv", f"--host={folder}", "--username=postgres"]
    try:
        subprocess.run(
            [*words, "--file=postgres/schema.sql", "--file=postgres/load.sql"], cwd=release, check=True, capture_output=True
        )
        yield words
    finally:
        serve("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(folder)


def by_psql(release: Path, words: list[str], folder: Path) -> Answers:
    script = "".join(f"\\o {folder}/{name}.csv\n\\i queries/{name}.sql\n;\n" for name in NAMES)
    told = subprocess.run(words, cwd=release, input=script, capture_output=True, text=True, check=True)
    found: dict[str, Sequence[Sequence[object]] | str] = {}
    for name in NAMES:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.reader(file)) or told.stderr
    return found


def stored(name: str) -> list[list[str]]:
    with (ROOT / f"queries/results/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


TRUTH = {"true": ("true", "True", "t", "1"), "false": ("false", "False", "f", "0")}


def same(wanted: str, given: object) -> bool:
    """True where an engine gives a stored cell, in its own spelling of numbers and truth."""
    text = "" if given is None else str(given)
    if text == wanted or text in TRUTH.get(wanted, ()):
        return True
    try:
        return float(text) == float(wanted)
    except ValueError:
        return False


def answered(answers: Answers) -> set[str]:
    """Return the queries that were answered as stored: the same columns, rows, order and cells."""
    found = set()
    for name, rows in answers.items():
        wanted = stored(name)
        if not isinstance(rows, str) and len(rows) == len(wanted) and list(rows[0]) == wanted[0]:
            pairs = zip(wanted[1:], rows[1:], strict=True)
            found |= {name} if all(same(*cells) for one, other in pairs for cells in zip(one, other, strict=True)) else set()
    return found


BY_FILE = {"SQLite": by_sqlite, "Polars": by_polars}


@pytest.mark.parametrize("name", BY_FILE)
def test_an_engine_answers_what_its_page_says(name: str, release: Path) -> None:
    answers = BY_FILE[name](release)
    assert answered(answers) == set(NAMES) - engine(name).without.keys(), answers


@needs_spark
def test_spark_answers_what_its_page_says(release: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    answers = json.loads((asked_of_spark(release, tmp_path_factory) / "answers.json").read_text(encoding="utf-8"))
    assert answered(answers) == set(NAMES) - engine("Spark").without.keys(), answers


def test_postgresql_answers_what_its_page_says(postgres: list[str], release: Path, tmp_path: Path) -> None:
    assert answered(by_psql(release, postgres, tmp_path)) == set(NAMES) - engine("PostgreSQL").without.keys()


def engine(name: str) -> Engine:
    return next(item for item in ENGINES if item.name == name)


def test_every_key_check_and_comment_holds_in_postgresql(postgres: list[str]) -> None:
    def ask(sql: str) -> list[list[str]]:
        told = subprocess.run([*words, "--command", sql], capture_output=True, text=True, check=True)
        return list(csv.reader(told.stdout.splitlines()))

    words = [*postgres, "--tuples-only"]
    tables = {name: table.schema for name, table in real_published().tables.items()}
    made = tables | flat_schemas(real_published())
    keys = sum(len(schema.foreign_keys) for schema in tables.values())
    assert ask("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated") == [[str(keys)]]
    held = ask("SELECT relname, n_live_tup FROM pg_stat_user_tables")
    assert {name for name, _ in held} == {*tables, "data_dictionary"}
    rows = ask(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables))
    assert dict(rows) == {name: str(table.frame.height) for name, table in real_published().tables.items()}
    described = ask(
        "SELECT c.relname, a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid "
        "WHERE a.attnum > 0 AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') "
        "AND col_description(c.oid, a.attnum) ~ '[\u0600-\u06ff]'"
    )
    assert {tuple(row) for row in described} == {(name, column) for name, schema in made.items() for column in schema.columns}


@pytest.mark.parametrize(
    "statement", ["DELETE FROM topics", "UPDATE statements SET kind = 'song'", "UPDATE actors SET iso3 = ''"]
)
def test_postgresql_refuses_what_breaks_a_key_or_check(statement: str, postgres: list[str]) -> None:
    told = subprocess.run([*postgres, "--command", statement], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "violates" in told.stderr


@pytest.mark.parametrize("language", range(len(PAGES)), ids=[item.path for item in PAGES])
def test_the_page_of_engines_is_fresh(language: int) -> None:
    text = (ROOT / PAGES[language].path).read_text(encoding="utf-8")
    assert text == page(language), "stale: run `make docs`"


def test_each_engine_answers_nearly_all() -> None:
    assert all(len(item.without) <= len(NAMES) / 10 for item in ENGINES)
