"""What stands in for Windows and macOS where the tests run: their paths, what they lack, open files, old consoles."""

from __future__ import annotations

import html
import io
import json
import ntpath
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import Any, cast
from urllib.parse import unquote

import pytest
import yaml

from conftest import ON_POSIX, ROOT, Run, edit
from mawaqif import cli
from mawaqif.commands import READABLE, is_utf8
from mawaqif.findings import Finding, Report
from mawaqif.release import atomic_folder, workplace
from mawaqif.reports import FORMATS

# Modules and names that Windows lacks, and libraries use only where they are there.
LACKING = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline")
SIGNALS = ("SIGHUP", "SIGKILL", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGQUIT", "SIGPIPE")
OF_OS = ("fork", "mkfifo", "getuid", "geteuid", "getpgid", "killpg", "setsid", "chown")
WITHOUT = f"""
import importlib, os, pkgutil, signal, sys
import filelock, mcp, platformdirs  # they look at the platform for themselves, before another is pretended

class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name in {LACKING}:
            raise ImportError(name)

sys.meta_path.insert(0, Lacking())
for name in {LACKING}:
    sys.modules.pop(name, None)
for name in {SIGNALS}:
    delattr(signal, name)
    del signal.Signals._member_map_[name]
for name in {OF_OS}:
    delattr(os, name)
import mawaqif
for module in pkgutil.walk_packages(mawaqif.__path__, "mawaqif."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
sys.platform = "win32"
from mawaqif.cli import app
for words in (["validate"], ["fmt"], ["build"], ["build"], ["query", "SELECT count(*) FROM actors"]):
    app(words, standalone_mode=False)
print("modules:", sum(name.startswith("mawaqif.") for name in sys.modules))
"""


def test_nothing_is_imported_or_called_that_windows_lacks(package: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], cwd=package, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.rpartition("modules:")[2]) > len(list((ROOT / "build/mawaqif").rglob("*.py")))


WORK = PureWindowsPath(r"C:\work\mawaqif")


