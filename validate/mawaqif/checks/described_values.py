"""The check that every value of a coded column has a name and a meaning in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mawaqif.findings import Bilingual, Code, Finding, Place, joined, show
from mawaqif.tables import Dataset, Field, TableSchema, schema_line

UNDESCRIBED = Code(
    "MQ461",
    "value-undescribed",
    Bilingual(
        "the value {value} of {column} in {table} lacks {lacking}; write {them} in its category, in plain words",
        ("القيمة {value} من {column} في {table} ينقصها {lacking}؛ اكتب {them} في مدخلها من `categories`، بكلمات واضحة"),
    ),
    Bilingual(
        "A code that nobody explains is read in as many ways as it has readers, and in one language only half of them read it.",
        "الرمز الذي لا يشرحه أحد يُقرأ على وجوه بعدد قرائه، وإذا شُرح بلغة واحدة لم يقرأه إلا نصفهم.",
    ),
    Bilingual(
        (
            "Give each value in `categories` a `label` and a `label_ar`, and say what it means in `description` and "
            "`description_ar`."
        ),
        ("أعطِ كل قيمة في `categories` تسميتين `label` و`label_ar`، واذكر معناها في `description` و`description_ar`."),
    ),
    bad='positions.json: "label_ar": "propose"',
    good='positions.json: "label_ar": "اقتراح"',
)
_TEXTS = ("label", "label_ar", "description", "description_ar")
_ARABIC = re.compile("[\u0621-\u064a]")


def check_described_values(dataset: Dataset) -> Iterator[Finding]:
    """Yield a finding for each value that an `enum` allows and `categories` do not name and define in both languages."""
    for schema in dataset.descriptor.tables.values():
        for number, field in enumerate(schema.fields):
            for position, value in enumerate(field.constraints.get("enum", ())):
                lacking = _lacking(field, position)
                if lacking:
                    yield _found(dataset, schema, number, position, value=show(str(value)), lacking=lacking)


def _lacking(field: Field, position: int) -> list[str]:
    """Return which texts of a value are not there, or in no Arabic letters, or no more than its label again."""
    categories = field.raw.get("categories", ())
    item: Mapping[str, Any] = categories[position] if position < len(categories) else {}
    wrong = [key for key in _TEXTS if not item.get(key) or (key.endswith("_ar") and not _ARABIC.search(item[key]))]
    return wrong + [key for key in ("description", "description_ar") if key not in wrong and _repeats(item, key)]


def _repeats(item: Mapping[str, Any], key: str) -> bool:
    label = item.get(key.replace("description", "label"))
    return isinstance(label, str) and item[key].casefold().rstrip(".") == label.casefold()


def _found(dataset: Dataset, schema: TableSchema, number: int, position: int, *, value: str, lacking: list[str]) -> Finding:
    field = schema.fields[number]
    categories = field.raw.get("categories", ())
    steps: tuple[str | int, ...] = ("categories", position) if categories else ("constraints", "enum")
    if categories and lacking[0] in categories[position]:
        steps = (*steps, lacking[0])
    line = schema_line(dataset.descriptor, schema.name, "fields", number, *steps)
    them = Bilingual("it", "الناقص") if len(lacking) == 1 else Bilingual("them", "ما ينقص")
    fields = {"column": field.name, "table": schema.name, "lacking": joined(lacking), "them": them}
    return UNDESCRIBED.at(Place(schema.schema_path, line), value=value, **fields)
