"""A reading record cannot vanish: not emptied, not removed, not shortened, not behind a link, with git or without."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from unchanged import count_as_read, invented

RECORD = "datapackage/readings.csv"
HEADER = "table,key,row_sha256\n"


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
    lines[-1] = lines[-1][:-4] + ("0000" if lines[-1][-4:] != "0000" else "1111")
    record.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _linked(record: Path) -> None:
    shutil.move(record, record.parent.parent / "elsewhere.csv")
    record.symlink_to("../elsewhere.csv")


def _dangling(record: Path) -> None:
    record.unlink()
    record.symlink_to("nowhere.csv")


VANISHED: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "emptied": (_emptied, "MQ603", "it holds only its header, and datapackage.json says that it has 47 rows"),
    "removed": (Path.unlink, "MQ603", "it is missing, and datapackage.json says that it has 47 rows"),
    "no bytes": (lambda record: record.write_text(""), "MQ603", "it is empty"),
    "shortened": (_shortened, "MQ604", "it has 46 rows, expected 47, by `readings` in datapackage.json"),
    "another hash": (_other_hash, "MQ604", "its lines are others, by `readings` in datapackage.json"),
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


def test_seal_changes_nothing_of_the_index_but_one_property(package: Path, run: Run) -> None:
    text = (package / "datapackage.json").read_text(encoding="utf-8")
    run("mawaqif", "seal", package)
    sealed = (package / "datapackage.json").read_text(encoding="utf-8")
    assert json.loads(sealed)["readings"]["rows"] == 47
    before, after = text.splitlines(), sealed.splitlines()
    added = [line for line in after if line not in before]
    assert len(added) == len(after) - len(before) == 4
    assert run("mawaqif", "seal", package, "--check").returncode == 0
    assert (package / "datapackage.json").read_text(encoding="utf-8") == sealed


def test_a_release_says_nothing_of_a_record_that_it_does_not_have(sealed: Path, run: Run) -> None:
    assert run("mawaqif", "build", sealed, "--out", sealed / "dist").returncode == 0
    assert "readings" not in json.loads((sealed / "dist/datapackage.json").read_text(encoding="utf-8"))
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
        index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
        del index["readings"]
        (package / "datapackage.json").write_text(json.dumps(index))
        assert "datapackage.json MQ604" in run("mawaqif", "validate", package, cwd=package).stdout


def _commit(folder: Path) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "--quiet"], ["add", "."], [*identity, "commit", "--quiet", "--message", "Sealed"]):
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (Path.unlink, "it is missing, and at HEAD it has 47 rows"),
        (_emptied, "it holds only its header, and at HEAD it has 47 rows"),
        (_shortened, "at HEAD it has one more of the rows at hand, 'topics lamp-oil'"),
    ],
    ids=["removed", "emptied", "shortened"],
)
def test_the_earlier_state_tells_where_the_index_is_silenced_too(
    damage: Callable[[Path], None], words: str, sealed: Path, run: Run
) -> None:
    _commit(sealed)
    index = json.loads((sealed / "datapackage.json").read_text(encoding="utf-8"))
    del index["readings"]
    (sealed / "datapackage.json").write_text(json.dumps(index))
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
