"""The quick ways of checking give what the slow ways give, and the package that the benchmarks grow is sound."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.figures import Figures, Measured, got_worse
from bench.growth import ONCE, Growth, grow
from bench.processes import Usage
from conftest import ROOT, Run
from mawaqif.checks import RULES
from mawaqif.checks.constraints import SIMPLE_URL, is_url
from mawaqif.checks.rules import language, stray_spaces
from mawaqif.checks.rules.base import CellRule
from mawaqif.checks.rules.edtf_date import PLAINLY_REAL, is_real
from mawaqif.checks.rules.similar_names import _may_repeat, normalized_name
from mawaqif.findings import Place, Report
from mawaqif.findings.model import MOST_ALIKE
from mawaqif.passages import folded_words
from mawaqif.tables import UNUSUAL_PATTERN
from unchanged import real

SCHEMAS = real().descriptor.tables


CHARACTERS = st.characters(exclude_categories=["Cs"])
NEAR = "اأإآبتةىيهـ\u064b\u0651\u064e\u0652\u0301\u0653éØÙÃ¿«»،؟ -=+@#?&;<>/  \u00a0\u200f\ufefb٣"
WORDS_LEFT = ("null", "N/A", "todo", "ToDo", "xxxx", "Lorem ipsum", "**", "](http", "Unknown", "tbd", "# ")
PARTS = CHARACTERS | st.sampled_from(NEAR) | st.sampled_from(WORDS_LEFT)
TEXT = st.lists(PARTS, min_size=1, max_size=8).map("".join)
CELL_RULES = [rule for rule in RULES if isinstance(rule, CellRule) and not rule.usual_too]


@pytest.mark.parametrize("rule", CELL_RULES, ids=lambda rule: rule.name)
@given(cell=TEXT)
@settings(max_examples=60)
def test_a_usual_cell_breaks_no_rule_that_passes_it_over(rule: CellRule, cell: str) -> None:
    field = SCHEMAS["statements"].by_name["note_en"]
    frame = pl.DataFrame({"note_en": [cell]})
    ((suspect, unusual),) = frame.select(
        rule.suspect(pl.col("note_en"), field).alias("suspect"), pl.col("note_en").str.contains(UNUSUAL_PATTERN).alias("unusual")
    ).rows()
    assert unusual or not suspect


def test_every_usual_character_alone_breaks_no_rule() -> None:
    field = SCHEMAS["statements"].by_name["note_en"]
    letters = pl.Series("note_en", [f"a{chr(code)}b" for code in range(1, 0x11000) if not 0xD800 <= code < 0xE000])
    usual = letters.filter(~letters.str.contains(UNUSUAL_PATTERN)).to_frame()
    assert 250 < usual.height < 500
    for rule in CELL_RULES:
        assert not usual.select(rule.suspect(pl.col("note_en"), field)).to_series().any(), rule.name


@given(st.from_regex(r"\A[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z") | st.text("0123-", max_size=10))
def test_a_plainly_real_day_is_real(day: str) -> None:
    assert is_real(day) or not pl.Series([day]).str.contains(PLAINLY_REAL)[0]


HOSTS = st.text("abz09-.:@[]é", max_size=12)
PATHS = st.text("/ab.?#%=<> \t\\éق[]~!", max_size=12)


@given(st.tuples(st.sampled_from(("http://", "https://", "HTTPS://", "https:/", "")), HOSTS, PATHS).map("".join))
@example("https://a.b/[x")
@example("https://a-.b")
def test_an_address_that_plainly_parses_is_one(address: str) -> None:
    assert is_url(address) or not pl.Series([address]).str.contains(SIMPLE_URL)[0]


@given(TEXT)
def test_an_arabic_letter_is_found_in_english_however_it_is_looked_for(cell: str) -> None:
    english = SCHEMAS["statements"].by_name["note_en"]
    frame = pl.DataFrame({"note_en": [cell]})
    ((found, there),) = frame.select(
        language.RULE.suspect(pl.col("note_en"), english).fill_null(value=False).alias("found"),
        pl.col("note_en").str.contains(language.ARABIC).alias("there"),
    ).rows()
    assert found == there


WORDS = st.sampled_from(
    ("Lamp", "lamp", "The", "of", "on", "Oil,", "Oil", "-", "الفنار", "فنار", "والفنار", "إنارة", "انارة", "12", "١٢", "ﻻ")
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=8))
def test_names_of_one_bare_form_are_held_together(names: list[str]) -> None:
    forms = [normalized_name(name) for name in names]
    may = _may_repeat(pl.Series(names))
    assert all(may[at] for at, form in enumerate(forms) if forms.count(form) > 1)


@given(st.text(max_size=20))
def test_folding_keeps_letters_and_digits(text: str) -> None:
    assert all(char.isalpha() or char.isdecimal() for word in folded_words(text) for char in word)


@pytest.mark.parametrize("fault_every", [0, 100], ids=["sound", "spoilt"])
def test_a_grown_package_is_sound_but_for_its_faults(
    fault_every: int, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault_every:
        # As many rows would do it, two checks run at a time.
        monkeypatch.setattr("mawaqif.checks.package.PARALLEL_FROM_ROWS", 0)
    grow(ROOT, tmp_path / "grown", Growth(2, fault_every=fault_every))
    result = run("mawaqif", "validate", tmp_path / "grown", "--format", "json")
    report = json.loads(result.stdout)
    assert {count % 2 for name, count in report["rows"].items() if name not in ONCE} == {0}
    found = {(item["file"], item["line"], item["column"], item["code"]) for item in report["findings"]}
    if not fault_every:
        assert found == set()
        return
    with (tmp_path / "grown" / "faults.csv").open(encoding="utf-8") as file:
        made = {(row["file"], int(row["line"]), row["column_name"], row["code"]) for row in csv.DictReader(file)}
    assert len(made) > 20
    assert made <= found


def test_more_findings_than_are_kept_are_counted() -> None:
    report = Report()
    report.extend(stray_spaces.RULE.at(Place("a.csv", n, "note_en"), value=n, problem="") for n in range(1, MOST_ALIKE + 8))
    report.extend([stray_spaces.RULE.at(Place("a.csv", 1, "other"), value="", problem="")])
    assert (len(report.finish().findings), report.left_out.total()) == (MOST_ALIKE + 1, 7)


def test_a_report_says_how_many_findings_it_left_out(package: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mawaqif.findings.model.MOST_ALIKE", 2)
    path = package / "datapackage/statement_topics.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",neutral,", ",none,").replace(",supports,", ",none,"), encoding="utf-8"
    )
    report = json.loads(run("mawaqif", "validate", package, "--format", "json").stdout)
    wrong = [item["line"] for item in report["findings"] if item["code"] == "MQ204"]
    assert (wrong, report["leftOut"]) == ([2, 3], 2)
    assert "2 findings in 1 file, 2 more left out: " in run("mawaqif", "validate", package).stdout.splitlines()[-1]


def test_ratios_that_grew_are_told() -> None:
    figures = Figures(rows={"1x": 10}, size_bytes={"1x": 100})
    for name, wall in (("floor", 1.0), ("validate", 3.0), ("validate-faults", 4.5)):
        figures.measured["1x", name] = Measured((Usage(wall, wall, 300, 0),), limit=60)
    assert figures.ratios() == {
        "1x validate/floor wall": 3.0,
        "1x validate peak/CSV": 3.0,
        "1x validate-faults/validate wall": 1.5,
        "1x validate-faults peak/CSV": 3.0,
    }
    before = {"1x validate/floor wall": 2.0, "1x validate peak/CSV": 2.9, "10k build/floor wall": 1.0}
    assert list(got_worse(before, figures.ratios())) == ["1x validate/floor wall: 2.0 → 3.0"]
