"""ISO codes are those of ISO 3166-1, each of the country that the row names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pycountry

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import ISO_ALPHA_3, Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    codes, names = {country.alpha_3 for country in pycountry.countries}, _codes_by_name()
    for table in dataset.tables.values():
        for field in table.schema.fields:
            if field.rdf_type != ISO_ALPHA_3 or field.name in table.missing:
                continue
            called = table.cells["name_en"] if "name_en" in table.schema.by_name else None
            for row, value in enumerate(table.cells[field.name]):
                if value is None:
                    continue
                name = called[row] if called is not None else None
                own = names.get((name or "").lower(), value)
                place = table.place(row, field.name)
                if value not in codes:
                    yield rule.at(place, value=show(value), problem="not a country code", hint=_hint(name))
                elif value != own:
                    hint = f" (that of {name} is {show(own)})"
                    yield rule.at(
                        table.place(row, field.name), value=show(value), problem="is that of another country", hint=hint
                    )


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Return the codes of countries by the names that ISO 3166-1 has for them, in small letters."""
    named = ("name", "official_name", "common_name")
    return {
        getattr(country, key).lower(): country.alpha_3
        for country in pycountry.countries
        for key in named
        if hasattr(country, key)
    }


def _hint(name: str | None) -> str:
    """Look the country up by its name: a code that looks alike belongs to another country."""
    try:
        return f" (that of {name} is {show(pycountry.countries.lookup(name).alpha_3)})" if name else ""
    except LookupError:
        return ""


RULE = Rule(
    code="MQ406",
    name="iso-code",
    message=(
        "{value} is {problem} of ISO 3166-1 alpha-3{hint}; look the code up, or leave the cell empty and say "
        "in the note that there is none"
    ),
    why="The code is what joins a state to every other data set on states.",
    mend="Use the three-letter code of ISO 3166-1, such as CHN.",
    bad="name_en: Malta\niso3: MTL",
    good="name_en: Malta\niso3: MLT",
    needs={},
    check=_check,
)
