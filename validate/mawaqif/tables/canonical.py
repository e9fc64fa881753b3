"""The canonical form of the CSV file of a table: one content has one spelling.

UTF-8 without a byte order mark, LF line ends, the columns of the schema, rows sorted by
primary key, quotation marks only where a cell needs them, no blank lines. In this form
a change of one row is a change of one line, and two builds give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable

from mawaqif.tables.csv_writer import csv_text
from mawaqif.tables.model import TableSchema
from mawaqif.tables.table import Table

Row = tuple[str, ...]

__all__ = ["canonical_text", "csv_text", "is_canonical", "sorted_rows"]


def canonical_text(table: Table) -> str:
    """Return the CSV text of a table in canonical form; no cell changes.

    Args:
        table: a table that was read without loss; see `Table.lossless`.
    """
    rows = [tuple(cell or "" for cell in row) for row in table.cells.rows()]
    return csv_text(table.schema.columns, sorted_rows(table.schema, rows))


def is_canonical(table: Table) -> bool:
    """True where the file of a table that was read without loss is in canonical form.

    A file that the fast reader took is, if its keys ascend; otherwise the canonical text is
    computed and compared.
    """
    if table.fast_read and table.keys_ascend:
        return True
    return not table.has_byte_order_mark and table.text == canonical_text(table)


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
