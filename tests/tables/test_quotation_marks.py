"""A quotation mark too many is told at its cell, the rows after it are read, and `mawaqif fmt` does not make it look right."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run, edit
from mawaqif.checks import check_package

ACTORS = "datapackage/actors.csv"


def told(package: Path) -> list[tuple[str, int, str]]:
    return [(item.code, item.line, item.column) for item in check_package(package)[1].findings]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",Lamp Office,", ',Lamp "Office,', "name_en"),
        (",Lamp Office,", ',Lamp Office",', "name_en"),
        (",Lamp Office,", ',5" Lamp,', "name_en"),
        ("\nlamp-office,un_office,", '\nlamp-office,un_office",', "kind"),
        ("مكتب المنارات", 'مكتب "المنارات"', "name_ar"),
    ],
)
def test_a_mark_inside_a_cell_is_told_and_stays(package: Path, run: Run, old: str, new: str, column: str) -> None:
    edit(package / ACTORS, old, new)
    before = (package / ACTORS).read_bytes()
    assert ("MQ109", 4, column) in told(package)
    assert run("mawaqif", "fmt", package).returncode == 1
    assert (package / ACTORS).read_bytes() == before


def test_a_mark_in_the_first_cell_has_its_place(package: Path) -> None:
    edit(package / ACTORS, "\nlamp-office,", '\nlamp"-office,')
    assert ("MQ109", 4, "actor_id") in told(package)


def test_marks_around_a_cell_and_twice_inside_are_right(package: Path) -> None:
    edit(package / ACTORS, ",Lamp Office,", ',"Lamp ""Office"", seat",')
    assert told(package) == []


def test_a_pair_that_swallows_rows_is_told_at_both_ends(package: Path) -> None:
    edit(package / ACTORS, ",Lamp Office,", ',"Lamp Office,')
    edit(package / ACTORS, "malta,state,Malta,", 'malta,state,Malta",')
    assert told(package) == [("MQ109", 4, "name_en"), ("MQ109", 6, "name_en")]


def test_a_pair_around_one_line_end_swallows_a_row_too(package: Path) -> None:
    edit(package / "datapackage/statements.csv", "2020-06-01,The office", '2020-06-01,"The office')
    edit(package / "datapackage/statements.csv", "port at night.,", 'port at night.",')
    assert told(package) == [("MQ109", 3, "summary_en"), ("MQ109", 4, "summary_en")]


def test_a_line_break_in_a_cell_is_no_row(package: Path) -> None:
    edit(package / ACTORS, "مكتب المنارات", '"مكتب\nالمنارات"')
    assert told(package) == [("MQ404", 4, "name_ar")]


@pytest.mark.parametrize(("sign", "line"), [("\n", 7), ("\r\n", 7), ("\r", 6), ("\u2028", 6), ("\x85", 6), ("\x0c", 6)], ids=repr)
def test_lines_are_counted_as_git_counts_them(package: Path, sign: str, line: int) -> None:
    path = package / ACTORS
    text = path.read_text(encoding="utf-8").replace("مكتب المنارات", f'"مكتب{sign}المنارات"').replace("malta,state", "malta,stat")
    path.write_text(text, encoding="utf-8", newline="")
    assert ("MQ204", line, "kind") in told(package)
    assert text.split("\n")[line - 1].startswith("malta,stat,")


def test_a_carriage_return_outside_quotation_marks_is_named(package: Path) -> None:
    path = package / ACTORS
    path.write_bytes(path.read_bytes().replace(b",Lamp Office,", b",Lamp\rOffice,"))
    found = check_package(package)[1].findings
    assert (found[0].code, found[0].line) == ("MQ108", 4)
    assert "carriage return" in found[0].message
