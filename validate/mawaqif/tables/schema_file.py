"""Reading one schema: from checked-over JSON to a `TableSchema`, or an error that says what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rapidfuzz import process

from mawaqif.findings import show
from mawaqif.tables.constraint_values import UNIVERSAL_CONSTRAINTS, contradiction, value_problem
from mawaqif.tables.field_types import FIELD_TYPES, FieldType
from mawaqif.tables.json_file import Steps
from mawaqif.tables.key_forms import with_key_lists
from mawaqif.tables.model import EDTF_LEVEL_0, ISO_ALPHA_3, TITLE_PART, Field, ForeignKey, TableSchema
from mawaqif.tables.property_types import is_line, shown_json, unwritable

# So many columns SQLite holds with room to spare, and no table of people has.
MOST_FIELDS = 1000
STRING_FORMATS = frozenset({"default", "uri"})


class SchemaError(ValueError):
    """A schema that reads as JSON but does not define a table this tool can check.

    Attributes:
        at: the steps that lead to the part of the schema that is wrong; empty for the whole of it.
    """

    def __init__(self, problem: str, *at: str | int) -> None:
        """Keep the problem and its place."""
        super().__init__(problem)
        self.at: Steps = at


@contextmanager
def _in(*steps: str | int) -> Iterator[None]:
    """Let an error say where the part lies in which it was found."""
    try:
        yield
    except SchemaError as error:
        error.at = (*steps, *error.at)
        raise


# What a schema and a field may say: the standard, and what this data set adds to it.
_DESCRIBED = frozenset({"title", "title_ar", "description", "description_ar"})
_TABLE_KEYS = _DESCRIBED | {"$schema", "name", "fields", "fieldsMatch", "missingValues", "unusedRows", "rowTitle", "rowNames"}
_TABLE_KEYS |= {"primaryKey", "uniqueKeys", "foreignKeys", "derived"}
_FIELD_KEYS = _DESCRIBED | {"name", "type", "format", "example", "rdfType", "language", "ownWords", "derived"}
_FIELD_KEYS |= {"constraints", "categories"}


def table_schema(resource: Mapping[str, str], raw: Any, *, by_standard: bool = True) -> TableSchema:
    """Read the schema of a resource.

    Args:
        resource: the entry of the index, with name, path and schema.
        raw: the schema's JSON, not yet looked at.
        by_standard: whether to hold it against the Table Schema standard too.

    Raises:
        SchemaError: it does not define a table that this tool can check.
    """
    _check_whole(raw)
    raw = with_key_lists(raw)
    fields = _fields(raw["fields"])
    names = [item.name for item in fields]
    with _in("primaryKey"):
        primary = _names(raw.get("primaryKey", []), names, "primaryKey")
    if not primary:
        raise SchemaError("it has no primaryKey")
    for number, item in enumerate(fields):
        with _in("fields", number, "constraints"):
            _check_together(item, filled=item.required or item.name in primary)
    with _in("uniqueKeys"):
        unique = tuple(_names(group, names, "uniqueKeys") for group in _list(raw, "uniqueKeys"))
        if () in unique:
            raise SchemaError("uniqueKeys holds a group without fields")
    with _in("foreignKeys"):
        foreign = tuple(_foreign_key(item, names, resource["name"]) for item in _list(raw, "foreignKeys"))
    if by_standard:
        from mawaqif.tables.standard import schema_problems  # noqa: PLC0415 - loads frictionless, which queries do without

        for problem in schema_problems({key: value for key, value in raw.items() if key != "$schema"}):
            raise SchemaError(problem)
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


def _check_whole(raw: Any) -> None:
    """Refuse what no table is, before its fields are looked at."""
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), list) or not raw["fields"]:
        raise SchemaError("it has no list of fields")
    if len(raw["fields"]) > MOST_FIELDS:
        raise SchemaError(f"it has {len(raw['fields']):,} fields; at most {MOST_FIELDS:,} are read", "fields")
    _known("the schema", raw, _TABLE_KEYS)
    if raw.get("missingValues", [""]) != [""]:
        raise SchemaError('missingValues is not [""]; an empty cell is the only missing value', "missingValues")
    if raw.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
        said = shown_json(raw["fieldsMatch"])
        raise SchemaError(f"fieldsMatch is {said}; a table has the fields of its schema, 'exact'", "fieldsMatch")
    if not isinstance(raw.get("derived", False), bool):
        raise SchemaError("derived is not true or false", "derived")
    if raw.get("unusedRows", "allowed") not in ("allowed", "finding"):
        raise SchemaError(f"unusedRows is {raw['unusedRows']!r}; expected 'allowed' or 'finding'", "unusedRows")


def _fields(items: list[Any]) -> tuple[Field, ...]:
    found = []
    for number, item in enumerate(items):
        with _in("fields", number):
            found.append(_field(item))
    for name, count in Counter(item.name for item in found).items():
        if count > 1:
            last = max(number for number, item in enumerate(found) if item.name == name)
            raise SchemaError(f"the field {name!r} stands twice", "fields", last)
    return tuple(found)


def _check_together(field: Field, *, filled: bool) -> None:
    constraint, problem = contradiction(field.constraints, field.type.name, filled=filled)
    if constraint:
        raise SchemaError(f"the constraint {constraint} of the field {field.name!r} is {problem}", constraint)


def _row_title(
    raw: Mapping[str, Any], table: str, names: list[str], primary: Sequence[str], foreign: Sequence[ForeignKey]
) -> str:
    title = raw.get("rowTitle", f"{table} " + " ".join(f"{{{name}}}" for name in primary))
    if not isinstance(title, str) or not title.isprintable() or re.search(r"[{}]", TITLE_PART.sub("", title)):
        raise SchemaError("rowTitle is not a line of text with columns in braces, such as 'stance of {statement_id}'", "rowTitle")
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
        raise SchemaError(f"{what} has the property {show(unknown[0])}, which is not checked here{hint}", unknown[0])
    for key in ("title", "title_ar", "description", "description_ar"):
        if key in raw and not is_line(raw[key]):
            raise SchemaError(f"the {key} of {what} is not a line of text", key)
    for at, problem in unwritable({key: value for key, value in raw.items() if key != "fields"}):
        raise SchemaError(f"{what} cannot be written: {problem}", *at)


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise SchemaError(f"{key} is {shown_json(value)}, not a list")
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
    for key in ("ownWords", "derived"):
        if not isinstance(raw.get(key, False), bool):
            raise SchemaError(f"{key} of the field {name!r} is not true or false")
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
        with _in("constraints", constraint):
            if constraint not in UNIVERSAL_CONSTRAINTS | kind.bounds:
                said = f"the constraint {show(constraint)}, which is not checked for {kind.name}"
                raise SchemaError(f"the field {field!r} has {said}")
            _check_constraint(field, kind.name, constraint, value)
    return constraints


def _check_categories(raw: Mapping[str, Any], field: str, constraints: Mapping[str, Any]) -> None:
    categories = _list(raw, "categories")
    for number, item in enumerate(categories):
        if not isinstance(item, dict) or not isinstance(item.get("label"), str):
            raise SchemaError(f"a category of the field {field!r} is not an object with value and label", "categories", number)
        for key in ("label", "label_ar", "description", "description_ar"):
            if key in item and not is_line(item[key]):
                raise SchemaError(f"the {key} of a category of the field {field!r} is not a line of text", "categories", number)
    if categories and [item.get("value") for item in categories] != constraints.get("enum"):
        raise SchemaError(f"the categories of the field {field!r} are not the values of its enum, in order")


def _text(raw: Mapping[str, Any], field: str, key: str, default: str) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str):
        raise SchemaError(f"the {key} of the field {field!r} is not a text")
    return value


def _check_constraint(field: str, kind: str, constraint: str, value: Any) -> None:
    expected = value_problem(constraint, kind, value)
    if expected:
        raise SchemaError(f"the constraint {constraint} of the field {field!r} is not {expected}")


def _names(value: Any, known: list[str], what: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list):
        raise SchemaError(f"{what} is {shown_json(value)}, not a list of field names such as [{shown_json(known[0])}]")
    for name in names:
        if not isinstance(name, str):
            raise SchemaError(f"{what} has {shown_json(name)} in place of the name of a field")
        if name not in known:
            raise SchemaError(f"{what} names the field {show(name)}, which the table does not have")
    if len(set(names)) < len(names):
        raise SchemaError(f"{what} names a field twice")
    return tuple(names)


def _foreign_key(raw: Any, known: list[str], table: str) -> ForeignKey:
    if not isinstance(raw, dict) or not isinstance(raw.get("reference"), dict):
        raise SchemaError('a foreign key has no reference, which is an object such as {"resource": "…", "fields": […]}')
    for part, keys in ((raw, {"fields", "reference"}), (raw["reference"], {"fields", "resource"})):
        _known("a foreign key", part, frozenset(keys))
    columns = _names(raw.get("fields", []), known, "a foreign key")
    reference = raw["reference"]
    target = table if reference.get("resource", "") == "" else reference["resource"]
    wanted = reference.get("fields", [])
    references = (wanted,) if isinstance(wanted, str) else tuple(wanted) if isinstance(wanted, list) else ()
    if not isinstance(target, str) or not all(isinstance(item, str) for item in references):
        raise SchemaError("the reference of a foreign key does not name a resource and its fields")
    if not columns or len(columns) != len(references):
        raise SchemaError("a foreign key does not name as many fields as it refers to")
    return ForeignKey(columns, target, references)
