"""Insertion of new rows into their files, sorted; no other line changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mawaqif.editing.atomic_writes import write_texts
from mawaqif.editing.entries.draft import Draft
from mawaqif.findings import CannotRunError
from mawaqif.paths import read_file, unlinked
from mawaqif.tables import Table, canonical_text, csv_text, parse_table


@dataclass(frozen=True)
class InsertedRow:
    """A new row at its line in the file.

    Attributes:
        file: path of the table, relative to the package.
        line: the line on which the row stands.
        text: the line.
    """

    file: str
    line: int
    text: str


def insert_rows(before: Draft, after: Draft, *, write: bool) -> list[InsertedRow]:
    """Insert the new rows in sorted order, and write the tables concerned, all or none.

    Args:
        before: the draft without new rows, as it was read.
        after: the draft with the new rows.
        write: whether to write; otherwise only return where the rows would be.

    Raises:
        CannotRunError: a table is no longer as it was read; nothing was written.
        OSError: a file cannot be written; all are as they were.
    """
    texts: dict[Path, str] = {}
    rows: list[InsertedRow] = []
    changed = (name for name, table in after.dataset.tables.items() if table is not before.dataset.tables[name])
    for name in dict.fromkeys([*after.new_counts, *changed]):
        table = after.dataset.tables[name]
        text = canonical_text(table)
        rows += _placed(table, after.new_counts.get(name, 0), text)
        path = unlinked(before.root, table.schema.path)
        if read_file(path) != before.dataset.tables[name].text.encode():
            raise CannotRunError(f"{path}: another program changed it in the meantime; nothing was written")
        texts[path] = text
    if write:
        write_texts(texts)
    return rows


def _placed(table: Table, count: int, text: str) -> Iterator[InsertedRow]:
    """Yield the last rows of a table, as they stand in its text in canonical form."""
    ordered, _ = parse_table(text, table.schema)
    wanted = Counter(table.cells.tail(count).rows())
    for row, line in zip(ordered.cells.rows(), ordered.lines, strict=True) if ordered else ():
        if wanted[row]:
            wanted[row] -= 1
            yield InsertedRow(table.schema.path, line, csv_text([cell or "" for cell in row], []).rstrip("\n"))
