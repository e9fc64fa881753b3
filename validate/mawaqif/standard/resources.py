"""The resources of a package with their schemas and dialects, from wherever these stand, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mawaqif.findings import Bilingual, CannotRunError, Finding, Place, said, show
from mawaqif.standard import codes
from mawaqif.standard.descriptor import (
    Index,
    Resource,
    is_remote,
    parse,
    read_resource,
    resource_problems,
)
from mawaqif.standard.dialect import dialect_problems
from mawaqif.standard.files import NotReadHereError, WrongFileError, read_bytes
from mawaqif.standard.json_file import JsonError, Steps, read_text
from mawaqif.standard.members import member_problems, name_problems
from mawaqif.standard.run import Run
from mawaqif.standard.schema import SchemaProblem, read_schema, unknown_targets

RESOURCE = Bilingual("resource {number}: {problem}", "المورد {number}: {problem}")
PROFILE = (
    "the profile {profile} is not known here; what it asks for was not checked",
    "الملف التعريفي {profile} غير معروف هنا؛ ولم يُفحص ما يطلبه",
)
NO_OBJECT = Bilingual("it is no object", "ليس كائنًا")
NOT_READ = "{resource} was not read: {problem}", "لم يُقرأ {resource}: {problem}"


def read_resources(run: Run) -> list[Resource]:
    """Return the resources that can be read, and tell what is wrong with the descriptor.

    Raises:
        CannotRunError: it has none.
    """
    raw = run.index.raw
    items = raw.get("resources")
    if not isinstance(items, list) or not items:
        raise CannotRunError(
            f"{run.index.root / run.index.name}: not a data package: it has no resources, so nothing was checked"
        )
    if run.index.custom_profile:
        run.skip(codes.PACKAGE_INVALID, said(*PROFILE, profile=show(run.index.custom_profile)))
    found: list[Resource] = []
    names: set[str] = set()
    for number, item in enumerate(items):
        problems = list(resource_problems(item, names))
        told = name_problems(item, run.index.version) if isinstance(item, dict) else ()
        for at, problem in (*problems, *told):
            run.invalid(("resources", number, *at), RESOURCE.filled(number=number + 1, problem=problem))
        name = item.get("name") if isinstance(item, dict) else None
        if isinstance(name, str):
            names.add(name)
            run.schemas[name] = None
        resource = None if problems else _resource(run, item, number)
        if resource is not None:
            found.append(resource)
    for at, problem in member_problems(raw, run.index.version):
        run.invalid(at, problem)
    _targets(run, found)
    return found


def _resource(run: Run, raw: Mapping[str, Any], number: int) -> Resource | None:
    """Return a resource with its schema and dialect, from wherever they stand; None where they cannot be read."""
    try:
        schema, schema_path = _referenced(run, raw, "schema")
        dialect, dialect_path = _referenced(run, raw, "dialect")
    except NotReadHereError as error:
        run.skip(error.code, said(*NOT_READ, resource=show(raw["name"]), problem=error.reason), fails=error.fails)
        return None
    except WrongFileError as error:
        run.report.extend([error.finding])
        return None
    if dialect_path:
        problems = list(dialect_problems(dialect)) if isinstance(dialect, dict) else [("", NO_OBJECT)]
        for _, problem in problems:
            run.report.extend([codes.PACKAGE_INVALID.at(Place(dialect_path), problem=problem)])
        if problems:
            return None
    return read_resource(raw, number, dialect or {}, (schema, schema_path))


def _referenced(run: Run, raw: Mapping[str, Any], key: str) -> tuple[Any, str]:
    """Return what a resource has as schema or dialect, and the path of the file that it was read from; empty where from none."""
    value = raw.get(key)
    if not isinstance(value, str):
        return value, ""
    if not is_remote(value):
        run.files.add(value)
    data = read_bytes(run.index.root, value, raw["name"], run.remote)
    try:
        return parse(data.decode("utf-8-sig"), value), value
    except (UnicodeDecodeError, JsonError) as error:
        line = error.line if isinstance(error, JsonError) else 0
        problem = error.args[0] if isinstance(error, JsonError) else "UTF-8"
        raise WrongFileError(codes.SCHEMA_UNREADABLE.at(Place(value, line), problem=problem, table=raw["name"])) from error


def _targets(run: Run, resources: list[Resource]) -> None:
    """Read the schemas, and tell of those that are not sound or refer to what is not there."""
    places = {}
    for resource in resources:
        if resource.schema is None:
            continue
        places[resource.name] = resource
        try:
            run.schemas[resource.name] = read_schema(resource.schema)
        except SchemaProblem as error:
            run.report.extend([_schema_invalid(run, resource, error.args[0], error.at)])
            run.schemas[resource.name] = None
    for name, problem in unknown_targets(run.schemas):
        run.report.extend([_schema_invalid(run, places[name], problem, ("foreignKeys",))])


def _schema_invalid(run: Run, resource: Resource, problem: str, at: Steps) -> Finding:
    if resource.schema_path:
        try:
            text = read_text(run.index.root / resource.schema_path)
            place = Place(resource.schema_path, Index(run.index.root, resource.schema_path, text, {}).line(at))
        except (OSError, JsonError):
            place = Place(resource.schema_path)
    else:
        place = Place(run.index.name, run.index.line(("resources", resource.number, "schema", *at)))
    return codes.SCHEMA_INVALID.at(place, problem=problem, table=resource.name)
