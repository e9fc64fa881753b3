"""ISO codes are those of ISO 3166-1."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pycountry
from rapidfuzz import process

from mawaqif.findings import show
from mawaqif.rules.base import CellRule
from mawaqif.tables import ISO_ALPHA_3, Field


def _all(cell: pl.Expr, _field: Field) -> pl.Expr:
    return cell.is_not_null()


def _detail(value: str, _field: Field) -> Mapping[str, object] | None:
    codes = [country.alpha_3 for country in pycountry.countries]
    if value in codes:
        return None
    match = process.extractOne(value, codes, score_cutoff=60)
    return {"hint": f" (did you mean {show(match[0])}?)" if match else ""}


RULE = CellRule(
    code="MQ406",
    name="iso-code",
    message="{value} is not a country code of ISO 3166-1 alpha-3{hint}; look the code up",
    why="The code is what joins a state to every other data set on states.",
    mend="Use the three-letter code of ISO 3166-1, such as CHN.",
    applies=lambda field: field.rdf_type == ISO_ALPHA_3,
    suspect=_all,
    detail=_detail,
)
