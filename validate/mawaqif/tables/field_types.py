"""Field types: everything about one Table Schema type is in one object.

A cell is text until its type parses it. The accepted spellings are the canonical ones
only (`true`, not `TRUE`; `7`, not `007`), so that a value has one form in the CSV and
every edition reads back equal. This is narrower than the Table Schema standard allows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from mawaqif.findings import Bilingual


@dataclass(frozen=True)
class FieldType:
    """One Table Schema type.

    Attributes:
        name: the type's name in a Table Schema.
        expected: the accepted spelling in words, for messages.
        dtype: the Polars type that holds it; Arrow and Parquet follow from it.
        sql: the SQL type that holds it.
        pattern: regular expression that every accepted cell matches in full.
        convert: turns a text column whose cells match into a typed one; a cell that
            it cannot turn becomes null.
        bounds: the constraints that make sense for it, beside required, unique, enum.
    """

    name: str
    expected: str
    dtype: pl.DataType
    sql: str
    pattern: str
    convert: Callable[[pl.Series], pl.Series]
    bounds: frozenset[str]

    def parse(self, cells: pl.Series) -> pl.Series:
        """Read a column of cell texts; a cell that is not of this type becomes null.

        Args:
            cells: text column; null where the cell is empty.

        Returns:
            A column of `dtype`, as long as `cells`. A value is null where the cell was
            empty or unreadable; the caller tells the two apart by comparing with `cells`.
        """
        if self.dtype == pl.String:
            return cells
        readable = cells.str.contains(self.pattern)
        return self.convert(pl.select(pl.when(readable).then(cells)).to_series()).alias(cells.name)


_LENGTHS = frozenset({"minLength", "maxLength", "pattern"})
_LIMITS = frozenset({"minimum", "maximum"})

FIELD_TYPES: dict[str, FieldType] = {
    kind.name: kind
    for kind in (
        FieldType("string", Bilingual("text", "نصًا"), pl.String(), "VARCHAR", r"(?s)^.*$", lambda cells: cells, _LENGTHS),
        FieldType(
            "integer",
            Bilingual("a whole number without leading zeros, such as 7", "عددًا صحيحًا بلا أصفار في أوله، مثل 7"),
            pl.Int64(),
            "BIGINT",
            r"^(0|-?[1-9][0-9]*)$",
            lambda cells: cells.cast(pl.Int64, strict=False),
            _LIMITS,
        ),
        FieldType(
            "number",
            Bilingual("a decimal number, such as 0.85", "عددًا عشريًا، مثل 0.85"),
            pl.Float64(),
            "DOUBLE",
            r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$",
            lambda cells: cells.cast(pl.Float64, strict=False),
            _LIMITS,
        ),
        FieldType(
            "boolean",
            Bilingual(
                "true or false in small letters, as `mawaqif fmt` writes them",
                "true أو false بحروف صغيرة، كما يكتبهما `mawaqif fmt`",
            ),
            pl.Boolean(),
            "BOOLEAN",
            r"^(true|false)$",
            lambda cells: cells == "true",
            frozenset(),
        ),
        FieldType(
            "date",
            Bilingual("a calendar day, such as 2021-12-14", "يومًا من التقويم، مثل 2021-12-14"),
            pl.Date(),
            "DATE",
            r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            lambda cells: cells.str.to_date("%Y-%m-%d", strict=False),
            _LIMITS,
        ),
        FieldType(
            "year",
            Bilingual("a year of four digits, such as 2021", "سنة من أربعة أرقام، مثل 2021"),
            pl.Int32(),
            "INTEGER",
            r"^[0-9]{4}$",
            lambda cells: cells.cast(pl.Int32, strict=False),
            _LIMITS,
        ),
    )
}


def _spell_boolean(column: pl.Series) -> pl.Series:
    return pl.select(pl.when(column).then(pl.lit("true")).when(~column).then(pl.lit("false"))).to_series()


def _spell_number(column: pl.Series) -> pl.Series:
    """Write numbers without an exponent, and whole ones without a point."""
    return column.map_elements(lambda value: f"{Decimal(repr(value)):f}".removesuffix(".0"), return_dtype=pl.String)


def _spell_year(column: pl.Series) -> pl.Series:
    return column.cast(pl.String).str.zfill(4)


# Types whose cells Polars spells otherwise; only a year is held in 32 bits.
_SPELLINGS: dict[pl.DataType, Callable[[pl.Series], pl.Series]] = {
    pl.Boolean(): _spell_boolean,
    pl.Float64(): _spell_number,
    pl.Int32(): _spell_year,
}


def to_text(column: pl.Series) -> pl.Series:
    """Write a typed column as canonical cell texts, null staying null: the reverse of `parse`."""
    spell = _SPELLINGS.get(column.dtype)
    return spell(column) if spell else column.cast(pl.String)
