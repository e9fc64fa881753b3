"""Where two names of the Arabic script stand in one line, each is isolated, so that old and new are not read exchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from mawaqif.findings import CellChange, Contribution, Finding, Kind, Report, RowChange
from mawaqif.findings.escaping import ISOLATE, POP, apart
from mawaqif.release.diff import as_text
from mawaqif.reports import FORMATS

CHANGE = RowChange(
    Kind.CHANGED, "actors", ("malta",), "actor malta", "datapackage/actors.csv", 6, 6, (CellChange("name_ar", "مالطا", "ملطا"),)
)
WANTED = f"'{ISOLATE}مالطا{POP}' → '{ISOLATE}ملطا{POP}'"


def report() -> Report:
    finding = Finding("MQ427", "similar-name", "datapackage/actors.csv", 6, "name_ar", "'مالطا' → 'ملطا'; write one")
    return Report([finding], contribution=Contribution("main", [CHANGE])).finish()


@pytest.mark.parametrize("name", ["text", "github", "sarif", "markdown"])
def test_a_finding_keeps_two_names_apart(name: str) -> None:
    assert f"{WANTED}; write one" in FORMATS[name](report(), Path("/"))


def test_a_change_keeps_old_and_new_apart() -> None:
    assert f"name_ar {WANTED}" in as_text(Contribution("main", [CHANGE]))


@pytest.mark.parametrize("line", ["actor malta: name_ar 'مالطا'", "plain", "اسم واحد من كلمات", ""])
def test_a_line_with_one_name_stays_as_it_is(line: str) -> None:
    assert apart(line) == line
