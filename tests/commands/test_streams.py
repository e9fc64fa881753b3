"""What a command cannot say or read by name: a closed or full output, and names of files that are not UTF-8."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BIN, Run
from mawaqif.reports import FORMATS

ODD = os.fsdecode(b"odd\xff")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such names, or no /dev/full")


def _said(words: str, package: Path) -> tuple[int, str]:
    shell = f'"{BIN / "mawaqif"}" {words}'
    done = subprocess.run(["sh", "-c", shell], cwd=package, capture_output=True, text=True, timeout=100, check=False)
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.returncode, done.stderr


def test_a_closed_output_is_told_before_anything_is_done(package: Path) -> None:
    assert _said("build . --out dist >&-", package) == (
        2,
        "mawaqif: standard output is closed, so that nothing can be said; send it to a file, or to /dev/null\n",
    )
    assert not (package / "dist").exists()


@pytest.mark.parametrize("words", ["validate .", "explain MQ303"])
def test_a_full_output_is_told(words: str, package: Path) -> None:
    code, said = _said(f"{words} > /dev/full", package)
    assert code == 2
    assert said.startswith("mawaqif: ")
    assert said.endswith("No space left on device\n")


@pytest.mark.parametrize("form", FORMATS)
def test_a_stray_file_of_any_name_is_told_in_every_format(form: str, package: Path, run: Run) -> None:
    (package / "datapackage" / f"{ODD}.csv").touch()
    result = run("mawaqif", "validate", package, "--format", form, cwd=package)
    assert result.returncode == 1
    # In JSON the backslash is written twice.
    assert "odd\\udcff.csv" in result.stdout.replace("\\\\", "\\") or "odd%5Cudcff.csv" in result.stdout


def test_a_folder_of_any_name_can_be_checked_and_not_published_into(package: Path, run: Run) -> None:
    moved = package.rename(package.parent / ODD)
    assert run("mawaqif", "validate", moved).returncode == 0
    result = run("mawaqif", "build", moved, "--out", moved / "dist")
    assert (result.returncode, result.stdout) == (2, "")
    assert "the name is not UTF-8" in result.stderr
    assert not (moved / "dist").exists()


def test_a_query_of_any_name_is_told(package: Path, run: Run) -> None:
    (package / "queries").mkdir()
    (package / "queries" / f"{ODD}.sql").touch()
    result = run("mawaqif", "query", "--list", cwd=package)
    assert (result.returncode, result.stdout) == (2, "")
    assert "odd\\udcff.sql' is not taken: it is not UTF-8" in result.stderr
