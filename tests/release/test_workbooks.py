"""What is put into a workbook beside its library: texts that XML or Excel write otherwise, and links."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from mawaqif.release.editions import xlsx_filling
from mawaqif.release.editions.xlsx_filling import Rows, fill_workbook

TEXTS = ["<r>bold</r>", "</t></si>", " between spaces ", "\tafter a tab", "_x0041_", 'both: "&amp;" & <b>', "سطر\nسطر", "💡"]
# An address, and where a click on it leads.
LINKS = {
    "https://a.example/b?c=1&d=2#e=f": ("https://a.example/b?c=1&d=2", "e=f"),
    "https://a.example/#": ("https://a.example/", None),
    "https://a.example/[b] {c}": ("https://a.example/%5bb%5d%20%7bc%7d", None),
    "https://a.example/%5bb] c": ("https://a.example/%5bb] c", None),
    "https://a.example/عربي": ("https://a.example/عربي", None),
    "javascript:alert(1)": None,
    "https://a.example/" + "x" * 2_100: None,
}


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[pl.DataFrame], Any]:
    """A function that puts a frame into a workbook, with a click on `url`, and opens it."""

    def fill(frame: pl.DataFrame) -> Any:
        empty = BytesIO()
        workbook = xlsxwriter.Workbook(empty, {"in_memory": True})
        sheet = workbook.add_worksheet()
        sheet.add_table(0, 0, 1, frame.width - 1, {"columns": [{"header": name} for name in frame.columns]})
        for column in range(frame.width):
            sheet.write_blank(1, column, None, workbook.add_format({"bold": True}))
        workbook.close()
        rows = Rows(frame, pl.Series("height", [30.0] * frame.height), tuple({"url"} & set(frame.columns)))
        fill_workbook(empty, tmp_path / "book.xlsx", {1: rows})
        return closing(openpyxl.load_workbook(tmp_path / "book.xlsx"))

    return fill


def test_texts_that_are_written_otherwise_read_back_equal(filled: Callable[[pl.DataFrame], Any]) -> None:
    none = pl.Series([None] * len(TEXTS), dtype=pl.String)
    with filled(pl.DataFrame({"text": TEXTS, "none": none, "same": TEXTS[:1] * len(TEXTS)})) as book:
        sheet = book.active
        read = pl.DataFrame(list(sheet.iter_rows(min_row=2, values_only=True)), schema=["text", "none", "same"], orient="row")
        shown = [str(text).replace("_x005F_", "_") for text in read["text"]]
        assert shown == TEXTS
        assert read["none"].null_count() == len(TEXTS)
        assert set(read["same"]) == {TEXTS[0]}
        assert sheet.dimensions == sheet.tables["Table1"].ref == f"A1:C{len(TEXTS) + 1}"
        assert sheet["A3"].font.bold
        assert sheet.row_dimensions[3].height == 30


def test_a_click_opens_the_addresses_of_the_web_alone(filled: Callable[[pl.DataFrame], Any]) -> None:
    with filled(pl.DataFrame({"name": ["x"] * (len(LINKS) + 1), "url": [*LINKS, None]})) as book:
        cells = [row[1] for row in book.active.iter_rows(min_row=2)]
        found = {cell.value: cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location) for cell in cells}
        assert found == LINKS | {None: None}


def test_no_more_links_are_made_than_excel_takes(filled: Callable[[pl.DataFrame], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_filling, "MOST_LINKS", 2)
    with filled(pl.DataFrame({"url": ["https://a.example/"] * 3})) as book:
        assert [bool(row[0].hyperlink) for row in book.active.iter_rows(min_row=2)] == [True, True, False]
