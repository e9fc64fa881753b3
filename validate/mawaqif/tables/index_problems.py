"""What is wrong with an index: the package as a whole, and each of its resources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mawaqif.findings import Bilingual, said, show
from mawaqif.paths import PROFILE, name_problem
from mawaqif.tables.model import PROFILE_VERSION
from mawaqif.tables.property_types import PACKAGE, RESOURCE, Problem, shown_json, type_problems, unwritable
from mawaqif.tables.reserved_names import reserved

NOT_A_NAME = "its name {name} is not lower-case letters, digits and _", "اسمه {name} ليس حروفًا لاتينية صغيرة وأرقامًا و'_'"
TAKEN = "the name {name} is taken by an earlier resource", "الاسم {name} لمدخل سابق"
NOT_A_PATH = (
    "its {key} {path} is not a plain path, such as datapackage/topics.csv: {problem}",
    "{key} فيه {path}، وليس مسارًا بسيطًا مثل datapackage/topics.csv: {problem}",
)
NOT_CSV = "its {key} is {value}; tables are CSV in UTF-8 with commas", "{key} فيه {value}؛ والجداول CSV بترميز UTF-8 وفواصل"
NO_FILE_NAME = "its name {name} cannot be that of a file: {problem}", "اسمه {name} لا يصلح اسمًا لملف: {problem}"
# So many tables are read; a package of more is an attack on whoever checks it, or a mistake.
MOST_TABLES = 500
# What frictionless would follow to another file or host is not shown to it.
_NOT_FOLLOWED = frozenset({"schema", "profile", "$schema", "type", "dialect"})
# Files of a release are called after their table.
_LONGEST_ENDING = ".parquet"
# The parts of `method`; descriptions with properties of their own for them find them by these names.
METHOD_PARTS = ("collection", "annotation", "repetition", "coders", "persons")


def package_problems(raw: Mapping[str, Any], sound: Sequence[Mapping[str, Any]], *, by_standard: bool) -> Iterator[Problem]:
    """Yield what is wrong with the index itself; schemas are looked at one by one.

    Args:
        raw: the index as its file has it, with a list of resources.
        sound: the resources that could be understood, with what is wrong in them left out.
        by_standard: whether to hold the index against the standard too. What is wrong by what is
            listed here is told once, in these words.
    """
    found = list(_own_problems(raw))
    yield from found
    yield from _shared_files(sound)
    yield from _taken_names(raw, sound)
    if found:
        return
    if by_standard:
        from mawaqif.standard.by_frictionless import package_problems as by_the_standard  # noqa: PLC0415 - see there

        bare = {key: value for key, value in raw.items() if key not in _NOT_FOLLOWED}
        bare["resources"] = [{key: item[key] for key in item if key not in _NOT_FOLLOWED} for item in sound]
        yield from (((), problem) for problem in by_the_standard(bare))


def _own_problems(raw: Mapping[str, Any]) -> Iterator[Problem]:
    for key, pattern, example in (("name", r"[a-z0-9._-]+", "mawaqif"), ("version", r"[0-9]+\.[0-9]+\.[0-9]+", "0.1.0")):
        if not isinstance(raw.get(key), str) or not re.fullmatch(pattern, raw[key]):
            told = "its {key} is {value}; expected one such as {example}", "{key} فيه {value}؛ والمتوقع على مثال {example}"
            yield (key,), said(*told, key=key, value=show(raw.get(key)), example=example)
    yield from _file_name_problems(raw.get("name"), "")
    if raw.get(PROFILE, PROFILE_VERSION) != PROFILE_VERSION:
        told = "its {key} is {value}; known is {example}", "{key} فيه {value}؛ والمعروف {example}"
        yield (PROFILE,), said(*told, key=PROFILE, value=shown_json(raw[PROFILE]), example=PROFILE_VERSION)
    found = list(type_problems(raw, PACKAGE))
    yield from found
    places = {at for at, _ in found}
    yield from (problem for problem in unwritable(_but(raw, "resources")) if problem[0] not in places)
    method = raw.get("method", [])
    for number, item in enumerate(method if isinstance(method, list) else []):
        if isinstance(item, dict) and item.get("name") not in METHOD_PARTS:
            told = (
                "its method {number} is named {name}; there are {parts}",
                "الجزء {number} من method اسمه {name}؛ والموجود {parts}",
            )
            name = shown_json(item.get("name"))
            yield ("method", number), said(*told, number=number + 1, name=name, parts=", ".join(METHOD_PARTS))
    if len(raw["resources"]) > MOST_TABLES:
        told = "it has {number:,} resources; at most {most} are read", "عدد مداخله {number:,}؛ ولا يُقرأ أكثر من {most}"
        yield ("resources",), said(*told, number=len(raw["resources"]), most=MOST_TABLES)


def _but(raw: Mapping[str, Any], left_out: str) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key != left_out}


def _shared_files(resources: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for resource in resources:
        for key in ("path", "schema"):
            owner = owners.setdefault(resource[key], resource["name"]) if isinstance(resource[key], str) else resource["name"]
            if owner != resource["name"]:
                told = (
                    "{table} has the {key} of {owner}; each table has its own",
                    "للجدول {table} {key} الذي للجدول {owner}؛ ولكل جدول ما يخصه",
                )
                yield (), said(*told, table=resource["name"], key=key, owner=owner)


def resource_problem(resource: object, known: set[str], *, csv_only: bool = True) -> Problem | None:
    """Return what keeps a resource from being understood at all; None where nothing does.

    Args:
        resource: the entry of the index.
        known: names of earlier resources.
        csv_only: whether a table in another format cannot be understood.
    """
    if not isinstance(resource, dict):
        return (), Bilingual("it is not an object", "ليس كائنًا")
    return next(_resource_problems(resource, known, csv_only=csv_only), None)


def property_problems(resource: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong in a resource that can be understood all the same."""
    found = list(type_problems(resource, RESOURCE))
    told = {at for at, _ in found}
    return found + [problem for problem in unwritable(_but(resource, "schema")) if problem[0] not in told]


