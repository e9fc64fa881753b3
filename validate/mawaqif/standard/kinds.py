"""The field types of the standard: what a cell of each may be, and the value that it stands for.

A reader takes a value as a file has it, a text from CSV or any value from JSON, and returns a value that compares, or
raises `ValueError`. Values that do not compare, such as objects, are their canonical JSON.
Source: Table Schema 2, Field Types.
"""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import polars as pl

from mawaqif.standard import temporal

Read = Callable[[Any], Any]

DTYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "number": pl.Float64(),
    "integer": pl.Int64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "time": pl.Time(),
    "datetime": pl.Datetime("us"),
    "year": pl.Int64(),
    "yearmonth": pl.Int64(),
    "duration": pl.Float64(),
    **dict.fromkeys(("object", "array", "list", "geopoint", "geojson", "any"), pl.String()),
}
FORMATS: dict[str, frozenset[str]] = {
    "string": frozenset({"default", "email", "uri", "binary", "uuid"}),
    "geopoint": frozenset({"default", "array", "object"}),
    "geojson": frozenset({"default", "topojson"}),
}
TEMPORAL = frozenset({"date", "time", "datetime"})
TRUE, FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")
INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SPECIAL = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}
_EMAIL = re.compile(r"[^@\s\"(),:;<>\[\\\]]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_LARGEST = 2**63


def canonical(value: Any) -> str:
    """Return a JSON value as one text that equal values share."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - callers take one error
    return value


def is_email(text: str) -> bool:
    """Return whether a text is an address of electronic mail."""
    return _EMAIL.fullmatch(text) is not None


def _email(value: Any) -> str:
    if not is_email(_text(value)):
        raise ValueError(value)
    return str(value)


def _uri(value: Any) -> str:
    if not _URI.fullmatch(_text(value)):
        raise ValueError(value)
    return str(value)


def _binary(value: Any) -> str:
    base64.b64decode(_text(value), validate=True)
    return str(value)


def _uuid(value: Any) -> str:
    return str(uuid.UUID(_text(value)))


def _bare(text: str, raw: Mapping[str, Any], point: str) -> str:
    """Return a number as a text without what the field says may stand in it or around it.

    Raises:
        ValueError: it has a decimal point that is not that of the field.
    """
    group = raw.get("groupChar")
    if raw.get("bareNumber") is False:
        text = re.sub(rf"^[^\d+\-{re.escape(point)}]+|[^\d{re.escape(point)}]+$", "", text)
        text = re.sub(r"^([+-])\D+(?=\d)", r"\1", text)
    if group:
        text = text.replace(group, "")
    if point != "." and "." in text:
        raise ValueError(text)
    return text.replace(point, ".")


def _integer(raw: Mapping[str, Any], value: Any) -> int | float:
    if isinstance(value, bool):
        raise ValueError(value)  # noqa: TRY004 - as above
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return value
    text = _bare(_text(value).strip(), raw, ".")
    if not INTEGER.fullmatch(text):
        raise ValueError(value)
    return int(text)


def _number(raw: Mapping[str, Any], value: Any) -> float:
    if isinstance(value, bool):
        raise ValueError(value)  # noqa: TRY004 - as above
    if isinstance(value, (int, float)):
        return float(value)
    text = _text(value)
    point = raw.get("decimalChar") or "."
    text = _bare(text.strip(), raw, point)
    if text.lower() in _SPECIAL:
        return _SPECIAL[text.lower()]
    if not NUMBER.fullmatch(text):
        raise ValueError(value)
    return float(text)


def _boolean(raw: Mapping[str, Any], value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value)
    if text in raw.get("trueValues", TRUE):
        return True
    if text in raw.get("falseValues", FALSE):
        return False
    raise ValueError(value)


def _json(kind: type, value: Any) -> str:
    told = json.loads(value) if isinstance(value, str) else value
    if not isinstance(told, kind):
        raise ValueError(value)  # noqa: TRY004 - as above
    return canonical(told)


def _list(raw: Mapping[str, Any], value: Any) -> str:
    items = value if isinstance(value, list) else _text(value).split(raw.get("delimiter") or ",")
    read = reader({"type": raw.get("itemType", "string")})
    for item in items:
        read(item)
    return canonical(items)


def _geopoint(form: str, value: Any) -> str:
    if form == "default":
        told = _text(value).split(",")
    else:
        told = json.loads(value) if isinstance(value, str) else value
        if form == "object":
            if not isinstance(told, dict) or set(told) != {"lon", "lat"}:
                raise ValueError(value)
            told = [told["lon"], told["lat"]]
    if not isinstance(told, list) or len(told) != 2:  # noqa: PLR2004 - longitude and latitude
        raise ValueError(value)
    numbers = [_number({}, item.strip() if isinstance(item, str) else item) for item in told]
    if not (abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90):  # noqa: PLR2004 - as above
        raise ValueError(value)
    return canonical(numbers)


@cache
def _profile(form: str) -> Any:
    """Return what holds a value against GeoJSON or TopoJSON, by the profiles that come with frictionless."""
    import frictionless.settings as own  # noqa: PLC0415 - few packages have such fields
    from jsonschema import validators  # type: ignore[import-untyped]  # noqa: PLC0415 - the same

    profile = own.TOPOJSON_PROFILE if form == "topojson" else own.GEOJSON_PROFILE
    return validators.validator_for(profile)(profile)


def _geojson(form: str, value: Any) -> str:
    told = json.loads(value) if isinstance(value, str) else value
    if not isinstance(told, dict) or not _profile(form).is_valid(told):
        raise ValueError(value)
    return canonical(told)


def _any(value: Any) -> str:
    return value if isinstance(value, str) else canonical(value)


_STRINGS: dict[str, Read] = {"default": _text, "email": _email, "uri": _uri, "binary": _binary, "uuid": _uuid}
_TIMES: dict[str, Callable[[str], Any]] = {
    "date": temporal.day,
    "time": temporal.clock,
    "datetime": temporal.moment,
    "year": temporal.year,
    "yearmonth": temporal.year_month,
    "duration": temporal.duration,
}


def _timed(kind: str, form: str, value: Any) -> Any:
    if kind == "year" and isinstance(value, int) and not isinstance(value, bool):
        value = f"{value:04}"
    if form != "default" and kind in TEMPORAL:
        return temporal.by_pattern(kind, form)(_text(value))
    return _TIMES[kind](_text(value))


def form_of(raw: Mapping[str, Any]) -> str:
    """Return the format of a field, without the prefix that version 0 wrote."""
    return str(raw.get("format") or "default").removeprefix("fmt:")


def reader(raw: Mapping[str, Any]) -> Read:
    """Return what reads a value of a field, whose schema is sound.

    Raises, when called:
        ValueError: the value is not of the type, or not in the format.
    """
    kind, form = raw.get("type", "any"), form_of(raw)
    readers: dict[str, Read] = {
        "string": _STRINGS.get(form, _text),
        "number": partial(_number, raw),
        "integer": partial(_integer, raw),
        "boolean": partial(_boolean, raw),
        "object": partial(_json, dict),
        "array": partial(_json, list),
        "list": partial(_list, raw),
        "geopoint": partial(_geopoint, form),
        "geojson": partial(_geojson, form),
        "any": _any,
    }
    return readers.get(kind) or partial(_timed, kind, form)


def length(raw: Mapping[str, Any], value: Any) -> int:
    """Return how long a value is: characters of a text, items of a list or array, members of an object."""
    if raw.get("type", "any") in {"object", "array"}:
        return len(json.loads(value) if isinstance(value, str) else value)
    if raw.get("type") == "list" and isinstance(value, str):
        return len(value.split(raw.get("delimiter") or ","))
    return len(value)
