"""A workbook that comes back without having been a file: its rows with what somebody changed in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mawaqif.coding.workbook.model import CellPlace, Filled, FilledRow, FilledSheet, Sheet, Workbook

# As in a spreadsheet: below the row of keys and that of headings.
FIRST_ROW = 3


@dataclass(frozen=True)
class AddedRow:
    """A row that somebody added to a sheet.

    Attributes:
        name: what the one who added it calls it.
        key: the name that a row of this kind has in a workbook that is written; empty where it has none.
        cells: its texts by key of the column.
    """

    name: str
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class SheetChange:
    """What somebody changed in a sheet.

    Attributes:
        cells: the new texts of rows by their number, from 0; what is not named stays.
        gone: numbers of the rows that were taken out.
        added: rows that were added below the others.
    """

    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    added: Sequence[AddedRow] = ()


@dataclass(frozen=True)
class ChangedWorkbook:
    """A workbook as it comes back.

    Attributes:
        filled: its rows.
        names: what each row is called, by title of the sheet and number of the row: its number there, as `4`, or the
            name of a row that was added.
    """

    filled: Filled
    names: Mapping[tuple[str, int], str]

    def cell(self, place: CellPlace) -> tuple[str, str, str]:
        """Return sheet, row and column of a place, by the names that programs know; row and column may be empty."""
        sheet = next((item for item in self.filled.sheets.values() if item.title == place.sheet), None)
        if sheet is None:
            return "", "", ""
        column = next((key for key, number in sheet.places.items() if number == place.column), "")
        return sheet.key, self.names.get((place.sheet, place.row), ""), column


def changed_workbook(book: Workbook, changes: Mapping[str, SheetChange]) -> ChangedWorkbook:
    """Return a workbook as if it came back from a person who changed some of its rows.

    Args:
        book: the workbook as it would be written.
        changes: the changes by key of the sheet.

    Raises:
        KeyError: a change names a sheet, a row or a column that is not there.
    """
    sheets: dict[str, FilledSheet] = {}
    names: dict[tuple[str, int], str] = {}
    unknown = changes.keys() - {sheet.key for sheet in book.sheets}
    if unknown:
        raise KeyError(min(unknown))
    for sheet in book.sheets:
        made = sheets[sheet.key] = _empty(sheet)
        for number, (name, key, cells) in enumerate(_rows(sheet, changes.get(sheet.key, SheetChange())), start=FIRST_ROW):
            names[sheet.title, number] = name
            made.rows.append(
                FilledRow(made, number, key, {column: text.strip() for column, text in cells.items() if text.strip()})
            )
    return ChangedWorkbook(Filled(book.kind, book.about, sheets, []), names)


def _empty(sheet: Sheet) -> FilledSheet:
    places = {column.key: number for number, column in enumerate(sheet.columns)}
    return FilledSheet(sheet.key, sheet.title, places, {column.key: column.label for column in sheet.columns})


def _rows(sheet: Sheet, change: SheetChange) -> list[tuple[str, str, Mapping[str, str]]]:
    columns = {column.key for column in sheet.columns}
    named = {key for cells in (*change.cells.values(), *(row.cells for row in change.added)) for key in cells}
    if named - columns:
        raise KeyError(f"{sheet.key}.{min(named - columns)}")
    rows = range(len(sheet.rows))
    if not {*change.cells, *change.gone} <= set(rows):
        raise KeyError(f"{sheet.key} {max({*change.cells, *change.gone})}")
    keys = sheet.row_keys or [""] * len(sheet.rows)
    held = [(str(at), keys[at], {**sheet.rows[at], **change.cells.get(at, {})}) for at in rows if at not in change.gone]
    return [*held, *((row.name, row.key, row.cells) for row in change.added)]
