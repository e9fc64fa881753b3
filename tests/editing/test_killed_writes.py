"""A write of several files that is killed at any moment leaves them as they were, or is finished by the next command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from mawaqif.editing.atomic_writes import finish_writes, write_texts
from mawaqif.editing.write_journal import NAME, held, temporary_beside

# It ends itself as SIGKILL ends it, just before the rename of the number given: the journal and its file are renamed, too.
KILLED = """
import os, signal, sys
from pathlib import Path
from mawaqif.editing.atomic_writes import write_texts
done, rename = [0], Path.replace
def replace(self, target):
    if done[0] == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    done[0] += 1
    return rename(self, target)
Path.replace = replace
write_texts({Path(name): "new " + name + chr(10) for name in ("tables/a.csv", "tables/b.csv", "beside/c.csv")})
"""
needs_locks = pytest.mark.skipif(sys.platform == "win32", reason="no folder is locked there, and nothing cleared")
FILES = ("tables/a.csv", "tables/b.csv", "beside/c.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three files in two folders."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("old\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("renames", [0, 1, 2, 3])
def test_a_write_that_is_killed_is_whole_or_not_there(folder: Path, renames: int) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(renames)], cwd=folder, check=False, timeout=60)
    assert ended.returncode == -9
    # The first rename is that of the journal itself: before it, nothing is.
    assert len(finish_writes(folder)) == (0 if renames == 0 else 4 - renames)
    texts = {(folder / name).read_text(encoding="utf-8") for name in FILES}
    assert texts == ({"old\n"} if renames == 0 else {f"new {name}\n" for name in FILES})
    assert list(folder.rglob(".*")) == []
    write_texts({folder / name: "newer\n" for name in FILES})
    assert finish_writes(folder) == []


@needs_locks
def test_a_command_clears_away_nothing_that_another_is_writing_or_that_is_of_another(folder: Path) -> None:
    others = {folder / f"tables/{name}" for name in (".a.csv.swp", ".a.csv.abcdefgh", "a.csv.mawaqif-abcdefgh")}
    for path in others:
        path.write_text("of another\n", encoding="utf-8")
    with held([folder / "tables"]):
        handle, temporary = temporary_beside(folder / "tables/a.csv")
        os.close(handle)
        assert finish_writes(folder) == []
        assert temporary.exists()
    assert finish_writes(folder) == []
    assert {path for path in (folder / "tables").iterdir() if path.name not in {"a.csv", "b.csv"}} == others


@needs_locks
def test_a_folder_that_another_program_has_locked_is_written_all_the_same(folder: Path) -> None:
    import fcntl  # noqa: PLC0415 - it is not there on Windows

    handle = os.open(folder / "tables", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    write_texts({folder / "tables/a.csv": "new\n", folder / "tables/b.csv": "new\n"})
    os.close(handle)
    assert (folder / "tables/a.csv").read_text(encoding="utf-8") == "new\n"
    assert list(folder.rglob(".*")) == []


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "{",
        "[1]",
        '[["../a.csv", ".a.csv.1"]]',
        '[["tables/a.csv", "b.csv"]]',
        '[["tables/a.csv", "../.a.csv.1"]]',
        "[[1, 2]]",
    ],
)
def test_a_journal_that_this_program_did_not_write_renames_nothing(folder: Path, journal: str) -> None:
    (folder / ".a.csv.1").write_text("planted\n", encoding="utf-8")
    (folder / NAME).write_text(journal, encoding="utf-8")
    assert finish_writes(folder) == []
    assert {(folder / name).read_text(encoding="utf-8") for name in FILES} == {"old\n"}


def test_the_next_command_finishes_the_write(package: Path, run: Run) -> None:
    table, words = package / "datapackage/actors.csv", (package / "datapackage/actors.csv").read_text(encoding="utf-8")
    table.with_name(".actors.csv.kept").write_text(words.replace("Malta", "Melita"), encoding="utf-8")
    (package / "datapackage" / NAME).write_text('[["actors.csv", ".actors.csv.kept"]]', encoding="utf-8")
    run("mawaqif", "validate", package)
    assert "Melita" in table.read_text(encoding="utf-8")
    assert not table.with_name(".actors.csv.kept").exists()
