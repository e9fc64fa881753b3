"""The Python door: every form holds the rows that were checked, from the packaged tables and from a release."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from packaging.utils import canonicalize_name

from conftest import ROOT
from extras import asked_for, owners_of_modules, run_code
from mawaqif.data import TableInfo, UnknownTableError, connect, load, tables
from mawaqif.findings import CannotRunError
from mawaqif.query.results import RESULT_FORMATS
from unchanged import real_published as real


def rows_of(name: str) -> int:
    return real().tables[name].frame.height


def test_packaged_tables_views_and_release_are_equal(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the folder where the user stands does not matter
    (tmp_path / "datapackage.json").write_text("another package")
    dataset = real()
    listed = tables()
    released = {item.name: item for item in tables(release=release)}
    assert released.keys() == {item.name for item in listed}
    # A release holds the flat tables as files of their own, the package as views; both have the same rows.
    for item in listed:
        assert replace(released[item.name], kind=item.kind) == item
    assert {item.name for item in listed if item.kind == "table"} == {*dataset.tables, "data_dictionary"}
    assert {item.name for item in listed if item.kind == "view"} == {
        path.stem for path in (ROOT / "build/mawaqif/release/views").glob("*.sql")
    }
    for name, table in dataset.tables.items():
        assert load(name).equals(table.frame), name
        assert load(name, release=release).equals(table.frame), name
    stances = load("stances")
    assert stances.equals(load("stances", release=release))
    known = {item.name: item for item in listed}
    assert (tuple(stances.columns), stances.height) == (known["stances"].columns, known["stances"].rows)


def test_what_is_listed_says_what_it_is() -> None:
    listed = tables()
    topics = next(item for item in listed if item.name == "topics")
    assert isinstance(topics, TableInfo)
    assert (topics.kind, topics.title, topics.title_ar, topics.rows) == ("table", "Topics", "الموضوعات", rows_of("topics"))
    assert all(item.description for item in listed)


def test_each_form_is_typed_and_keeps_what_is_missing() -> None:
    frame, arrow, wide = load("citations"), load("citations", "arrow"), load("citations", as_="pandas")
    assert isinstance(frame, pl.DataFrame)
    assert (frame.schema["note_number"], frame.schema["ibid"]) == (pl.Int64, pl.Boolean)
    assert isinstance(arrow, pa.Table)
    assert arrow.schema.field("ibid").metadata[b"title_ar"].decode() == "المصدر ذاته"
    assert isinstance(wide, pd.DataFrame)
    assert (wide["note_number"].dtype, wide["ibid"].dtype) == (pd.Int64Dtype(), pd.BooleanDtype())
    missing = frame["statement_id"].null_count()
    assert missing == arrow["statement_id"].null_count == wide["statement_id"].isna().sum() > 0
    lengths = load("documents")
    assert lengths["text_length"].null_count() == load("documents", "pandas")["text_length"].isna().sum() > 0
    assert load("documents", "pandas")["text_length"].dtype == pd.Int64Dtype()
    assert {len(date) for date in load("statements")["date"].drop_nulls()} == {4, 7, 10}


@pytest.mark.parametrize(
    ("name", "words"),
    [("statments", "did you mean 'statements'?"), ("Stances", "did you mean 'stances'?"), ("xyz", "there are documents, actors")],
)
def test_an_unknown_name_hints_the_nearest(name: str, words: str) -> None:
    with pytest.raises(UnknownTableError, match=f"no table or view is called '{name}'; ") as caught:
        load(name)
    assert words in str(caught.value)


def test_a_form_that_is_none_and_one_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="as_='excel': expected one of 'polars', 'pandas', 'arrow'"):
        load("topics", "excel")  # type: ignore[call-overload] # pyright: ignore[reportArgumentType, reportCallIssue]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="needs pandas; install it with `pip install pandas`, or load as 'polars'"):
        load("topics", "pandas")
    assert load("topics").height == rows_of("topics")


def test_the_connection_is_the_callers_own_copy(release: Path) -> None:
    before = {path: path.read_bytes() for path in (release / "parquet").iterdir()}
    with connect(release=release) as connection:
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("INSERT INTO statement_topics SELECT * FROM statement_topics")
        connection.execute("DELETE FROM recodings")
        assert connection.sql("SELECT fold('أُمَّة') = fold('امه')").fetchall() == [(True,)]
        assert connection.sql("SELECT count(*) FROM recodings").fetchall() == [(0,)]
    with connect(release=release) as connection:
        assert connection.sql("SELECT count(*) FROM recodings").fetchall() == [(load("recodings").height,)]
    assert {path: path.read_bytes() for path in (release / "parquet").iterdir()} == before


def _drop_file(folder: Path) -> None:
    (folder / "parquet/topics.parquet").unlink()


def _cut_file(folder: Path) -> None:
    path = folder / "parquet/topics.parquet"
    path.write_bytes(path.read_bytes()[:500])


def _swap_file(folder: Path) -> None:
    shutil.copy(folder / "parquet/actors.parquet", folder / "parquet/topics.parquet")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_drop_file, "topics.parquet: no such file; name the folder of a release"),
        (_cut_file, "topics.parquet: not a whole Parquet file"),
        (_swap_file, "topics.parquet: its columns are not those of the release's datapackage.json"),
        (shutil.rmtree, "datapackage.json: No such file or directory; name a folder that holds a datapackage.json"),
    ],
    ids=["missing", "cut", "swapped", "no release"],
)
def test_a_damaged_release_is_named(damage: object, words: str, release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    shutil.copytree(release, folder)
    assert callable(damage)
    damage(folder)
    for call in (lambda: load("topics", release=folder), lambda: connect(release=folder), lambda: tables(release=str(folder))):
        with pytest.raises(CannotRunError) as caught:
            call()
        assert words in str(caught.value)


FOR_READERS = """
from mawaqif.data import connect, load, tables
from typer.testing import CliRunner
from mawaqif.cli import app

assert tables() and load("topics").height and load("stances", "arrow").num_rows and connect().table("topics")
for line in words:
    done = CliRunner().invoke(app, ["query", *line])
    assert done.exit_code == 0, done.stderr
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_what_readers_install_loads_tables_and_answers_queries(
    tmp_path: Path, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):  # a first question, of which no answer is kept yet
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    words = [("--list",), ("stances-by-topic", "--release", str(release))]
    words += [("SELECT label_ar FROM topics", "--format", form) for form in RESULT_FORMATS]
    done = run_code("", FOR_READERS, words, tmp_path)
    assert done.returncode == 0, done.stderr
    # Nothing is asked for that is not loaded.
    loaded, owners = set(done.stdout.split()), owners_of_modules()
    assert asked_for("") <= {canonicalize_name(owner) for name in loaded for owner in owners.get(name, ())}
