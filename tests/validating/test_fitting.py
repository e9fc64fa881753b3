"""What does not fit into memory is told before it is read, and one table can be checked by itself."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Run, edit
from mawaqif.paths import MAX_FILE_SIZE
from mawaqif.validating import fitting

GIB = 1024**3


def grow(package: Path, table: str, size: int) -> None:
    """Make the file of a table as large as is asked, without writing its bytes."""
    os.truncate(package / "datapackage" / f"{table}.csv", size)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits as Linux has them")
def test_a_limit_of_the_system_is_held_before_anything_is_read(run_process: Run, package: Path) -> None:
    grow(package, "statements", 5 * GIB)
    done = run_process(
        "python",
        "-c",
        f"""
import os, resource
resource.setrlimit(resource.RLIMIT_AS, (8 * {GIB}, 8 * {GIB}))
os.execv({str(Path(sys.executable).parent / "mawaqif")!r}, ["mawaqif", "validate", {str(package)!r}, "--lang", "en"])
""",
    )
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "nothing was begun; by themselves fit, with --table NAME: " in done.stderr
    assert "actors" in done.stderr
    assert "statements" not in done.stderr


@pytest.mark.parametrize(("language", "words"), [("en", "nothing was begun"), ("ar", "فلم يبدأ شيء")])
def test_a_table_that_does_not_fit_is_refused_in_both_languages(
    language: str, words: str, run: Run, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "available_memory", lambda: fitting.MEMORY_OF_PROGRAM + 1)
    for option in ((), ("--table", "statements")):
        done = run("mawaqif", "validate", package, "--lang", language, *option)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr


def test_a_file_that_is_too_large_to_be_read_does_not_fit_by_itself(
    run: Run, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "available_memory", lambda: 4 * GIB)
    grow(package, "statements", MAX_FILE_SIZE + 1)
    grow(package, "passages", MAX_FILE_SIZE)
    done = run("mawaqif", "validate", package, "--lang", "en")
    assert done.returncode == 2
    fitting_alone = done.stderr.partition("--table NAME: ")[2].split(", ")
    assert "passages" in fitting_alone
    assert "statements" not in fitting_alone


def test_the_estimate_is_what_the_benchmark_measured() -> None:
    ratios = json.loads((ROOT / "docs" / "bench.json").read_text(encoding="utf-8"))["ratios"]
    assert ratios["1M validate peak/CSV"] <= fitting.MEMORY_PER_BYTE <= 1.5 * ratios["1M validate peak/CSV"]


def test_one_table_is_checked_by_itself(run: Run, package: Path) -> None:
    sound = run("mawaqif", "validate", package, "--table", "actors", "--lang", "en")
    assert sound.returncode == 0, sound.stdout
    assert "in 1 table" in sound.stdout
    assert "checked by itself" in sound.stderr
    table = package / "datapackage" / "actors.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    edit(package / "datapackage" / "topics.csv", "harbour-lights,", "HARBOUR LIGHTS,")
    table.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    found = run("mawaqif", "validate", package, "--table", "actors", "--format", "json")
    report = json.loads(found.stdout)
    assert found.returncode == 1
    assert {item["file"] for item in report["findings"]} == {"datapackage/actors.csv"}
    assert "primary-key" in found.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--table", "lamps"), "no table is called lamps"), (("--table", "actors", "--watch"), "goes with none")],
)
def test_what_cannot_be_asked_is_said(options: tuple[str, ...], words: str, run: Run, package: Path) -> None:
    done = run("mawaqif", "validate", package, "--lang", "en", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
