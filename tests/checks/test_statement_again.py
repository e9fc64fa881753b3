"""A statement that stands twice is a finding, unless its document says it twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, edit, lay_out
from mawaqif.checks import check_package


@pytest.mark.parametrize(("note", "found"), [("", {"MQ444"}), ("The report says it twice.", set())])
def test_a_note_lets_a_statement_stand_twice(note: str, found: set[str], tmp_path: Path) -> None:
    lay_out(tmp_path, ROOT / "tests/cases/MQ444-statement-again/bad")
    edit(
        tmp_path / "datapackage/statements.csv",
        "مادة الفوانيس.,lamp-report-2020-s003,",
        f"مادة الفوانيس.,lamp-report-2020-s003,{note}",
    )
    _, report = check_package(tmp_path)
    assert {item.code for item in report.findings} == found
