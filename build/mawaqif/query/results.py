"""Query results in the formats that `--format` takes. A new one is one function and one line.

A result is an `Answer`, or a table of Arrow. What is written as text does without Arrow, which loads as long as an answer takes.
"""

from __future__ import annotations

import io
import json
import math
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

from mawaqif.findings.escaping import ISOLATE, JOINERS, POP, markdown, visible

if TYPE_CHECKING:
    import pyarrow as pa

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
NARROWEST, WIDEST = 60, 200


@dataclass(frozen=True)
class Answer:
    """What a query gives.

    Attributes:
        column_names: names of the columns, no two alike.
        numbers: for each column, whether it holds numbers.
        rows: the values of each row, in the order of the columns; nothing is None.
    """

    column_names: Sequence[str]
    numbers: Sequence[bool]
    rows: Sequence[Sequence[object]]

    @property
    def num_rows(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def slice(self, start: int, most: int) -> Answer:
        """Return some rows after a position."""
        return Answer(self.column_names, self.numbers, self.rows[start : start + most])


def as_answer(table: Answer | pa.Table) -> Answer:
    """Return a result with its values in Python."""
    if isinstance(table, Answer):
        return table
    from pyarrow import types  # noqa: PLC0415 - see above

    kinds = [field.type for field in table.schema]
    numbers = [types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind) for kind in kinds]
    return Answer(table.column_names, numbers, [*zip(*(column.to_pylist() for column in table.columns), strict=True)])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def texts(table: Answer | pa.Table) -> list[list[str]]:
    """Return the cells of a result as texts, a list a row; nothing is an empty text."""
    return [[_cell(value) for value in row] for row in as_answer(table).rows]


class _Isolated(Text):
    """A cell whose lines are each wrapped in directional isolates, which take no room."""

    def wrap(self, *args: Any, **kwargs: Any) -> Lines:
        return Lines(Text(f"{ISOLATE}{line.plain.rstrip()}{POP}") for line in super().wrap(*args, **kwargs))


def render_table(table: Answer | pa.Table, width: int, *, isolate: bool) -> str:
    """Render as a table for people; long cells wrap at words.

    Args:
        table: the result.
        width: columns of the terminal.
        isolate: whether lines with Arabic are wrapped in directional isolates, so that a
            terminal that reorders text keeps each within its column.
    """
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, highlight=False, emoji=False)
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    answer = as_answer(table)
    for name, number in zip(answer.column_names, answer.numbers, strict=True):
        grid.add_column(Text(_shown(name)), justify="right" if number else "left", overflow="fold")
    for row in answer.rows:
        cells = [_shown(_cell(value)) for value in row]
        grid.add_row(*(_Isolated(cell) if isolate and _RIGHT_TO_LEFT.search(cell) else Text(cell) for cell in cells))
    console.print(grid)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    count = f"({answer.num_rows} row{'' if answer.num_rows == 1 else 's'})"
    return "\n".join([*lines, count, ""])


def _shown(text: str) -> str:
    """Return a text for a terminal, line breaks kept: what could move the cursor or recolour it is shown as escapes."""
    return visible(text, keep=f"\n{JOINERS}")


def _sent(text: str) -> bytes:
    """Return a text as a program reads it; on a terminal as people do, so that nothing in it commands the terminal."""
    return (_shown(text) if sys.stdout.isatty() else text).encode("utf-8", "backslashreplace")


def as_table(table: Answer | pa.Table) -> bytes:
    """Render as a table for people, as wide as the terminal, or wide where the output goes elsewhere."""
    terminal = sys.stdout.isatty()
    width = max(NARROWEST, Console().width) if terminal else WIDEST
    return render_table(table, width, isolate=terminal).encode()


def as_csv(table: Answer | pa.Table) -> bytes:
    """Render as CSV: UTF-8, LF, minimal quoting."""
    from mawaqif.tables import csv_text  # noqa: PLC0415 - loads Polars, which the other formats do without

    return _sent(csv_text(table.column_names, texts(table)))


def as_json(table: Answer | pa.Table) -> bytes:
    """Render as a JSON array of objects; dates and other values without a JSON form become text."""
    answer = as_answer(table)
    rows = [{name: _json(value) for name, value in zip(answer.column_names, row, strict=True)} for row in answer.rows]
    return _sent(json.dumps(rows, ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n")


def _json(value: object) -> object:
    """Return a value that JSON can hold: whole decimals as whole numbers, no NaN."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    return value


def as_markdown(table: Answer | pa.Table) -> bytes:
    """Render as a Markdown table."""
    return _sent(markdown_table(table.column_names, texts(table)))


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cell texts as a Markdown table; a line break in a cell is a `<br>`, all else in it is text."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join("<br>".join(map(markdown, re.split(r"\r\n|\r|\n", cell))) for cell in cells) + " |"

    return "\n".join([line(header), line(["---"] * len(header)), *map(line, rows), ""])


def as_parquet(table: pa.Table) -> bytes:
    """Render as a Parquet file."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


# Those that are binary take a table of Arrow alone, because they keep the types.
RESULT_FORMATS: dict[str, Callable[[Any], bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "markdown": as_markdown,
    "parquet": as_parquet,
}
BINARY_FORMATS = frozenset({"parquet"})
