"""Arabic words of the project's own hold no code of an enumerated column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Bilingual, Finding
from mawaqif.tables import Dataset, Field


def codes_of(dataset: Dataset) -> Mapping[str, str]:
    """Return what each listed value is called in Arabic, by the value; the first column that has it says so."""
    found: dict[str, str] = {}
    for table in dataset.tables.values():
        for field in table.schema.fields:
            for item in field.raw.get("categories", ()):
                found.setdefault(str(item["value"]), str(item.get("label_ar") or ""))
    return {value: label for value, label in found.items() if re.search("[A-Za-z]", value)}


def _is_own(field: Field) -> bool:
    return field.language == "ar" and bool(field.raw.get("ownWords") or field.name == "label_ar")


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    codes = codes_of(dataset)
    if not codes:
        return
    words = "|".join(re.escape(value) for value in sorted(codes, key=len, reverse=True))
    pattern = rf"(?:^|[^A-Za-z0-9_-])({words})(?:$|[^A-Za-z0-9_-])"
    for table in dataset.tables.values():
        for field in table.schema.fields:
            if not _is_own(field) or field.name in table.missing or table.schema.raw.get("derived"):
                continue
            held = table.cells[field.name].cast(pl.String).str.extract(pattern)
            for row in held.is_not_null().arg_true():
                value = held[row]
                yield rule.at(table.place(row, field.name), column=field.name, value=value, label=codes[value] or "?")


RULE = Rule(
    code="MQ493",
    name="code-in-arabic",
    message=Bilingual(
        "{column} holds the code {value}; write what it is called in Arabic, as {label}",
        "في العمود {column} الرمز {value}؛ اكتب اسمه بالعربية، مثل {label}",
    ),
    why=Bilingual(
        "A code is an English word for programs; who reads Arabic should not need to know it.",
        "الرمز كلمة إنجليزية للبرامج؛ ولا ينبغي أن يحتاج قارئ العربية إلى معرفتها.",
    ),
    mend=Bilingual(
        "Write the meaning in Arabic. The table `codes` of a release has the Arabic label of every code.",
        "اكتب المعنى بالعربية. وفي الجدول `codes` من كل إصدار تسمية كل رمز بالعربية.",
    ),
    bad="summary_ar: تريد آيسلندا إنارة منارات الشمال، وهذا policy على نفقة الملاحة.",
    good="summary_ar: تريد آيسلندا إنارة منارات الشمال، وهذه سياسة على نفقة الملاحة.",
    needs={},
    check=_check,
)
