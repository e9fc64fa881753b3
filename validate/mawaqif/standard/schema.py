"""A Table Schema as the standard has it: its fields with what each demands, its keys, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mawaqif.findings import Bilingual, said, show
from mawaqif.standard import schema_words as words
from mawaqif.standard.json_file import Steps
from mawaqif.standard.kinds import DTYPES, FORMATS, TEMPORAL, Read, form_of, reader

MATCHES = ("exact", "equal", "subset", "superset", "partial")
_ORDERED = frozenset({"integer", "number", "date", "time", "datetime", "duration", "year", "yearmonth"})
_LONG = frozenset({"string", "array", "object", "list"})
# The constraints of the standard, each with the types that have it.
CONSTRAINTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("required", "unique", "enum"), frozenset(DTYPES)),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _ORDERED),
    **dict.fromkeys(("minLength", "maxLength"), _LONG),
    "pattern": frozenset({"string"}),
    "jsonSchema": frozenset({"object", "array"}),
}
_TEXTS = ("decimalChar", "groupChar", "delimiter", "itemType")
_LISTS = ("trueValues", "falseValues")
ITEM_TYPES = frozenset({"string", "integer", "boolean", "number", "datetime", "date", "time"})


class SchemaProblem(ValueError):  # noqa: N818 - what it says is the problem
    """What is wrong with a schema; `at` leads to the part."""

    def __init__(self, problem: str, *at: str | int) -> None:
        """Keep the problem and its place."""
        super().__init__(problem)
        self.at: Steps = at


@dataclass(frozen=True)
class Field:
    """One field: name and type, what is missing in it, what its cells must be."""

    name: str
    kind: str
    raw: Mapping[str, Any]
    missing: frozenset[str]
    constraints: Mapping[str, Any]

    @cached_property
    def read(self) -> Read:
        """What reads a value of the field."""
        return reader(self.raw)

    @property
    def form(self) -> str:
        """The format."""
        return form_of(self.raw)

    @cached_property
    def values(self) -> tuple[Any, ...]:
        """The values of its categories; empty where it has none."""
        return tuple(item["value"] if isinstance(item, dict) else item for item in self.raw.get("categories", ()))


@dataclass(frozen=True)
class Reference:
    """A foreign key: columns, and the columns of a resource, empty for the same one, in which their values must stand."""

    columns: tuple[str, ...]
    resource: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """A schema; its fields may be fewer or more than the columns of the file, as `match` says."""

    fields: tuple[Field, ...]
    match: str
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]
    elsewhere: int = 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the fields."""
        return tuple(item.name for item in self.fields)


