"""What the tests share: an invented package, and the commands that users run."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from mawaqif.cli import app

ROOT = Path(__file__).resolve().parent.parent
INVENTED = ROOT / "tests" / "package"
BIN = Path(sys.executable).parent

Run = Callable[..., subprocess.CompletedProcess[str]]

# The plugin of the tests with a browser, which name it after they have imported from it.
pytest.register_assert_rewrite("browsing")


def lay_out(folder: Path, *overlays: Path) -> Path:
    """Lay out the invented package in a folder, then lay other folders over it.

    Its index is the real one, but for what that says of the real rows: how many were read, and how their notes are numbered.
    """
    index = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    index.pop("readings", None)
    for resource in index["resources"]:
        resource.pop("sequences", None)
    (folder / "datapackage.json").write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    shutil.copytree(INVENTED, folder, dirs_exist_ok=True)
    for overlay in overlays:
        for path in sorted(overlay.rglob("*")):
            target = folder / path.relative_to(overlay)
            if path.is_dir() and target.is_file():
                target.unlink()
            if path.is_dir():
                target.mkdir(exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
        removed = overlay / "removed.txt"
        if removed.exists():
            for name in removed.read_text().split():
                (folder / name).unlink()
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An invented package without findings, with its sources beside it."""
    folder = tmp_path / "package"
    folder.mkdir()
    return lay_out(folder)


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """Run a command that is installed beside this Python, as a process of its own, and return what it said."""

    def call(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        name, *rest = map(str, words)
        return subprocess.run(
            [str(BIN / name), *rest],
            cwd=cwd or tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )

    return call


@pytest.fixture
def run(tmp_path: Path, run_process: Run) -> Run:
    """Like `run_process`, but `mawaqif` itself runs in this process, which saves its start."""

    def call(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        name, *rest = map(str, words)
        if name != "mawaqif":
            return run_process(*words, cwd=cwd)
        with contextlib.chdir(cwd or tmp_path):
            result = CliRunner().invoke(app, rest)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return subprocess.CompletedProcess(rest, result.exit_code, result.stdout, result.stderr)

    return call


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one occurrence of a text in a file."""
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"{path.name} holds {text.count(old)} times {old!r}"
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first worker to need it makes, while the others wait; no test changes it.

    Args:
        factory: knows the temporary folder; each worker has its own inside one of them all.
        name: name of the folder.
        make: fills a new folder at the path that it is given.
    """
    shared = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else factory.getbasetemp()
    with FileLock(shared / f"{name}.lock"):
        if not (shared / name).exists():
            make(shared / f"{name}-unfinished")
            (shared / f"{name}-unfinished").rename(shared / name)
    return shared / name


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the real tables, built once by the command that users run."""

    def build(folder: Path) -> None:
        subprocess.run([str(BIN / "mawaqif"), "build", str(ROOT), "--out", str(folder)], check=True, capture_output=True)

    return made_once(tmp_path_factory, "release", build)


@pytest.fixture
def published(package: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A release of the invented package in its folder `dist`; it is built once and copied."""

    def build(folder: Path) -> None:
        run("mawaqif", "build", package, "--out", folder).check_returncode()

    return Path(shutil.copytree(made_once(tmp_path_factory, "published", build), package / "dist"))
