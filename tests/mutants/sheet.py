"""A CSV file as its physical lines.

The tables hold no line break inside a cell, so a row is a line, and the number of a line is
its place in a list. Nothing of the reader under test is used to find it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

Row = Mapping[str, str]


@cache
def split(line: str) -> tuple[str, ...]:
    """Split one line of CSV into its cells."""
    return tuple(next(csv.reader([line], strict=True), ()))


def join(cells: Sequence[str]) -> str:
    """Write cells as one line of CSV, quoted where needed, without its line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().removesuffix("\n")


class Sheet:
    """The lines of a table, numbered as an editor numbers them: the header is line 1."""

    def __init__(self, text: str) -> None:
        """Take the text of a file that ends with a line end."""
        self.lines = text.removesuffix("\n").split("\n")

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns, as the first line has them."""
        return split(self.lines[0])

    @property
    def last(self) -> int:
        """Number of the last line."""
        return len(self.lines)

    def row(self, line: int) -> Row:
        """Return the cells of a line by column."""
        return dict(zip(self.header, split(self.lines[line - 1]), strict=True))

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield the number and the cells of every line after the header."""
        return ((line, self.row(line)) for line in range(2, self.last + 1))

    def put(self, line: int, **cells: str) -> None:
        """Write some cells of a line; the others stay as they are."""
        self.lines[line - 1] = join(list({**self.row(line), **cells}.values()))

    def insert(self, line: int, row: Row) -> None:
        """Put a row in at a line; the lines from there on move down."""
        self.lines.insert(line - 1, join([row[name] for name in self.header]))

    def insert_sorted(self, row: Row, key: Sequence[str]) -> int:
        """Put a row in where its key belongs, and return its line."""
        wanted = tuple(row[name] for name in key)
        later = (line for line, other in self.rows() if tuple(other[name] for name in key) > wanted)
        line = next(later, self.last + 1)
        self.insert(line, row)
        return line

    def text(self) -> str:
        """Return the text of the file."""
        return "\n".join(self.lines) + "\n"
