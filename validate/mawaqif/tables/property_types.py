"""What the properties of an index may hold: the one place where JSON that was not checked yet gets its types.

The standard's own part is checked through frictionless, but only where a package is checked,
and not so closely that every edition can be written from it. What is listed here is what this
tool reads; other properties are passed over, and only have to be text that can be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mawaqif.findings import Bilingual, said, show
from mawaqif.standard.json_file import Steps

# Whole numbers that every edition can hold.
LARGEST_NUMBER = 2**63
_LINK = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_HASH = re.compile(r"(?:(?:md5|sha1|sha256|sha512):)?[0-9a-f]+", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HALF = re.compile("[\ud800-\udfff]")

NOT_OF_KIND = "its {name} is {value}; expected {expected}", "{name} فيه {value}؛ والمتوقع {expected}"
UNKNOWN = "its {name} has the property {key}; there are {known}", "في {name} الخاصية {key}؛ والموجود {known}"
HALF_IN_VALUE = (
    "its {name} holds half of a surrogate pair, {value}, which no file can hold",
    "في {name} نصف زوج بديل، {value}، ولا يسعه ملف",
)
HALF_IN_NAME = (
    "the property {key} holds half of a surrogate pair, which no file can hold",
    "في الخاصية {key} نصف زوج بديل، ولا يسعه ملف",
)

Problem = tuple[Steps, str]


@dataclass(frozen=True)
class Kind:
    """What a property may hold.

    Attributes:
        expected: what that is, in words, for messages.
        fits: whether a value is of this kind, what lies inside it apart.
        properties: kinds of the properties of an object.
        required: properties that an object must have.
        items: kind of the items of a list.
        closed: true where an object may have no other properties, because only this tool reads it.
    """

    expected: str
    fits: Callable[[Any], bool]
    properties: Mapping[str, Kind] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    items: Kind | None = None
    closed: bool = False


def is_line(value: object) -> bool:
    """True for text of one line that every format can hold: no control characters, no half of a surrogate pair."""
    return isinstance(value, str) and value.isprintable()


def is_whole(value: object) -> bool:
    """True for a whole number that every edition can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER


def _is_time(value: object) -> bool:
    """True for a time that every edition can carry; a zip counts years from 1980 to 2107."""
    try:
        return isinstance(value, str) and 1980 <= datetime.fromisoformat(value).year <= 2100  # noqa: PLR2004
    except ValueError:
        return False


