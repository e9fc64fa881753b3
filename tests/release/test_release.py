"""The release: what every client reads is what was checked, and nothing half-written is ever seen."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from conftest import BIN, OLD_DUCKDB, ROOT, Run, edit, needs_old_duckdb
from mawaqif.release.editions.duckdb_edition import NOT_USED
from mawaqif.tables import Dataset
from unchanged import real_published as real

TABLES = [item["name"] for item in json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["resources"]]


@pytest.fixture(scope="session")
def checked() -> Dataset:
    return real()


def rows(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return sorted(frame.rows(), key=repr)


@pytest.mark.parametrize("name", TABLES)
def test_parquet_reads_back_equal(name: str, release: Path, checked: Dataset) -> None:
    path = release / "parquet" / f"{name}.parquet"
    assert pl.read_parquet(path).equals(checked.tables[name].frame)
    arrow = pq.read_table(path)
    assert arrow.num_rows == checked.tables[name].frame.height
    field = checked.tables[name].schema.fields[0]
    assert arrow.schema.field(0).metadata[b"description_ar"].decode() == field.raw["description_ar"]
    assert arrow.schema.metadata[b"version"].decode() == checked.descriptor.version
    assert len(pd.read_parquet(path)) == arrow.num_rows


@pytest.mark.parametrize("name", TABLES)
def test_csv_reads_back_equal(name: str, release: Path, checked: Dataset) -> None:
    path = release / "csv" / f"{name}.csv"
    frame = pd.read_csv(path, keep_default_na=False, dtype=str)
    assert list(frame.columns) == list(checked.tables[name].schema.columns)
    # Where derived columns are left out, the file is the one that is kept by hand.
    kept = [field.name for field in checked.tables[name].schema.fields if not field.raw.get("derived")]
    by_hand = pd.read_csv(ROOT / "datapackage" / f"{name}.csv", keep_default_na=False, dtype=str)
    pd.testing.assert_frame_equal(frame[kept], by_hand)
    assert len(frame) == checked.tables[name].frame.height


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_back_equal(name: str, release: Path, checked: Dataset) -> None:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        assert rows(connection.sql(f'FROM "{name}"').pl()) == rows(checked.tables[name].frame)


def test_duckdb_knows_keys_checks_and_comments(release: Path, checked: Dataset) -> None:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        kinds = dict(connection.sql("SELECT constraint_type, count(*) FROM duckdb_constraints() GROUP BY ALL").fetchall())
        assert kinds["PRIMARY KEY"] == len({*checked.tables, "data_dictionary"})
        foreign = "FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY' AND constraint_text LIKE 'FOREIGN%'"
        keys = connection.sql(f"SELECT count(*) {foreign}").fetchall()
        assert keys == [(sum(len(table.schema.foreign_keys) for table in checked.tables.values()),)]
        bare = "SELECT column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
        assert connection.sql(bare).fetchall() == []
        of_stance = "SELECT DISTINCT comment FROM duckdb_columns() WHERE column_name = 'stance' AND table_name = 'stances'"
        assert "supports (يؤيد)" in connection.sql(of_stance).fetchall()[0][0]
        assert connection.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL").fetchall() == []


def test_duckdb_refuses_broken_rows(release: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes((release / "mawaqif.duckdb").read_bytes())
    with duckdb.connect(str(copy)) as connection:
        for statement in (
            "INSERT INTO statement_topics VALUES ('nowhere-s001', 'open-internet', 'supports', NULL)",
            "UPDATE statement_topics SET stance = 'unsure'",
            "INSERT INTO topics SELECT * FROM topics LIMIT 1",
            "UPDATE actors SET iso3 = 'xx' WHERE iso3 = 'CHN'",
        ):
            with pytest.raises(duckdb.ConstraintException):
                connection.execute(statement)


def test_views_hold_every_row(release: Path) -> None:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:

        def count(relation: str) -> int:
            return int(connection.sql(f"SELECT count(*) FROM {relation}").fetchall()[0][0])

        assert count("statements_named") == count("statements")
        assert count("positions_named") == count("positions")
        assert count("citations_named") == count("citations")
        assert count("(SELECT DISTINCT statement_id, topic_id FROM stances)") == count("statement_topics")
        assert count("(SELECT DISTINCT initiative_id FROM initiatives_named)") == count("initiatives")


READ_ALL = "SELECT count(*) FROM statements_named WHERE fold(summary_ar) LIKE '%' || fold('الإنترنت') || '%'"


@needs_old_duckdb
def test_an_older_duckdb_library_reads_the_file(release: Path) -> None:
    code = (
        f"import duckdb; connection = duckdb.connect({str(release / 'mawaqif.duckdb')!r}, read_only=True)\n"
        f"print(duckdb.__version__, connection.sql({READ_ALL!r}).fetchall()[0][0])"
    )
    env = {**os.environ, "PYTHONPATH": str(OLD_DUCKDB)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    version, found = done.stdout.split()
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        assert (version, int(found)) == ("1.2.2", connection.sql(READ_ALL).fetchall()[0][0])
    assert int(found) > 0


def test_the_command_line_of_an_older_duckdb_reads_the_file(release: Path, run: Run) -> None:
    version = run("duckdb", "--version").stdout
    assert version.startswith("v1.4")
    result = run("duckdb", "-readonly", "-csv", "-noheader", release / "mawaqif.duckdb", "SELECT count(*) FROM statements")
    assert (result.returncode, result.stderr) == (0, "")
    assert int(result.stdout) == pl.read_parquet(release / "parquet" / "statements.parquet").height


def by_frictionless(folder: Path, monkeypatch: pytest.MonkeyPatch) -> frictionless.Report:
    """Do what `frictionless validate datapackage.json` does in a folder."""
    monkeypatch.chdir(folder)
    return frictionless.validate("datapackage.json")


def test_frictionless_accepts_the_release_and_not_a_changed_one(
    release: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("frictionless", "validate", "datapackage.json", cwd=release).returncode == 0
    copy = tmp_path / "copy"
    for path in [release / "datapackage.json", release / "statements_wide.csv", *(release / "csv").iterdir()]:
        target = copy / path.relative_to(release)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    edit(
        copy / "csv" / "statement_topics.csv",
        "cri-shared-future-2019-s001,shared-future-community,supports",
        "cri-shared-future-2019-s001,shared-future-community,opposes",
    )
    assert not by_frictionless(copy, monkeypatch).valid


BREAKS = {
    "key": (
        "statement_topics",
        "cri-shared-future-2019-s001,shared-future-community",
        "cri-shared-future-2019-s001,shared-futures",
    ),
    "type": ("passages", "cri-shared-future-2019-s001,1,", "cri-shared-future-2019-s001,one,"),
    "enum": ("topics", "\ncyber-sovereignty,security", "\ncyber-sovereignty,secrecy"),
}


def test_frictionless_sees_a_broken_key_type_or_enum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in [ROOT / "datapackage.json", *(ROOT / "schemas").iterdir(), *(ROOT / "datapackage").glob("*.csv")]:
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    assert by_frictionless(tmp_path, monkeypatch).valid
    for table, old, new in BREAKS.values():
        edit(tmp_path / "datapackage" / f"{table}.csv", old, new)
    report = by_frictionless(tmp_path, monkeypatch)
    assert not report.valid
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    assert found >= {("statement_topics", "foreign-key"), ("passages", "type-error"), ("topics", "constraint-error")}


def test_checksums_and_descriptor_agree_with_the_files(release: Path) -> None:
    lines = (release / "SHA256SUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    present = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert set(listed) == present - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest
    for resource in json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        data = (release / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_two_builds_are_byte_for_byte_the_same(release: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    chances = {"TZ": "Pacific/Chatham", "LC_ALL": "C", "PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1"}
    words = [str(BIN / "mawaqif"), "build", str(ROOT), "--out", str(other)]
    subprocess.run(words, env={**os.environ, **chances}, cwd=tmp_path, check=True, capture_output=True)
    first, second = snapshot(release), snapshot(other)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_duckdb_compresses_nothing_by_chance(release: Path) -> None:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        used = {
            kind
            for name in TABLES
            for (kind,) in connection.sql(f"SELECT DISTINCT lower(compression) FROM pragma_storage_info('{name}')").fetchall()
        }
    assert used
    assert not used & set(NOT_USED)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_finding_leaves_the_old_release(package: Path, published: Path, run: Run) -> None:
    before = snapshot(published)
    edit(package / "datapackage/statement_topics.csv", "s001,lamp-oil,supports", "s001,lamp-oil,suports")
    result = run("mawaqif", "build", package, "--out", published)
    assert result.returncode == 1
    assert "MQ204" in result.stderr
    assert snapshot(published) == before


def test_a_strangers_file_in_a_release_is_not_lost(package: Path, published: Path, run: Run) -> None:
    (published / "thesis.txt").write_text("precious")
    result = run("mawaqif", "build", package, "--out", published)
    assert result.returncode == 2
    assert "thesis.txt" in result.stderr
    assert (published / "thesis.txt").read_text() == "precious"


@pytest.mark.parametrize("out", [".", "datapackage/out", ".."])
def test_places_that_hold_something_else_are_refused(out: str, package: Path, run: Run) -> None:
    before = snapshot(package)
    assert run("mawaqif", "build", package, "--out", out, cwd=package).returncode == 2
    assert snapshot(package) == before


def test_a_folder_that_is_no_release_is_not_replaced(package: Path, run: Run) -> None:
    out = package / "precious"
    out.mkdir()
    (out / "letter.txt").write_text("keep me")
    result = run("mawaqif", "build", package, "--out", out)
    assert result.returncode == 2
    assert snapshot(out) == {"letter.txt": b"keep me"}


def test_a_release_checks_itself(release: Path, tmp_path: Path, run: Run) -> None:
    result = run("mawaqif", "validate", release)
    assert result.returncode == 0, result.stdout
    copy = tmp_path / "copy"
    shutil.copytree(release, copy)
    edit(copy / "csv/actors.csv", ",Egypt,", ",Egypt of old,")
    result = run("mawaqif", "validate", copy, cwd=copy)
    assert result.returncode == 1
    # What other tables derive from the name no longer follows either.
    told = ("csv/actor_aliases.csv:", "csv/actors.csv MQ113 the file is not the one that the descriptor describes: its size")
    assert all(line.startswith(one) for line, one in zip(result.stdout.splitlines(), told, strict=False))
