"""Rows that JSON holds: a list of lists with a header, or a list of objects, in the descriptor or in a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from mawaqif.findings import Bilingual, said, show
from mawaqif.standard.dialect import Dialect
from mawaqif.standard.json_file import JsonError, Steps, lines_of_items, parse_json
from mawaqif.standard.rows import Rows

NO_LIST = Bilingual("it is no list of rows", "ليس قائمة صفوف")
NOT_ROWS = "its row {number} is neither a list nor an object", "صفه {number} ليس قائمة ولا كائنًا"


class NoRowsError(ValueError):
    """JSON that holds no rows; the message says why, `line` where."""

    def __init__(self, problem: str, line: int = 0) -> None:
        """Keep the problem and its line."""
        super().__init__(problem)
        self.line = line


def from_text(text: str, path: str, form: str, dialect: Dialect) -> Rows:
    """Read the rows of a JSON file, or of one with a JSON value on each line.

    Args:
        text: the text.
        path: the path of the file.
        form: `json`, `ndjson` or `jsonl`.
        dialect: says in which property the rows stand.

    Raises:
        NoRowsError: it holds none.
    """
    if form != "json":
        numbered = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
        items = [_parsed_line(line, number) for number, line in numbered]
        return from_items(items, path, [number for number, _ in numbered], dialect)
    try:
        value = parse_json(text)
    except JsonError as error:
        raise NoRowsError(error.args[0], error.line) from error
    steps: Steps = ()
    if dialect.rows_in and isinstance(value, dict):
        steps, value = (dialect.rows_in,), value.get(dialect.rows_in)
    return from_items(value, path, lines_of_items(text, steps), dialect)


def _parsed_line(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        problem = said(
            "line {number} is not JSON: {problem}", "السطر {number} ليس JSON: {problem}", number=number, problem=show(error)
        )
        raise NoRowsError(problem, number) from error


def from_items(items: Any, path: str, lines: Sequence[int], dialect: Dialect) -> Rows:
    """Return the rows of a list.

    Args:
        items: the list.
        path: the file that it stands in.
        lines: the line of each item; fewer where they cannot be told.
        dialect: whether the first list is the header.

    Raises:
        NoRowsError: it is no list of lists or objects.
    """
    if not isinstance(items, list):
        raise NoRowsError(NO_LIST)
    lines = [*lines, *[0] * (len(items) - len(lines))]
    for number, item in enumerate(items, start=1):
        if not isinstance(item, (list, dict)):
            raise NoRowsError(said(*NOT_ROWS, number=number), lines[number - 1])
    if items and isinstance(items[0], dict):
        header = list(dialect.item_keys) or list(dict.fromkeys(key for item in items if isinstance(item, dict) for key in item))
        rows = [[item.get(key) for key in header] if isinstance(item, dict) else item for item in items]
        return _rows(header, rows, path, lines)
    rows = [item if isinstance(item, list) else list(item.values()) for item in items]
    if not dialect.header_rows or not rows:
        return _rows(None, rows, path, lines)
    header = ["" if cell is None else cell if isinstance(cell, str) else json.dumps(cell) for cell in rows[0]]
    return _rows(header, rows[1:], path, lines[1:], lines[0])


def _rows(header: list[str] | None, rows: list[list[Any]], path: str, lines: Sequence[int], header_line: int = 0) -> Rows:
    width = len(header) if header is not None else max(map(len, rows), default=0)
    ragged = {number for number, row in enumerate(rows) if len(row) != width}
    columns: list[Any] = [[row[place] if place < len(row) else None for row in rows] for place in range(width)]
    return Rows(header, columns, [(path, 0)], [lines], ragged, header_line, texts=False)
