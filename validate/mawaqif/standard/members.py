"""What a descriptor says of the whole package, beside its resources: names, licenses, people, sources, days.

Source: Data Package 2, Properties, and Data Package 1 where that demands more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mawaqif.findings import Bilingual, said, show
from mawaqif.standard import temporal
from mawaqif.standard.json_file import Steps
from mawaqif.standard.kinds import is_email

TEXTS = ("name", "id", "title", "description", "homepage", "version", "created", "image", "profile")
# Lists of objects, each with the members that are texts.
OBJECTS = {
    "licenses": ("name", "path", "title"),
    "sources": ("title", "path", "email", "version"),
    "contributors": ("title", "path", "email", "role", "organization", "givenName", "familyName"),
}
# Version 1 takes no other name.
NAME = re.compile(r"[-a-z0-9._/]+")
NOT_OF_KIND = "its {key} is {value}; expected {expected}", "{key} فيه {value}؛ والمتوقع {expected}"
A_TEXT, TEXT_LIST = Bilingual("a text", "نص"), Bilingual("a list of texts", "قائمة نصوص")
OBJECT_LIST = Bilingual("a list of objects", "قائمة كائنات")
A_MOMENT = Bilingual("a day with a time, such as 2021-12-14T15:30:00Z", "يوم مع وقت، مثل 2021-12-14T15:30:00Z")
AN_EMAIL = Bilingual("an address such as name@example.org", "عنوان بريد مثل name@example.org")
LOWER_CASE = Bilingual(
    "lower-case letters, digits and . _ - / alone, as version 1 has it; version 2, which $schema declares, takes any name",
    "حروف لاتينية صغيرة وأرقام و. _ - / لا غير، كما في الإصدار 1؛ أما الإصدار 2، ويعلنه $schema، فيقبل أي اسم",
)
UNLICENSED = "license {number} has neither name nor path", "الرخصة {number} بلا name ولا path"


def member_problems(raw: Mapping[str, Any], version: int) -> Iterator[tuple[Steps, str]]:
    """Yield where something is wrong, and what.

    Args:
        raw: the descriptor.
        version: the version of the standard by which it is read.
    """
    for key in TEXTS:
        if key in raw and not isinstance(raw[key], str):
            yield (key,), _not(key, raw[key], A_TEXT)
    created, keywords = raw.get("created"), raw.get("keywords")
    yield from name_problems(raw, version)
    if isinstance(created, str) and created and not temporal.is_moment(created):
        yield ("created",), _not("created", created, A_MOMENT)
    if "keywords" in raw and not (isinstance(keywords, list) and all(isinstance(item, str) for item in keywords)):
        yield ("keywords",), _not("keywords", keywords, TEXT_LIST)
    for key, texts in OBJECTS.items():
        items = raw.get(key, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield (key,), _not(key, items, OBJECT_LIST)
            continue
        for number, item in enumerate(items):
            yield from (((key, number, *at), problem) for at, problem in _item_problems(key, number, item, texts))


def name_problems(raw: Mapping[str, Any], version: int) -> Iterator[tuple[Steps, str]]:
    """Yield what is wrong with the name of a package or resource, which is read all the same."""
    name = raw.get("name")
    if version == 1 and isinstance(name, str) and name and not NAME.fullmatch(name):
        yield ("name",), _not("name", name, LOWER_CASE)


def _item_problems(key: str, number: int, item: Mapping[str, Any], texts: tuple[str, ...]) -> Iterator[tuple[Steps, str]]:
    for inner in texts:
        if inner in item and not isinstance(item[inner], str):
            yield (inner,), _not(f"{key}.{inner}", item[inner], A_TEXT)
        elif inner == "email" and item.get(inner) and not is_email(item[inner]):
            yield (inner,), _not(f"{key}.{inner}", item[inner], AN_EMAIL)
    if key == "licenses" and not (item.get("name") or item.get("path")):
        yield (), said(*UNLICENSED, number=number + 1)


def _not(key: str, value: object, expected: str) -> str:
    return said(*NOT_OF_KIND, key=key, value=show(value), expected=expected)
