"""The tables inside an installed tool are read and never written, and who checks them is told which they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run, edit
from mawaqif.editing.atomic_writes import write_text
from mawaqif.findings import CannotRunError

ACTOR = ("actor", "kind=state", "name_en=Kenya", "name_ar=كينيا", "iso3=KEN", "--yes")


@pytest.fixture
def installed(package: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented package in the place of the tables that came with the tool."""
    monkeypatch.setattr("mawaqif.paths.home.INSTALLED", package)
    monkeypatch.setattr("mawaqif.paths.home._OWN", (package,))
    return package


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "words",
    [("new", *ACTOR), ("fmt",), ("seal",), ("docs",), ("fmt", "."), ("seal", "."), ("docs", ".")],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_writes_rows_or_pages_refuses(words: tuple[str, ...], installed: Path, tmp_path: Path, run: Run) -> None:
    edit(installed / "datapackage/actors.csv", "freya-lind,", '"freya-lind",')
    before = snapshot(installed)
    done = run("mawaqif", *words, cwd=installed if words[-1] == "." else tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "came with the installed tool, and is only read; clone the repository of the project" in done.stderr
    assert snapshot(installed) == before


@pytest.mark.parametrize(
    "words", [("build",), ("plots", "--release", "dist"), ("site", "--release", "dist")], ids=lambda words: words[0]
)
def test_nothing_is_published_into_it(words: tuple[str, ...], installed: Path, run: Run) -> None:
    before = snapshot(installed)
    done = run("mawaqif", *words, "--out", "out", cwd=installed)
    assert done.returncode == 2
    assert done.stderr.startswith("mawaqif: out: came with the installed tool")
    assert snapshot(installed) == before


def test_whatever_writes_it_is_refused(installed: Path) -> None:
    with pytest.raises(CannotRunError, match=r"actors\.csv: came with the installed tool"):
        write_text(installed / "datapackage" / "actors.csv", "")


def test_a_check_says_which_package_it_checks(installed: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "elsewhere").mkdir()
    done = run("mawaqif", "validate", cwd=tmp_path / "elsewhere")
    assert done.returncode == 0
    assert done.stderr == f"mawaqif: no datapackage.json here or above; what is checked is {installed}\n"
    assert run("mawaqif", "validate", cwd=installed / "datapackage").stderr == ""
    assert run("mawaqif", "validate", installed, cwd=tmp_path / "elsewhere").stderr == ""


@pytest.mark.usefixtures("installed")
def test_what_only_reads_goes_on(tmp_path: Path, run: Run) -> None:
    assert run("mawaqif", "fmt", "--check", cwd=tmp_path).returncode == 0
    assert "not sealed: " in run("mawaqif", "seal", "--check", cwd=tmp_path).stdout
    assert "not written: 1 row" in run("mawaqif", "new", *ACTOR[:-1], "--dry-run", cwd=tmp_path).stdout
    assert run("mawaqif", "build", "--out", "dist", cwd=tmp_path).returncode == 0
    assert (tmp_path / "dist" / "SHA256SUMS").is_file()
