"""Cells held against the type and the constraints of their field.

The limits are made from the Table Schema, and held by `limits`, through Pandera. Columns have numbers for names there, because
a name of a field may be any text. Keys and references are in `keys`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import Any

import polars as pl

from mawaqif.findings import Bilingual, Finding, joined, said, show
from mawaqif.standard import codes
from mawaqif.standard.columns import Column
from mawaqif.standard.constraint_codes import ENUM, LENGTH, PATTERN, RANGE, REQUIRED
from mawaqif.standard.kind_words import expected_of, problem_of
from mawaqif.standard.kinds import length
from mawaqif.standard.limits import AT_LEAST, AT_MOST, EMPTY, Limit, breaches
from mawaqif.standard.rows import Rows
from mawaqif.standard.schema import Field

# The least similar value that is taken for the one that was meant.
MIN_SIMILARITY = 60
BOUNDS = {
    "minimum": AT_LEAST,
    "maximum": AT_MOST,
    "exclusiveMinimum": Bilingual("more than {limit}", "أكثر من {limit}"),
    "exclusiveMaximum": Bilingual("less than {limit}", "أقل من {limit}"),
}
MATCHES = "what matches {pattern}", "ما يطابق {pattern}"
FITS = "is not as the jsonSchema of the field has it: {problem}", "ليست كما في jsonSchema الحقل: {problem}"
FIT = Bilingual("a value that fits it", "قيمة توافقه")


def check_cells(columns: Sequence[Column], rows: Rows, key: Sequence[str], most: int) -> Iterator[Finding]:
    """Check every cell against its type and its constraints.

    Args:
        columns: the columns of the table that have a field.
        rows: the rows that they were read from.
        key: fields of the primary key, which may not be empty.
        most: number of cells of a column that break the same limit, of which each is told.

    Yields:
        One finding a cell; where a cell breaks several constraints, the first of them. Of very many alike the last one told
        stands for those after it, which are only counted.
    """
    for order, column in enumerate(columns, start=1):
        yield from _unreadable(column, order, rows, most)
    frame, limits, held = {}, {}, {}
    for number, column in enumerate(columns):
        name = f"{number}"
        frame[name] = column.values
        limits[name] = [*_limits(column, name, frame)]
        if rows.ragged or column.bad:
            frame[f"{name} held"] = _held(rows, column)
            held[name] = pl.col(f"{name} held")
    filled = {
        f"{number}"
        for number, column in enumerate(columns)
        if column.field.constraints.get("required") is True or column.field.name in key
    }
    for broken in breaches(pl.DataFrame(frame), limits, filled, most, held):
        number = int(broken.column)
        limit = None if broken.limit == EMPTY else limits[broken.column][broken.limit]
        told = _finding(columns[number], number + 1, rows, broken.row, limit)
        yield from repeat(told, broken.more + 1)


def _held(rows: Rows, column: Column) -> pl.Series:
    """Return which cells were read and stand in a row that has all its cells."""
    held = pl.Series([True]).new_from_index(0, rows.height)
    return held.scatter(sorted({*rows.ragged, *column.bad}), False)  # noqa: FBT003 - Polars takes it by place


def _unreadable(column: Column, order: int, rows: Rows, most: int) -> Iterator[Finding]:
    if not column.bad:
        return
    problem, expected = problem_of(column.field), expected_of(column.field)
    told: list[Finding] = []
    for row in column.bad[:most]:
        place = rows.place(row, column.field.name, order)
        told.append(codes.CELL_TYPE.at(place, value=show(column.texts[row]), problem=problem, expected=expected))
    yield from (*told, *repeat(told[-1], max(0, len(column.bad) - most)))


def _limits(column: Column, name: str, frame: dict[str, pl.Series]) -> Iterator[Limit]:
    """Yield the limits of a column; what only Python can tell of its cells becomes a column more of the frame."""
    field, cell = column.field, pl.col(name)
    limits = field.constraints
    if "pattern" in limits:
        yield Limit(PATTERN, limits["pattern"], _matches(column, limits["pattern"], name, frame))
    allowed = [*limits["enum"]] if "enum" in limits else [*field.values]
    if allowed:
        yield Limit(
            ENUM, allowed, cell.is_in(pl.Series([field.read(value) for value in allowed], dtype=column.values.dtype).implode())
        )
    for key, told in BOUNDS.items():
        if key in limits:
            limit = pl.lit(field.read(limits[key]), column.values.dtype)
            passes = {"minimum": cell >= limit, "maximum": cell <= limit, "exclusiveMinimum": cell > limit}.get(key, cell < limit)
            yield Limit(RANGE, told.filled(limit=limits[key]), passes)
    for key, told in (("minLength", AT_LEAST), ("maxLength", AT_MOST)):
        if key in limits:
            long = _lengths(column, name, frame)
            yield Limit(
                LENGTH, told.filled(limit=limits[key]), long >= limits[key] if key == "minLength" else long <= limits[key]
            )
    if "jsonSchema" in limits:
        frame[f"{name} fits"] = column.mapped(lambda value: _misfit(field, value) == "", pl.Boolean())
        yield Limit(codes.CELL_TYPE, "", pl.col(f"{name} fits"))


def _lengths(column: Column, name: str, frame: dict[str, pl.Series]) -> pl.Expr:
    if column.field.kind == "string":
        return pl.col(name).str.len_chars()
    frame[f"{name} long"] = column.mapped(lambda value: length(column.field.raw, value), pl.Int64())
    return pl.col(f"{name} long")


def _matches(column: Column, pattern: str, name: str, frame: dict[str, pl.Series]) -> pl.Expr:
    """Return which cells a pattern matches as a whole, as XML Schema has it; what Rust does not read, Python does."""
    whole = f"^(?:{pattern})$"
    try:
        pl.Series([""]).str.contains(whole)
    except pl.exceptions.ComputeError:
        compiled = re.compile(pattern)
        frame[f"{name} matches"] = column.mapped(lambda text: compiled.fullmatch(str(text)) is not None, pl.Boolean())
        return pl.col(f"{name} matches")
    return pl.col(name).str.contains(whole)


@cache
def _validator(text: str) -> Any:
    from jsonschema import validators  # type: ignore[import-untyped]  # noqa: PLC0415 - few packages have such a constraint

    schema = json.loads(text)
    return validators.validator_for(schema)(schema)


def _misfit(field: Field, value: Any) -> str:
    """Say in what a value does not fit the JSON Schema of its field; empty where it fits."""
    told = json.loads(value) if isinstance(value, str) else value
    errors = _validator(json.dumps(field.constraints["jsonSchema"])).iter_errors(told)
    return next((str(error.message) for error in errors), "")


def described(field: Field) -> Bilingual:
    """Return what a field is, as its schema describes it, in Arabic too where it does."""
    english = next((str(field.raw[key]) for key in ("description", "title") if field.raw.get(key)), field.name)
    arabic = next((str(field.raw[key]) for key in ("description_ar", "title_ar") if field.raw.get(key)), "")
    shown = show(english)
    return Bilingual("{text}", "{told}", {"text": shown, "told": show(arabic) if arabic else shown})


def _finding(column: Column, order: int, rows: Rows, row: int, limit: Limit | None) -> Finding:
    field, text = column.field, column.texts[row]
    place = rows.place(row, field.name, order)
    if limit is None:
        return REQUIRED.at(place, column=field.name, description=described(field))
    if limit.code is codes.CELL_TYPE:
        problem = said(*FITS, problem=show(_misfit(field, text)))
        return limit.code.at(place, value=show(text), problem=problem, expected=FIT)
    told: dict[str, Any] = {"value": show(text), "column": field.name, "limit": limit.said, "description": described(field)}
    if limit.code is PATTERN:
        told["meant"] = said(*MATCHES, pattern=show(limit.said))
    if limit.code is ENUM:
        from rapidfuzz import process  # noqa: PLC0415 - clean tables do without

        values = [str(value) for value in limit.said]
        match = process.extractOne(str(text), values, score_cutoff=MIN_SIMILARITY)
        hint = said(" (did you mean {meant}?)", " (أتقصد {meant}؟)", meant=show(match[0])) if match else ""
        told |= {"hint": hint, "limit": joined([show(value) for value in values[:20]] + ["…"] * (len(values) > 20))}  # noqa: PLR2004
    return limit.code.at(place, **told)
