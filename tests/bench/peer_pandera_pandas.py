"""Pandera on pandas: what a schema says of columns and keys, as a user of both libraries would write it.

Types, required cells, patterns, enums, limits, lengths, primary and unique keys through
Pandera; foreign keys through `isin`. No rule that looks across rows, no line numbers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(sys.prefix) / "clients" / "apart"))
import pandas as pd
import pandera.pandas as pandera

TYPES = {"string": "str", "integer": "Int64", "boolean": "boolean"}


def _checks(constraints: dict[str, Any]) -> list[pandera.Check]:
    made = {
        "pattern": pandera.Check.str_matches,
        "enum": pandera.Check.isin,
        "minimum": pandera.Check.ge,
        "maximum": pandera.Check.le,
        "minLength": lambda value: pandera.Check.str_length(min_value=value),
        "maxLength": lambda value: pandera.Check.str_length(max_value=value),
    }
    return [made[name](value) for name, value in constraints.items() if name in made]


def _schema(schema: dict[str, Any]) -> pandera.DataFrameSchema:
    columns = {
        field["name"]: pandera.Column(
            TYPES[field["type"]],
            _checks(field.get("constraints", {})),
            nullable=not field.get("constraints", {}).get("required", False),
        )
        for field in schema["fields"]
    }
    return pandera.DataFrameSchema(columns, unique=list(schema["primaryKey"]))


def _lost(frame: pd.DataFrame, key: dict[str, Any], parent: pd.DataFrame) -> int:
    values = frame[key["fields"][0]].dropna()
    known = parent[key["reference"]["fields"][0]]
    return len(values[~values.isin(known)])


def main() -> int:
    """Check the package in the current folder; the exit code is 1 where something is wrong."""
    frames: dict[str, pd.DataFrame] = {}
    schemas: dict[str, dict[str, Any]] = {}
    wrong = 0
    for resource in json.loads(Path("datapackage.json").read_text(encoding="utf-8"))["resources"]:
        schema = json.loads(Path(resource["schema"]).read_text(encoding="utf-8"))
        types = {field["name"]: TYPES[field["type"]] for field in schema["fields"]}
        frame = pd.read_csv(resource["path"], dtype=types, keep_default_na=False, na_values=[""])
        frames[resource["name"]], schemas[resource["name"]] = frame, schema
        try:
            _schema(schema).validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as error:
            wrong += len(error.failure_cases)
        for columns in schema.get("uniqueKeys", []):
            wrong += int(frame.dropna(subset=columns).duplicated(columns).sum())
    for name, schema in schemas.items():
        for key in schema.get("foreignKeys", []):
            wrong += _lost(frames[name], key, frames[key["reference"].get("resource") or name])
    sys.stdout.write(f"{wrong} failures\n")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
