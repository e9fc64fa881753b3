"""A line that tells Excel the separator is taken away by `mawaqif fmt`, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\n', "\ufeffSEP=;\n"], ids=["plain", "quoted", "byte order mark"])
def test_the_line_of_the_separator_goes(package: Path, run: Run, line: str) -> None:
    path = package / "datapackage/positions.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(line + before.replace(",", ";"), encoding="utf-8", newline="")
    assert run("mawaqif", "fmt", package).returncode == 0
    assert path.read_text(encoding="utf-8") == before
