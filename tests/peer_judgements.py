"""Who is right by the text of the standard, where a verdict differs from another; read by hand, and said in both languages."""

from __future__ import annotations

_POINT = (
    "by default a geopoint is a string; an array has the format array (Field Types, geopoint)",
    "النقطة الجغرافية نص في صيغتها المعتادة، وللمصفوفة الصيغة array",
)
_YEAR = (
    "a year is a gYear of XML Schema, which has years before 0001 and after 9999 (Field Types, year)",
    "السنة هي gYear من XML Schema، وفيها سنوات قبل 0001 وبعد 9999",
)
_MONTH = (
    "a month is a gYearMonth of XML Schema, YYYY-MM, and no list (Field Types, yearmonth)",
    "الشهر هو gYearMonth من XML Schema، أي YYYY-MM، وليس قائمة",
)
_BOOLEAN = (
    "trueValues and falseValues are lists of texts (Field Types, boolean)",
    "قيم trueValues وfalseValues قوائم نصوص",
)
_GEOJSON = (
    "the value is a JSON object by the GeoJSON specification, which has a type (Field Types, geojson)",
    "القيمة كائن JSON بحسب مواصفة GeoJSON، وله type",
)
_CELL = '{{"format": "default", "cells": [{}]}}'
_OF = {
    "geopoint": ((_POINT, ("[180, 90]",)),),
    "year": ((_YEAR, ("-2000", "20000")),),
    "yearmonth": ((_MONTH, ("[2000, 10]",)),),
    "geojson": ((_GEOJSON, ('"\\"\\""', '"3.14"', '"{}"', "{}")),),
}
JUDGED: dict[tuple[str, str], tuple[str, str, str]] = {
    (f"{source}{kind}", _CELL.format(cell)): ("here", why[0], why[1])
    for source in ("type ", "tableschema-py, ", "tableschema-js, ")
    for kind, cases in _OF.items()
    for why, cells in cases
    for cell in cells
} | {
    ("tableschema-py, boolean", f'{{"format": "default", "falseValues": [0], "trueValues": [1], "cells": [{cell}]}}'): (
        "here",
        _BOOLEAN[0],
        _BOOLEAN[1],
    )
    for cell in (0, 1)
}
JUDGED["fixtures", "data/package-with-missingvalues-993.json"] = (
    "here",
    "a descriptor may have any other property (Data Package, Descriptor); what it says there binds nobody",
    "لملف الوصف أن يحوي أي خاصية أخرى، وما تقوله هناك لا يلزم أحدًا",
)
# What a reader found in the findings on published packages.
READ_BY_HAND = (
    (
        "The findings in the first ten of the list were read by hand, and of those in twenty-six more one of "
        "each kind: they are right by the text. They are licenses\n"
        "without name or path, resources without a name or under a name that version 1 does not take, JSON "
        "Schemas in place of Table Schemas,\n"
        "a descriptor that is no JSON or YAML, semicolons without a dialect, sizes and hashes of earlier "
        "files, and days, numbers and hours\n"
        "in another form than that of their type. Where a package has a finding in one program alone, it is "
        "mostly a pattern, which here\n"
        "matches a cell as a whole as XML Schema has it, a `required` beside the constraints of a field, "
        "which the standard lets stand as a\n"
        "property of one's own, a descriptor in YAML called `.yml`, or data that are no table."
    ),
    (
        "قُرئ باليد ما وُجد في العشر الأولى من القائمة، ومثال من كل نوع مما وُجد في ست وعشرين غيرها، وهو صحيح بنص المعيار: رخص بلا "
        "name ولا path، وموارد بلا اسم أو\n"
        "باسم لا يقبله الإصدار 1، ومخططات JSON Schema مكان Table Schema، وملفات وصف ليست JSON ولا YAML، "
        "وفواصل منقوطة بلا dialect، وأحجام وبصمات\n"
        "لملفات سابقة، وأيام وأعداد وأوقات في غير صيغة نوعها. وما يجده أحد البرنامجين وحده أكثره نمط يطابق "
        "هنا الخلية كلها كما في XML Schema،\n"
        "أو `required` خارج قيود الحقل، ويجيزه المعيار خاصيةً من عند صاحبه، أو ملف وصف بصيغة YAML اسمه "
        "`.yml`، أو بيانات ليست جدولًا."
    ),
)
