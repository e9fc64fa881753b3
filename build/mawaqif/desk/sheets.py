"""Sheets of a workbook as the page gets them, and what somebody changed in them as the page sends it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mawaqif.coding.workbook import AddedRow, ChangedWorkbook, Choice, Sheet, SheetChange, SheetProblem, Workbook
from mawaqif.desk.errors import Json, malformed, text_of
from mawaqif.findings import Finding, Language, spoken

MOST_ROWS, LONGEST_CELL = 2_000, 20_000
# The page has the text, and where each row stands in it.
TOLD_BY_THE_TEXT = "words"


class Lists:
    """The lists that columns choose from, each sent once."""

    def __init__(self, others: Mapping[str, str] | None = None) -> None:
        """Start without lists.

        Args:
            others: what the rows are called in the other language, by column and value as `COLUMN VALUE`.
        """
        self.all: list[list[list[str]]] = []
        self._numbers: dict[tuple[Choice, ...], int] = {}
        self._others = others or {}

    def number(self, choices: tuple[Choice, ...]) -> int:
        """Return the number of a list; -1 where there are no choices."""
        if not choices:
            return -1
        if choices not in self._numbers:
            self._numbers[choices] = len(self.all)
            self.all.append([[item.value, item.label, self._others.get(item.value, ""), item.note] for item in choices])
        return self._numbers[choices]


def sheet_json(sheet: Sheet, lists: Lists, *, with_words: bool = True) -> Json:
    """Return a sheet for the page: columns, and rows with their names and cells."""
    keys = sheet.row_keys or [""] * len(sheet.rows)
    marks: dict[int, list[str]] = {}
    for number, key in sheet.marks:
        marks.setdefault(number, []).append(key)
    columns = [
        {
            "key": column.key,
            "label": column.label,
            "note": column.note,
            "list": lists.number(column.choices),
            "strict": column.strict,
            "given": column.given,
            "ltr": column.left_to_right,
            "refers": column.refers,
            "required": column.required,
        }
        for column in sheet.columns
        if with_words or column.key != TOLD_BY_THE_TEXT
    ]
    rows = [
        {
            "key": keys[number],
            "cells": {key: cell for key, cell in row.items() if cell and (with_words or key != TOLD_BY_THE_TEXT)},
            "proposed": sorted(marks.get(number, ())),
        }
        for number, row in enumerate(sheet.rows)
    ]
    return {"key": sheet.key, "title": sheet.title, "columns": columns, "rows": rows}


def book_json(book: Workbook) -> Json:
    """Return a workbook for the page."""
    lists = Lists()
    return {"sheets": [sheet_json(sheet, lists) for sheet in book.sheets], "lists": lists.all}


def changes_of(asked: Mapping[str, Any]) -> dict[str, SheetChange]:
    """Read what somebody changed: by sheet, `cells` by number of the row, `gone` as numbers, `added` as rows.

    Raises:
        RefusedError: it is not of that form.
    """
    raw = asked.get("changes")
    if not isinstance(raw, dict):
        raise malformed("changes is no object")
    return {str(sheet): _change(change) for sheet, change in raw.items()}


def _change(raw: Any) -> SheetChange:
    if not isinstance(raw, dict):
        raise malformed("a change is no object")
    cells, gone, added = raw.get("cells", {}), raw.get("gone", []), raw.get("added", [])
    if not (isinstance(cells, dict) and isinstance(gone, list) and isinstance(added, list)):
        raise malformed("a change has cells, gone and added")
    if len(cells) + len(gone) + len(added) > MOST_ROWS:
        raise malformed("it changes too many rows at once")
    if not all(isinstance(number, int) for number in gone) or not all(str(number).isdecimal() for number in cells):
        raise malformed("a row is named by its number")
    rows = [AddedRow(text_of(row, "name"), text_of(row, "key", ""), _cells(row.get("cells"))) for row in map(_object, added)]
    return SheetChange({int(number): _cells(texts) for number, texts in cells.items()}, frozenset(gone), rows)


def _object(raw: Any) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise malformed("a row is no object")
    return raw


def _cells(raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(cell, str) and len(cell) <= LONGEST_CELL for cell in raw.values()):
        raise malformed("cells are texts by column")
    return {str(key): cell for key, cell in raw.items()}


def problems_json(book: ChangedWorkbook, problems: Iterable[SheetProblem], language: Language) -> list[Json]:
    """Return problems with the sheet, row and column that each is at, as they are told in a language."""
    found = []
    for problem in problems:
        sheet, row, column = book.cell(problem.place)
        told = spoken(problem.message, language)
        found.append({"sheet": sheet, "row": row, "column": column, "place": str(problem.place), "message": told})
    return found


def apart(problems: Sequence[SheetProblem | Finding]) -> tuple[list[SheetProblem], list[Finding]]:
    """Part problems in cells from findings in the tables."""
    placed = [item for item in problems if isinstance(item, SheetProblem)]
    return placed, [item for item in problems if isinstance(item, Finding)]
