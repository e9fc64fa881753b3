"""Every check has a case that it catches, at the right place, and one that it lets pass.

A case is a folder `cases/<CODE>-<name>/` with `bad` and `good`, each laid over the
invented package. `bad/expected.txt` lists every finding as `file:line:column CODE`.
Adding a folder adds a test.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, lay_out
from mawaqif.check import CODES, check_package
from mawaqif.copies import Copies
from mawaqif.findings import Finding

CASES = sorted((ROOT / "tests" / "cases").iterdir())


def place(finding: Finding) -> str:
    line = f":{finding.line}" if finding.line else ""
    column = f":{finding.column}" if finding.column else ""
    return f"{finding.file}{line}{column} {finding.code}"


def findings(folder: Path) -> list[str]:
    _, report = check_package(folder, Copies(folder / "sources"))
    return sorted(place(finding) for finding in report.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad(case: Path, tmp_path: Path) -> None:
    expected = (case / "bad" / "expected.txt").read_text(encoding="utf-8").split("\n")
    assert findings(lay_out(tmp_path, case / "bad")) == sorted(filter(None, expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_good(case: Path, tmp_path: Path) -> None:
    assert findings(lay_out(tmp_path, case / "good")) == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_check_has_a_case(code: object) -> None:
    wanted = f"{code.code}-{code.name}"  # type: ignore[attr-defined]
    cases = [case for case in CASES if case.name.startswith(wanted)]
    assert cases, f"tests/cases/{wanted}/ is missing"
    caught = [case for case in cases if wanted[:5] in (case / "bad" / "expected.txt").read_text(encoding="utf-8")]
    assert caught, f"no case of {wanted} expects a finding of it"
