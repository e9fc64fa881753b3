"""A folder is replaced whole or not at all, and nothing that somebody put into it is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import BIN, Run
from kills.killing import is_whole, left_beside
from mawaqif.findings import CannotRunError
from mawaqif.release import atomic_folder
from mawaqif.release.atomic_folder import published
from mawaqif.release.workplace import clear


def state(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def publish(out: Path, text: str = "new", *names: str) -> list[str]:
    """Publish files that hold a text, and return what is told."""
    with published(out, out.parent / "own", "release") as made:
        for name in names or ("a.txt", "folder/b.txt"):
            (made.folder / name).parent.mkdir(exist_ok=True)
            (made.folder / name).write_text(text)
    return made.told


@pytest.fixture(params=["exchange", "two renames"])
def out(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to publish into, with something published there, on systems that can exchange folders and others."""
    if request.param == "two renames":
        monkeypatch.setattr(atomic_folder, "_exchange", lambda *_: False)
    publish(tmp_path / "dist", "old")
    return tmp_path / "dist"


def test_a_folder_is_replaced_whole(out: Path) -> None:
    assert publish(out) == []
    assert is_whole(out)
    assert state(out)["a.txt"] == "new"
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


CHANGES = {
    "file": ("thesis.txt", "precious"),
    "file in a folder": ("folder/thesis.txt", "precious"),
    "edited": ("folder/b.txt", "precious"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_not_of_a_release_is_not_replaced(name: str, out: Path) -> None:
    place, text = CHANGES[name]
    (out / place).write_text(text)
    before = state(out.parent)
    with pytest.raises(CannotRunError, match=place):
        publish(out)
    assert state(out.parent) == before


@pytest.mark.parametrize("name", CHANGES)
def test_what_appears_while_it_is_replaced_is_kept_and_told(name: str, out: Path) -> None:
    place, text = CHANGES[name]
    with published(out, out.parent / "own", "release") as made:
        (made.folder / "a.txt").write_text("new")
        (out / place).write_text(text)
    assert is_whole(out)
    assert (out.parent / "dist-kept-1" / place).read_text() == text
    assert [line for line in made.told if "dist-kept-1" in line and place in line]
    assert not left_beside(out)


def test_an_empty_folder_is_somebodys_too(out: Path) -> None:
    (out / "plans").mkdir()
    with pytest.raises(CannotRunError, match="holds plans/"):
        publish(out)
    (out / "plans").rmdir()
    with published(out, out.parent / "own", "release") as made:
        (made.folder / "a.txt").write_text("new")
        (out / "folder/plans").mkdir()
    assert (out.parent / "dist-kept-1/folder/plans").is_dir()
    assert made.told


def test_an_empty_folder_to_publish_into_is_taken(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    assert publish(tmp_path / "dist") == []
    assert is_whole(tmp_path / "dist")


def test_checksums_that_name_a_file_elsewhere_remove_nothing(out: Path) -> None:
    (out.parent / "precious").write_text("precious")
    sums = out / "SHA256SUMS"
    sums.write_text(sums.read_text() + f"{'0' * 64}  ../precious\n")
    with pytest.raises(CannotRunError, match="leads out"):
        publish(out)
    assert (out.parent / "precious").read_text() == "precious"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError])
def test_what_comes_between_two_renames_leaves_one_whole_folder(
    error: type[BaseException], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_folder, "_exchange", lambda *_: False)
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    before = state(out)
    with pytest.raises(error):
        publish(out)
    assert state(out) == before
    assert not left_beside(out)


# Puts a folder in place in a process of its own for each signal, which it sends itself at a step; the modules are loaded once.
SCRIPT = """
import os, sys
from pathlib import Path
from mawaqif.commands import ended_by_signals
from mawaqif.release import atomic_folder

folder, step, numbers, exchanges = Path(sys.argv[1]), sys.argv[2], sys.argv[3].split(","), sys.argv[4] == "True"
for number in map(int, numbers):
    child = os.fork()
    if not child:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
out = folder / str(number) / "dist"
os.dup2(os.open(folder / f"{number}.err", os.O_WRONLY | os.O_CREAT), 2)
put, rename, exchange = atomic_folder._put_in_place, Path.rename, atomic_folder._exchange
here = lambda now: os.kill(os.getpid(), number) if now == step else None

def put_in_place(place):
    here("listed")
    put(place)
    here("in place")

def renamed(path, target):
    done = rename(path, target)
    here({"old": "taken away", "dist": "put"}.get(target.name, ""))
    return done

atomic_folder._put_in_place, Path.rename = put_in_place, renamed
if not exchanges:
    atomic_folder._exchange = lambda *_: False
with ended_by_signals(), atomic_folder.published(out, out.parent / "own", "release") as made:
    (made.folder / "a.txt").write_text("new")
    here("filling")
"""
STEPS = ("filling", "listed", "taken away", "put", "in place")
SENT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)


