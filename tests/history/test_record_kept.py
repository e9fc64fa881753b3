"""A reading record cannot vanish: not emptied, not removed, not shortened, not behind a link, with git or without."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from unchanged import count_as_read, invented

RECORD = "datapackage/readings.csv"
SEALINGS = "datapackage/sealings.csv"
HEADER = "table,key,row_sha256,reader,date\n"
ROWS = sum(table.cells.height for table in invented().tables.values())


@pytest.fixture(autouse=True)
def _unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    count_as_read(invented(), monkeypatch)


@pytest.fixture
def sealed(package: Path, run: Run) -> Path:
    """The invented package, read and sealed."""
    assert run("mawaqif", "seal", package).returncode == 0
    assert run("mawaqif", "validate", package).returncode == 0
    return package


def _emptied(record: Path) -> None:
    record.write_text(HEADER)


def _shortened(record: Path) -> None:
    record.write_text("".join(record.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")


def _other_hash(record: Path) -> None:
    lines = record.read_text(encoding="utf-8").splitlines()
    lines[-1] = re.sub("[0-9a-f]{4}(?=,Freya,)", lambda found: "1111" if found[0] == "0000" else "0000", lines[-1])
    record.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _linked(record: Path) -> None:
    shutil.move(record, record.parent.parent / "elsewhere.csv")
    record.symlink_to("../elsewhere.csv")


def _dangling(record: Path) -> None:
    record.unlink()
    record.symlink_to("nowhere.csv")


VANISHED: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "emptied": (_emptied, "MQ603", f"it holds only its header, and {SEALINGS} says that it has {ROWS} rows"),
    "removed": (Path.unlink, "MQ603", f"it is missing, and {SEALINGS} says that it has {ROWS} rows"),
    "no bytes": (lambda record: record.write_text(""), "MQ603", "it is empty"),
    "shortened": (_shortened, "MQ604", f"it has {ROWS - 1} rows, expected {ROWS}, by {SEALINGS}"),
    "another hash": (_other_hash, "MQ604", f"its lines are others, by {SEALINGS}"),
    "a link": (_linked, "MQ005", "it is a link"),
    "a broken link": (_dangling, "MQ005", "it is a link"),
}


@pytest.mark.parametrize("name", VANISHED)
def test_a_record_that_vanished_is_a_finding(name: str, sealed: Path, run: Run) -> None:
    damage, code, words = VANISHED[name]
    damage(sealed / RECORD)
    result = run("mawaqif", "validate", sealed, cwd=sealed)
    assert result.returncode == 1
    assert result.stdout.startswith(f"{RECORD} {code} ")
    assert words in result.stdout


@pytest.mark.parametrize("name", ["emptied", "removed"])
def test_what_vanished_is_not_sealed_over(name: str, sealed: Path, run: Run) -> None:
    VANISHED[name][0](sealed / RECORD)
    index = (sealed / "datapackage.json").read_bytes()
    result = run("mawaqif", "seal", sealed)
    assert (result.returncode, result.stdout) == (2, "")
    assert "restore it from version control" in result.stderr
    assert (sealed / "datapackage.json").read_bytes() == index


@pytest.mark.parametrize("name", ["a link", "a broken link"])
def test_a_link_is_not_sealed_over(name: str, sealed: Path, run: Run) -> None:
    VANISHED[name][0](sealed / RECORD)
    index, target = (sealed / "datapackage.json").read_bytes(), (sealed / RECORD).readlink()
    result = run("mawaqif", "seal", sealed, cwd=sealed)
    assert result.returncode == 1
    assert f"{RECORD} MQ005" in result.stdout + result.stderr
    assert ((sealed / "datapackage.json").read_bytes(), (sealed / RECORD).readlink()) == (index, target)


def test_seal_leaves_the_index_alone_and_adds_one_line_to_the_journal(package: Path, run: Run) -> None:
    index = (package / "datapackage.json").read_bytes()
    run("mawaqif", "seal", package)
    journal = (package / SEALINGS).read_text(encoding="utf-8")
    assert [line.split(",")[1:3] for line in journal.splitlines()[1:]] == [["Freya", str(ROWS)]]
    assert run("mawaqif", "seal", package, "--check").returncode == 0
    assert run("mawaqif", "seal", package).returncode == 0
    assert (package / SEALINGS).read_text(encoding="utf-8") == journal
    assert (package / "datapackage.json").read_bytes() == index


@pytest.mark.thorough
def test_a_release_says_nothing_of_a_record_that_it_does_not_have(sealed: Path, run: Run) -> None:
    assert run("mawaqif", "build", sealed, "--out", sealed / "dist").returncode == 0
    assert not [*(sealed / "dist").rglob("readings.csv"), *(sealed / "dist").rglob("sealings.csv")]
    assert run("mawaqif", "validate", sealed / "dist").returncode == 0


@pytest.mark.parametrize(("heading", "code"), [("0.1.0 (2026-01-31)", 1), ("0.1.0 (unreleased)", 0), ("0.1.0 (soon)", 0)])
def test_what_was_published_has_a_record(heading: str, code: int, package: Path, run: Run) -> None:
    (package / "CHANGELOG.md").write_text(f"# Changelog\n\n## {heading}\n\nRows.\n")
    result = run("mawaqif", "validate", package)
    assert result.returncode == code
    if code:
        assert "it is missing, and CHANGELOG.md has the published version 0.1.0" in result.stdout
        assert run("mawaqif", "seal", package).returncode == 0
        assert run("mawaqif", "validate", package).returncode == 0
        (package / SEALINGS).unlink()
        assert f"{RECORD} MQ604" in run("mawaqif", "validate", package, cwd=package).stdout


def _commit(folder: Path) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "--message", "Sealed"]):
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (Path.unlink, f"it is missing, and at HEAD it has {ROWS} rows"),
        (_emptied, f"it holds only its header, and at HEAD it has {ROWS} rows"),
        (_shortened, "at HEAD it has one more of the rows at hand, 'topics lamp-oil'"),
    ],
    ids=["removed", "emptied", "shortened"],
)
def test_the_earlier_state_tells_where_the_journal_is_silenced_too(
    damage: Callable[[Path], None], words: str, sealed: Path, run: Run
) -> None:
    _commit(sealed)
    (sealed / SEALINGS).unlink()
    damage(sealed / RECORD)
    result = run("mawaqif", "validate", sealed, "--base", "HEAD", cwd=sealed)
    assert result.returncode == 1
    assert words in result.stdout


def test_a_row_that_was_removed_and_sealed_is_no_finding(sealed: Path, run: Run) -> None:
    _commit(sealed)
    path = sealed / "datapackage/errata.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    assert run("mawaqif", "seal", sealed).returncode == 0
    assert run("mawaqif", "validate", sealed, "--base", "HEAD").returncode == 0
