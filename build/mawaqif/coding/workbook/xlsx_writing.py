"""Sheets as .xlsx: drop-downs, wrapped text, headings that stay in sight; no text becomes anything else."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from mawaqif.coding.workbook.model import Choice, Column, Sheet, Workbook, signature

KEYS, HEADINGS, FIRST = 0, 1, 2
# A cell holds no more (Excel specifications and limits); what is longer is only there to be read.
LONGEST_CELL = 32_767
# So many empty rows under the filled ones have drop-downs, too.
SPARE_ROWS = 500
LISTS = "lists"
# A name of a sheet holds no more.
LONGEST_TITLE = 31
_GREY, _TINT, _HEADING = "#EDEDED", "#FFF3CD", "#D9E2EC"
# Everything but writing into what is locked; so lines can be put in, taken out, sorted and filtered.
_ALLOWED = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")


def xlsx_bytes(book: Workbook) -> bytes:
    """Return the file of a workbook."""
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(out, settings)
    lists = _Lists()
    titles = _titles(book)
    pages = [(sheet, file.add_worksheet(title)) for sheet, title in zip(book.sheets, titles, strict=True)]
    for sheet, page in pages:
        _fill(_Page(file, page, book, sheet), lists)
    _write_lists(file.add_worksheet(LISTS), lists)
    file.close()
    return out.getvalue()


def _titles(book: Workbook) -> list[str]:
    """Return the names of the sheets, without what a spreadsheet refuses: some signs, long names, the same name twice."""
    found: list[str] = []
    for sheet in book.sheets:
        title = re.sub(r"[\[\]:*?/\\']", " ", sheet.title).strip()[:LONGEST_TITLE] or sheet.key
        taken = title.casefold() in (LISTS, "history", *(other.casefold() for other in found))
        found.append(f"{title[: LONGEST_TITLE - 4]} {len(found) + 1}" if taken else title)
    return found


class _Lists:
    """The choices of all drop-downs, each list once, as columns of a hidden sheet: a list in a cell itself ends at 255 signs."""

    def __init__(self) -> None:
        self.columns: list[tuple[Choice, ...]] = []

    def source(self, choices: tuple[Choice, ...]) -> str:
        if choices not in self.columns:
            self.columns.append(choices)
        name = xl_col_to_name(self.columns.index(choices), col_abs=True)
        return f"={LISTS}!{name}$1:{name}${len(choices)}"


def _write_lists(page: Worksheet, lists: _Lists) -> None:
    for column, choices in enumerate(lists.columns):
        for row, choice in enumerate(choices):
            page.write_string(row, column, choice.label)
    page.hide()


@dataclass(frozen=True)
class _Page:
    file: xlsxwriter.Workbook
    page: Worksheet
    book: Workbook
    sheet: Sheet

    def form(self, column: Column, *, marked: bool = False, locked: bool = False) -> Format:
        """Return how a cell looks: as text, so that nothing typed into it becomes a date."""
        look: dict[str, object] = {"num_format": "@", "text_wrap": True, "valign": "top", "locked": locked, "border": 1}
        look["border_color"] = "#BFBFBF"
        if self.book.language == "ar":
            look |= {"align": "right", "reading_order": 1 if column.left_to_right else 2}
        elif column.left_to_right:
            look["reading_order"] = 1
        if column.given:
            look["bg_color"] = _GREY
        elif marked:
            look["bg_color"] = _TINT
        return self.file.add_format(look)


def _fill(page: _Page, lists: _Lists) -> None:
    sheet, paper = page.sheet, page.page
    if page.book.language == "ar":
        paper.right_to_left()
    _write_headings(page)
    for number, column in enumerate(sheet.columns, start=1):
        plain, locked, marked = page.form(column), page.form(column, locked=column.given), page.form(column, marked=True)
        # Below the given rows, lines may be added.
        paper.set_column(number, number, column.width, plain)
        for row, texts in enumerate(sheet.rows):
            form = marked if (row, column.key) in sheet.marks else locked
            text = texts.get(column.key, "")
            paper.write_string(FIRST + row, number, _fitting(text), form) if text else paper.write_blank(
                FIRST + row, number, None, form
            )
        if column.choices and not column.given:
            paper.data_validation(FIRST, number, FIRST + len(sheet.rows) + SPARE_ROWS, number, _drop_down(column, lists))
    keys = {column.key: number for number, column in enumerate(sheet.columns, start=1)}
    for (row, key), note in sheet.notes.items():
        paper.write_comment(FIRST + row, keys[key], _fitting(note), {"x_scale": 2.5, "y_scale": 2})
    paper.set_column(0, 0, 8, None, {"hidden": True})
    paper.set_row(KEYS, None, None, {"hidden": True})
    paper.freeze_panes(FIRST, sheet.frozen + 1)
    paper.protect("", dict.fromkeys(_ALLOWED, True))


def _write_headings(page: _Page) -> None:
    sheet, paper = page.sheet, page.page
    paper.write_string(KEYS, 0, signature(page.book, sheet))
    heading = page.file.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": _HEADING, "border": 1})
    paper.set_row(HEADINGS, 34)
    for number, column in enumerate(sheet.columns, start=1):
        paper.write_string(KEYS, number, column.key)
        paper.write_string(HEADINGS, number, column.label, heading)
        if column.note:
            paper.write_comment(HEADINGS, number, _fitting(column.note), {"x_scale": 2, "y_scale": 1.5})
    for row, key in enumerate(sheet.row_keys):
        paper.write_string(FIRST + row, 0, key)


def _drop_down(column: Column, lists: _Lists) -> dict[str, object]:
    return {"validate": "list", "source": lists.source(column.choices), "show_error": column.strict, "ignore_blank": True}


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
