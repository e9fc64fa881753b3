"""The standard's own fixtures: what its reference implementations expect of cells, schemas and packages.

Each case of their tests of field types becomes a package with one cell, each schema among their files a package without rows, and
each descriptor is taken as it is. They are read from a folder of checkouts that is no part of the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from peer_suite import Case, is_json, parametrized, written

# A case of the JavaScript tests: one list a line.
_LINE = re.compile(r"^  (\[.*\]),$", re.MULTILINE)
# What JavaScript alone has.
_SCRIPT = re.compile(r"undefined|new Date|\bdate\(|\btime\(|\bdatetime\(|moment|function")


def cell_cases(folder: Path, place: Path) -> Iterator[tuple[Case, bool]]:
    """Yield cases of cells, each with whether its cell is valid.

    Args:
        folder: holds the checkouts, by their names.
        place: the packages are written there.
    """
    for path in sorted((folder / "tableschema-py/tests/types").glob("test_*.py")):
        for names, values in parametrized(path):
            told = dict(zip(names, values, strict=False))
            yield from _cell(place, "tableschema-py", path.stem.removeprefix("test_"), told, valid=values[2] != "ERROR")
    for path in sorted((folder / "tableschema-js/test/types").glob("*.js")):
        for line in _LINE.findall(path.read_text(encoding="utf-8")):
            if _SCRIPT.search(line):
                continue
            try:
                values: list[Any] = list(yaml.safe_load(line))
            except yaml.YAMLError:
                continue
            told: dict[str, Any] = dict(zip(("format", "value", "result", "options"), values, strict=False))
            yield from _cell(place, "tableschema-js", path.stem, told, valid=values[2] != "ERROR")


def _cell(place: Path, source: str, kind: str, told: dict[str, Any], *, valid: bool) -> Iterator[tuple[Case, bool]]:
    options = told.get("options") or {}
    if "value" not in told or told["value"] is ... or options is ... or not is_json(told["value"]) or told["value"] == "":
        return
    if not isinstance(told.get("format"), str):
        return
    field = {"name": "cell", "type": kind, "format": told["format"], **options}
    yield written(place, f"{source}, {kind}", field, [told["value"]]), valid


def schema_cases(folder: Path, place: Path) -> Iterator[tuple[Case, bool]]:
    """Yield the schemas that are called valid or invalid, each as that of a package without rows."""
    for path in sorted((folder / "tableschema-py/data").glob("schema_*valid*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        fields = schema.get("fields", []) if isinstance(schema, dict) else []
        names = [item.get("name") for item in fields if isinstance(item, dict)]
        resources = [{"name": "case", "type": "table", "data": [names], "schema": schema}]
        resources += [
            {
                "name": name,
                "type": "table",
                "data": [fields],
                "schema": {"fields": [{"name": item, "type": "any"} for item in fields]},
            }
            for name, fields in sorted(_referred(schema).items())
        ]
        index = {"name": "case", "resources": resources}
        own = place / path.stem
        own.mkdir()
        (own / "datapackage.json").write_text(json.dumps(index), encoding="utf-8")
        yield Case("schemas", path.name, own / "datapackage.json"), not path.name.startswith("schema_invalid")


def _referred(schema: Any) -> dict[str, list[str]]:
    """Return the other resources that a sound schema refers to, each with its fields."""
    keys = schema.get("foreignKeys", []) if isinstance(schema, dict) else []
    references = [item.get("reference") for item in keys if isinstance(item, dict)]
    sound = [item for item in references if isinstance(item, dict) and isinstance(item.get("resource"), str) and item["resource"]]
    return {item["resource"]: [*map(str, _listed(item.get("fields")))] for item in sound}


def _listed(names: Any) -> list[Any]:
    return names if isinstance(names, list) else [names]
