"""What of a document is coded, set aside or left, and how `mawaqif coverage` tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run, edit
from mawaqif.passages import characters, gaps, left_over

ASIDE = "datapackage/set_aside.csv"


def without_row(package: Path, start: str) -> None:
    path = package / ASIDE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")


@pytest.mark.parametrize(
    "between",
    ["\n\n", " ", "”.¹ «", ". — “", "\n---\n", "⁴²\n\t", "\u200f\u2067،\u2069", "[...]", "\u064b"],
    ids=["lines", "space", "marks", "dash", "rule", "marker", "controls", "omission", "vowel"],
)
def test_what_carries_no_word_is_not_left(between: str) -> None:
    text = f"قال{between}ذلك"
    assert left_over(text, [(0, 3), (len(text) - 3, len(text))]) == []


@pytest.mark.parametrize("between", [" و ", "\n7\n", " a ", "\n٣\n"], ids=["letter", "digit", "Latin", "Arabic digit"])
def test_a_single_letter_or_digit_is_left(between: str) -> None:
    text = f"قال{between}ذلك"
    (left,) = left_over(text, [(0, 3), (len(text) - 3, len(text))])
    assert text[left.start : left.end] == between.strip() == left.first_words
    assert left.line == 1 + between.startswith("\n")


def test_lines_are_left_one_by_one_with_at_most_five_words() -> None:
    text = "عنوان\n  واحد اثنان ثلاثة أربعة خمسة ستة\n\nآخر"
    found = left_over(text, [(0, 5)])
    assert [(item.line, text[item.start : item.end].split(maxsplit=1)[0]) for item in found] == [(2, "واحد"), (4, "آخر")]
    assert found[0].first_words == "واحد اثنان ثلاثة أربعة خمسة"
    assert left_over(text, [(0, len(text))]) == []
    assert left_over("", []) == []


def test_spans_that_overlap_count_once() -> None:
    assert characters([(0, 10), (5, 12), (20, 21), (6, 7)]) == 13
    assert list(gaps([(2, 4), (3, 9), (12, 15)], 20)) == [(0, 2), (9, 12), (15, 20)]


def test_a_document_that_is_complete(package: Path, run: Run) -> None:
    done = run("mawaqif", "coverage", "lamp-report-2020", "--sources", package / "sources", cwd=package)
    assert done.returncode == 0
    assert "lamp-report-2020: 485 characters: " in done.stdout
    assert "left with words: 0" in done.stdout


def test_what_is_left_is_listed_with_place_and_first_words(package: Path, run: Run) -> None:
    without_row(package, "lamp-report-2020,1,")
    done = run("mawaqif", "coverage", "--sources", package / "sources", cwd=package)
    assert done.returncode == 1
    assert "  line 1, 0-14: تقرير المنارات" in done.stdout
    checked = run("mawaqif", "validate", package, "--sources", package / "sources", cwd=package).stdout
    assert "documents.csv:3:document_id MQ472" in checked
    assert "1 stretch is neither coded nor set aside, the first in line 1, at 0" in checked


def test_without_copies_only_offsets_speak(package: Path, run: Run) -> None:
    without_row(package, "lamp-report-2020,5,")
    done = run("mawaqif", "coverage", cwd=package)
    assert done.returncode == 0
    assert "characters neither coded nor set aside" in done.stdout
    assert "left with words" not in done.stdout


def test_another_copy_is_not_measured(package: Path, run: Run) -> None:
    edit(package / "sources/lamp-report-2020.txt", "آيسلندا: ", "آيسلندا : ")
    done = run("mawaqif", "coverage", "--sources", package / "sources", cwd=package)
    assert "what is left cannot be told: the copy is not the file that was coded" in done.stdout


def test_a_document_that_is_not_coded_is_refused(package: Path, run: Run) -> None:
    done = run("mawaqif", "coverage", "lamp-minutes-2", cwd=package)
    assert done.returncode == 2
    assert done.stderr == "mawaqif: lamp-minutes-2 is no coded document; there are lamp-report-2020\n"
