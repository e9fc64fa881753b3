"""Column constraints of the schemas: what each demands, and what is said of a cell that breaks one.

The limits are derived from the Table Schema and held by `mawaqif.standard.limits`, through Pandera; this module knows no column.
Keys and references are checked in `mawaqif.checks.relations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any
from urllib.parse import urlsplit

import polars as pl
from rapidfuzz import process

from mawaqif.checks.schema_codes import URL
from mawaqif.checks.spellings import respelt
from mawaqif.findings import Bilingual, Finding, joined, said, show
from mawaqif.findings.escaping import visible
from mawaqif.standard.constraint_codes import ENUM, LENGTH, PATTERN, RANGE, REQUIRED
from mawaqif.standard.limits import AT_LEAST, AT_MOST, EMPTY, Limit, breaches
from mawaqif.tables import Field, Table, polars_pattern

AS_DESCRIBED = Bilingual("it as it is described", "القيمة كما يصفها الوصف")
# So many cells of a column are looked at for one that shows how it is spelt.
MOST_EXAMPLES = 1000
# So many cells of a column are told how they would be right; those after them are alike.
MOST_LOOKED_AT = 50


# Addresses that need no parser: an ASCII host of several labels, no port and no user.
SIMPLE_URL = r"^https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[!-;=?-~]*)?$"


def is_url(value: str) -> bool:
    """True where a text parses as an absolute http or https address with a host name."""
    if any(char.isspace() for char in value):
        return False
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host.strip(".") and "<" not in value and ">" not in value


def _is_valid_url(cell: pl.Expr) -> pl.Expr:
    plain = cell.str.contains(SIMPLE_URL)
    return plain | pl.when(~plain).then(cell).map_elements(is_url, return_dtype=pl.Boolean)


def _limit(field: Field, value: Any) -> Any:
    return pl.lit(value).str.to_date() if field.type.name == "date" else value


def _constraints(field: Field) -> Iterator[Limit]:
    cell = pl.col(field.name)
    limits = field.constraints
    if "pattern" in limits:
        yield Limit(PATTERN, limits["pattern"], cell.str.contains(polars_pattern(limits["pattern"])))
    if "enum" in limits:
        yield Limit(ENUM, limits["enum"], cell.is_in(limits["enum"]))
    if "minimum" in limits:
        yield Limit(RANGE, AT_LEAST.filled(limit=limits["minimum"]), cell >= _limit(field, limits["minimum"]))
    if "maximum" in limits:
        yield Limit(RANGE, AT_MOST.filled(limit=limits["maximum"]), cell <= _limit(field, limits["maximum"]))
    if "minLength" in limits:
        yield Limit(LENGTH, AT_LEAST.filled(limit=limits["minLength"]), cell.str.len_chars() >= limits["minLength"])
    if "maxLength" in limits:
        yield Limit(LENGTH, AT_MOST.filled(limit=limits["maxLength"]), cell.str.len_chars() <= limits["maxLength"])
    if field.format == "uri":
        yield Limit(URL, "", _is_valid_url(cell))


def _must_be_filled(table: Table, field: Field) -> bool:
    return field.required or field.name in table.schema.primary_key


def check_constraints(table: Table) -> Iterator[Finding]:
    """Check every cell of a table against the constraints of its column.

    Args:
        table: a table that was read; cells that could not be read are passed over.

    Yields:
        One finding a cell; where a cell breaks several constraints, the first of them.
    """
    columns = [field for field in table.schema.fields if field.name not in table.missing]
    limits = {field.name: [*_constraints(field)] for field in columns}
    spellings = _Spellings(table)
    filled = {field.name for field in columns if _must_be_filled(table, field)}
    for broken in breaches(table.frame.select([*limits]), limits, filled):
        if broken.row not in table.faulty_rows:
            limit = None if broken.limit == EMPTY else limits[broken.column][broken.limit]
            finding = _finding(spellings, limit, broken.row, broken.column)
            if finding is not None:
                yield finding


def _enum_spellings(field: Field) -> dict[str, str]:
    """Return the values of an enum by their spellings: values, and labels in both languages."""
    labels = {
        str(item[key]).lower(): str(item["value"])
        for item in field.raw.get("categories", [])
        for key in ("label", "label_ar")
        if key in item
    }
    return labels | {value.lower(): value for value in field.constraints["enum"]}


@dataclass
class _Spellings:
    """How cells of a table are spelt that do not match the pattern of their column.

    Attributes:
        table: the table.
        told: for each column how many cells were looked at, and what the last of them was told.
    """

    table: Table
    told: dict[str, tuple[int, str]] = dataclass_field(default_factory=dict)

    def meant(self, column: str, text: str, pattern: str) -> str:
        """Say how a value would match the pattern, or what it should be like; of very many in one column, an example."""
        number, last = self.told.get(column, (0, ""))
        if number < MOST_LOOKED_AT:
            matching = said("what matches {pattern}", "ما يطابق {pattern}", pattern=pattern)
            described = "description" in self.table.schema.by_name[column].raw
            last = self._one(column, text, polars_pattern(pattern)) or (AS_DESCRIBED if described else matching)
        self.told[column] = (number + 1, last)
        return last

    def _one(self, column: str, text: str, form: str) -> str:
        other = respelt(text, lambda value: bool(pl.Series([value]).str.contains(form)[0]))
        if other:
            return show(other)
        held = self.table.cells[column].head(MOST_EXAMPLES).drop_nulls()
        match = process.extractOne(text, held.filter(held.str.contains(form)).to_list())
        return said("it like {example}", "على مثال {example}", example=show(match[0])) if match else ""


def _described(field: Field) -> Bilingual:
    """Return what a column is, as its schema describes it in both languages."""
    english = str(field.raw.get("description", field.raw.get("title", field.name)))
    arabic = str(field.raw.get("description_ar", field.raw.get("title_ar", english)))
    return Bilingual(english, visible(arabic))


def _finding(spellings: _Spellings, constraint: Limit | None, row: int, column: str) -> Finding | None:
    table = spellings.table
    field = table.schema.by_name[column]
    text = table.cells[column][row]
    place = table.place(row, column)
    description = _described(field)
    if constraint is None:
        # A cell that is not empty here could not be read, and has a finding of its own.
        return REQUIRED.at(place, column=column, description=description) if text is None else None
    hint: str = ""
    limit = constraint.said
    if constraint.code is ENUM:
        match = process.extractOne(str(text).lower(), (spelt := _enum_spellings(field)), score_cutoff=60)
        hint = said(" (did you mean {meant}?)", " (أتقصد {meant}؟)", meant=show(spelt[match[0]])) if match else ""
        limit = joined(constraint.said)
    meant = spellings.meant(column, str(text), limit) if constraint.code is PATTERN else ""
    fields = {"value": show(text), "column": column, "limit": limit, "description": description, "meant": meant}
    return constraint.code.at(place, **fields, hint=hint)
