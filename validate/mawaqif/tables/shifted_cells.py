"""Which cell of a row with too many cells holds the commas that split it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from mawaqif.tables.model import Field, TableSchema
from mawaqif.tables.patterns import polars_pattern

_ARABIC = re.compile(r"[\u0600-\u06ff]")


def widened_column(row: Sequence[str], header: Sequence[str], table: TableSchema) -> str:
    """Return the column whose cell was split by its own commas; empty where that cannot be told.

    After a comma of a sentence stands a space, and no cell of a table begins with one. Where that
    does not tell, the column is the only one that, with its cell joined again, leaves each cell where it fits.

    Args:
        row: the cells, more than the header has.
        header: the columns as the file has them.
        table: the schema.
    """
    extra = len(row) - len(header)
    spaced = [position for position, cell in enumerate(row) if position and cell.startswith(" ")]
    if len(spaced) == extra and spaced == list(range(spaced[0], spaced[0] + extra)):
        return header[spaced[0] - 1]
    fields = [table.by_name.get(name) for name in header]
    fitting = []
    for position, name in enumerate(header):
        joined = [*row[:position], ",".join(row[position : position + extra + 1]), *row[position + extra + 1 :]]
        if all(field is None or fits(cell, field) for field, cell in zip(fields, joined, strict=True)):
            fitting.append(name)
    return fitting[0] if len(fitting) == 1 else ""


def fits(cell: str, field: Field) -> bool:
    """Tell whether a cell may stand in a column: what is required, listed, spelt so, or in the letters of its language."""
    limits = field.constraints
    if not cell:
        return not field.required
    if "enum" in limits and cell not in limits["enum"]:
        return False
    if "pattern" in limits and not pl.Series([cell]).str.contains(polars_pattern(limits["pattern"]))[0]:
        return False
    if len(cell) < limits.get("minLength", 0) or (field.type.name in {"integer", "number"} and not cell.isdigit()):
        return False
    return not field.language or bool(_ARABIC.search(cell)) == (field.language == "ar")
