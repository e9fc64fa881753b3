"""The floor: DuckDB reads every CSV of the package and writes it as Parquet, typed, with no check but the types."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb

SQL_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN"}


def main(out: Path) -> None:
    """Write each table of the package in the current folder into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        for resource in json.loads(Path("datapackage.json").read_text(encoding="utf-8"))["resources"]:
            schema = json.loads(Path(resource["schema"]).read_text(encoding="utf-8"))
            columns = {field["name"]: SQL_TYPES[field["type"]] for field in schema["fields"]}
            target = out / f"{resource['name']}.parquet"
            connection.execute(
                f"COPY (FROM read_csv('{resource['path']}', columns = {columns}, header = true, auto_detect = false)) "
                f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
