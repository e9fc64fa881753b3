"""Reading one schema: from checked-over JSON to a `TableSchema`, or an error that says what is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import polars as pl
from rapidfuzz import process

from mawaqif.findings import show
from mawaqif.tables.field_types import FIELD_TYPES, FieldType
from mawaqif.tables.model import EDTF_LEVEL_0, ISO_ALPHA_3, TITLE_PART, Field, ForeignKey, TableSchema

UNIVERSAL_CONSTRAINTS = frozenset({"required", "unique", "enum"})
LARGEST_LIMIT = 2**63
STRING_FORMATS = frozenset({"default", "uri"})


class SchemaError(ValueError):
    """A schema that reads as JSON but does not define a table this tool can check."""


# What a schema and a field may say: the standard, and what this data set adds to it.
_DESCRIBED = frozenset({"title", "title_ar", "description", "description_ar"})
_TABLE_KEYS = _DESCRIBED | {"$schema", "name", "fields", "fieldsMatch", "missingValues", "unusedRows", "rowTitle", "rowNames"}
_TABLE_KEYS |= {"primaryKey", "uniqueKeys", "foreignKeys"}
_FIELD_KEYS = _DESCRIBED | {"name", "type", "format", "example", "rdfType", "language", "ownWords", "constraints", "categories"}


def table_schema(resource: Mapping[str, str], raw: Any, *, by_standard: bool = True) -> TableSchema:
    """Read the schema of a resource.

    Args:
        resource: the entry of the index, with name, path and schema.
        raw: the schema's JSON, not yet looked at.
        by_standard: whether to hold it against the Table Schema standard too.

    Raises:
        SchemaError: it does not define a table that this tool can check.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), list) or not raw["fields"]:
        raise SchemaError("it has no list of fields")
    _known("the schema", raw, _TABLE_KEYS)
    if raw.get("missingValues", [""]) != [""]:
        raise SchemaError('missingValues is not [""]; an empty cell is the only missing value')
    fields = tuple(_field(item) for item in raw["fields"])
    names = [item.name for item in fields]
    for name in names:
        if names.count(name) > 1:
            raise SchemaError(f"the field {name!r} stands twice")
    primary = _names(raw.get("primaryKey", []), names, "primaryKey")
    if not primary:
        raise SchemaError("it has no primaryKey")
    unique = tuple(_names(group, names, "uniqueKeys") for group in _list(raw, "uniqueKeys"))
    foreign = tuple(_foreign_key(item, names, resource["name"]) for item in _list(raw, "foreignKeys"))
    if () in unique:
        raise SchemaError("uniqueKeys holds a group without fields")
    if by_standard:
        from mawaqif.tables.standard import schema_problems  # noqa: PLC0415 - loads frictionless, which queries do without

        for problem in schema_problems({key: value for key, value in raw.items() if key != "$schema"}):
            raise SchemaError(problem)
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
        row_title=_row_title(raw, resource["name"], names, primary, foreign),
        row_names=_names(raw.get("rowNames", []), names, "rowNames"),
        raw=raw,
    )


def _row_title(
    raw: Mapping[str, Any], table: str, names: list[str], primary: Sequence[str], foreign: Sequence[ForeignKey]
) -> str:
    title = raw.get("rowTitle", f"{table} " + " ".join(f"{{{name}}}" for name in primary))
    if not isinstance(title, str) or not title.isprintable() or re.search(r"[{}]", TITLE_PART.sub("", title)):
        raise SchemaError("rowTitle is not a line of text with columns in braces, such as 'stance of {statement_id}'")
    for column, referred in TITLE_PART.findall(title):
        if column not in names:
            raise SchemaError(f"rowTitle names the field {column!r}, which the table does not have")
        if referred and not any(key.columns == (column,) for key in foreign):
            raise SchemaError(f"rowTitle follows {column}, which refers to no other table")
    return title


def _known(what: str, raw: Mapping[str, Any], keys: frozenset[str]) -> None:
    unknown = [key for key in raw if key not in keys]
    if unknown:
        match = process.extractOne(unknown[0], keys, score_cutoff=70)
        hint = f"; did you mean {match[0]!r}?" if match else f"; there are {', '.join(sorted(keys))}"
        raise SchemaError(f"{what} has the property {show(unknown[0])}, which is not checked here{hint}")
    for key in ("title", "title_ar", "description", "description_ar"):
        if key in raw and (not isinstance(raw[key], str) or not raw[key].isprintable()):
            raise SchemaError(f"the {key} of {what} is not a line of text")


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise SchemaError(f"{key} is not a list")
    return value


