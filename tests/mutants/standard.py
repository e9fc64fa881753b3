"""What `frictionless validate datapackage.json` says of a package, without a process of its own."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import frictionless

from mutants.package import INDEX


def standard_catches(folder: Path, changed: Collection[str]) -> bool:
    """True where `frictionless validate datapackage.json` would not pass the package.

    A damaged table can give errors in itself and in the tables that refer to it; where only
    tables are damaged, only these are validated, each as the command does it. The others are
    as in the clean package, which is valid.

    Args:
        folder: the package.
        changed: paths of its damaged files.
    """
    try:
        package = frictionless.Package(str(folder / INDEX))
        named = {resource.path: resource.name for resource in package.resources}
        damaged = {str(named.get(path)) for path in changed if path.startswith("datapackage/")}
        if any(not path.startswith("datapackage/") for path in changed):
            return not package.validate().valid
        own = [resource for resource in package.resources if resource.name in damaged]
        users = [item for item in package.resources if item.name not in damaged and damaged & _parents(folder, item.name)]
        return any(not resource.validate(limit_errors=1).valid for resource in (*own, *users))
    except Exception:  # noqa: BLE001 - where the command ends with a traceback, it does not pass the package either
        return True


def _parents(folder: Path, table: str) -> set[str]:
    schema = json.loads((folder / f"schemas/{table}.json").read_text(encoding="utf-8"))
    return {key["reference"]["resource"] for key in schema.get("foreignKeys", ())}
