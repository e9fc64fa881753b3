"""What fails nothing is told all the same, in every format, and changes no exit code."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml

from conftest import ROOT, Run, lay_out
from mawaqif.checks import CODES
from mawaqif.findings import Place, Report
from mawaqif.reports import FORMATS

CASE = ROOT / "tests/cases/MQ456-second-coding/bad"
CODE = next(code for code in CODES if code.note)


@pytest.fixture
def noted() -> Report:
    """A report with one note and no finding."""
    report = Report()
    note = CODE.at(Place("a.csv", 3, "b"), document="x", problem="y", lacking="z", name="<b>::error::")
    report.extend([note, note])
    return report.finish()


@pytest.mark.parametrize("form", FORMATS)
def test_a_note_is_told_and_fails_nothing(form: str, noted: Report) -> None:
    assert (noted.clean, noted.findings, len(noted.notes)) == (True, [], 1)
    text = FORMATS[form](noted, Path())
    assert CODE.code in text
    assert "for a second coder" in text


def test_programs_tell_it_from_a_finding(noted: Report) -> None:
    told = json.loads(FORMATS["json"](noted, Path()))
    jsonschema.validate(told, json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8")))
    assert (told["clean"], told["findings"], [item["code"] for item in told["notes"]]) == (True, [], [CODE.code])
    log = json.loads(FORMATS["sarif"](noted, Path()))
    jsonschema.validate(log, json.loads((ROOT / "tests/clients/sarif-2.1.0.json").read_text(encoding="utf-8")))
    assert [item["level"] for item in log["runs"][0]["results"]] == ["note"]
    (suite,) = JUnitXml.fromstring(FORMATS["junit"](noted, Path()).encode())
    assert [str(case.name)[:5] for case in suite if case.system_out] == [CODE.code]
    assert (suite.failures, suite.errors) == (0, 0)
    assert "::notice file=a.csv,line=3" in FORMATS["github"](noted, Path())
    assert "<b>" not in FORMATS["markdown"](noted, Path())


def test_a_document_coded_twice_in_part_is_pointed_out(tmp_path: Path, run: Run) -> None:
    folder = lay_out(tmp_path / "package", CASE)
    result = run("mawaqif", "validate", folder)
    assert result.returncode == 0
    assert "without a second code are 1 of 4 statements, 1 of 2 positions ('lamp-report-2020-s004', 'lamp-art-4 nauru')" in (
        result.stdout
    )
    assert result.stdout.splitlines()[-1].startswith("no findings")
    assert run("mawaqif", "explain", CODE.code).stdout.splitlines()[2] == "A note: it is told, and fails nothing."
