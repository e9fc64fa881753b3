"""ISO codes are those of ISO 3166-1, each of the country that the row names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pycountry

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding, said, show
from mawaqif.tables import ISO_ALPHA_3, Dataset

NO_CODE = Bilingual("not a country code", "ليست رمز بلد")
OF_ANOTHER = Bilingual("is that of another country", "رمز بلد آخر")


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
                    yield rule.at(place, value=show(value), problem=NO_CODE, hint=_hint(name))
                elif value != own:
                    yield rule.at(place, value=show(value), problem=OF_ANOTHER, hint=_own(name, own or ""))


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
        return _own(name, pycountry.countries.lookup(name).alpha_3) if name else ""
    except LookupError:
        return ""


def _own(name: str | None, code: str) -> Bilingual:
    return said(" (that of {name} is {code})", " (رمز {name} هو {code})", name=name, code=show(code))


RULE = Rule(
    code="MQ406",
    name="iso-code",
    message=Bilingual(
        (
            "{value} is {problem} of ISO 3166-1 alpha-3{hint}; look the code up, or leave the cell empty and say "
            "in the note that there is none"
        ),
        (
            "القيمة {value} {problem} في ISO 3166-1 alpha-3{hint}؛ ابحث عن الرمز، أو اترك الخلية فارغة وقل "
            "في الملاحظة إنه لا رمز لها"
        ),
    ),
    why=Bilingual(
        "The code is what joins a state to every other data set on states.", "الرمز هو ما يصل الدولة بكل بيانات أخرى عن الدول."
    ),
    mend=Bilingual(
        "Use the three-letter code of ISO 3166-1, such as CHN.", "استعمل الرمز الثلاثي الحروف من ISO 3166-1، مثل CHN."
    ),
    bad="name_en: Malta\niso3: MTL",
    good="name_en: Malta\niso3: MLT",
    needs={},
    check=_check,
)
