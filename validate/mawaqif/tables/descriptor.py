"""Reading `datapackage.json` and the schemas that it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from mawaqif.findings import CannotRunError, Finding, Place, show
from mawaqif.home import INDEX
from mawaqif.paths import name_problem, unlinked
from mawaqif.tables import codes
from mawaqif.tables.files import read_file
from mawaqif.tables.links import behind_a_link, check_links, named_paths
from mawaqif.tables.model import READING_RECORD, Descriptor, TableSchema
from mawaqif.tables.schema_file import SchemaError, table_schema


def read_json(path: Path) -> Any:
    """Read a JSON file strictly: no key twice in an object, no NaN or Infinity.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not UTF-8 or not JSON; the message names the line.
    """
    try:
        return json.loads(read_file(path).decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}, column {error.colno}: {error.msg.removesuffix(' at')}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {show(doubled)} stands twice in one object; keep one")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON value")


def load_descriptor(root: Path, *, by_standard: bool = True) -> tuple[Descriptor, list[Finding]]:
    """Read the package descriptor of a folder and every schema it names.

    Args:
        root: folder that holds `datapackage.json`.
        by_standard: whether to hold index and schemas against the Data Package standard
            too, which no reading of the rows depends on.

    Returns:
        The descriptor with the tables that could be understood, and findings on the rest.

    Raises:
        CannotRunError: there is no readable descriptor, so nothing can be checked.
    """
    if (root / INDEX).is_symlink():
        return Descriptor(root, {"resources": []}, {}, frozenset()), [codes.LINK.at(Place(INDEX))]
    raw = _read_index(root)
    findings: list[Finding] = []
    sound: list[Any] = []
    tables: dict[str, TableSchema] = {}
    unreadable: set[str] = set()
    links = check_links(root, raw["resources"])
    findings += links
    for position, resource in enumerate(raw["resources"], start=1):
        problem = _resource_problem(resource, {*tables, *unreadable})
        if problem:
            findings.append(codes.PACKAGE_INVALID.at(Place(INDEX), problem=f"resource {position}: {problem}"))
            if isinstance(resource, dict) and isinstance(resource.get("name"), str) and resource["name"] not in tables:
                unreadable.add(resource["name"])
            continue
        sound.append(resource)
        try:
            table = _load_table_schema(root, resource, links, by_standard=by_standard)
        except _UnusableError as error:
            findings.append(error.finding)
            unreadable.add(resource["name"])
        else:
            tables[table.name] = table
    notes = _package_problems({**raw, "resources": sound}, by_standard=by_standard)
    findings += [codes.PACKAGE_INVALID.at(Place(INDEX), problem=note) for note in notes]
    findings += _broken_references(tables, unreadable)
    findings += _stray_files(root, raw["resources"], links)
    return Descriptor(root, raw, tables, frozenset(unreadable)), [*dict.fromkeys(findings)]


def _read_index(root: Path) -> dict[str, Any]:
    try:
        raw = read_json(root / INDEX)
    except OSError as error:
        raise CannotRunError(f"{root / INDEX}: {error.strerror}; name a folder that holds a {INDEX}") from error
    except ValueError as error:
        raise CannotRunError(f"{root / INDEX}: not JSON: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("resources"), list):
        raise CannotRunError(f"{root / INDEX}: not a data package: it has no list of resources")
    return raw


class _UnusableError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


# What frictionless would follow to another file or host is not shown to it.
_NOT_FOLLOWED = frozenset({"schema", "profile", "$schema", "type", "dialect"})


# Files of a release are called after their table.
_LONGEST_ENDING = ".parquet"
_TEXTS = ("title", "title_ar", "description", "description_ar")
# Lists of texts that every description of a release draws on: how the rows were made, what they do not show.
_DESCRIBED_PARTS = {"method": ("name", *_TEXTS), "limits": _TEXTS}
# The parts of `method`; descriptions with properties of their own for them find them by these names.
METHOD_PARTS = ("collection", "annotation", "repetition", "coders", "persons")


def _package_problems(raw: Mapping[str, Any], *, by_standard: bool) -> Iterator[str]:
    """Yield what is wrong with the index itself; schemas are looked at one by one."""
    for key, pattern, example in (("name", r"[a-z0-9._-]+", "mawaqif"), ("version", r"[0-9]+\.[0-9]+\.[0-9]+", "0.1.0")):
        if not isinstance(raw.get(key), str) or not re.fullmatch(pattern, raw[key]):
            yield f"its {key} is {show(raw.get(key))}; expected one such as {example}"
    yield from _file_name_problems(raw.get("name"), "")
    yield from _text_problems("", raw)
    yield from _described_problems(raw)
    if not isinstance(raw.get("id", ""), str):
        yield "its id is not a text"
    if not _is_time(raw.get("created", "2026-01-31T00:00:00Z")):
        yield f"its created is {show(raw['created'])}; expected a time such as 2026-01-31T00:00:00Z"
    yield from _shared_files(raw["resources"])
    bare = {key: value for key, value in raw.items() if key not in _NOT_FOLLOWED}
    bare["resources"] = [{key: item[key] for key in item if key not in _NOT_FOLLOWED} for item in raw["resources"]]
    if by_standard:
        from mawaqif.tables.standard import package_problems  # noqa: PLC0415 - loads frictionless, which queries do without

        yield from package_problems(bare)


def _described_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    for part, keys in _DESCRIBED_PARTS.items():
        items = raw.get(part, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield f"its {part} is not a list of objects"
            continue
        for number, item in enumerate(items, start=1):
            yield from _text_problems(f" of {part} {number}", item, required=keys)
            if part == "method" and item.get("name") not in METHOD_PARTS:
                yield f"its method {number} is named {show(item.get('name'))}; there are {', '.join(METHOD_PARTS)}"


def _text_problems(where: str, raw: Mapping[str, Any], required: tuple[str, ...] = ()) -> Iterator[str]:
    for key in dict.fromkeys([*required, *_TEXTS]):
        value = raw.get(key, None if key in required else "")
        if not isinstance(value, str) or not value.isprintable():
            yield f"its {key}{where} is not a line of text"


def _is_time(value: object) -> bool:
    """True for a time that every edition can carry; a zip counts years from 1980 to 2107."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).year in range(1980, 2101)
    except ValueError:
        return False


