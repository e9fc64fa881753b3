"""Reading one schema: from checked-over JSON to a `TableSchema`, or an error that says what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rapidfuzz import process

from mawaqif.findings import show
from mawaqif.standard import schema_words as by_standard
from mawaqif.standard.json_file import Steps
from mawaqif.tables import schema_words as words
from mawaqif.tables.constraint_values import UNIVERSAL_CONSTRAINTS, contradiction, value_problem
from mawaqif.tables.field_types import FIELD_TYPES, FieldType
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
_TABLE_KEYS |= {"primaryKey", "uniqueKeys", "foreignKeys", "derived", "since"}
# The version that first has it; what readers get wrong; by which measure two codings of it are compared; what it is made from.
_TEXTS = ("since", "warning", "warning_ar", "agreement", "origin")
_FIELD_KEYS = _DESCRIBED | {"name", "type", "format", "example", "rdfType", "language", "ownWords", "derived"}
_FIELD_KEYS |= {"constraints", "categories", *_TEXTS}


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
        raise SchemaError(words.NO_PRIMARY_KEY)
    for number, item in enumerate(fields):
        with _in("fields", number, "constraints"):
            _check_together(item, filled=item.required or item.name in primary)
    with _in("uniqueKeys"):
        unique = tuple(_names(group, names, "uniqueKeys") for group in _list(raw, "uniqueKeys"))
        if () in unique:
            raise SchemaError(words.EMPTY_GROUP)
    with _in("foreignKeys"):
        foreign = tuple(_foreign_key(item, names, resource["name"]) for item in _list(raw, "foreignKeys"))
    if by_standard:
        from mawaqif.standard.by_frictionless import schema_problems  # noqa: PLC0415 - loads frictionless, which queries do without

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
        raise SchemaError(by_standard.NO_FIELDS)
    if len(raw["fields"]) > MOST_FIELDS:
        raise SchemaError(words.TOO_MANY_FIELDS.filled(number=len(raw["fields"]), most=MOST_FIELDS), "fields")
    _known(words.THE_SCHEMA, raw, _TABLE_KEYS)
    if raw.get("missingValues", [""]) != [""]:
        raise SchemaError(words.MISSING_VALUES, "missingValues")
    if raw.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
        told = shown_json(raw["fieldsMatch"])
        raise SchemaError(words.FIELDS_MATCH.filled(value=told), "fieldsMatch")
    if not isinstance(raw.get("derived", False), bool):
        raise SchemaError(words.DERIVED, "derived")
    if raw.get("unusedRows", "allowed") not in ("allowed", "finding"):
        raise SchemaError(words.UNUSED_ROWS.filled(value=repr(raw["unusedRows"])), "unusedRows")


def _fields(items: list[Any]) -> tuple[Field, ...]:
    found = []
    for number, item in enumerate(items):
        with _in("fields", number):
            found.append(_field(item))
    for name, count in Counter(item.name for item in found).items():
        if count > 1:
            last = max(number for number, item in enumerate(found) if item.name == name)
            raise SchemaError(words.FIELD_TWICE.filled(field=repr(name)), "fields", last)
    return tuple(found)


def _check_together(field: Field, *, filled: bool) -> None:
    constraint, problem = contradiction(field.constraints, field.type.name, filled=filled)
    if constraint:
        raise SchemaError(words.CONSTRAINT_IS.filled(constraint=constraint, field=repr(field.name), problem=problem), constraint)


def _row_title(
    raw: Mapping[str, Any], table: str, names: list[str], primary: Sequence[str], foreign: Sequence[ForeignKey]
) -> str:
    title = raw.get("rowTitle", f"{table} " + " ".join(f"{{{name}}}" for name in primary))
    if not isinstance(title, str) or not title.isprintable() or re.search(r"[{}]", TITLE_PART.sub("", title)):
        raise SchemaError(words.ROW_TITLE.filled(example="'stance of {statement_id}'"), "rowTitle")
    for column, referred in TITLE_PART.findall(title):
        if column not in names:
            raise SchemaError(words.TITLE_FIELD.filled(field=repr(column)))
        if referred and not any(key.columns == (column,) for key in foreign):
            raise SchemaError(words.TITLE_FOLLOWS.filled(column=column))
    return title


def _known(what: str, raw: Mapping[str, Any], keys: frozenset[str]) -> None:
    unknown = [key for key in raw if key not in keys]
    if unknown:
        match = process.extractOne(unknown[0], keys, score_cutoff=70)
        meant = words.MEANT.filled(key=repr(match[0])) if match else words.THERE_ARE.filled(keys=", ".join(sorted(keys)))
        raise SchemaError(words.UNKNOWN_PROPERTY.filled(what=what, key=show(unknown[0]), hint=meant), unknown[0])
    for key in ("title", "title_ar", "description", "description_ar"):
        if key in raw and not is_line(raw[key]):
            raise SchemaError(words.NOT_A_LINE.filled(key=key, what=what), key)
    for at, problem in unwritable({key: value for key, value in raw.items() if key != "fields"}):
        raise SchemaError(words.UNWRITABLE.filled(what=what, problem=problem), *at)


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise SchemaError(words.NOT_A_LIST.filled(key=key, value=shown_json(value)))
    return value


def _field(raw: Any) -> Field:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        raise SchemaError(by_standard.NO_NAME)
    name = raw["name"]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise SchemaError(words.FIELD_NAME.filled(field=repr(name)))
    _known(words.THE_FIELD.filled(field=repr(name)), raw, _FIELD_KEYS)
    kind = FIELD_TYPES.get(_text(raw, name, "type", "string"))
    if kind is None:
        raise SchemaError(by_standard.TYPE.filled(field=repr(name), type=show(raw["type"]), types=", ".join(FIELD_TYPES)))
    form = _text(raw, name, "format", "default")
    if form not in (STRING_FORMATS if kind.name == "string" else {"default"}):
        raise SchemaError(words.FIELD_FORMAT.filled(field=repr(name), format=show(form)))
    if _text(raw, name, "language", "") not in ("", "en", "ar"):
        raise SchemaError(words.FIELD_LANGUAGE.filled(field=repr(name), language=show(raw["language"])))
    for key in _TEXTS:
        _text(raw, name, key, "")
    for key in ("ownWords", "derived"):
        if not isinstance(raw.get(key, False), bool):
            raise SchemaError(by_standard.NOT_A_FLAG.filled(key=key, field=repr(name)))
    rdf_type = _text(raw, name, "rdfType", "")
    if rdf_type not in ("", EDTF_LEVEL_0, ISO_ALPHA_3):
        raise SchemaError(words.FIELD_RDF.filled(field=repr(name), type=show(rdf_type), edtf=EDTF_LEVEL_0, iso=ISO_ALPHA_3))
    constraints = _constraints(raw, name, kind)
    _check_categories(raw, name, constraints)
    return Field(name, kind, form, raw.get("language", ""), rdf_type, constraints, raw)


def _constraints(raw: Mapping[str, Any], field: str, kind: FieldType) -> Mapping[str, Any]:
    constraints = raw.get("constraints", {})
    if not isinstance(constraints, dict):
        raise SchemaError(by_standard.CONSTRAINTS.filled(field=repr(field)))
    for constraint, value in constraints.items():
        with _in("constraints", constraint):
            if constraint not in UNIVERSAL_CONSTRAINTS | kind.bounds:
                raise SchemaError(words.UNKNOWN_CONSTRAINT.filled(field=repr(field), constraint=show(constraint), kind=kind.name))
            _check_constraint(field, kind.name, constraint, value)
    return constraints


def _check_categories(raw: Mapping[str, Any], field: str, constraints: Mapping[str, Any]) -> None:
    categories = _list(raw, "categories")
    for number, item in enumerate(categories):
        if not isinstance(item, dict) or not isinstance(item.get("label"), str):
            raise SchemaError(words.CATEGORY.filled(field=repr(field)), "categories", number)
        for key in ("label", "label_ar", "description", "description_ar"):
            if key in item and not is_line(item[key]):
                raise SchemaError(words.CATEGORY_LINE.filled(key=key, field=repr(field)), "categories", number)
    if categories and [item.get("value") for item in categories] != constraints.get("enum"):
        raise SchemaError(words.CATEGORY_ORDER.filled(field=repr(field)))


def _text(raw: Mapping[str, Any], field: str, key: str, default: str) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str):
        raise SchemaError(words.NOT_A_TEXT.filled(key=key, field=repr(field)))
    return value


def _check_constraint(field: str, kind: str, constraint: str, value: Any) -> None:
    expected = value_problem(constraint, kind, value)
    if expected:
        raise SchemaError(words.CONSTRAINT_IS_NOT.filled(constraint=constraint, field=repr(field), expected=expected))


def _names(value: Any, known: list[str], what: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list):
        raise SchemaError(words.NO_LIST_OF_NAMES.filled(what=what, value=shown_json(value), name=shown_json(known[0])))
    for name in names:
        if not isinstance(name, str):
            raise SchemaError(words.NO_FIELD_NAME.filled(what=what, value=shown_json(name)))
        if name not in known:
            raise SchemaError(words.UNKNOWN_FIELD.filled(what=what, field=show(name)))
    if len(set(names)) < len(names):
        raise SchemaError(words.NAMED_TWICE.filled(what=what))
    return tuple(names)


def _foreign_key(raw: Any, known: list[str], table: str) -> ForeignKey:
    if not isinstance(raw, dict) or not isinstance(raw.get("reference"), dict):
        raise SchemaError(words.NO_REFERENCE)
    for part, keys in ((raw, {"fields", "reference"}), (raw["reference"], {"fields", "resource"})):
        _known(words.A_FOREIGN_KEY, part, frozenset(keys))
    columns = _names(raw.get("fields", []), known, words.A_FOREIGN_KEY)
    reference = raw["reference"]
    target = table if reference.get("resource", "") == "" else reference["resource"]
    wanted = reference.get("fields", [])
    references = (wanted,) if isinstance(wanted, str) else tuple(wanted) if isinstance(wanted, list) else ()
    if not isinstance(target, str) or not all(isinstance(item, str) for item in references):
        raise SchemaError(words.REFERENCE)
    if not columns or len(columns) != len(references):
        raise SchemaError(by_standard.UNEQUAL)
    return ForeignKey(columns, target, references)
