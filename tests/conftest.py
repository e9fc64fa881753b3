"""What the tests share: an invented package, and the commands that users run."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
import typer.main
import typer.testing
from filelock import FileLock
from typer.testing import CliRunner

from mawaqif.cli import app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
# `make setup` installs there what no command of the tests may find, as none of its users has it.
APART = Path(sys.prefix) / "clients" / "apart"
sys.path.append(str(APART))
INVENTED = ROOT / "tests" / "package"
BIN = Path(sys.executable).parent

# The runner makes the commands anew for each call, which takes longer than most of what they do; it has no other way in.
typer.testing._get_command = cache(typer.main.get_command)  # noqa: SLF001  # pyright: ignore[reportPrivateImportUsage]

# A process that was started in the background may ignore signals, and so would every command that the tests start.
for _name, _handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    if _name in signal.Signals.__members__ and signal.getsignal(signal.Signals[_name]) is signal.SIG_IGN:
        signal.signal(signal.Signals[_name], _handler)

# Who reads and commits in the tests, whatever git knows of the person that runs them.
# Tests read what is said in English, whatever the system of their reader speaks.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.update(GIT_AUTHOR_NAME="Freya", GIT_AUTHOR_EMAIL="freya@example.org")

# How long one example takes, to make and to try, depends on what else the machine does.
from hypothesis import HealthCheck, settings  # noqa: E402 - found by the line above

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

Run = Callable[..., subprocess.CompletedProcess[str]]
T = TypeVar("T")

# Tests of what Windows lacks: signals, a shell, devices, names and rights of files, and of a browser installed by hand.
ON_POSIX = (
    "commands/test_lost_output.py",
    "commands/test_signals.py",
    "commands/test_streams.py",
    "hydrating/test_hydrate.py",
    "project/test_ci.py",
    "project/test_contributing.py",
    "query/test_kept.py",
    "release/test_kills.py",
    "release/test_putting_in_place.py",
    "site",
    "tables/test_linked_files.py",
    "tables/test_paths.py",
    "tables/test_refused_files.py",
)
collect_ignore = [] if os.name == "posix" else list(ON_POSIX)
# What reads, asks or serves a built release or a site, in a browser or another engine: it takes longer than all other tests
# together, as does what builds, kills or clones for itself. `make test-all` runs it too, and so does CI at each push.
THOROUGH_FIXTURES = {"release", "published", "addressed", "site", "browser"}
THOROUGH = (
    "commands/test_language.py",
    "commands/test_lost_output.py",
    "desk/test_desk_server.py",
    "docs/test_docs.py",
    "docs/test_over_http.py",
    "editing/test_new_dialogue.py",
    "project/test_ci.py",
    "project/test_contributing.py",
    "project/test_extras.py",
    "project/test_form_workflow.py",
    "project/test_other_systems.py",
    "project/test_package.py",
    "project/test_release_workflow.py",
    "project/test_review.py",
    "query/test_kept.py",
    "query/test_query.py",
    "release/test_choosing.py",
    "release/test_engines.py",
    "release/test_grown_package.py",
    "release/test_hostile_editions.py",
    "release/test_metadata.py",
    "release/test_outputs.py",
    "release/test_pages.py",
    "release/test_putting_in_place.py",
    "release/test_release.py",
    "release/test_sparse_packages.py",
    "reports/test_hostile_reports.py",
    "site/test_dropping_copies.py",
    "site/test_explorer_pages.py",
    "site/test_other_browsers.py",
    "site/test_groups.py",
    "site/test_grown_site.py",
    "site/test_layout.py",
    "site/test_own_copies.py",
    "site/test_strangers_release.py",
    "tables/test_fuzz.py",
)
# `make setup` installs an older DuckDB beside the other tools; two tests read a release with it.
OLD_DUCKDB = Path(sys.prefix) / "clients" / "duckdb-1.2"
needs_old_duckdb = pytest.mark.skipif(not OLD_DUCKDB.is_dir(), reason="`make setup` installs the older DuckDB")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long."""
    thorough = {ROOT / "tests" / name for name in THOROUGH}
    for item in items:
        used = item.fixturenames if isinstance(item, pytest.Function) else ()
        if item.path in thorough or not THOROUGH_FIXTURES.isdisjoint(used):
            item.add_marker("thorough")


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of the collection of garbage, which would look through all of it again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Give it back: DuckDB reports what is never collected as leaks."""
    gc.unfreeze()


def invented_index() -> bytes:
    """Return the real index without what it says of the real rows: its version, and how their notes are numbered."""
    index = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8")) | {"version": "0.1.0"}
    for resource in index["resources"]:
        resource.pop("sequences", None)
    return (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode()


@cache
def invented_files() -> Mapping[str, bytes]:
    """Return the files of the invented package, by path in it."""
    own = {path: path.relative_to(INVENTED) for path in INVENTED.rglob("*") if path.is_file()}
    shared = {path: path.relative_to(ROOT) for path in (ROOT / "datapackage.json", *(ROOT / "schemas").iterdir())}
    return {name.as_posix(): path.read_bytes() for path, name in (shared | own).items()} | {"datapackage.json": invented_index()}


def lay_out(folder: Path, *overlays: Path) -> Path:
    """Lay out the invented package in a folder, then lay other folders over it."""
    for name in {path.rpartition("/")[0] for path in invented_files()}:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, data in invented_files().items():
        (folder / name).write_bytes(data)
    return lay_over(folder, *overlays)


def lay_over(folder: Path, *overlays: Path) -> Path:
    """Lay folders over a package: their files take the place of its own, none of which is written into."""
    for overlay in overlays:
        for path in sorted(overlay.rglob("*")):
            target = folder / path.relative_to(overlay)
            if path.is_dir() and target.is_file():
                target.unlink()
            if path.is_dir():
                target.mkdir(exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                shutil.copy(path, target)
        links = overlay / "links.txt"
        for line in links.read_text().splitlines() if links.exists() else ():
            name, target = line.split(" -> ")
            (folder / name).unlink()
            (folder / name).symlink_to(target)
        removed = overlay / "removed.txt"
        if removed.exists():
            for name in removed.read_text().split():
                (folder / name).unlink()
    return folder


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An invented package without findings, with its sources beside it; what a test leaves as it is counts as read."""
    from unchanged import count_as_read, invented  # noqa: PLC0415 - it takes from this file

    count_as_read(invented(), monkeypatch)
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


def without_isolates(text: str) -> str:
    """Return what a reader sees of a line in which names are kept apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


def awaited(answer: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine gives, run in a thread of its own: the browser keeps a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, answer).result()


def git(folder: Path, *words: str) -> str:
    """Run git in a folder as Freya, and return what it said."""
    command = ["git", "-c", "user.name=Freya", "-c", "user.email=freya@example.org", "-c", "init.defaultBranch=main", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser, started once a worker: the library that drives it cannot be started twice in one process."""
    from browsing import started_browser  # noqa: PLC0415 - it takes from this file, and few tests need it

    yield from started_browser()
