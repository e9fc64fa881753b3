"""A link among the files of a package is a finding, and no command follows it, to read or to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, Run

FILES = (
    "datapackage/errata.csv",
    "datapackage/topics.csv",
    "datapackage/readings.csv",
    "schemas/errata.json",
    "CITATION.cff",
    "LICENSE",
    "LICENSE-DATA",
    "CHANGELOG.md",
    "queries/lamps.sql",
    "docs/chapters/en/01.md",
)
FOLDERS = ("datapackage", "schemas", "queries", "docs", "docs/chapters", "docs/chapters/en")
COMMANDS = {
    "build": ("build", "--out", "dist"),
    "docs": ("docs",),
    "seal": ("seal",),
    "new": ("new", "actor", "actor_id=kenya", "kind=state", "name_en=Kenya", "name_ar=كينيا", "iso3=KEN", "--yes"),
    "query": ("query", "SELECT 1"),
}


def put_elsewhere(package: Path, name: str) -> Path:
    """Move a file or folder of a package out of it, and put a link in its place."""
    place, elsewhere = package / name, package.parent / "elsewhere"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        text = (
            "-- How many lamps?\n-- كم مصباحا؟\n-- subject: dataset\nSELECT 1\n"
            if name.endswith(".sql")
            else "table,key,row_sha256,reader,date\n"
        )
        if name in FOLDERS:
            place.mkdir()
        else:
            place.write_text(text)
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    return elsewhere


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_a_link_is_a_finding(name: str, package: Path, run: Run) -> None:
    put_elsewhere(package, name)
    result = run("mawaqif", "validate", package, cwd=package)
    assert result.returncode == 1
    own = [line for line in result.stdout.splitlines() if " MQ005 " in line]
    assert len(own) == 1
    assert own[0].startswith(f"{name} MQ005 it is a link")
    assert "MQ004" not in result.stdout
    assert "MQ603" not in result.stdout


def test_an_index_that_is_a_link_is_a_finding(package: Path, run: Run) -> None:
    put_elsewhere(package, "datapackage.json")
    result = run("mawaqif", "validate", package, cwd=package)
    assert result.returncode == 1
    assert result.stdout.startswith("datapackage.json MQ005 it is a link")
    assert "datapackage.json:0" not in run("mawaqif", "validate", package, "--format", "json", cwd=package).stderr


@pytest.mark.parametrize("name", ["datapackage/errata.csv", "datapackage", "CITATION.cff", "datapackage/readings.csv"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_goes_on_with_a_link(command: str, name: str, package: Path, run: Run) -> None:
    (package / "docs/chapters/en").mkdir(parents=True)
    (package / "docs/chapters/en/01.md").write_text("# Codebook\n")
    put_elsewhere(package, name)
    before = state(package.parent)
    result = run("mawaqif", *COMMANDS[command], cwd=package)
    assert result.returncode in (1, 2)
    assert "MQ005" in result.stderr or command == "query"
    assert state(package.parent) == before
    assert not (package / "dist").exists()


def test_fmt_leaves_what_a_link_leads_to(package: Path, run: Run) -> None:
    elsewhere = put_elsewhere(package, "datapackage/errata.csv")
    elsewhere.write_bytes(elsewhere.read_bytes().replace(b"\n", b"\r\n"))
    before = state(package.parent)
    result = run("mawaqif", "fmt", package, cwd=package)
    assert result.returncode == 1
    assert "datapackage/errata.csv MQ005" in result.stdout
    assert state(package.parent) == before
    assert (package / "datapackage/errata.csv").is_symlink()


def test_docs_write_through_no_link(package: Path, run: Run) -> None:
    (package / "docs/chapters/en").mkdir(parents=True)
    (package / "docs/chapters/en/01.md").write_text("# Codebook\n")
    (package.parent / "precious").write_text("precious")
    (package / "docs/checks.md").symlink_to(package.parent / "precious")
    result = run("mawaqif", "docs", package, cwd=package)
    assert result.returncode == 2
    assert "checks.md: it is a link" in result.stderr
    assert (package.parent / "precious").read_text() == "precious"
    assert not (package / "docs/codebook.md").exists()


def test_a_package_may_be_reached_over_a_link(package: Path, run: Run) -> None:
    (package.parent / "given").symlink_to(package)
    (package.parent / "texts").symlink_to(package / "sources")
    result = run("mawaqif", "validate", package.parent / "given", "--sources", package.parent / "texts")
    assert (result.returncode, result.stderr) == (0, "")


def test_the_real_package_holds_no_link(run: Run) -> None:
    assert "MQ005" not in run("mawaqif", "validate", ROOT).stdout
