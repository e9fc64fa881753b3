"""Other separators than commas, and a line that tells Excel which, are told once, and `mawaqif fmt` mends them."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from mawaqif.checks import check_package

PATH = "datapackage/positions.csv"


def told(package: Path) -> list[str]:
    return [str(item.message) for item in check_package(package)[1].findings]


def test_other_separators_are_mended(package: Path, run: Run, separation: tuple[str, str, str]) -> None:
    line, sign, said = separation
    path = package / PATH
    before = path.read_text(encoding="utf-8")
    path.write_text(line + before.replace(",", sign), encoding="utf-8", newline="")
    (message,) = told(package)
    assert said in message
    assert "run `mawaqif fmt`" in message
    assert run("mawaqif", "fmt", package).returncode == 0
    assert path.read_text(encoding="utf-8") == before


@pytest.fixture(
    params=[
        ("sep=;\r\n", ";", "its first line"),
        ('"sep=;"\n', ";", "its first line"),
        ("\ufeffSEP=;\n", ";", "its first line"),
        ("sep=,\n", ",", "its first line"),
        ("sep=\\t\n", "\t", "its first line"),
        ("sep=|\n", "|", "its first line"),
        ("sep=;;;;;\n", ";", "its first line"),
        ("", ";", "separated by semicolons"),
        ("", "|", "separated by vertical bars"),
        ("", "\u060c", "separated by Arabic commas"),
        ("", ":", "separated by colons"),
    ],
    ids=repr,
)
def separation(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    """A first line, a separator, and what the finding says."""
    found: tuple[str, str, str] = request.param
    return found


def test_quoted_cells_between_semicolons_are_told_as_that(package: Path, run: Run) -> None:
    path = package / PATH
    before = path.read_text(encoding="utf-8")
    path.write_text(
        "\n".join(";".join(f'"{cell}"' for cell in row.split(",")) for row in before.splitlines()) + "\n", encoding="utf-8"
    )
    assert "separated by semicolons" in told(package)[0]
    assert run("mawaqif", "fmt", package).returncode == 0
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("sign", ["^", "~", " ", " ; "], ids=repr)
def test_another_sign_is_named(package: Path, sign: str) -> None:
    path = package / PATH
    path.write_text(path.read_text(encoding="utf-8").replace(",", sign), encoding="utf-8")
    (message,) = told(package)
    assert "not by commas" in message
