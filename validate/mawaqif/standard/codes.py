"""Codes of the findings of reading: package and schemas here, files and cells beside."""

from __future__ import annotations

from mawaqif.findings import Bilingual, Code
from mawaqif.standard.constraint_codes import CONSTRAINT_CODES
from mawaqif.standard.file_codes import (
    BLANK_LINE,
    CELL_TYPE,
    CONFLICT,
    ENCODING,
    FILE_CUT,
    FILE_DIFFERS,
    FILE_EMPTY,
    FILE_MISSING,
    FILE_UNREADABLE,
    HEADER_DOUBLED,
    HEADER_WRONG,
    QUOTING,
    RAGGED_ROW,
)
from mawaqif.standard.relation_codes import RELATION_CODES

PACKAGE_INVALID = Code(
    "MQ001",
    "package-invalid",
    Bilingual(
        "the package descriptor is not valid: {problem}; mend it there",
        "ملف وصف الحزمة غير صالح: {problem}؛ أصلِحه هناك",
    ),
    Bilingual(
        "Every tool finds the tables through the descriptor; what it does not describe rightly cannot be read.",
        "تجد كل أداة الجداول من ملف الوصف؛ وما لا يصفه وصفًا صحيحًا لا يُقرأ.",
    ),
    Bilingual(
        "Compare the entry that is named with another one in the descriptor, and write it like that.",
        "قارن المدخل المذكور بمدخل آخر في ملف الوصف، واكتبه على مثاله.",
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

READING_CODES = (
    PACKAGE_INVALID,
    SCHEMA_UNREADABLE,
    SCHEMA_INVALID,
    FILE_MISSING,
    FILE_UNREADABLE,
    FILE_EMPTY,
    ENCODING,
    FILE_CUT,
    FILE_DIFFERS,
    HEADER_WRONG,
    HEADER_DOUBLED,
    RAGGED_ROW,
    QUOTING,
    BLANK_LINE,
    CELL_TYPE,
    CONFLICT,
)

# What a package is held against whatever it holds; every other check belongs to the profile of this data set.
STANDARD_CODES = (*READING_CODES, *CONSTRAINT_CODES, *RELATION_CODES)

__all__ = [
    "BLANK_LINE",
    "CELL_TYPE",
    "CONFLICT",
    "ENCODING",
    "FILE_CUT",
    "FILE_DIFFERS",
    "FILE_EMPTY",
    "FILE_MISSING",
    "FILE_UNREADABLE",
    "HEADER_DOUBLED",
    "HEADER_WRONG",
    "PACKAGE_INVALID",
    "QUOTING",
    "RAGGED_ROW",
    "SCHEMA_INVALID",
    "SCHEMA_UNREADABLE",
    "STANDARD_CODES",
]