def read_schema(raw: Any) -> Schema:
    """Read a schema.

    Args:
        raw: its JSON, not yet looked at.

    Raises:
        SchemaProblem: it is none, or demands what cannot be meant.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), list):
        raise SchemaProblem(words.NO_FIELDS)
    missing = _missing(raw.get("missingValues", [""]), "missingValues")
    fields = tuple(_field(item, number, missing) for number, item in enumerate(raw["fields"]))
    names = {item.name for item in fields}
    match = raw.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and len(match) == 1 else match
    if match not in MATCHES:
        raise SchemaProblem(words.MATCH.filled(value=show(match), values=", ".join(MATCHES)), "fieldsMatch")
    primary = _names(raw.get("primaryKey", []), names, "primaryKey")
    unique = raw.get("uniqueKeys", [])
    if not isinstance(unique, list):
        raise SchemaProblem(words.NOT_A_LIST.filled(key="uniqueKeys"), "uniqueKeys")
    keys = tuple(_names(item, names, "uniqueKeys") for item in unique)
    foreign = raw.get("foreignKeys", [])
    if not isinstance(foreign, list):
        raise SchemaProblem(words.NOT_A_LIST.filled(key="foreignKeys"), "foreignKeys")
    found = [_reference(item, number, names) for number, item in enumerate(foreign)]
    references = tuple(item for item in found if item is not None)
    return Schema(fields, match, primary, keys, references, len(found) - len(references))


def _missing(raw: Any, *at: str | int) -> frozenset[str]:
    told = [item.get("value") if isinstance(item, dict) else item for item in raw] if isinstance(raw, list) else [None]
    values = [item for item in told if isinstance(item, str)]
    if len(values) < len(told):
        raise SchemaProblem(words.MISSING_VALUES, *at)
    if len(set(values)) < len(values):
        raise SchemaProblem(words.MISSING_TWICE, *at)
    return frozenset(values)


def _field(raw: Any, number: int, missing: frozenset[str]) -> Field:
    at = ("fields", number)
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        raise SchemaProblem(words.NO_NAME, *at)
    name, kind = raw["name"], raw.get("type", "any")
    if not isinstance(kind, str) or kind not in DTYPES:
        raise SchemaProblem(words.TYPE.filled(field=show(name), type=show(kind), types=", ".join(DTYPES)), *at, "type")
    form = raw.get("format") or "default"
    if not isinstance(form, str) or (kind not in TEMPORAL and form_of(raw) not in FORMATS.get(kind, {"default", form})):
        raise SchemaProblem(words.FORMAT.filled(field=show(name), type=kind, format=show(form)), *at, "format")
    _properties(raw, name, at)
    if "missingValues" in raw:
        missing = _missing(raw["missingValues"], *at, "missingValues")
    constraints = raw.get("constraints", {})
    if not isinstance(constraints, dict):
        raise SchemaProblem(words.CONSTRAINTS.filled(field=show(name)), *at, "constraints")
    field = Field(name, kind, raw, missing, {key: value for key, value in constraints.items() if key in CONSTRAINTS})
    _categories(field, at)
    for key, value in field.constraints.items():
        problem = _constraint_problem(field, key, value)
        if problem:
            raise SchemaProblem(words.CONSTRAINT.filled(key=key, field=show(name), problem=problem), *at, "constraints", key)
    return field


def _properties(raw: Mapping[str, Any], name: str, at: Steps) -> None:
    """Refuse properties by which cells are read that are not of their kind."""
    for key in _TEXTS:
        if key == "groupChar" and raw.get(key) in {"", None}:
            continue  # nothing groups the digits, as where it is left out
        if key in raw and (not isinstance(raw[key], str) or not raw[key]):
            raise SchemaProblem(words.NOT_A_TEXT.filled(key=key, field=show(name)), *at, key)
    for key in _LISTS:
        if key in raw and not (isinstance(raw[key], list) and raw[key] and all(isinstance(item, str) for item in raw[key])):
            raise SchemaProblem(words.NOT_TEXTS.filled(key=key, field=show(name)), *at, key)
    for key in ("bareNumber", "categoriesOrdered"):
        if not isinstance(raw.get(key, False), bool):
            raise SchemaProblem(words.NOT_A_FLAG.filled(key=key, field=show(name)), *at, key)
    if raw.get("type") == "list" and raw.get("itemType", "string") not in ITEM_TYPES:
        told = words.TYPE.filled(field=show(name), type=show(raw["itemType"]), types=", ".join(sorted(ITEM_TYPES)))
        raise SchemaProblem(told, *at, "itemType")


def _categories(field: Field, at: Steps) -> None:
    raw = field.raw.get("categories")
    if raw is None:
        return
    sound = isinstance(raw, list) and all(not isinstance(item, dict) or "value" in item for item in raw)
    if not sound or len(set(map(repr, field.values))) < len(raw) or not all(_is_of(field, value) for value in field.values):
        raise SchemaProblem(words.CATEGORIES.filled(field=show(field.name)), *at, "categories")
    if field.kind not in {"string", "integer"}:
        raise SchemaProblem(words.CATEGORIES_OF.filled(field=show(field.name), type=field.kind), *at, "categories")
    limits = field.constraints.get("enum")
    if isinstance(limits, list) and not {repr(_value(field, item)) for item in limits} <= {
        repr(_value(field, item)) for item in field.values
    }:
        raise SchemaProblem(words.ENUM_BEYOND.filled(field=show(field.name)), *at, "constraints", "enum")


def _is_of(field: Field, value: Any) -> bool:
    return _value(field, value) is not None


def _value(field: Field, value: Any) -> Any:
    """Return the value that a constraint or category stands for; None where it is not of the type."""
    try:
        return field.read(value)
    except (ValueError, TypeError, OverflowError):
        return None


def _constraint_problem(field: Field, key: str, value: Any) -> str:
    if field.kind not in CONSTRAINTS[key]:
        return words.NOT_OF_TYPE.filled(type=field.kind)
    if key in _SHAPES:
        fits, problem = _SHAPES[key]
        return "" if fits(value) else problem
    if key == "pattern":
        return _pattern_problem(value)
    if key == "enum" and not (isinstance(value, list) and value):
        return Bilingual("not a list of values", "ليس قائمة قيم")
    wrong = [item for item in (value if key == "enum" else [value]) if not _is_of(field, item)]
    return words.NOT_OF.filled(value=show(wrong[0]), type=field.kind) if wrong else ""


def _is_length(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


_SHAPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("required", "unique"), (_is_flag, Bilingual("neither true nor false", "ليس true ولا false"))),
    **dict.fromkeys(
        ("minLength", "maxLength"), (_is_length, Bilingual("not a whole number from 0 on", "ليس عددًا صحيحًا من 0 فصاعدًا"))
    ),
    "jsonSchema": (_is_object, Bilingual("not an object", "ليس كائنًا")),
}


def _pattern_problem(value: Any) -> str:
    if not isinstance(value, str):
        return Bilingual("not a text", "ليس نصًا")
    try:
        re.compile(value)
    except re.error as error:
        return said("no regular expression: {reason}", "ليس تعبيرًا نمطيًا: {reason}", reason=show(error))
    return ""


def _names(raw: Any, known: set[str], what: str, *at: str | int) -> tuple[str, ...]:
    names = [raw] if isinstance(raw, str) else raw
    if not isinstance(names, list) or not all(isinstance(item, str) for item in names):
        raise SchemaProblem(words.NAMES.filled(what=what), *(at or (what,)))
    for name in names:
        if name not in known:
            raise SchemaProblem(words.UNKNOWN.filled(what=what, field=show(name)), *(at or (what,)))
    return tuple(names)


def _texts(raw: Any) -> Sequence[str] | None:
    names = [raw] if isinstance(raw, str) else raw
    return names if isinstance(names, list) and names and all(isinstance(item, str) for item in names) else None


def _reference(raw: Any, number: int, known: set[str]) -> Reference | None:
    """Return a foreign key; None for one that leads into another package, as a recipe of the standard has it."""
    at = ("foreignKeys", number)
    reference = raw.get("reference") if isinstance(raw, dict) else None
    if not isinstance(reference, dict):
        raise SchemaProblem(words.NO_REFERENCE, *at)
    columns = _names(raw.get("fields"), known, "foreignKeys", *at)
    wanted, resource = _texts(reference.get("fields")), reference.get("resource", "")
    if wanted is None or not isinstance(resource, str):
        raise SchemaProblem(words.REFERENCE, *at)
    if len(columns) != len(wanted):
        raise SchemaProblem(words.UNEQUAL, *at)
    return None if "package" in reference else Reference(columns, resource, tuple(wanted))


def unknown_targets(schemas: Mapping[str, Schema | None]) -> Iterator[tuple[str, str]]:
    """Yield the resource and what is wrong where a foreign key leads to a resource or field that is not there.

    Args:
        schemas: the schema of each resource; None where a resource has none that is known.
    """
    for name, schema in schemas.items():
        for key in schema.references if schema else ():
            target = key.resource or name
            if target not in schemas:
                yield name, words.NO_RESOURCE.filled(resource=show(target))
                continue
            other = schemas[target]
            lacking = [item for item in key.references if other is not None and item not in other.names]
            if lacking:
                yield name, words.NO_FIELD.filled(field=show(lacking[0]), resource=show(target))
