"""ISO codes are those of ISO 3166-1."""

from __future__ import annotations

from collections.abc import Iterator

import pycountry

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import ISO_ALPHA_3, Dataset


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    codes = {country.alpha_3 for country in pycountry.countries}
    for table in dataset.tables.values():
        for field in table.schema.fields:
            if field.rdf_type != ISO_ALPHA_3 or field.name in table.missing:
                continue
            names = table.cells["name_en"] if "name_en" in table.schema.by_name else None
            for row, value in enumerate(table.cells[field.name]):
                if value is not None and value not in codes:
                    hint = _hint(names[row] if names is not None else None)
                    yield rule.at(table.place(row, field.name), value=show(value), hint=hint)


def _hint(name: str | None) -> str:
    """Look the country up by its name: a code that looks alike belongs to another country."""
    try:
        return f" (that of {name} is {show(pycountry.countries.lookup(name).alpha_3)})" if name else ""
    except LookupError:
        return ""


RULE = Rule(
    code="MQ406",
    name="iso-code",
    message="{value} is not a country code of ISO 3166-1 alpha-3{hint}; look the code up",
    why="The code is what joins a state to every other data set on states.",
    mend="Use the three-letter code of ISO 3166-1, such as CHN.",
    bad="name_en: Malta\niso3: MTL",
    good="name_en: Malta\niso3: MLT",
    needs={},
    check=_check,
)
