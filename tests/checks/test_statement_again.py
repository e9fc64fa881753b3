"""A statement that stands twice is a finding, unless its document says it twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, lay_out
from mawaqif.checks import check_package


@pytest.mark.parametrize(("note", "found"), [("", {"MQ444"}), ("The report says it twice.", set())], ids=["silent", "said"])
def test_a_note_lets_a_statement_stand_twice(note: str, found: set[str], tmp_path: Path) -> None:
    lay_out(tmp_path, ROOT / "tests/cases/MQ444-statement-again/bad")
    path = tmp_path / "datapackage/statements.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[-1].startswith("lamp-report-2020-s005,")
    path.write_text("\n".join([*lines[:-1], f"{lines[-1].rpartition(',')[0]},{note}", ""]), encoding="utf-8")
    _, report = check_package(tmp_path)
    assert {item.code for item in report.findings} == found
