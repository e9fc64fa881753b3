"""What the constraints of a column may hold, each by itself and beside the others: no two may contradict each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from mawaqif.findings import Bilingual, said, show
from mawaqif.tables.field_types import FIELD_TYPES
from mawaqif.tables.patterns import pattern_problem, polars_pattern
from mawaqif.tables.property_types import LARGEST_NUMBER, is_whole
from mawaqif.tables.reader import MAX_CELL_LENGTH

BELOW = (
    "{value}, which is below its {low} {limit}, so that no cell can be right",
    "{value}، وهو دون {low} الذي هو {limit}، فلا تصح خلية",
)
TOO_LONG = (
    "{value:,}, and no cell of more than {most:,} characters is read",
    "{value:,}، ولا تُقرأ خلية محارفها أكثر من {most:,}",
)
UNIVERSAL_CONSTRAINTS = frozenset({"required", "unique", "enum"})
# What a year of four digits can be.
_YEARS = (0, 9999)


def value_problem(constraint: str, kind: str, value: Any) -> str:
    """Say what the value of a constraint is not; empty where it is what it should be.

    Args:
        constraint: name of the constraint, one that the field type knows.
        kind: name of the field type.
        value: what the schema gives.
    """
    return _VALUES[constraint](kind, value)


def _enum_problem(kind: str, value: Any) -> str:
    if kind != "string":
        return said("checked for {kind}", "مما يُفحص في النوع {kind}", kind=kind)
    return (
        ""
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value)
        else Bilingual("a list of texts", "قائمة نصوص")
    )


def _flag_problem(_kind: str, value: Any) -> str:
    return "" if isinstance(value, bool) else Bilingual("true or false", "true أو false")


def _length_problem(_kind: str, value: Any) -> str:
    return "" if is_whole(value) and value >= 0 else Bilingual("a length", "طولًا")


def _limit_problem(kind: str, value: Any) -> str:
    if kind == "date":
        text = pl.Series([value if isinstance(value, str) else ""])
        return "" if FIELD_TYPES["date"].parse(text).is_not_null().all() else Bilingual("a date", "تاريخًا")
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return "" if number and abs(value) < LARGEST_NUMBER else Bilingual("a number that a cell can hold", "عددًا تسعه خلية")


# For each constraint, what its value is not; empty where it is what it should be.
_VALUES: dict[str, Callable[[str, Any], str]] = {
    "pattern": lambda _kind, value: pattern_problem(value),
    "enum": _enum_problem,
    "required": _flag_problem,
    "unique": _flag_problem,
    "minLength": _length_problem,
    "maxLength": _length_problem,
    "minimum": _limit_problem,
    "maximum": _limit_problem,
}


def contradiction(constraints: Mapping[str, Any], kind: str, *, filled: bool) -> tuple[str, str]:
    """Return the constraint that contradicts others, and in which way; both empty where none does.

    Args:
        constraints: constraints of a column, each as it should be by itself.
        kind: name of the field type.
        filled: whether every cell of the column must be filled.
    """
    return next(_contradictions(constraints, kind, filled=filled), ("", ""))


def _contradictions(constraints: Mapping[str, Any], kind: str, *, filled: bool) -> Iterator[tuple[str, str]]:
    for low, high in (("minLength", "maxLength"), ("minimum", "maximum")):
        if low in constraints and high in constraints and constraints[low] > constraints[high]:
            yield high, said(*BELOW, value=constraints[high], low=low, limit=constraints[low])
    if constraints.get("minLength", 0) > MAX_CELL_LENGTH:
        yield "minLength", said(*TOO_LONG, value=constraints["minLength"], most=MAX_CELL_LENGTH)
    if filled and constraints.get("maxLength", 1) == 0:
        yield "maxLength", Bilingual("0, and every cell must be filled", "0، ويجب أن تُملأ كل خلية")
    if kind == "year" and (constraints.get("minimum", 0) > _YEARS[1] or constraints.get("maximum", 0) < _YEARS[0]):
        yield (
            "minimum" if constraints.get("minimum", 0) > _YEARS[1] else "maximum",
            Bilingual("not a year of four digits", "ليس سنة من أربعة أرقام"),
        )
    for value in constraints.get("enum", ()):
        problem = _outside(value, constraints)
        if problem:
            yield (
                "enum",
                said("a list with {value}, {problem}", "قائمة فيها {value}، {problem}", value=show(value), problem=problem),
            )


def _outside(value: str, constraints: Mapping[str, Any]) -> str:
    """Say why no cell can have a listed value; empty where one can."""
    if not value:
        return Bilingual("and an empty cell is a missing value", "والخلية الفارغة قيمة مفقودة")
    if len(value) < constraints.get("minLength", 0):
        return said(
            "which is shorter than minLength {limit} allows",
            "وهي أقصر مما يجيزه minLength {limit}",
            limit=constraints["minLength"],
        )
    if len(value) > constraints.get("maxLength", MAX_CELL_LENGTH):
        return said(
            "which is longer than {limit:,} characters",
            "ومحارفها أكثر من {limit:,}",
            limit=constraints.get("maxLength", MAX_CELL_LENGTH),
        )
    if "pattern" in constraints and not pl.Series([value]).str.contains(polars_pattern(constraints["pattern"]))[0]:
        return said(
            "which does not match the pattern {pattern}", "ولا تطابق النمط {pattern}", pattern=show(constraints["pattern"])
        )
    return ""
