"""Columns of cells become columns of values: each cell is read by the type, format and properties of its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from mawaqif.standard.kinds import DTYPES, FALSE, INTEGER, NUMBER, TRUE, canonical
from mawaqif.standard.schema import Field

_PLAIN = {"integer": rf"^(?:{INTEGER.pattern.replace(chr(92) + 'd', '[0-9]')})$", "year": r"^[0-9]{4}$"}
_NUMBER = rf"^(?:{NUMBER.pattern.replace(chr(92) + 'd', '[0-9]')})$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True)
class Column:
    """A column of values.

    Attributes:
        field: what its schema says.
        cells: the cells, as the file has them.
        texts: the same as texts, for messages; null where a cell is missing.
        values: what they stand for; null where a cell is missing or cannot be read.
    """

    field: Field
    cells: Sequence[Any] | pl.Series
    texts: pl.Series
    values: pl.Series

    @cached_property
    def bad(self) -> list[int]:
        """Positions of the cells that cannot be read."""
        return (self.texts.is_not_null() & self.values.is_null()).arg_true().to_list()

    def mapped(self, make: Callable[[Any], Any], dtype: pl.DataType) -> pl.Series:
        """Return what a function makes of each cell that can be read; null where it raises `ValueError`."""
        if isinstance(self.cells, pl.Series):
            return by_distinct(self.texts, make, dtype)
        readable = self.values.is_not_null().to_list()
        made = [_made(make, cell) if is_read else None for cell, is_read in zip(self.cells, readable, strict=True)]
        return pl.Series(made, dtype=dtype, strict=False)


def _made(make: Callable[[Any], Any], cell: Any) -> Any:
    try:
        return make(cell)
    except (ValueError, TypeError, OverflowError, RecursionError, AttributeError):
        return None


def by_distinct(texts: pl.Series, make: Callable[[Any], Any], dtype: pl.DataType) -> pl.Series:
    """Return what a function makes of each text, which is asked once for each that is different."""
    distinct = texts.drop_nulls().unique().to_list()
    made = {text: value for text in distinct if (value := _made(make, text)) is not None}
    if not made:
        return pl.Series(texts.name, [None] * len(texts), dtype=dtype)
    values = _series(list(made.values()), dtype)
    return texts.replace_strict(pl.Series(list(made)), values, default=None, return_dtype=values.dtype)


def _series(values: list[Any], dtype: pl.DataType) -> pl.Series:
    """Return values as a column; whole numbers that 64 bits do not hold as decimal ones."""
    try:
        return pl.Series(values, dtype=dtype)
    except (OverflowError, TypeError, pl.exceptions.PolarsError):
        return pl.Series([None if value is None else float(value) for value in values], dtype=pl.Float64)


def read_column(field: Field, cells: Sequence[Any] | pl.Series, null: str | None) -> Column:
    """Read a column.

    Args:
        field: what its schema says.
        cells: texts, or values of JSON.
        null: a text that the dialect has for null.
    """
    missing = field.missing | ({null} if null is not None else set())
    if not isinstance(cells, pl.Series):
        return _from_json(field, cells, missing)
    texts = pl.select(pl.when(~cells.is_in(list(missing))).then(cells)).to_series() if missing else cells
    dtype = DTYPES[field.kind]
    if field.kind == "any" or (field.kind == "string" and field.form == "default"):
        return Column(field, cells, texts, texts)
    values = _quick(field, texts)
    left = texts.is_not_null() if values is None else texts.is_not_null() & values.is_null()
    if left.any():
        rest = by_distinct(pl.select(pl.when(left).then(texts)).to_series(), field.read, dtype)
        if values is None or rest.is_not_null().any():
            values = rest if values is None else _together(values, rest)
    return Column(field, cells, texts, values if values is not None else pl.Series([None] * len(cells), dtype=dtype))


def _together(values: pl.Series, rest: pl.Series) -> pl.Series:
    if values.dtype != rest.dtype:
        values, rest = values.cast(pl.Float64), rest.cast(pl.Float64)
    return values.fill_null(rest)


def _quick(field: Field, texts: pl.Series) -> pl.Series | None:
    """Read the cells in the usual spelling of their type as a whole; null where one must be looked at, None for other types."""
    raw, kind = field.raw, field.kind
    if kind in _PLAIN and not raw.get("groupChar") and raw.get("bareNumber", True):
        return _matching(texts, _PLAIN[kind]).cast(pl.Int64, strict=False)
    if kind == "number" and raw.get("decimalChar", ".") == "." and not raw.get("groupChar") and raw.get("bareNumber", True):
        return _matching(texts, _NUMBER).cast(pl.Float64, strict=False)
    if kind == "boolean":
        true, false = (list(raw.get(key, usual)) for key, usual in (("trueValues", TRUE), ("falseValues", FALSE)))
        return pl.select(
            pl.when(texts.is_in(true)).then(pl.lit(value=True)).when(texts.is_in(false)).then(pl.lit(value=False))
        ).to_series()
    if kind == "date" and field.form == "default":
        return _matching(texts, _DATE).str.to_date("%Y-%m-%d", strict=False)
    return None


def _matching(texts: pl.Series, pattern: str) -> pl.Series:
    return pl.select(pl.when(texts.str.contains(pattern)).then(texts)).to_series()


def _from_json(field: Field, cells: Sequence[Any], missing: frozenset[str] | set[str]) -> Column:
    filled = [cell is not None and not (isinstance(cell, str) and cell in missing) for cell in cells]
    texts = [
        (cell if isinstance(cell, str) else canonical(cell)) if told else None for cell, told in zip(cells, filled, strict=True)
    ]
    values = [_made(field.read, cell) if told else None for cell, told in zip(cells, filled, strict=True)]
    return Column(field, cells, pl.Series(texts, dtype=pl.String), _series(values, DTYPES[field.kind]))