def _matches(form: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


def _leads(value: object) -> bool:
    if not isinstance(value, str) or not is_line(value):
        return False
    scheme = _SCHEME.match(value)
    return scheme is None or scheme[1].lower() in {"http", "https"}


def _object(properties: Mapping[str, Kind], *required: str, closed: bool = False) -> Kind:
    return Kind(Bilingual("an object", "كائن"), lambda value: isinstance(value, dict), properties, required, closed=closed)


def _list(items: Kind) -> Kind:
    return Kind(Bilingual("a list", "قائمة"), lambda value: isinstance(value, list), items=items)


LINE = Kind(Bilingual("a line of text", "سطر نص"), is_line)
COUNT = Kind(Bilingual("a whole number from 0 on", "عدد صحيح من 0 فصاعدًا"), lambda value: is_whole(value) and value >= 0)
NUMBER = Kind(Bilingual("a whole number", "عدد صحيح"), is_whole)
HASH = Kind(
    Bilingual(
        "a hash as sha256:…, sha512:…, sha1:… or md5:…, in hexadecimal",
        "بصمة على صورة `sha256:…` أو `sha512:…` أو `sha1:…` أو `md5:…`، بالنظام السداسي عشري",
    ),
    _matches(_HASH),
)
LINK = Kind(
    Bilingual("a web address such as https://example.org/page", "عنوان على الشبكة مثل https://example.org/page"), _matches(_LINK)
)
PLACE = Kind(Bilingual("a web address or a path in the package", "عنوان على الشبكة أو مسار في الحزمة"), _leads)
_CELL = Kind(Bilingual("a text or a whole number", "نص أو عدد صحيح"), lambda value: is_line(value) or is_whole(value))
_CELLS = Kind(
    Bilingual("an object of columns and their values", "كائن من أعمدة وقيمها"),
    lambda value: isinstance(value, dict) and all(map(_CELL.fits, value.values())),
)

_TEXTS: dict[str, Kind] = dict.fromkeys(("title", "title_ar", "description", "description_ar"), LINE)
_SOURCE = _object({"title": LINE, "path": PLACE, "email": LINE, "version": LINE})
_LICENCE = _object({"name": LINE, "path": PLACE, "title": LINE})
_PERSON = _object(
    dict.fromkeys(("title", "givenName", "familyName", "email", "organization", "role"), LINE)
    | {"path": PLACE, "roles": _list(LINE)}
)
_SEQUENCE = _object(
    {"field": LINE, "where": _CELLS, "first": NUMBER, "last": NUMBER, "without": _list(NUMBER)},
    *("field", "where", "first", "last", "without"),
    closed=True,
)

# What a resource may say beside its name, path and schema.
RESOURCE = _object(
    _TEXTS
    | dict.fromkeys(("format", "mediatype", "encoding", "scheme"), LINE)
    | {"homepage": LINK, "bytes": COUNT, "rows": COUNT, "hash": HASH, "sequences": _list(_SEQUENCE)}
    | {"licenses": _list(_LICENCE), "sources": _list(_SOURCE)}
)
PACKAGE = _object(
    _TEXTS
    | {
        "id": LINE,
        "homepage": LINK,
        "image": PLACE,
        "created": Kind(Bilingual("a time such as 2026-01-31T00:00:00Z", "وقت مثل 2026-01-31T00:00:00Z"), _is_time),
        "keywords": _list(LINE),
        "licenses": _list(_LICENCE),
        "contributors": _list(_PERSON),
        "sources": _list(_SOURCE),
        "temporal": _object({"start": LINE, "end": LINE}),
        "method": _list(_object({"name": LINE} | _TEXTS, "name", *_TEXTS)),
        "limits": _list(_object(_TEXTS, *_TEXTS)),
    }
)


def type_problems(value: Any, kind: Kind, at: Steps = ()) -> Iterator[Problem]:
    """Yield what in a value is not of its kind, each with the steps that lead to it.

    Args:
        value: JSON that was not checked yet.
        kind: what it should be.
        at: the steps that lead to the value.
    """
    if not kind.fits(value):
        yield at, said(*NOT_OF_KIND, name=_name(at), value=shown_json(value), expected=kind.expected)
    elif isinstance(value, dict):
        yield from _object_problems(value, kind, at)
    elif isinstance(value, list) and kind.items is not None:
        for number, item in enumerate(value):
            yield from type_problems(item, kind.items, (*at, number))


def _object_problems(value: Mapping[str, Any], kind: Kind, at: Steps) -> Iterator[Problem]:
    for key in kind.required:
        if key not in value:
            yield at, said("its {name} has no {key}", "ليس في {name} {key}", name=_name(at), key=key)
    for key, inner in value.items():
        if key in kind.properties:
            yield from type_problems(inner, kind.properties[key], (*at, key))
        elif kind.closed:
            yield (*at, key), said(*UNKNOWN, name=_name(at), key=show(key), known=", ".join(kind.properties))


def unwritable(value: Any) -> Iterator[Problem]:
    """Yield each text, name or value, that holds half of a surrogate pair, so that no file can hold it."""
    left: list[tuple[Steps, Any]] = [((), value)]
    while left:
        at, item = left.pop()
        if isinstance(item, str):
            if not _can_be_written(item):
                yield at, said(*HALF_IN_VALUE, name=_name(at), value=show(item))
        elif isinstance(item, dict):
            for key, inner in item.items():
                if not _can_be_written(key):
                    yield at, said(*HALF_IN_NAME, key=show(key))
                else:
                    left.append(((*at, key), inner))
        elif isinstance(item, list):
            left += [((*at, number), inner) for number, inner in enumerate(item)]


def _can_be_written(text: str) -> bool:
    return text.isascii() or _HALF.search(text) is None


def shown_json(value: Any) -> str:
    """Show a JSON value in a message: what kind it is, and what it holds where that is short."""
    names: dict[type, str] = {
        type(None): "null",
        dict: Bilingual("an object", "كائن"),
        list: Bilingual("a list", "قائمة"),
        bool: str(value).lower(),
    }
    return names.get(type(value)) or show(value)


def _name(at: Steps) -> str:
    """Name a property by the steps that lead to it: `keywords 2`, `licenses 1 path`."""
    return " ".join(show(step).strip("'") if isinstance(step, str) else str(step + 1) for step in at) or Bilingual(
        "whole", "الكل"
    )
