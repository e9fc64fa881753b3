"""Query results in the formats that `--format` takes. A new one is one function and one line."""

from __future__ import annotations

import io
import json
import math
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich import box
from rich.console import Console
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

from mawaqif.findings.escaping import ISOLATE, JOINERS, POP, markdown, visible

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
NARROWEST, WIDEST = 60, 200


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def texts(table: pa.Table) -> list[list[str]]:
    """Return the cells of a result as texts, a list a row; nothing is an empty text."""
    return [[_cell(value) for value in row] for row in _rows(table)]


def _rows(table: pa.Table) -> list[list[object]]:
    columns = [column.to_pylist() for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


class _Isolated(Text):
    """A cell whose lines are each wrapped in directional isolates, which take no room."""

    def wrap(self, *args: Any, **kwargs: Any) -> Lines:
        return Lines(Text(f"{ISOLATE}{line.plain.rstrip()}{POP}") for line in super().wrap(*args, **kwargs))


def render_table(table: pa.Table, width: int, *, isolate: bool) -> str:
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
    for field in table.schema:
        number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type) or pa.types.is_decimal(field.type)
        grid.add_column(Text(_shown(field.name)), justify="right" if number else "left", overflow="fold")
    for row in _rows(table):
        cells = [_shown(_cell(value)) for value in row]
        grid.add_row(*(_Isolated(cell) if isolate and _RIGHT_TO_LEFT.search(cell) else Text(cell) for cell in cells))
    console.print(grid)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    count = f"({table.num_rows} row{'' if table.num_rows == 1 else 's'})"
    return "\n".join([*lines, count, ""])


def _shown(text: str) -> str:
    """Return a text for a terminal, line breaks kept: what could move the cursor or recolour it is shown as escapes."""
    return visible(text, keep=f"\n{JOINERS}")


def _sent(text: str) -> bytes:
    """Return a text as a program reads it; on a terminal as people do, so that nothing in it commands the terminal."""
    return (_shown(text) if sys.stdout.isatty() else text).encode("utf-8", "backslashreplace")


def as_table(table: pa.Table) -> bytes:
    """Render as a table for people, as wide as the terminal, or wide where the output goes elsewhere."""
    terminal = sys.stdout.isatty()
    width = max(NARROWEST, Console().width) if terminal else WIDEST
    return render_table(table, width, isolate=terminal).encode()


def as_csv(table: pa.Table) -> bytes:
    """Render as CSV: UTF-8, LF, minimal quoting."""
    from mawaqif.tables import csv_text  # noqa: PLC0415 - loads Polars, which the other formats do without

    return _sent(csv_text(table.column_names, texts(table)))


def as_json(table: pa.Table) -> bytes:
    """Render as a JSON array of objects; dates and other values without a JSON form become text."""
    rows = [{name: _json(value) for name, value in zip(table.column_names, row, strict=True)} for row in _rows(table)]
    return _sent(json.dumps(rows, ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n")


def _json(value: object) -> object:
    """Return a value that JSON can hold: whole decimals as whole numbers, no NaN."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    return value


def as_markdown(table: pa.Table) -> bytes:
    """Render as a Markdown table."""
    return _sent(markdown_table(table.column_names, texts(table)))


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cell texts as a Markdown table; a line break in a cell is a `<br>`, all else in it is text."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join("<br>".join(map(markdown, re.split(r"\r\n|\r|\n", cell))) for cell in cells) + " |"

    return "\n".join([line(header), line(["---"] * len(header)), *map(line, rows), ""])


def as_parquet(table: pa.Table) -> bytes:
    """Render as a Parquet file."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


RESULT_FORMATS: dict[str, Callable[[pa.Table], bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "markdown": as_markdown,
    "parquet": as_parquet,
}
BINARY_FORMATS = frozenset({"parquet"})
