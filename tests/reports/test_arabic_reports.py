"""A report in Arabic: places and codes stay first and as they are, what is said runs from right to left."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import ROOT, lay_out
from mawaqif.checks import check_package
from mawaqif.findings import CellChange, Contribution, Finding, Kind, Language, Report, RowChange, Skipped, said
from mawaqif.findings.escaping import ISOLATE, POP
from mawaqif.reports import FORMATS, render_for_terminal

MESSAGE = said("{value} is unknown; write {other}", "القيمة {value} مجهولة؛ اكتب {other}", value="'مالطا'", other="malta")
IN_ARABIC = f"{ISOLATE}القيمة {ISOLATE}'مالطا'{POP} مجهولة؛ اكتب {ISOLATE}malta{POP}{POP}"
CHANGE = RowChange(
    Kind.CHANGED, "actors", ("malta",), "actor malta", "datapackage/actors.csv", 6, 6, (CellChange("name_ar", "مالطا", "ملطا"),)
)


def report() -> Report:
    finding = Finding("MQ303", "foreign-key", "datapackage/actors.csv", 6, "name_ar", MESSAGE)
    note = Finding("MQ456", "second-coding", "datapackage/documents.csv", 2, "document_id", MESSAGE, note=True)
    skipped = Skipped("MQ437", "same-source", said("{table} is gone", "الجدول {table} مفقود", table="citations"))
    found = Contribution("main", [CHANGE], sealed=2, readers=["Freya"])
    return Report([finding], [skipped], {"actors": 3, "topics": 9}, notes=[note], contribution=found, unproven=3).finish()


def rendered(name: str, language: Language = Language.ARABIC) -> str:
    return FORMATS[name](report(), Path("/"), language)


def test_a_line_begins_with_place_and_code() -> None:
    lines = rendered("text").split("\n")
    assert f"/datapackage/actors.csv:6:name_ar MQ303 {IN_ARABIC}" in lines
    assert f"{ISOLATE}لم يُجرَ{POP} MQ437 same-source: {ISOLATE}الجدول {ISOLATE}citations{POP} مفقود{POP}" in lines
    assert lines[-1].startswith(f"{ISOLATE}مخالفة واحدة، عدد ملفاتها 1، منها في صفوف المساهمة 1، ولم يُجرَ فحص واحد: ")
    assert lines[0] == (
        f"{ISOLATE}منذ {ISOLATE}main{POP}: غُيّر صف واحد؛ ويسجّل أنه قُرئ قراءة ثانية صفان، والقارئ {ISOLATE}'Freya'{POP}{POP}"
    )


@pytest.mark.parametrize("name", ["text", "github", "markdown", "comment", "junit", "sarif", "json", "html"])
def test_isolates_are_closed_where_they_are_opened(name: str) -> None:
    for line in rendered(name).split("\n"):
        depth = 0
        for char in line:
            depth += (char == ISOLATE) - (char == POP)
            assert 0 <= depth < 4
        assert depth == 0
    assert "\\u2068" not in rendered(name)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_it_in_arabic_when_it_is_asked_to(name: str) -> None:
    text = re.sub("[\u2068\u2069]|&#x?[0-9a-f]+;", "", rendered(name))
    assert re.search("القيمة .*مالطا.* مجهولة؛ اكتب .*malta", text)
    assert "is unknown" not in text
    assert "is unknown" in rendered(name, Language.ENGLISH)


def test_a_terminal_isolates_nothing_twice() -> None:
    assert IN_ARABIC in render_for_terminal(report(), Path("/"), colour=False, language=Language.ARABIC)


def test_a_page_runs_from_right_to_left() -> None:
    assert rendered("markdown").startswith('<div dir="rtl" lang="ar">\n\n## Mawaqif: ')
    assert rendered("markdown").endswith("\n\n</div>")
    assert rendered("comment").startswith("<!-- mawaqif: rows of this pull request -->\n<div")
    assert '<html lang="ar" dir="rtl">' in rendered("html")
    assert '<html lang="en">' in rendered("html", Language.ENGLISH)


def test_programs_find_the_same_finding_in_both() -> None:
    one, other = (json.loads(rendered("sarif", language))["runs"][0]["results"] for language in Language)
    assert [item["partialFingerprints"] for item in one] == [item["partialFingerprints"] for item in other]
    one, other = (json.loads(rendered("json", language)) for language in Language)
    assert one["findings"][0] | {"message": ""} == other["findings"][0] | {"message": ""}


@pytest.mark.parametrize("case", ["MQ303-foreign-key", "MQ003-schema-invalid"])
def test_what_is_found_in_a_file_reads_rightly(case: str, tmp_path: Path) -> None:
    _, found = check_package(lay_out(tmp_path, ROOT / "tests" / "cases" / case / "bad"))
    line = FORMATS["text"](found, tmp_path, Language.ARABIC).split("\n")[0]
    assert re.match(rf"\S+ {case[:5]} {ISOLATE}[^\s]", line)
