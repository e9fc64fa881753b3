"""Workbooks: what is written comes back, whatever people and spreadsheets do to it, or is told with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from conftest import git
from mawaqif.coding.workbook import Choice, Column, Sheet, Workbook, read_workbook, refuse_shared, write_workbook
from mawaqif.findings import CannotRunError

STANCES = (Choice("supports", "يؤيد"), Choice("opposes", "يعارض"))
COLUMNS = (
    Column("words", "الكلمات", 60, given=True),
    Column("stance", "الموقف", choices=STANCES, note="موقف القول"),
    Column("date", "التاريخ", left_to_right=True),
)
ROWS = (
    {"words": "ينبغي أن تُضاء كل منارة", "stance": "يؤيد", "date": "2020-05-12"},
    {"words": "=1+1", "date": "5-6"},
    {"words": '"سطر\nوسطر", وفاصلة; _x0041_', "date": "007"},
)
BOOK = Workbook(
    "codes",
    {"document": "lamp-report", "coder": "freya"},
    "ar",
    (
        Sheet(
            "codes", "الرموز", COLUMNS, ROWS, ("p1", "p2", "p3"), {(0, "stance"): "انظر الحدود"}, frozenset({(0, "stance")}), 1
        ),
        Sheet("actors", "الجهات", (Column("name", "الاسم"),)),
    ),
)


@pytest.mark.parametrize("name", ["book.xlsx", "folder"])
def test_what_is_written_comes_back(name: str, tmp_path: Path) -> None:
    write_workbook(tmp_path / name, BOOK)
    back = read_workbook(tmp_path / name)
    assert (back.kind, back.about, list(back.problems)) == ("codes", BOOK.about, [])
    assert set(back.sheets) == {"codes", "actors"}
    rows = back.sheets["codes"].rows
    assert [(row.key, {key: text for key, text in row.cells.items() if text}) for row in rows] == [
        (key, dict(row)) for key, row in zip(("p1", "p2", "p3"), ROWS, strict=True)
    ]
    assert COLUMNS[1].chosen(rows[0].text("stance")) == "supports"
    assert COLUMNS[1].chosen("Opposes") == "opposes"
    assert COLUMNS[1].chosen("ضد") == "ضد"
    assert str(rows[1].at("date")).endswith("row 4, column D (التاريخ)")


def test_one_sheet_fits_into_one_file(tmp_path: Path) -> None:
    one = Workbook("codes", {}, "ar", BOOK.sheets[:1])
    write_workbook(tmp_path / "codes.csv", one)
    assert ",'=1+1," in (tmp_path / "codes.csv").read_text(encoding="utf-8-sig")
    assert read_workbook(tmp_path / "codes.csv").sheets["codes"].rows[1].text("words") == "=1+1"
    with pytest.raises(CannotRunError, match=r"2 sheets do not fit"):
        write_workbook(tmp_path / "more.csv", BOOK)
    with pytest.raises(CannotRunError, match=r"name a file that ends in"):
        write_workbook(tmp_path / "more.ods", BOOK)


def test_columns_are_known_by_their_hidden_names(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, BOOK)
    book = openpyxl.load_workbook(path)
    page = book["الرموز"]
    assert page.sheet_view.rightToLeft
    assert page.freeze_panes == "C3"
    assert page.row_dimensions[1].hidden
    assert page["C3"].comment
    assert [str(item.sqref).split(":")[0] for item in page.data_validations.dataValidation] == ["C3"]
    page.title = "Codes"
    page["C2"] = "Stance"
    page.insert_cols(2)
    page.insert_rows(1)
    page["B5"] = "my own remark"
    page["D8"] = "يعارض"
    book.create_sheet("scratch")["A1"] = "not ours"
    book.save(path)
    sheet = read_workbook(path).sheets["codes"]
    assert [row.text("stance") for row in sheet.rows] == ["يؤيد", "", "", "يعارض"][: len(sheet.rows)]
    assert str(sheet.rows[0].at("stance")) == "sheet 'Codes', row 4, column D (Stance)"


def test_what_a_spreadsheet_made_of_cells_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, BOOK)
    book = openpyxl.load_workbook(path)
    page = book["الرموز"]
    page["D3"] = dt.datetime(2020, 6, 5)  # noqa: DTZ001 - a cell has no zone
    page["D4"] = "=A1"
    page["D5"] = 5
    page["C4"] = 0.25
    page.merge_cells("C5:D6")
    book.save(path)
    back = read_workbook(path)
    told = [str(item) for item in back.problems]
    assert [line.split(": ")[0] for line in told] == [
        "sheet 'الرموز', row 3, column D (التاريخ)",
        "sheet 'الرموز', row 4, column C (الموقف)",
        "sheet 'الرموز', row 4, column D (التاريخ)",
        "sheet 'الرموز', row 5, column C",
    ]
    for line, said in zip(
        told, ("a date or time of it, 2020-06-05", "a number of it, 0.25", "a formula, '=A1'", "C5:D6 are merged"), strict=True
    ):
        assert said in line


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK no zip")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "latin.csv").write_bytes("a,\xe9\n".encode("latin-1"))
    (tmp_path / "open.csv").write_text('mawaqif/codes/codes?;a\n;a\n;"open\n')
    for name, said in (
        ("book.xlsx", "is no workbook that can be read"),
        ("other.csv", "no sheet has the row of names"),
        ("latin.csv", "byte 2 is not UTF-8"),
        ("open.csv", "row 3 cannot be read as CSV"),
    ):
        with pytest.raises(CannotRunError, match=said):
            read_workbook(tmp_path / name)


def test_words_are_not_written_where_they_would_be_committed(tmp_path: Path) -> None:
    refuse_shared(tmp_path / "deep/book.xlsx")
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("/mine/\n")
    refuse_shared(tmp_path / "mine/book.xlsx")
    with pytest.raises(CannotRunError, match="would be committed"):
        refuse_shared(tmp_path / "book.xlsx")
