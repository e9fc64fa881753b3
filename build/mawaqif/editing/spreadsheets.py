"""Undoing what a spreadsheet changes in the form of a CSV file when it saves it.

Only changes of form are undone: the delimiter and a line that names it, empty columns at the end, TRUE and FALSE. Dates
and numbers that a spreadsheet has rewritten cannot be recovered, so they stay and are findings.
"""

from __future__ import annotations

import csv
import io

from mawaqif.tables import BYTE_ORDER_MARK, OTHER_DELIMITERS, SEPARATOR_LINE, TableSchema, csv_text, stray_mark

Rows = list[list[str]]


def undo_spreadsheet_changes(text: str, schema: TableSchema) -> str:
    """Return the text of a table with the changes of a spreadsheet undone.

    Args:
        text: the text of the file.
        schema: the table's schema.

    Returns:
        The text with commas between its cells and booleans in lower case; the unchanged text
        where it cannot be read as rows of these columns.
    """
    held = SEPARATOR_LINE.sub("", text.removeprefix(BYTE_ORDER_MARK), count=1)
    for delimiter in (",", *OTHER_DELIMITERS):
        rows = _rows(held, delimiter, schema)
        if rows is not None:
            booleans = {place for place, name in enumerate(rows[0]) if schema.by_name[name].type.name == "boolean"}
            mended = [[_boolean(cell) if place in booleans else cell for place, cell in enumerate(row)] for row in rows]
            return csv_text(mended[0], mended[1:])
    return text


def _rows(text: str, delimiter: str, schema: TableSchema) -> Rows | None:
    """Return the rows that are not empty, without empty columns at the end; None where they are not those of the schema."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if any(row)]
    except csv.Error:
        return None
    width = len(schema.columns)
    if any('"' in cell for row in rows for cell in row) and stray_mark(text, delimiter):
        return None  # whether it belongs to the cell, nobody can know
    if not rows or sorted(rows[0][:width]) != sorted(schema.columns):
        return None
    if any(len(row) != len(rows[0]) or any(row[width:]) for row in rows):
        return None
    return [row[:width] for row in rows]


def _boolean(cell: str) -> str:
    return cell.lower() if cell.lower() in ("true", "false") else cell