def sending(folder: Path, step: str, sent: Sequence[signal.Signals], *, exchanges: bool) -> list[str]:
    """Return the command that sends signals at a step; each process puts the folder `dist` of its signal in place."""
    numbers = ",".join(str(int(one)) for one in sent)
    return [sys.executable, "-c", SCRIPT, str(folder), step, numbers, str(exchanges)]


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two renames"])
@pytest.mark.parametrize("step", STEPS)
def test_a_signal_at_any_step_leaves_a_whole_folder(step: str, exchanges: bool, tmp_path: Path) -> None:  # noqa: FBT001
    for sent in SENT:
        (tmp_path / str(int(sent))).mkdir()
        publish(tmp_path / str(int(sent)) / "dist", "old")
    done = subprocess.run(sending(tmp_path, step, SENT, exchanges=exchanges), capture_output=True, text=True, check=True)
    for sent, code in zip(SENT, done.stdout.split(), strict=True):
        out, said = tmp_path / str(int(sent)) / "dist", (tmp_path / f"{int(sent)}.err").read_text()
        if step == "put" and exchanges:
            assert int(code) == 0, said
        else:
            assert int(code) == (-sent if sent == signal.SIGKILL else 128 + sent), said
        assert said == ""
        if sent != signal.SIGKILL:
            assert not left_beside(out)
        elif step == "taken away" and not exchanges:
            assert not out.exists()
            assert [line for line in clear(out) if "put back" in line]
        assert is_whole(out)
        publish(out, "newest")
        assert state(out)["a.txt"] == "newest"
        assert [path.name for path in out.parent.iterdir()] == ["dist"]


def test_a_killed_builds_leftovers_hold_nothing_of_others(tmp_path: Path) -> None:
    """What a killed build took out of its place may hold what somebody put there in that moment."""
    out = tmp_path / str(int(signal.SIGKILL)) / "dist"
    out.parent.mkdir()
    publish(out, "old")
    subprocess.run(sending(tmp_path, "taken away", [signal.SIGKILL], exchanges=True), capture_output=True, check=True)
    (place,) = left_beside(out)
    (place / "old/thesis.txt").write_text("precious")
    told = publish(out)
    assert (out.parent / "dist-kept-1/thesis.txt").read_text() == "precious"
    assert [line for line in told if "thesis.txt" in line]
    assert not left_beside(out)


def test_one_at_work_is_left_alone(out: Path) -> None:
    for name in (".dist-notes", ".dist-1-abc", ".dist-99999999-mydata__"):
        (out.parent / name).mkdir()
        (out.parent / name / "file").write_text("precious")
    with published(out, out.parent / "own", "release") as first:
        (first.folder / "a.txt").write_text("first")
        assert publish(out, "second") == []
        assert (first.folder / "a.txt").read_text() == "first"
    assert state(out)["a.txt"] == "first"
    assert len(left_beside(out)) == 3


@pytest.mark.parametrize("place", ["..", "../..", "out/..", "../package", ".", "./.", "/"])
def test_places_above_are_refused_before_anything_is_written(place: str, package: Path, run: Run) -> None:
    (package / "deep/er").mkdir(parents=True)
    before = sorted(package.parent.rglob("*"))
    result = run("mawaqif", "build", package, "--out", place, cwd=package if place == "../package" else package / "deep")
    assert result.returncode == 2
    assert "--out" in result.stderr
    assert sorted(package.parent.rglob("*")) == before


def test_a_file_saved_while_a_build_runs_is_kept(package: Path, published: Path) -> None:
    words = [str(BIN / "mawaqif"), "build", str(package), "--out", str(published)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while not left_beside(published) and process.poll() is None:
            time.sleep(0.01)
        (published / "thesis.txt").write_text("precious")
        _, said = process.communicate()
    assert process.returncode == 0
    assert "dist-kept-1: keeps thesis.txt" in said
    assert (package / "dist-kept-1/thesis.txt").read_text() == "precious"
    assert is_whole(published)


@pytest.mark.parametrize("limit", [0, 1000, 65536])
def test_a_file_that_cannot_grow_is_named(limit: int, package: Path, published: Path) -> None:
    before = {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); from mawaqif.cli import main; main()"
    words = [sys.executable, "-c", code, "build", str(package), "--out", str(published)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "ile too large" in line or "cannot be written" in line
    assert any(path.name in line for path in before), line
    assert "/.dist-" not in line
    assert {path: path.read_bytes() for path in published.rglob("*") if path.is_file()} == before
    assert not left_beside(published)


@pytest.mark.skipif(not shutil.which("setpriv") or os.geteuid() != 0, reason="only root can give its rights up for this")
def test_an_earlier_release_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    publish(out, "old")
    (out / "folder").chmod(0o555)
    code = (
        "import sys\nfrom pathlib import Path\nfrom mawaqif.release.atomic_folder import published\nout = Path(sys.argv[1])\n"
        "with published(out, out.parent / 'own', 'release') as made:\n    (made.folder / 'a.txt').write_text('new')\n"
        "print(made.told)"
    )
    words = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", sys.executable, "-c", code, str(out)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "dist-kept-1: what " in done.stdout, done.stderr
    assert "folder/b.txt: Permission denied" in done.stdout
    assert is_whole(out)
    assert (tmp_path / "dist-kept-1/folder/b.txt").read_text() == "old"
    assert not left_beside(out)
