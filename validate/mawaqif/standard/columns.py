"""Columns of cells become columns of values: each cell is read by the type, format and properties of its field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
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
        bad: positions of the cells that cannot be read.
    """

    field: Field
    cells: Sequence[Any] | pl.Series
    texts: pl.Series
    values: pl.Series
    bad: Sequence[int] = ()

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


def read_columns(fields: Sequence[Field], cells: Sequence[Sequence[Any] | pl.Series], null: str | None) -> list[Column]:
    """Read the columns of a table, as many at once as can be.

    Args:
        fields: what the schema says of each.
        cells: of each, texts, or values of JSON.
        null: a text that the dialect has for null.
    """
    missing = [item.missing | ({null} if null is not None else set()) for item in fields]
    found = {
        number: _from_json(fields[number], items, missing[number])
        for number, items in enumerate(cells)
        if not isinstance(items, pl.Series)
    }
    frame = pl.DataFrame([items.alias(f"{number}") for number, items in enumerate(cells) if isinstance(items, pl.Series)])
    texts = frame.select(_present(name, missing[int(name)]) for name in frame.columns)
    quick = {name: expr for name in texts.columns if (expr := _quick(fields[int(name)], pl.col(name))) is not None}
    values = texts.select(expr.alias(name) for name, expr in quick.items())
    both = pl.concat([texts, values.rename(lambda name: f"{name} read")], how="horizontal")
    left = both.select(_unread(name, quick) for name in texts.columns)
    slow = left.select(pl.all().any()).row(0) if left.width else ()
    for name, is_slow in zip(texts.columns, slow, strict=True):
        column = Column(
            fields[int(name)],
            frame[name],
            texts[name],
            values[name] if name in quick else _nothing(fields[int(name)], frame.height),
        )
        found[int(name)] = _read(column, left[name]) if is_slow else column
    return [found[number] for number, _ in enumerate(fields)]


def _present(name: str, missing: frozenset[str] | set[str]) -> pl.Expr:
    return pl.when(~pl.col(name).is_in(list(missing))).then(pl.col(name)).alias(name) if missing else pl.col(name)


def _unread(name: str, quick: Collection[str]) -> pl.Expr:
    """Return which cells are there and were not read at once."""
    filled = pl.col(name).is_not_null()
    return (filled & pl.col(f"{name} read").is_null() if name in quick else filled).alias(name)


def _nothing(field: Field, height: int) -> pl.Series:
    return pl.Series([None], dtype=DTYPES[field.kind]).new_from_index(0, height)


def _read(column: Column, left: pl.Series) -> Column:
    """Read the cells that are left, each by itself."""
    field, texts, values = column.field, column.texts, column.values
    rest = by_distinct(pl.select(pl.when(left).then(texts)).to_series(), field.read, DTYPES[field.kind])
    if rest.is_not_null().any():
        values = _together(values, rest)
    bad = (texts.is_not_null() & values.is_null()).arg_true().to_list()
    return replace(column, values=values, bad=bad)


def _together(values: pl.Series, rest: pl.Series) -> pl.Series:
    if values.dtype != rest.dtype:
        values, rest = values.cast(pl.Float64), rest.cast(pl.Float64)
    return values.fill_null(rest)


def _quick(field: Field, cell: pl.Expr) -> pl.Expr | None:
    """Return what reads the cells in the usual spelling of their type, null where one must be looked at; None for other types."""
    raw, kind = field.raw, field.kind
    if kind == "any" or (kind == "string" and field.form == "default"):
        return cell
    bare = not raw.get("groupChar") and raw.get("bareNumber", True)
    if kind in _PLAIN and bare:
        return _matching(cell, _PLAIN[kind]).cast(pl.Int64, strict=False)
    if kind == "number" and raw.get("decimalChar", ".") == "." and bare:
        return _matching(cell, _NUMBER).cast(pl.Float64, strict=False)
    if kind == "boolean":
        true, false = (list(raw.get(key, usual)) for key, usual in (("trueValues", TRUE), ("falseValues", FALSE)))
        return pl.when(cell.is_in(true)).then(pl.lit(value=True)).when(cell.is_in(false)).then(pl.lit(value=False))
    if kind == "date" and field.form == "default":
        return _matching(cell, _DATE).str.to_date("%Y-%m-%d", strict=False)
    return None


def _matching(cell: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(cell.str.contains(pattern)).then(cell)


def _from_json(field: Field, cells: Sequence[Any], missing: frozenset[str] | set[str]) -> Column:
    filled = [cell is not None and not (isinstance(cell, str) and cell in missing) for cell in cells]
    texts = [
        (cell if isinstance(cell, str) else canonical(cell)) if told else None for cell, told in zip(cells, filled, strict=True)
    ]
    values = [_made(field.read, cell) if told else None for cell, told in zip(cells, filled, strict=True)]
    bad = [row for row, value in enumerate(values) if value is None and filled[row]]
    return Column(field, cells, pl.Series(texts, dtype=pl.String), _series(values, DTYPES[field.kind]), bad)