def _field(raw: Any) -> Field:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        raise SchemaError("a field has no name")
    name = raw["name"]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise SchemaError(f"the field name {name!r} is not lower-case letters, digits and _")
    _known(f"the field {name!r}", raw, _FIELD_KEYS)
    kind = FIELD_TYPES.get(_text(raw, name, "type", "string"))
    if kind is None:
        raise SchemaError(f"the field {name!r} has the type {show(raw['type'])}; expected one of {', '.join(FIELD_TYPES)}")
    form = _text(raw, name, "format", "default")
    if form not in (STRING_FORMATS if kind.name == "string" else {"default"}):
        raise SchemaError(f"the field {name!r} has the format {show(form)}, which is not checked here")
    if _text(raw, name, "language", "") not in ("", "en", "ar"):
        raise SchemaError(f"the field {name!r} has the language {show(raw['language'])}; expected 'en' or 'ar'")
    if not isinstance(raw.get("ownWords", False), bool):
        raise SchemaError(f"ownWords of the field {name!r} is not true or false")
    rdf_type = _text(raw, name, "rdfType", "")
    if rdf_type not in ("", EDTF_LEVEL_0, ISO_ALPHA_3):
        raise SchemaError(f"the field {name!r} has the rdfType {show(rdf_type)}; checked are {EDTF_LEVEL_0} and {ISO_ALPHA_3}")
    constraints = _constraints(raw, name, kind)
    _check_categories(raw, name, constraints)
    return Field(name, kind, form, raw.get("language", ""), rdf_type, constraints, raw)


def _constraints(raw: Mapping[str, Any], field: str, kind: FieldType) -> Mapping[str, Any]:
    constraints = raw.get("constraints", {})
    if not isinstance(constraints, dict):
        raise SchemaError(f"the constraints of the field {field!r} are not an object")
    for constraint, value in constraints.items():
        if constraint not in UNIVERSAL_CONSTRAINTS | kind.bounds:
            raise SchemaError(f"the field {field!r} has the constraint {show(constraint)}, which is not checked for {kind.name}")
        _check_constraint(field, kind.name, constraint, value)
    return constraints


def _check_categories(raw: Mapping[str, Any], field: str, constraints: Mapping[str, Any]) -> None:
    categories = _list(raw, "categories")
    if not all(isinstance(item, dict) and isinstance(item.get("label"), str) for item in categories):
        raise SchemaError(f"a category of the field {field!r} is not an object with value and label")
    if categories and [item.get("value") for item in categories] != constraints.get("enum"):
        raise SchemaError(f"the categories of the field {field!r} are not the values of its enum, in order")


def _text(raw: Mapping[str, Any], field: str, key: str, default: str) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str):
        raise SchemaError(f"the {key} of the field {field!r} is not a text")
    return value


def _check_constraint(field: str, kind: str, constraint: str, value: Any) -> None:
    expected = _CONSTRAINT_VALUES[constraint](kind, value)
    if expected:
        raise SchemaError(f"the constraint {constraint} of the field {field!r} is not {expected}")


def _pattern_problem(_kind: str, value: Any) -> str:
    if not isinstance(value, str) or not (value.startswith("^") and value.endswith("$")):
        return "written ^…$"
    return "" if _is_expression(value) else "a regular expression"


@cache
def _is_expression(value: str) -> bool:
    """True where Polars takes a text for a regular expression; tables share patterns, so each is tried once."""
    try:
        pl.Series([""]).str.contains(value)
    except pl.exceptions.ComputeError:
        return False
    return True


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
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return "" if number and abs(value) < LARGEST_LIMIT else "a number that a cell can hold"


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
            raise SchemaError(f"{what} names the field {show(name)}, which the table does not have")
    if len(set(names)) < len(names):
        raise SchemaError(f"{what} names a field twice")
    return tuple(names)


def _foreign_key(raw: Any, known: list[str], table: str) -> ForeignKey:
    if not isinstance(raw, dict) or not isinstance(raw.get("reference"), dict):
        raise SchemaError("a foreign key has no reference")
    columns = _names(raw.get("fields", []), known, "a foreign key")
    reference = raw["reference"]
    target = reference.get("resource") or table
    wanted = reference.get("fields", [])
    references = (wanted,) if isinstance(wanted, str) else tuple(wanted) if isinstance(wanted, list) else ()
    if not isinstance(target, str) or not all(isinstance(item, str) for item in references):
        raise SchemaError("the reference of a foreign key does not name a resource and its fields")
    if not columns or len(columns) != len(references):
        raise SchemaError("a foreign key does not name as many fields as it refers to")
    return ForeignKey(columns, target, references)
