"""What a cell of each type looks like, in both languages: what to write in place of one that is not of its type."""

from __future__ import annotations

from mawaqif.findings import Bilingual, said, show
from mawaqif.standard.kinds import FALSE, TRUE
from mawaqif.standard.schema import Field

_EXPECTED = {
    "string": Bilingual("a text", "نصًا"),
    "string/email": Bilingual("an address such as name@example.org", "عنوان بريد مثل name@example.org"),
    "string/uri": Bilingual("an address such as https://example.org/page", "عنوانًا مثل https://example.org/page"),
    "string/binary": Bilingual("bytes in Base64, such as bWF3", "بايتات بترميز Base64، مثل bWF3"),
    "string/uuid": Bilingual(
        "a UUID such as 95ecc380-afe9-11e4-9b6c-751b66dd541e", "معرّف UUID مثل 95ecc380-afe9-11e4-9b6c-751b66dd541e"
    ),
    "integer": Bilingual("a whole number, such as 7", "عددًا صحيحًا، مثل 7"),
    "number": Bilingual("a number, such as 0.85", "عددًا، مثل 0.85"),
    "date": Bilingual("a calendar day, such as 2021-12-14", "يومًا من التقويم، مثل 2021-12-14"),
    "time": Bilingual("a time of the day, such as 15:30:00", "وقتًا من اليوم، مثل 15:30:00"),
    "datetime": Bilingual("a day with a time, such as 2021-12-14T15:30:00", "يومًا مع وقت، مثل 2021-12-14T15:30:00"),
    "year": Bilingual("a year, such as 2021", "سنة، مثل 2021"),
    "yearmonth": Bilingual("a month of a year, such as 2021-12", "شهرًا من سنة، مثل 2021-12"),
    "duration": Bilingual("a span of time, such as P1Y2M or PT45M", "مدة، مثل P1Y2M أو PT45M"),
    "object": Bilingual("a JSON object", "كائن JSON"),
    "array": Bilingual("a JSON array", "مصفوفة JSON"),
    "list": Bilingual("items with a separator between them", "عناصر يفصل بينها فاصل"),
    "geopoint": Bilingual("longitude and latitude, such as 39.83, 21.42", "خط الطول وخط العرض، مثل 39.83, 21.42"),
    "geopoint/array": Bilingual("longitude and latitude as [39.83, 21.42]", "خط الطول وخط العرض على صورة `[39.83, 21.42]`"),
    "geopoint/object": Bilingual(
        'longitude and latitude as {"lon": 39.83, "lat": 21.42}', 'خط الطول وخط العرض على صورة `{"lon": 39.83, "lat": 21.42}`'
    ),
    "geojson": Bilingual("a GeoJSON object", "كائن GeoJSON"),
    "geojson/topojson": Bilingual("a TopoJSON object", "كائن TopoJSON"),
}
OF_FORM = "a value in the format {form}", "قيمة بالصيغة {form}"
NO_PATTERN = (
    "a value in the format {form}, which is no pattern such as %Y-%m-%d or %d/%m/%Y; correct the format in the schema",
    "قيمة بالصيغة {form}، وليست نمطًا مثل %Y-%m-%d أو %d/%m/%Y؛ صحّح الصيغة في المخطط",
)
ONE_OF = "one of {values}", "إحدى {values}"
WITH_SIGNS = "{expected}; this field has {signs}", "{expected}؛ ولهذا الحقل {signs}"


def expected_of(field: Field) -> str:
    """Say what a cell of a field looks like."""
    kind, form = field.kind, field.form
    if kind == "boolean":
        values = [*field.raw.get("trueValues", TRUE), *field.raw.get("falseValues", FALSE)]
        return said(*ONE_OF, values=", ".join(values))
    if kind in {"date", "time", "datetime"} and form != "default":
        return said(*(OF_FORM if "%" in form or form == "any" else NO_PATTERN), form=show(form))
    expected = _EXPECTED.get(f"{kind}/{form}") or _EXPECTED[kind]
    signs = ", ".join(f"{key} {show(field.raw[key])}" for key in ("decimalChar", "groupChar") if key in field.raw)
    return said(*WITH_SIGNS, expected=expected, signs=signs) if signs else expected


def problem_of(field: Field) -> str:
    """Say of a cell that it is not of its type."""
    named = field.kind if field.form == "default" else f"{field.kind}/{field.form}"
    return said("is not of type {type}", "ليست من النوع {type}", type=named)
