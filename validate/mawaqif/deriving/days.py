"""Calendar days of EDTF dates: the first and the last day of a day, a month or a year, and which of these it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mawaqif.deriving.derivation import Derivation, Rows, described
from mawaqif.tables import EDTF_LEVEL_0, TableSchema

# How an EDTF level 0 date of each precision is completed to its first day.
_FIRST = {"day": "", "month": "-01", "year": "-01-01"}
_FORMS = {"day": r"^\d{4}-\d{2}-\d{2}$", "month": r"^\d{4}-\d{2}$", "year": r"^\d{4}$"}
_LENGTHS = {"day": "1d", "month": "1mo", "year": "1y"}


def calendar_days(dates: pl.Series) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return the first day, the last day and the precision of EDTF level 0 dates.

    Args:
        dates: `2021-12-14`, `2023-04` or `2019`, or null.

    Returns:
        Two columns of dates, and one of `day`, `month` and `year`; null where there is no date or it is no day of the
        calendar.
    """
    start = pl.coalesce(
        pl.when(dates.str.contains(_FORMS[name])).then((dates + end).str.to_date("%Y-%m-%d", strict=False))
        for name, end in _FIRST.items()
    )
    precision = pl.coalesce(pl.when(dates.str.contains(form)).then(pl.lit(name)) for name, form in _FORMS.items())
    frame = pl.select(start=start, precision=precision)
    last = pl.coalesce(
        pl.when(pl.col("precision") == name).then(pl.col("start").dt.offset_by(length).dt.offset_by("-1d"))
        for name, length in _LENGTHS.items()
    )
    known = pl.when(pl.col("start").is_not_null()).then(pl.col("precision"))
    found = frame.select("start", last.alias("end"), known.alias("precision"))
    return found["start"], found["end"], found["precision"]


def days(schema: TableSchema, _schemas: Mapping[str, TableSchema]) -> Iterator[Derivation]:
    """Yield the calendar days of each column of EDTF dates."""
    for field in schema.fields:
        if field.rdf_type == EDTF_LEVEL_0 and field.type.name == "string":

            def compute(rows: Rows, column: str = field.name) -> tuple[pl.Series, ...]:
                return calendar_days(rows(schema.name)[column])

            yield Derivation(field.name, described("date", field), (schema.name,), compute)
