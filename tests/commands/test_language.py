"""In which language a command speaks: the one that is asked for, else that of the system; programs are told in English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT, Run, lay_out

ARABIC = "ar_EG.UTF-8"
CASE = ROOT / "tests" / "cases" / "MQ303-foreign-key" / "bad"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "package", CASE)


def test_a_report_is_in_the_language_of_the_system(broken: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", ARABIC)
    found = run("mawaqif", "validate", ".", cwd=broken)
    assert found.returncode == 1
    assert "actor_id MQ303 \u2068القيمة" in found.stdout
    assert "is not in actors" in run("mawaqif", "validate", ".", "--lang", "en", cwd=broken).stdout


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_programs_are_told_in_english_unless_asked(form: str, broken: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    english = run("mawaqif", "validate", ".", "--format", form, cwd=broken).stdout
    monkeypatch.setenv("LC_ALL", ARABIC)
    assert run("mawaqif", "validate", ".", "--format", form, cwd=broken).stdout == english
    run("mawaqif", "validate", ".", "--also", f"{form}=report", cwd=broken)
    assert (broken / "report").read_text(encoding="utf-8") == english
    asked = run("mawaqif", "validate", ".", "--format", form, "--lang", "ar", cwd=broken).stdout
    assert "القيمة" in json.dumps(json.loads(asked), ensure_ascii=False)


def test_another_language_is_refused(broken: Path, run: Run) -> None:
    told = run("mawaqif", "validate", ".", "--lang", "fr", cwd=broken)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "mawaqif: --lang fr: expected en or ar\n"


def test_explain_tells_a_check_in_arabic(run: Run) -> None:
    result = run("mawaqif", "explain", "MQ303", "--lang", "ar")
    parts = result.stdout.split("\n\n")
    assert parts[0] == "MQ303 foreign-key"
    assert parts[1].startswith("\u2068السبب: الإحالة إلى صف لا وجود له")
    assert parts[2] == "\u2068يخفق:\u2069\n    actor_id: lamp-ofice\n    actors.csv has no lamp-ofice"
    assert "\u2068{value}\u2069 ليست في \u2068{table}\u2069" in parts[-1]


def test_new_says_in_arabic_what_is_missing(package: Path, run: Run) -> None:
    told = run("mawaqif", "new", "actor", "kind=state", "--lang", "ar", cwd=package)
    assert told.returncode == 2
    assert told.stderr.startswith(
        "mawaqif: \u2068ينقص صفًا من \u2068actors\u2069 ما يلي، على صورة \u2068COLUMN=VALUE\u2069؛ ولم يُكتب شيء\n"
    )
    assert "\u2068name_ar\u2069: " in told.stderr


def test_new_says_in_arabic_what_is_wrong(package: Path, run: Run) -> None:
    words = ("new", "actor", "kind=stat", "name_en=Kenya", "name_ar=كينيا", "iso3=KEN", "--lang", "ar")
    told = run("mawaqif", *words, "--dry-run", cwd=package)
    assert told.returncode == 1
    assert ":\u2068صف جديد\u2069:kind MQ204 \u2068القيمة \u2068'stat'\u2069" in told.stdout
    assert told.stderr == "mawaqif: \u2068لم يُكتب شيء؛ أعطِ قيمًا أخرى لما سُرد\u2069\n"


def test_new_says_in_arabic_what_it_would_write(package: Path, run: Run) -> None:
    words = ("new", "actor", "kind=state", "name_en=Kenya", "name_ar=كينيا", "iso3=KEN", "--lang", "ar")
    told = run("mawaqif", *words, "--dry-run", cwd=package)
    assert (told.returncode, told.stderr) == (0, "")
    assert "\u2068بقي: \u2068MQ304\u2069 لا صف من " in told.stdout
    assert told.stdout.endswith("\u2068لم يُكتب: صف واحد\u2069\n")
