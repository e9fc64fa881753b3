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

# First Strong Isolate and Pop Directional Isolate: they keep a cell's direction inside the cell.
ISOLATE, POP = "\u2068", "\u2069"
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
        grid.add_column(Text(field.name), justify="right" if number else "left", overflow="fold")
    for row in _rows(table):
        cells = [_visible(_cell(value)) for value in row]
        grid.add_row(*(_Isolated(cell) if isolate and _RIGHT_TO_LEFT.search(cell) else Text(cell) for cell in cells))
    console.print(grid)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    count = f"({table.num_rows} row{'' if table.num_rows == 1 else 's'})"
    return "\n".join([*lines, count, ""])


def _visible(text: str) -> str:
    """Show control characters, which could move the cursor or recolour the terminal, as escapes; keep line breaks."""
    return "".join(char if char.isprintable() or char in "\n\u200c\u200d" else f"\\x{ord(char):02x}" for char in text)


def as_table(table: pa.Table) -> bytes:
    """Render as a table for people, as wide as the terminal, or wide where the output goes elsewhere."""
    terminal = sys.stdout.isatty()
    width = max(NARROWEST, Console().width) if terminal else WIDEST
    return render_table(table, width, isolate=terminal).encode()


def as_csv(table: pa.Table) -> bytes:
    """Render as CSV: UTF-8, LF, minimal quoting."""
    from mawaqif.tables import csv_text  # noqa: PLC0415 - loads Polars, which the other formats do without

    return csv_text(table.column_names, texts(table)).encode()


def as_json(table: pa.Table) -> bytes:
    """Render as a JSON array of objects; dates and other values without a JSON form become text."""
    rows = [{name: _json(value) for name, value in zip(table.column_names, row, strict=True)} for row in _rows(table)]
    return (json.dumps(rows, ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n").encode()


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
    return markdown_table(table.column_names, texts(table)).encode()


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cell texts as a Markdown table."""

    def line(cells: Sequence[str]) -> str:
        escaped = (cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
        return "| " + " | ".join(re.sub(r"\r\n|\r|\n", "<br>", cell) for cell in escaped) + " |"

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
