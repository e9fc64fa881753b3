"""A database that is kept from one question to the next gives the answer that the tables give, or is none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from conftest import BIN, Run, edit
from mawaqif.paths.own_cache import cache_folder
from mawaqif.query import kept
from mawaqif.query.kept import keep, look_up

QUESTION = "SELECT actor_id, name_en FROM actors ORDER BY actor_id"
# What a database holds beside the rows.
ABOUT = (
    "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() ORDER BY ALL",
    "SELECT table_name, constraint_type, constraint_text FROM duckdb_constraints() ORDER BY ALL",
    "SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL",
    "SELECT database_name, schema_name, table_name, comment, estimated_size FROM duckdb_tables() ORDER BY ALL",
    "SELECT current_database(), current_schema(), fold('النّواة')",
    "FROM stances ORDER BY ALL",
    "FROM data_dictionary ORDER BY ALL",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's databases are kept, empty at first."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        (tmp_path / "cache").mkdir(exist_ok=True)
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    return cache_folder(kept.FOLDER)


@pytest.fixture
def ask(run: Run, package: Path) -> Callable[..., str]:
    """Ask the invented package and return the answer."""

    def answer(sql: str = QUESTION, *options: str) -> str:
        done = run("mawaqif", "query", sql, "--format", "csv", *options, cwd=package)
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        return done.stdout

    return answer


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != "lock"} if folder.exists() else set()


def test_the_answer_is_that_of_the_tables(ask: Callable[..., str], folder: Path) -> None:
    # All of them at once, because each answer without a cache makes the whole database.
    for sql in (QUESTION, "SELECT " + ", ".join(f"ARRAY(SELECT answer FROM ({sql}) AS answer)" for sql in ABOUT)):
        assert ask(sql) == ask(sql) == ask(sql, "--no-cache"), sql
    assert len(files(folder)) == 2  # one without comments and counts, which were not asked for at first


def test_a_question_about_rows_is_answered_from_a_database_that_has_more(ask: Callable[..., str], folder: Path) -> None:
    ask("FROM data_dictionary")
    ask(QUESTION)
    assert len(files(folder)) == 1


def test_without_a_cache_nothing_is_kept(ask: Callable[..., str], folder: Path) -> None:
    ask(QUESTION, "--no-cache")
    assert not folder.exists()


def test_a_changed_cell_is_seen_at_once_whatever_its_file_says(ask: Callable[..., str], package: Path) -> None:
    table = package / "datapackage" / "actors.csv"
    before, times = ask(), table.stat()
    name = before.splitlines()[1].rpartition(",")[2]
    changed = name[:-1] + ("x" if name[-1] != "x" else "y")
    table.write_bytes(table.read_bytes().replace(name.encode(), changed.encode()))
    os.utime(table, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert (table.stat().st_size, table.stat().st_mtime_ns) == (times.st_size, times.st_mtime_ns)
    assert ask() == before.replace(name, changed) != before


def test_what_makes_the_tables_unreadable_is_told_as_before(
    ask: Callable[..., str], run: Run, package: Path, folder: Path
) -> None:
    ask()
    (package / "datapackage" / "actors (1).csv").write_text("actor_id\n")
    done = run("mawaqif", "query", QUESTION, cwd=package)
    assert (done.returncode, done.stdout) == (2, "")
    assert "mawaqif validate" in done.stderr
    assert len(files(folder)) == 1


def test_a_package_that_changes_while_it_is_read_is_not_kept(package: Path, folder: Path) -> None:
    found = look_up(package)
    assert found is not None

    def make(path: Path) -> None:
        path.write_bytes(b"of the state before")
        edit(package / "datapackage.json", '"version": "0.1.0"', '"version": "0.1.1"')

    assert keep(found, make) is None
    assert not files(folder)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _other_rows(path: Path) -> None:
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE actors AS SELECT 'x' AS actor_id, 'Not of the package' AS name_en")


def _link(path: Path) -> None:
    path.symlink_to(path.rename(path.parent.parent / "elsewhere.duckdb"))


def _log(path: Path) -> None:
    Path(f"{path}.wal").write_bytes(b"of another")


DAMAGES = {
    "cut": _cut,
    "one bit": _flip,
    "empty": lambda path: path.write_bytes(b""),
    "other rows": _other_rows,
    "a link": _link,
    "a log beside it": _log,
    "others may write it": lambda path: path.chmod(0o666),
    "of another user": lambda path: os.chown(path, 12345, -1),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_or_foreign_file_is_made_anew(name: str, ask: Callable[..., str], folder: Path) -> None:
    if name == "of another user" and os.geteuid() != 0:
        pytest.skip("only root gives a file to another user")
    right = ask()
    (path,) = (folder / name for name in files(folder))
    DAMAGES[name](path)
    assert ask() == right
    (path,) = (folder / name for name in files(folder) if name.endswith(".duckdb"))
    assert path.is_file()
    assert not path.is_symlink()
    assert path.stat().st_uid == os.geteuid()
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", ["a link", "others may write it", "a file", "no home"])
def test_where_nothing_can_be_kept_the_answer_is_the_same(
    place: str, ask: Callable[..., str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.parent.parent.mkdir(exist_ok=True)
    if place == "a link":
        folder.parent.symlink_to(elsewhere)
    elif place == "others may write it":
        folder.mkdir(parents=True)
        folder.chmod(0o777)
    elif place == "a file":
        folder.parent.write_text("")
    else:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
            monkeypatch.setenv(name, str(tmp_path / "missing" / "home"))
    assert ask() == ask(QUESTION, "--no-cache")
    assert not any(path.suffix == ".duckdb" for path in tmp_path.rglob("*"))
    assert not (tmp_path / "missing").exists()


def test_two_processes_at_once(package: Path, folder: Path) -> None:
    words = [BIN / "mawaqif", "query", QUESTION, "--format", "csv"]
    both = [subprocess.Popen(words, cwd=package, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = (process.communicate()[0] for process in both)
    assert first == second != ""
    assert [process.returncode for process in both] == [0, 0]
    assert len(files(folder)) == 1


def test_who_comes_second_asks_without_keeping(ask: Callable[..., str], folder: Path) -> None:
    folder.mkdir(parents=True)
    with FileLock(folder / "lock"):
        answer = ask()
    assert not files(folder)
    assert ask() == answer
    assert len(files(folder)) == 1


def test_a_killed_writer_leaves_nothing_that_is_trusted(ask: Callable[..., str], package: Path, folder: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from mawaqif.paths.own_cache import cache_folder
from mawaqif.query import kept
from mawaqif.query.kept import keep, look_up
from mawaqif.query.opening import write_database

def make(path):
    write_database(Path({str(package)!r}), path)
    os.truncate(path, path.stat().st_size // 2)
    os.kill(os.getpid(), signal.SIGKILL)

keep(look_up(Path({str(package)!r})), make)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
    assert files(folder) == {"unfinished"}
    assert ask() == ask(QUESTION, "--no-cache")
    assert [name.endswith(".duckdb") for name in files(folder)] == [True]


def test_the_oldest_goes_first(package: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 2500)
    made: list[str] = []

    def make(path: Path) -> None:
        path.write_bytes(b"x" * 1000)

    for number in range(4):
        edit(package / "datapackage.json", f'"version": "0.1.{number}"', f'"version": "0.1.{number + 1}"')
        found = look_up(package)
        assert found is not None
        path = keep(found, make)
        assert path is not None
        os.utime(path, (number, number))
        made.append(path.name)
    assert files(folder) == set(made[-2:])


def test_clearing_says_what_went_in_both_languages(
    ask: Callable[..., str], run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask()
    done = run("mawaqif", "query", "--clear-cache")
    assert "databases removed: 1 (" in done.stdout
    assert str(folder) in done.stdout
    assert not files(folder)
    ask()
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    assert "قواعد البيانات المحذوفة: 0" not in run("mawaqif", "query", "--clear-cache").stdout
    assert "قواعد البيانات المحذوفة: 0" in run("mawaqif", "query", "--clear-cache").stdout
    assert not files(folder)
