"""The canonical form of a table's CSV: one content, one spelling of the file.

UTF-8 without a byte order mark, LF line ends, the columns of the schema, rows sorted by
primary key, quotation marks only where a cell needs them, no blank lines. In this form
a change of one row is a change of one line, and two builds give the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from mawaqif.tables.model import TableSchema
from mawaqif.tables.table import Table

Row = tuple[str, ...]


def canonical_text(table: Table) -> str:
    """Return the CSV text of a table in canonical form; its cells are kept as they are.

    Args:
        table: a table that was read whole; see `Table.whole`.
    """
    rows = [tuple(cell or "" for cell in row) for row in table.cells.rows()]
    return csv_text(table.schema.columns, sorted_rows(table.schema, rows))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cell texts as CSV with LF line ends and minimal quoting."""
    lines = _Lines()
    # With CR LF as its line end, the writer quotes cells that hold either; with LF it
    # would leave a lone CR bare, which reads back as a line end.
    writer = csv.writer(lines, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(rows)
    return "".join(lines.written)


class _Lines:
    """What `csv.writer` writes to, a row at a time."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, line: str) -> int:
        self.written.append(line.removesuffix("\r\n") + "\n")
        return len(line)


def sorted_rows(schema: TableSchema, rows: Iterable[Row]) -> list[Row]:
    """Sort rows by primary key: texts by code point, whole numbers by value, ties by the whole row."""
    places = [(schema.columns.index(name), schema.by_name[name].type.name == "integer") for name in schema.primary_key]

    def key(row: Row) -> tuple[object, ...]:
        parts: list[object] = []
        for place, number in places:
            cell = row[place]
            is_number = number and cell.lstrip("-").isascii() and cell.lstrip("-").isdigit()
            parts += [0, int(cell)] if is_number else [1, cell]
        return (*parts, row)

    return sorted(rows, key=key)