def _taken_names(raw: Mapping[str, Any], sound: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield the names that no edition of a release can give to a table.

    A release that is read again names its flat tables, which are views of the others, and gives the size of each file.
    """
    known = {resource["name"] for resource in sound if "bytes" not in resource}
    for number, resource in enumerate(raw["resources"]):
        name = resource.get("name") if isinstance(resource, dict) else None
        taken = reserved(name) if isinstance(name, str) and name in known else ""
        if taken:
            told = (
                "resource {number}: its name {name} {taken}, so it cannot be published; give the table another",
                "المدخل {number}: اسمه {name} {taken}، فلا يُنشر؛ أعطِ الجدول اسمًا آخر",
            )
            problem = said(*told, number=number + 1, name=show(name), taken=taken)
            yield ("resources", number, "name"), problem


def _resource_problems(resource: Mapping[str, Any], known: set[str], *, csv_only: bool) -> Iterator[Problem]:
    missing = [key for key in ("name", "path", "schema") if not _is_given(resource, key)]
    if missing:
        yield (), said("it has no {key}", "لا {key} فيه", key=missing[0])
        return
    name = resource["name"]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        yield ("name",), said(*NOT_A_NAME, name=show(name))
    yield from _file_name_problems(name, _LONGEST_ENDING)
    if name in known:
        yield ("name",), said(*TAKEN, name=show(name))
    for key in ("path", "schema"):
        if isinstance(resource[key], dict):
            continue
        problem = name_problem(resource[key]) or (
            "" if re.fullmatch(r"[A-Za-z0-9_./-]+", resource[key]) else Bilingual("it is not plain", "ليس بسيطًا")
        )
        if problem:
            yield (key,), said(*NOT_A_PATH, key=key, path=show(resource[key]), problem=problem)
    for key, expected in (("format", "csv"), ("encoding", "utf-8"), ("dialect", None)) if csv_only else ():
        if key in resource and resource[key] != expected:
            yield (key,), said(*NOT_CSV, key=key, value=shown_json(resource[key]))


def _file_name_problems(name: object, ending: str) -> Iterator[Problem]:
    """Yield why no file can be called after a package or table."""
    problem = name_problem(f"{name}{ending}")
    if problem:
        yield ("name",), said(*NO_FILE_NAME, name=show(name), problem=problem)


def _is_given(resource: Mapping[str, Any], key: str) -> bool:
    """True where a property names something; a release carries its schemas inside the index."""
    kinds = (str, dict) if key == "schema" else (str,)
    return isinstance(resource.get(key), kinds) and bool(resource[key])
