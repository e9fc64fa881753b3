"""Codes of the findings of reading: package and schemas here, files and cells beside."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code
from mawaqif.tables.file_codes import (
    BLANK_LINE,
    CELL_TOO_LONG,
    CELL_TYPE,
    CONFLICT,
    ENCODING,
    FILE_CUT,
    FILE_EMPTY,
    FILE_MISSING,
    FILE_UNREADABLE,
    HEADER_DOUBLED,
    HEADER_WRONG,
    NUL_BYTE,
    QUOTING,
    RAGGED_ROW,
)

PACKAGE_INVALID = Code(
    "MQ001",
    "package-invalid",
    Bilingual(
        "the package descriptor is not valid: {problem}; mend datapackage.json",
        "ملف وصف الحزمة غير صالح: {problem}؛ أصلِح datapackage.json",
    ),
    Bilingual(
        "Every tool finds the tables through datapackage.json; what it does not describe rightly cannot be read.",
        "تجد كل أداة الجداول من datapackage.json؛ وما لا يصفه وصفًا صحيحًا لا يُقرأ.",
    ),
    Bilingual(
        "Compare the entry that is named with another one in datapackage.json, and write it like that.",
        "قارن المدخل المذكور بمدخل آخر في datapackage.json، واكتبه على مثاله.",
    ),
    bad='datapackage.json: "path": "../errata.csv",',
    good='datapackage.json: "path": "datapackage/errata.csv",',
)
SCHEMA_UNREADABLE = Code(
    "MQ002",
    "schema-unreadable",
    Bilingual(
        "the schema cannot be read: {problem}; mend it there, until then the table {table} is not checked",
        "لا يُقرأ المخطط: {problem}؛ أصلِحه هناك، وإلى ذلك الحين لا يُفحص الجدول {table}",
    ),
    Bilingual(
        "A table without a readable schema has no types, keys or rules.",
        "الجدول الذي لا يُقرأ مخططه لا أنواع له ولا مفاتيح ولا قواعد.",
    ),
    Bilingual("Mend the JSON at the place named, or restore the file.", "أصلِح JSON في الموضع المذكور، أو استعد الملف."),
    bad='errata.json: "title": "Evidence,',
    good='errata.json: "title": "Evidence",',
)
SCHEMA_INVALID = Code(
    "MQ003",
    "schema-invalid",
    Bilingual(
        "the schema is not valid: {problem}; correct it, until then the table {table} is not checked",
        "المخطط غير صالح: {problem}؛ صحّحه، وإلى ذلك الحين لا يُفحص الجدول {table}",
    ),
    Bilingual(
        "A key, type or constraint that does not mean anything would be a check that never fails.",
        "المفتاح أو النوع أو القيد الذي لا معنى له فحصٌ لا يخفق أبدًا.",
    ),
    Bilingual(
        "Use the types, constraints and property names that the other schemas use.",
        "استعمل ما في المخططات الأخرى من أنواع وقيود وأسماء خصائص.",
    ),
    bad='errata.json: "patern": "^[a-z][a-z0-9_]*$"',
    good='errata.json: "pattern": "^[a-z][a-z0-9_]*$"',
)
STRAY_FILE = Code(
    "MQ004",
    "stray-file",
    Bilingual("{problem}; {repair}", "{problem}؛ {repair}"),
    Bilingual(
        "A table that the index does not name is neither checked nor published.", "الجدول الذي لا يسمّيه الفهرس لا يُفحص ولا يُنشر."
    ),
    Bilingual(
        (
            "Add an entry with name, path and schema to datapackage.json, or move the file out of the folder. What a spreadsheet "
            "or another program saved beside a table is read only where it is saved as CSV over it."
        ),
        (
            "أضف إلى datapackage.json مدخلًا فيه name وpath وschema، أو انقل الملف من المجلد. وما يحفظه جدول "
            "حسابي أو برنامج آخر إلى جانب جدول لا يُقرأ إلا إذا حُفظ بصيغة CSV في مكانه."
        ),
    ),
    bad=Bilingual(
        "datapackage/sightings.csv has no entry in datapackage.json",
        "ليس للملف datapackage/sightings.csv مدخل في datapackage.json",
    ),
    good=Bilingual(
        "every CSV file of the folder has its entry in datapackage.json", "لكل ملف CSV في المجلد مدخله في datapackage.json"
    ),
)
LINK = Code(
    "MQ005",
    "link",
    Bilingual(
        "it is a link, which is not followed; put the file or folder itself in its place",
        "هذا رابط، والروابط لا تُتبع؛ ضع الملف أو المجلد نفسه في مكانه",
    ),
    Bilingual(
        "What a link leads to can lie anywhere on the machine; followed, it would be checked, published or written over.",
        "قد يقع ما يقود إليه الرابط في أي مكان من الجهاز؛ فلو اتُّبع لفُحص أو نُشر أو كُتب فوقه.",
    ),
    Bilingual(
        "Remove the link and copy what it leads to into its place, if that belongs into the package.",
        "أزل الرابط وانسخ ما يقود إليه إلى مكانه، إن كان من الحزمة.",
    ),
    bad=Bilingual("datapackage/errata.csv is a link to a file elsewhere", "datapackage/errata.csv رابط إلى ملف في مكان آخر"),
    good=Bilingual("datapackage/errata.csv is the file itself", "datapackage/errata.csv هو الملف نفسه"),
)

TABLE_CODES = (
    PACKAGE_INVALID,
    SCHEMA_UNREADABLE,
    SCHEMA_INVALID,
    STRAY_FILE,
    LINK,
    FILE_MISSING,
    FILE_UNREADABLE,
    FILE_EMPTY,
    ENCODING,
    FILE_CUT,
    NUL_BYTE,
    HEADER_WRONG,
    HEADER_DOUBLED,
    RAGGED_ROW,
    QUOTING,
    CELL_TOO_LONG,
    BLANK_LINE,
    CELL_TYPE,
    CONFLICT,
)

__all__ = [
    "BLANK_LINE",
    "CELL_TOO_LONG",
    "CELL_TYPE",
    "CONFLICT",
    "ENCODING",
    "FILE_CUT",
    "FILE_EMPTY",
    "FILE_MISSING",
    "FILE_UNREADABLE",
    "HEADER_DOUBLED",
    "HEADER_WRONG",
    "LINK",
    "NUL_BYTE",
    "PACKAGE_INVALID",
    "QUOTING",
    "RAGGED_ROW",
    "SCHEMA_INVALID",
    "SCHEMA_UNREADABLE",
    "STRAY_FILE",
    "TABLE_CODES",
]
