"""Cells held against the constraints of their field, through Pandera on Polars.

The Pandera schema is made from the Table Schema. Columns have numbers for names there, because a name of a field may be any
text. Keys and references are in `keys`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.polars as pandera
import polars as pl
from pandera.polars import PolarsData
from rapidfuzz import process

from mawaqif.findings import Bilingual, Code, Finding, joined, said, show
from mawaqif.standard import codes
from mawaqif.standard.columns import Column
from mawaqif.standard.constraint_codes import ENUM, LENGTH, PATTERN, RANGE, REQUIRED
from mawaqif.standard.kind_words import expected_of, problem_of
from mawaqif.standard.kinds import length
from mawaqif.standard.rows import Rows
from mawaqif.standard.schema import Field

# The least similar value that is taken for the one that was meant.
MIN_SIMILARITY = 60
BOUNDS = {
    "minimum": Bilingual("at least {limit}", "{limit} فأكثر"),
    "maximum": Bilingual("at most {limit}", "{limit} فأقل"),
    "exclusiveMinimum": Bilingual("more than {limit}", "أكثر من {limit}"),
    "exclusiveMaximum": Bilingual("less than {limit}", "أقل من {limit}"),
}
MATCHES = "what matches {pattern}", "ما يطابق {pattern}"
FITS = "is not as the jsonSchema of the field has it: {problem}", "ليست كما في jsonSchema الحقل: {problem}"
FIT = Bilingual("a value that fits it", "قيمة توافقه")


@dataclass(frozen=True)
class Limit:
    """One constraint of one column: the code of its finding, what it says, and which rows pass."""

    code: Code
    said: Any
    passes: pl.Expr


def check_cells(columns: Sequence[Column], rows: Rows, key: Sequence[str]) -> Iterator[Finding]:
    """Check every cell against its type and its constraints.

    Args:
        columns: the columns of the table that have a field.
        rows: the rows that they were read from.
        key: fields of the primary key, which may not be empty.

    Yields:
        One finding a cell; where a cell breaks several constraints, the first of them.
    """
    for order, column in enumerate(columns, start=1):
        for row in column.bad:
            place = rows.place(row, column.field.name, order)
            problem, expected = problem_of(column.field), expected_of(column.field)
            yield codes.CELL_TYPE.at(place, value=show(column.texts[row]), problem=problem, expected=expected)
    limits = [[*_limits(column, f"{number}")] for number, column in enumerate(columns)]
    required = [column.field.constraints.get("required") is True or column.field.name in key for column in columns]
    for number, row, check in failures(columns, limits, required):
        if row not in rows.ragged:
            finding = _finding(columns[number], number + 1, rows, row, limits[number][check] if check >= 0 else None)
            if finding is not None:
                yield finding


def failures(
    columns: Sequence[Column], limits: Sequence[Sequence[Limit]], required: Sequence[bool]
) -> Iterator[tuple[int, int, int]]:
    """Yield column, row and position of the constraint that each cell breaks first; -1 where it is empty and may not be."""
    asked = [number for number, _ in enumerate(columns) if limits[number] or required[number]]
    if not asked:
        return
    frame = pl.DataFrame([columns[number].values.alias(f"{number}") for number in asked])
    schema = pandera.DataFrameSchema(
        {
            f"{number}": pandera.Column(
                columns[number].values.dtype,
                [_check(number, position, limit) for position, limit in enumerate(limits[number])],
                nullable=not required[number],
            )
            for number in asked
        }
    )
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.select("check", "column", "index")
        for check, column, row in cases.unique(["column", "index"], keep="first", maintain_order=True).iter_rows():
            yield int(column), row, -1 if check == "not_nullable" else int(check.rpartition(":")[2])


def _check(number: int, position: int, limit: Limit) -> pandera.Check:
    def passes(data: PolarsData) -> pl.LazyFrame:
        outcome: pl.LazyFrame = data.lazyframe.select(limit.passes.fill_null(value=True))
        return outcome

    return pandera.Check(passes, name=f"{number}:{position}")


def _limits(column: Column, name: str) -> Iterator[Limit]:
    field, cell = column.field, pl.col(name)
    limits = field.constraints
    if "pattern" in limits:
        yield Limit(PATTERN, limits["pattern"], _matches(column, limits["pattern"], cell))
    allowed = [*limits["enum"]] if "enum" in limits else [*field.values]
    if allowed:
        yield Limit(ENUM, allowed, cell.is_in(pl.Series([field.read(value) for value in allowed], dtype=column.values.dtype)))
    for key, told in BOUNDS.items():
        if key in limits:
            limit = pl.lit(field.read(limits[key]), column.values.dtype)
            passes = {"minimum": cell >= limit, "maximum": cell <= limit, "exclusiveMinimum": cell > limit}.get(key, cell < limit)
            yield Limit(RANGE, told.filled(limit=limits[key]), passes)
    for key, told in (("minLength", BOUNDS["minimum"]), ("maxLength", BOUNDS["maximum"])):
        if key in limits:
            long = _lengths(column, cell)
            yield Limit(
                LENGTH, told.filled(limit=limits[key]), long >= limits[key] if key == "minLength" else long <= limits[key]
            )
    if "jsonSchema" in limits:
        fits = column.mapped(lambda value: _misfit(field, value) == "", pl.Boolean())
        yield Limit(codes.CELL_TYPE, "", pl.lit(fits))


def _lengths(column: Column, cell: pl.Expr) -> pl.Expr:
    if column.field.kind == "string":
        return cell.str.len_chars()
    return pl.lit(column.mapped(lambda value: length(column.field.raw, value), pl.Int64()))


def _matches(column: Column, pattern: str, cell: pl.Expr) -> pl.Expr:
    """Return which cells a pattern matches as a whole, as XML Schema has it; what Rust does not read, Python does."""
    whole = f"^(?:{pattern})$"
    try:
        pl.Series([""]).str.contains(whole)
    except pl.exceptions.ComputeError:
        compiled = re.compile(pattern)
        return pl.lit(column.mapped(lambda text: compiled.fullmatch(str(text)) is not None, pl.Boolean()))
    return cell.str.contains(whole)


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


def _finding(column: Column, order: int, rows: Rows, row: int, limit: Limit | None) -> Finding | None:
    field, text = column.field, column.texts[row]
    place = rows.place(row, field.name, order)
    if limit is None:
        # A cell that is not empty here could not be read, and has a finding of its own.
        return REQUIRED.at(place, column=field.name, description=described(field)) if text is None else None
    if limit.code is codes.CELL_TYPE:
        problem = said(*FITS, problem=show(_misfit(field, text)))
        return limit.code.at(place, value=show(text), problem=problem, expected=FIT)
    told: dict[str, Any] = {"value": show(text), "column": field.name, "limit": limit.said, "description": described(field)}
    if limit.code is PATTERN:
        told["meant"] = said(*MATCHES, pattern=show(limit.said))
    if limit.code is ENUM:
        values = [str(value) for value in limit.said]
        match = process.extractOne(str(text), values, score_cutoff=MIN_SIMILARITY)
        hint = said(" (did you mean {meant}?)", " (أتقصد {meant}؟)", meant=show(match[0])) if match else ""
        told |= {"hint": hint, "limit": joined([show(value) for value in values[:20]] + ["…"] * (len(values) > 20))}  # noqa: PLR2004
    return limit.code.at(place, **told)
