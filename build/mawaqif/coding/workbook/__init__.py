"""Workbooks: sheets for people, written as .xlsx or CSV, and read back cell by cell.

Writing. Make a `Workbook` of `Sheet`s, each of `Column`s and rows (mappings from the key of a column to text), and give it
to `write_workbook(path, book)`. The suffix decides: `.xlsx`, or a folder of `.csv` files, one a sheet (`NAME.csv` where there
is one sheet only). What a person sees are labels in any language; what a program reads are keys, in a hidden first row, which
survive translated labels, re-ordered and added columns. Choices become a drop-down, `given` columns are grey and locked,
`Sheet.marks` tints cells that are only proposed, `Sheet.notes` are comments on cells, and Arabic sheets run from right to left.
No text ever becomes a formula, a link, a number or a date.

Reading. `read_workbook(path)` gives a `Filled`: its `kind` and `about` as they were written, and its sheets by key.
A `FilledRow` has `text(key)`, stripped, and `at(key)`, the `CellPlace` that a message begins with:
`sheet 'Statements', row 7, column D (Kind)`; `Column.chosen(text)` turns the label of a choice back into its value.
What a spreadsheet made of a cell (a date, a formula, an error, a number, a merged range) stands in `Filled.problems`, with
place and repair; nothing is guessed.

`changed_workbook(book, changes)` is the same for a workbook that never was a file: a program that shows its rows itself says
what a person changed in which row, and gets a `Filled` and the names of its rows.

`refuse_shared(path)` refuses a place where words of a source would be committed. All of it raises `CannotRunError` in one line.

    book = Workbook("blind", {"document": "lamp-report"}, "ar", (Sheet("codes", "الرموز", columns, rows),))
    write_workbook(Path("blind.xlsx"), book)
    for row in read_workbook(Path("blind.xlsx")).sheets["codes"].rows:
        print(row.at("stance"), row.text("stance"))
"""

from mawaqif.coding.workbook.files import read_workbook, refuse_shared, write_workbook
from mawaqif.coding.workbook.in_memory import AddedRow, ChangedWorkbook, SheetChange, changed_workbook
from mawaqif.coding.workbook.model import (
    CellPlace,
    Choice,
    Column,
    Filled,
    FilledRow,
    FilledSheet,
    Sheet,
    SheetProblem,
    Workbook,
)

__all__ = [
    "AddedRow",
    "CellPlace",
    "ChangedWorkbook",
    "Choice",
    "Column",
    "Filled",
    "FilledRow",
    "FilledSheet",
    "Sheet",
    "SheetChange",
    "SheetProblem",
    "Workbook",
    "changed_workbook",
    "read_workbook",
    "refuse_shared",
    "write_workbook",
]
