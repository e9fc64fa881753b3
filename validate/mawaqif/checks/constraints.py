"""Column constraints of the schemas, checked through Pandera on Polars.

The Pandera schema is derived from the Table Schema; this module knows no column. Frames are eager
and validation is lazy, so that all failing cells of all columns are reported. Keys and references
are checked in `mawaqif.checks.relations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any
from urllib.parse import urlsplit

import pandera.polars as pandera
import polars as pl
from pandera.polars import PolarsData
from rapidfuzz import process

from mawaqif.checks.schema_codes import URL
from mawaqif.checks.spellings import respelt
from mawaqif.findings import Bilingual, Code, Finding, joined, said, show
from mawaqif.findings.escaping import visible
from mawaqif.standard.constraint_codes import ENUM, LENGTH, PATTERN, RANGE, REQUIRED
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


@dataclass(frozen=True)
class _Constraint:
    """One Pandera check of one column, and the code of the finding that its failure gives."""

    code: Code
    limit: Any
    passes: pl.Expr


def _limit(field: Field, value: Any) -> Any:
    return pl.lit(value).str.to_date() if field.type.name == "date" else value


def _constraints(field: Field) -> Iterator[_Constraint]:
    cell = pl.col(field.name)
    limits = field.constraints
    if "pattern" in limits:
        yield _Constraint(PATTERN, limits["pattern"], cell.str.contains(polars_pattern(limits["pattern"])))
    if "enum" in limits:
        yield _Constraint(ENUM, limits["enum"], cell.is_in(limits["enum"]))
    if "minimum" in limits:
        yield _Constraint(
            RANGE, said("at least {limit}", "{limit} فأكثر", limit=limits["minimum"]), cell >= _limit(field, limits["minimum"])
        )
    if "maximum" in limits:
        yield _Constraint(
            RANGE, said("at most {limit}", "{limit} فأقل", limit=limits["maximum"]), cell <= _limit(field, limits["maximum"])
        )
    if "minLength" in limits:
        yield _Constraint(
            LENGTH,
            said("at least {limit}", "{limit} فأكثر", limit=limits["minLength"]),
            cell.str.len_chars() >= limits["minLength"],
        )
    if "maxLength" in limits:
        yield _Constraint(
            LENGTH,
            said("at most {limit}", "{limit} فأقل", limit=limits["maxLength"]),
            cell.str.len_chars() <= limits["maxLength"],
        )
    if field.format == "uri":
        yield _Constraint(URL, "", _is_valid_url(cell))


def _check(column: str, number: int, constraint: _Constraint) -> pandera.Check:
    def passes(data: PolarsData) -> pl.LazyFrame:
        outcome: pl.LazyFrame = data.lazyframe.select(constraint.passes.fill_null(value=True))
        return outcome

    return pandera.Check(passes, name=f"{column}:{number}")


def to_pandera(table: Table) -> pandera.DataFrameSchema:
    """Derive the Pandera schema of a table from its Table Schema.

    Columns that the file does not have are left out: their absence is a finding already.
    """
    return pandera.DataFrameSchema(
        {
            field.name: pandera.Column(
                field.type.dtype,
                [_check(field.name, n, constraint) for n, constraint in enumerate(_constraints(field))],
                nullable=not _must_be_filled(table, field),
            )
            for field in table.schema.fields
            if field.name not in table.missing
        }
    )


def _must_be_filled(table: Table, field: Field) -> bool:
    return field.required or field.name in table.schema.primary_key


def check_constraints(table: Table) -> Iterator[Finding]:
    """Check every cell of a table against the constraints of its column.

    Args:
        table: a table that was read; cells that could not be read are passed over.

    Yields:
        One finding a cell; where a cell breaks several constraints, the first of them.
    """
    try:
        to_pandera(table).validate(table.frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        failures = error.failure_cases
    else:
        return
    constraints: dict[str, list[_Constraint]] = {}
    spellings = _Spellings(table)
    firsts = failures.select("check", "column", "index").unique(["column", "index"], keep="first", maintain_order=True)
    for check, column, row in firsts.iter_rows():
        if row not in table.faulty_rows:
            if column not in constraints:
                constraints[column] = list(_constraints(table.schema.by_name[column]))
            finding = _finding(spellings, check, row, column, constraints[column])
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


def _finding(spellings: _Spellings, check: str, row: int, column: str, constraints: list[_Constraint]) -> Finding | None:
    table = spellings.table
    field = table.schema.by_name[column]
    text = table.cells[column][row]
    place = table.place(row, column)
    description = _described(field)
    if check == "not_nullable":
        # A cell that is not empty here could not be read, and has a finding of its own.
        return REQUIRED.at(place, column=column, description=description) if text is None else None
    constraint = constraints[int(check.rpartition(":")[2])]
    hint: str = ""
    limit = constraint.limit
    if constraint.code is ENUM:
        match = process.extractOne(str(text).lower(), (spelt := _enum_spellings(field)), score_cutoff=60)
        hint = said(" (did you mean {meant}?)", " (أتقصد {meant}؟)", meant=show(spelt[match[0]])) if match else ""
        limit = joined(constraint.limit)
    meant = spellings.meant(column, str(text), limit) if constraint.code is PATTERN else ""
    fields = {"value": show(text), "column": column, "limit": limit, "description": description, "meant": meant}
    return constraint.code.at(place, **fields, hint=hint)
