"""Where two names of the Arabic script stand in one line, each is isolated, so that old and new are not read exchanged."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from mawaqif.findings import CellChange, Contribution, Finding, Kind, Report, RowChange, Skipped
from mawaqif.findings.escaping import ISOLATE, POP, apart, for_terminal
from mawaqif.release.diff import as_text
from mawaqif.reports import FORMATS

CHANGE = RowChange(
    Kind.CHANGED, "actors", ("malta",), "actor malta", "datapackage/actors.csv", 6, 6, (CellChange("name_ar", "مالطا", "ملطا"),)
)
WANTED = f"'{ISOLATE}مالطا{POP}' → '{ISOLATE}ملطا{POP}'"


def report() -> Report:
    finding = Finding("MQ427", "similar-name", "datapackage/actors.csv", 6, "name_ar", "'مالطا' → 'ملطا'; write one")
    return Report([finding], contribution=Contribution("main", [CHANGE])).finish()


# JSON is for programs, which lay out what they show themselves.
@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"json"}))
def test_a_finding_keeps_two_names_apart(name: str) -> None:
    assert f"{WANTED}; write one" in html.unescape(FORMATS[name](report(), Path("/")))


@pytest.mark.parametrize("name", ["text", "github", "markdown"])
def test_a_check_that_could_not_run_keeps_two_names_apart(name: str) -> None:
    found = Report(skipped=[Skipped("MQ427", "similar-name", "'مالطا' → 'ملطا'; write one")]).finish()
    assert f"{WANTED}; write one" in FORMATS[name](found, Path("/"))


def test_a_page_lays_a_sentence_out_from_left_to_right() -> None:
    """A sentence that quotes an Arabic name first would else be laid out from the right."""
    assert f'<bdi dir="ltr">\'{ISOLATE}مالطا' in html.unescape(FORMATS["html"](report(), Path("/")))


@pytest.mark.parametrize("isolate", [True, False], ids=["terminal", "pipe"])
def test_what_a_command_says_keeps_two_names_apart(*, isolate: bool) -> None:
    assert for_terminal("'مالطا' → 'ملطا'", isolate=isolate) == WANTED


def test_a_number_does_not_jump_over_a_name() -> None:
    assert apart("'مالطا' (118 characters)") == f"'{ISOLATE}مالطا{POP}' (118 characters)"


def test_a_change_keeps_old_and_new_apart() -> None:
    assert f"name_ar {WANTED}" in as_text(Contribution("main", [CHANGE]))


@pytest.mark.parametrize("line", ["actor malta: name_ar 'مالطا'", "plain", "اسم واحد من كلمات", ""])
def test_a_line_with_one_name_stays_as_it_is(line: str) -> None:
    assert apart(line) == line