def _shared_files(resources: list[Mapping[str, Any]]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for resource in resources:
        for key in ("path", "schema"):
            owner = owners.setdefault(resource[key], resource["name"]) if isinstance(resource[key], str) else resource["name"]
            if owner != resource["name"]:
                yield f"{resource['name']} has the {key} of {owner}; each table has its own"


def _resource_problem(resource: object, known: set[str]) -> str:
    if not isinstance(resource, dict):
        return "it is not an object"
    return next(_resource_problems(resource, known), "")


def _resource_problems(resource: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    missing = [key for key in ("name", "path", "schema") if not _is_given(resource, key)]
    if missing:
        yield f"it has no {missing[0]}"
        return
    name = resource["name"]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        yield f"its name {show(name)} is not lower-case letters, digits and _"
    yield from _file_name_problems(name, _LONGEST_ENDING)
    if name in known:
        yield f"the name {show(name)} is taken by an earlier resource"
    for key in ("path", "schema"):
        if isinstance(resource[key], dict):
            continue
        problem = name_problem(resource[key]) or ("" if re.fullmatch(r"[A-Za-z0-9_./-]+", resource[key]) else "it is not plain")
        if problem:
            yield f"its {key} {show(resource[key])} is not a plain path, such as datapackage/topics.csv: {problem}"
    for key, expected in (("format", "csv"), ("encoding", "utf-8"), ("dialect", None)):
        if key in resource and resource[key] != expected:
            yield f"its {key} is {show(resource[key])}; tables are CSV in UTF-8 with commas"


def _file_name_problems(name: object, ending: str) -> Iterator[str]:
    """Yield why no file can be called after a package or table."""
    problem = name_problem(f"{name}{ending}")
    if problem:
        yield f"its name {show(name)} cannot be that of a file: {problem}"


def _is_given(resource: Mapping[str, Any], key: str) -> bool:
    """True where a property names something; a release carries its schemas inside the index."""
    kinds = (str, dict) if key == "schema" else (str,)
    return isinstance(resource.get(key), kinds) and bool(resource[key])


def _load_table_schema(root: Path, resource: Mapping[str, Any], links: list[Finding], *, by_standard: bool) -> TableSchema:
    link = behind_a_link(named_paths([resource]), links)
    if link:
        raise _UnusableError(link)
    inside = isinstance(resource["schema"], dict)
    path = INDEX if inside else resource["schema"]

    def unusable(code: Any, problem: object) -> _UnusableError:
        return _UnusableError(code.at(Place(path), problem=problem, table=resource["name"]))

    try:
        raw = resource["schema"] if inside else read_json(unlinked(root, path))
    except OSError as error:
        raise unusable(codes.SCHEMA_UNREADABLE, error.strerror) from error
    except ValueError as error:
        raise unusable(codes.SCHEMA_UNREADABLE, error) from error
    try:
        return table_schema({**resource, "schema": path}, raw, by_standard=by_standard)
    except SchemaError as error:
        raise unusable(codes.SCHEMA_INVALID, error) from error


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


def _stray_files(root: Path, resources: list[Any], links: list[Finding]) -> list[Finding]:
    named = {item["path"] for item in resources if isinstance(item, dict) and isinstance(item.get("path"), str)}
    folders = {PurePosixPath(path).parent for path in named}
    found: list[Finding] = []
    for folder in sorted(folders):
        if folder == PurePosixPath(".") or not (root / folder).is_dir() or behind_a_link([str(folder)], links):
            continue
        present = {f"{folder}/{path.name}" for path in (root / folder).iterdir() if path.suffix.lower() == ".csv"}
        found += [
            codes.STRAY_FILE.at(Place(path))
            for path in sorted(present - named - {READING_RECORD} - {link.file for link in links})
        ]
    return found
