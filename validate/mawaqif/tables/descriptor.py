"""Reading `datapackage.json` and the schemas that it names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import frictionless
import polars as pl

from mawaqif.findings import Finding, Place
from mawaqif.tables import codes
from mawaqif.tables.fieldtypes import FIELD_TYPES
from mawaqif.tables.model import READING_RECORD, Descriptor, Field, ForeignKey, TableSchema

INDEX = "datapackage.json"
UNIVERSAL_CONSTRAINTS = frozenset({"required", "unique", "enum"})
STRING_FORMATS = frozenset({"default", "uri"})


class CannotRunError(Exception):
    """Nothing could be checked; the message says why and what to do."""


class SchemaError(ValueError):
    """A schema that reads as JSON but does not define a table this tool can check."""


def read_json(path: Path) -> Any:
    """Read a JSON file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not UTF-8 or not JSON; the message names the line.
    """
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def load_descriptor(root: Path) -> tuple[Descriptor, list[Finding]]:
    """Read the package descriptor of a folder and every schema it names.

    Args:
        root: folder that holds `datapackage.json`.

    Returns:
        The descriptor with the tables that could be understood, and findings on the rest.

    Raises:
        CannotRunError: there is no readable descriptor, so nothing can be checked.
    """
    try:
        raw = read_json(root / INDEX)
    except OSError as error:
        raise CannotRunError(f"{root / INDEX}: {error.strerror}; name a folder that holds a {INDEX}") from error
    except ValueError as error:
        raise CannotRunError(f"{root / INDEX}: not JSON: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("resources"), list):
        raise CannotRunError(f"{root / INDEX}: not a data package: it has no list of resources")
    findings: list[Finding] = []
    sound: list[Any] = []
    tables: dict[str, TableSchema] = {}
    unreadable: set[str] = set()
    for position, resource in enumerate(raw["resources"], start=1):
        problem = _resource_problem(resource, {*tables, *unreadable})
        if problem:
            findings.append(codes.PACKAGE_INVALID.at(Place(INDEX), problem=f"resource {position}: {problem}"))
            continue
        sound.append(resource)
        try:
            table = _load_table_schema(root, resource)
        except _UnusableError as error:
            findings.append(error.finding)
            unreadable.add(resource["name"])
        else:
            tables[table.name] = table
    findings += [codes.PACKAGE_INVALID.at(Place(INDEX), problem=note) for note in _package_problems({**raw, "resources": sound})]
    findings += _broken_references(tables, unreadable)
    findings += _stray_files(root, raw["resources"])
    return Descriptor(root, raw, tables, frozenset(unreadable)), findings


class _UnusableError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def _package_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield what frictionless finds wrong with the index itself; schemas are looked at one by one."""
    bare = {**raw, "resources": [{key: item[key] for key in item if key != "schema"} for item in raw["resources"]]}
    for error in frictionless.Package.metadata_validate(bare):
        yield error.note


def _resource_problem(resource: object, known: set[str]) -> str:
    if not isinstance(resource, dict):
        return "it is not an object"
    for key in ("name", "path", "schema"):
        if not isinstance(resource.get(key), str) or not resource[key]:
            return f"it has no {key}"
    for key in ("path", "schema"):
        path = PurePosixPath(resource[key])
        if path.is_absolute() or ".." in path.parts:
            return f"its {key} leads out of the package: {resource[key]}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", resource["name"]):
        return f"its name {resource['name']!r} is not lower-case letters, digits and _"
    if resource["name"] in known:
        return f"the name {resource['name']!r} is taken by an earlier resource"
    return ""


def _load_table_schema(root: Path, resource: Mapping[str, str]) -> TableSchema:
    path = resource["schema"]

    def unusable(code: Any, problem: object) -> _UnusableError:
        return _UnusableError(code.at(Place(path), problem=problem, table=resource["name"]))

    try:
        raw = read_json(root / path)
    except OSError as error:
        raise unusable(codes.SCHEMA_UNREADABLE, error.strerror) from error
    except ValueError as error:
        raise unusable(codes.SCHEMA_UNREADABLE, error) from error
    try:
        return _table_schema(resource, raw)
    except SchemaError as error:
        raise unusable(codes.SCHEMA_INVALID, error) from error


def _table_schema(resource: Mapping[str, str], raw: Any) -> TableSchema:
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


def _broken_references(tables: dict[str, TableSchema], unreadable: set[str]) -> list[Finding]:
    found: list[Finding] = []
    for table in list(tables.values()):
        for key in table.foreign_keys:
            if key.table in unreadable:
                continue
            target = tables.get(key.table)
            problem = ""
            if target is None:
                problem = f"a foreign key refers to the table {key.table!r}, which the index does not name"
            elif key.references != target.primary_key and key.references not in target.unique_keys:
                problem = f"a foreign key refers to {', '.join(key.references)} of {key.table}, which is not a key there"
            if problem:
                found.append(codes.SCHEMA_INVALID.at(Place(table.schema_path), problem=problem, table=table.name))
                tables.pop(table.name, None)
                unreadable.add(table.name)
    return found


def _stray_files(root: Path, resources: list[Any]) -> list[Finding]:
    named = {item["path"] for item in resources if isinstance(item, dict) and isinstance(item.get("path"), str)}
    folders = {PurePosixPath(path).parent for path in named}
    found: list[Finding] = []
    for folder in sorted(folders):
        if folder == PurePosixPath(".") or not (root / folder).is_dir():
            continue
        present = {f"{folder}/{path.name}" for path in (root / folder).glob("*.csv")}
        found += [codes.STRAY_FILE.at(Place(path)) for path in sorted(present - named - {READING_RECORD})]
    return found
