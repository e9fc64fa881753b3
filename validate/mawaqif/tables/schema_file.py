"""Reading one schema: from checked-over JSON to a `TableSchema`, or an error that says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import frictionless
import polars as pl

from mawaqif.tables.fieldtypes import FIELD_TYPES
from mawaqif.tables.model import Field, ForeignKey, TableSchema

UNIVERSAL_CONSTRAINTS = frozenset({"required", "unique", "enum"})
STRING_FORMATS = frozenset({"default", "uri"})


class SchemaError(ValueError):
    """A schema that reads as JSON but does not define a table this tool can check."""


def table_schema(resource: Mapping[str, str], raw: Any) -> TableSchema:
    """Read the schema of a resource.

    Args:
        resource: the entry of the index, with name, path and schema.
        raw: the schema's JSON, not yet looked at.

    Raises:
        SchemaError: it does not define a table that this tool can check.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), list) or not raw["fields"]:
        raise SchemaError("it has no list of fields")
    fields = tuple(_field(item) for item in raw["fields"])
    names = [item.name for item in fields]
    for name in names:
        if names.count(name) > 1:
            raise SchemaError(f"the field {name!r} stands twice")
    for note in frictionless.Schema.metadata_validate(raw):
        raise SchemaError(note.note)
    primary = _names(raw.get("primaryKey", []), names, "primaryKey")
    if not primary:
        raise SchemaError("it has no primaryKey")
    unique = tuple(_names(group, names, "uniqueKeys") for group in raw.get("uniqueKeys", []))
    foreign = tuple(_foreign_key(item, names, resource["name"]) for item in raw.get("foreignKeys", []))
    if raw.get("unusedRows", "allowed") not in ("allowed", "finding"):
        raise SchemaError(f"unusedRows is {raw['unusedRows']!r}; expected 'allowed' or 'finding'")
    return TableSchema(
        name=resource["name"],
        path=resource["path"],
        schema_path=resource["schema"],
        fields=fields,
        primary_key=primary,
        unique_keys=unique,
        foreign_keys=foreign,
        forbids_unused_rows=raw.get("unusedRows") == "finding",
        raw=raw,
    )


def _field(raw: Any) -> Field:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        raise SchemaError("a field has no name")
    name = raw["name"]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise SchemaError(f"the field name {name!r} is not lower-case letters, digits and _")
    kind = FIELD_TYPES.get(raw.get("type", "string"))
    if kind is None:
        raise SchemaError(f"the field {name!r} has the type {raw['type']!r}; expected one of {', '.join(FIELD_TYPES)}")
    form = raw.get("format", "default")
    if form not in (STRING_FORMATS if kind.name == "string" else {"default"}):
        raise SchemaError(f"the field {name!r} has the format {form!r}, which is not checked here")
    if raw.get("language", "") not in ("", "en", "ar"):
        raise SchemaError(f"the field {name!r} has the language {raw['language']!r}; expected 'en' or 'ar'")
    constraints = raw.get("constraints", {})
    if not isinstance(constraints, dict):
        raise SchemaError(f"the constraints of the field {name!r} are not an object")
    for constraint, value in constraints.items():
        if constraint not in UNIVERSAL_CONSTRAINTS | kind.bounds:
            raise SchemaError(f"the field {name!r} has the constraint {constraint!r}, which is not checked for {kind.name}")
        _check_constraint(name, kind.name, constraint, value)
    values = [item.get("value") for item in raw.get("categories", []) if isinstance(item, dict)]
    if values and values != constraints.get("enum"):
        raise SchemaError(f"the categories of the field {name!r} are not the values of its enum, in order")
    rdf_type = str(raw.get("rdfType", ""))
    return Field(name, kind, form, raw.get("language", ""), rdf_type, constraints, raw)


def _check_constraint(field: str, kind: str, constraint: str, value: Any) -> None:
    expected = _CONSTRAINT_VALUES[constraint](kind, value)
    if expected:
        raise SchemaError(f"the constraint {constraint} of the field {field!r} is not {expected}")


def _pattern_problem(_kind: str, value: Any) -> str:
    if not isinstance(value, str) or not (value.startswith("^") and value.endswith("$")):
        return "written ^…$"
    try:
        pl.Series([""]).str.contains(value)
    except pl.exceptions.ComputeError:
        return "a regular expression"
    return ""


def _enum_problem(kind: str, value: Any) -> str:
    if kind != "string":
        return f"checked for {kind}"
    return "" if isinstance(value, list) and value and all(isinstance(item, str) for item in value) else "a list of texts"


def _flag_problem(_kind: str, value: Any) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _length_problem(_kind: str, value: Any) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "a length"


def _limit_problem(kind: str, value: Any) -> str:
    if kind == "date":
        text = pl.Series([value if isinstance(value, str) else ""])
        return "" if FIELD_TYPES["date"].parse(text).is_not_null().all() else "a date"
    return "" if isinstance(value, (int, float)) and not isinstance(value, bool) else "a number"


# For each constraint, what its value is not; empty where it is what it should be.
_CONSTRAINT_VALUES: dict[str, Callable[[str, Any], str]] = {
    "pattern": _pattern_problem,
    "enum": _enum_problem,
    "required": _flag_problem,
    "unique": _flag_problem,
    "minLength": _length_problem,
    "maxLength": _length_problem,
    "minimum": _limit_problem,
    "maximum": _limit_problem,
}


def _names(value: Any, known: list[str], what: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list):
        raise SchemaError(f"{what} is not a list of field names")
    for name in names:
        if name not in known:
            raise SchemaError(f"{what} names the field {name!r}, which the table does not have")
    return tuple(names)


def _foreign_key(raw: Any, known: list[str], table: str) -> ForeignKey:
    if not isinstance(raw, dict) or not isinstance(raw.get("reference"), dict):
        raise SchemaError("a foreign key has no reference")
    columns = _names(raw.get("fields", []), known, "a foreign key")
    reference = raw["reference"]
    target = reference.get("resource") or table
    wanted = reference.get("fields", [])
    references = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    if not columns or len(columns) != len(references):
        raise SchemaError("a foreign key does not name as many fields as it refers to")
    return ForeignKey(columns, target, references)