def rendered(monkeypatch: pytest.MonkeyPatch, form: str, root: PureWindowsPath) -> str:
    """Render a report as it is rendered on Windows, in the folder `WORK`."""
    report = Report([Finding("MQ303", "foreign-key", "datapackage/actors.csv", 4, "parent_id", "it is in no row")]).finish()
    with monkeypatch.context() as patch:
        patch.setattr("mawaqif.reports.paths.relpath", lambda path: ntpath.relpath(path, WORK))
        return FORMATS[form](report, cast("Path", root))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_path_below_is_relative_with_forward_slashes(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    text = rendered(monkeypatch, form, WORK)
    assert "datapackage/actors.csv" in text
    assert "\\datapackage" not in text


@pytest.mark.parametrize(
    ("root", "wanted"),
    [
        (PureWindowsPath(r"D:\my data"), "D:/my data/datapackage/actors.csv"),
        (PureWindowsPath(r"\\server\share\rows"), "//server/share/rows/datapackage/actors.csv"),
        (PureWindowsPath(r"C:\work"), "C:/work/datapackage/actors.csv"),
    ],
    ids=["another drive", "a share", "above"],
)
@pytest.mark.parametrize("form", ["text", "github", "junit", "sarif"])
def test_a_path_elsewhere_is_whole(monkeypatch: pytest.MonkeyPatch, form: str, root: PureWindowsPath, wanted: str) -> None:
    text = rendered(monkeypatch, form, root)
    if form == "sarif":
        place = json.loads(text)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert "uriBaseId" not in place
        assert place["uri"].startswith("file://")
        assert " " not in place["uri"]
        assert unquote(place["uri"]).removeprefix("file:").lstrip("/") == wanted.lstrip("/")
    elif form == "github":
        assert f"file={wanted.replace(':', '%3A')},line=4" in text
    else:
        assert f"{wanted}:4:parent_id MQ303" in html.unescape(text)


def held_open(*_: object) -> None:
    raise PermissionError(13, "The process cannot access the file because it is being used by another process")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("which", ["the old folder", "the new folder"])
def test_a_release_with_an_open_file_stays_whole(published: Path, run: Run, monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    before = files(published)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == published if which == "the old folder" else target == published and self.name == "new":
            held_open()
        return rename(self, target)

    monkeypatch.setattr(atomic_folder, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    edit(published.parent / "datapackage/actors.csv", ",Lamp Office,", ",Lamp Desk,")
    done = run("mawaqif", "build", published.parent, "--out", published)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert str(published) in line
    assert "close what has one of its files open" in line
    assert files(published) == before
    assert [path.name for path in published.parent.iterdir() if path.name.startswith(".dist")] == []


def test_a_table_with_an_open_file_stays_as_it_is(package: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = package / "datapackage/actors.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = files(package)
    monkeypatch.setattr(Path, "replace", held_open)
    done = run("mawaqif", "fmt", package)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "close it where it is open" in line
    assert files(package) == before


def test_where_no_process_can_be_asked_each_may_live(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not workplace._lives(2**22 + 1)  # noqa: SLF001 - the branch of the system
    with monkeypatch.context() as patch:
        patch.setattr("os.name", "nt")
        lives = workplace._lives(2**22 + 1)  # noqa: SLF001
    assert lives


class Console(io.TextIOWrapper):
    """A terminal of a code page."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize("page", ["cp1256", "cp1252", "cp437", "cp720", "ascii"])
def test_a_console_of_a_code_page_shows_what_it_can(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    bytes_out = io.BytesIO()
    with monkeypatch.context() as patch:
        console = Console(bytes_out, encoding=page, newline="\n")
        patch.setattr(sys, "stdout", console)
        cli._prepare_streams()  # noqa: SLF001 - what `main` begins with
        assert sys.stdout.encoding.lower() == page
        sys.stdout.write("name_ar '\u2068آيسلندا\u2069' → '\u2068مالطا\u2069' … – ‘x’ ھ\n")
        sys.stdout.flush()
    said = bytes_out.getvalue().decode(console.encoding)
    arabic = page in {"cp1256", "cp720"}
    assert ("مالطا" if arabic else r"\u0645\u0627") in said
    assert "?" not in said
    assert "\u2068" not in said
    assert said.startswith("name_ar '")


def test_a_report_reaches_a_console_of_a_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from mawaqif.commands.base import print_bytes  # noqa: PLC0415 - beside what it is held against

    bytes_out = io.BytesIO()
    with monkeypatch.context() as patch:
        console = Console(bytes_out, encoding="cp1256", errors=READABLE, newline="\n")
        patch.setattr(sys, "stdout", console)
        print_bytes("مالطا → \u2068آيسلندا\u2069\n".encode())
    assert bytes_out.getvalue().decode(console.encoding) == "مالطا -> آيسلندا\n"


@pytest.mark.parametrize(("encoding", "is_it"), [("utf-8", True), ("UTF8", True), ("cp1256", False), ("nonsense", False)])
def test_utf8_is_known_by_every_name(encoding: str, is_it: object) -> None:
    assert is_utf8(encoding) is is_it


def test_every_test_that_is_left_out_elsewhere_is_there() -> None:
    assert [name for name in ON_POSIX if not (ROOT / "tests" / name).exists()] == []


@pytest.fixture
def workflow() -> Any:
    path = ROOT / ".github/workflows/tests.yml"
    if not path.exists():
        pytest.skip("a source distribution has no workflows")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_system_builds_and_tests_by_the_documented_commands(workflow: Any) -> None:
    job = workflow["jobs"]["systems"]
    systems = {name.partition("-")[0] for name in job["strategy"]["matrix"]["os"]}
    assert systems | {workflow["jobs"]["ci"]["runs-on"].partition("-")[0]} == {"ubuntu", "windows", "macos"}
    commands = {step["run"] for step in job["steps"] if "run" in step}
    for page in ("CONTRIBUTING.md", "CONTRIBUTING.ar.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert [command for command in commands if command not in text] == []
