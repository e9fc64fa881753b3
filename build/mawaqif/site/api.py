"""The static interface for programs: every table as a list, every row by its key, each table with a JSON Schema.

What is long stands once: the list of a long table has its first rows, and says where all are. Those of a table are found by
their keys; a view repeats what the tables hold, and is whole among the downloads.

One file an item would double the number of files, which hosts limit, so the rows of a table stand in files of some hundred, and
a program finds the one of a key by the first two digits of the key's SHA-256. The layout has a number of its own in the
address, so that an address stays when versions of the data go on.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mawaqif.release.views import view_names
from mawaqif.site.content import Content
from mawaqif.site.items import Item
from mawaqif.tables import Table

FOLDER = "api/v1"
# So many digits of the hash of a key name the file that holds its row: 16 files a table at one, 256 at two.
MANY = 4096
# A list has no more rows than that whole, else its first: what is long stands once.
WHOLE, FIRST = 1000, 100
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean", "list": "array"}


def api_files(content: Content) -> Iterator[tuple[str, str]]:
    """Yield path and JSON text of every file of the interface, from the root of a site."""
    tables = {}
    for name, table in content.dataset.tables.items():
        files = _where(table)
        tables[name] = {
            "title": table.schema.raw.get("title", name),
            "title_ar": table.schema.raw.get("title_ar", ""),
            "rows": table.frame.height,
            "key": list(table.schema.primary_key),
            **files,
        }
        yield f"{FOLDER}/{files['schema']}", _json(_schema(table))
        for path, held in _of_table(table, files):
            yield f"{FOLDER}/{path}", _json({"table": name, "version": content.metadata.version, **held})
    head = {"name": content.metadata.name, "version": content.metadata.version, "tables": tables}
    yield f"{FOLDER}/index.json", _json({**head, "published": str(content.metadata.published or "")})


def _where(table: Table) -> dict[str, Any]:
    """Return the files of a table: list, schema, and those of its rows or, for a long view, the download that has all."""
    name, digits = table.schema.name, digits_of(table.frame.height)
    if table.frame.height > WHOLE and name in view_names():
        rows: dict[str, Any] = {"download": f"../../downloads/{name}.parquet"}
    else:
        rows = {"items": f"{name}/{{{digits} hexadecimal digits}}.json", "digits": digits}
    return {"list": f"{name}.json", **rows, "schema": f"schemas/{name}.json"}


def _of_table(table: Table, files: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield path and content of the list of a table, and of the files of its rows."""
    long, of = table.frame.height > WHOLE, table.frame.height
    frame = table.frame.head(FIRST) if "download" in files else table.frame
    rows = [_plain(row) for row in frame.iter_rows(named=True)]
    rest = {"of": of, **{name: files[name] for name in ("items", "digits", "download") if name in files}}
    yield files["list"], {"rows": rows[:FIRST], **rest} if long else {"rows": rows}
    if "items" in files:
        for part, found in _parts(rows, table.schema.primary_key, files["digits"]).items():
            yield f"{table.schema.name}/{part}.json", {"items": found}


def digits_of(rows: int) -> int:
    """Return by how many digits of the hash of a key the rows of a table are parted."""
    return 2 if rows > MANY else 1


def part_of(key: str, digits: int) -> str:
    """Return which file of a table holds the row of a key: the first digits of the SHA-256 of the key in UTF-8."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:digits]


def row_file(content: Content, item: Item) -> str:
    """Return the path of the file that holds the row of an item, from the root of a site."""
    return f"{FOLDER}/{item.folder}/{part_of(item.id, digits_of(content.dataset.tables[item.folder].frame.height))}.json"


def _parts(rows: list[dict[str, Any]], key: tuple[str, ...], digits: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in rows if key else ():
        # The columns of a key that has several are parted by a blank, which no identifier holds.
        name = " ".join(str(row[column]) for column in key)
        found[part_of(name, digits)][name] = row
    return found


def _schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema of the list of a table."""
    properties = {field["name"]: _property(field) for field in table.schema.raw["fields"]}
    row = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {
        "$schema": _DRAFT,
        "title": table.schema.raw.get("title", table.schema.name),
        "description": table.schema.raw.get("description", ""),
        "type": "object",
        "required": ["table", "version", "rows"],
        "properties": {
            "table": {"const": table.schema.name},
            "version": {"type": "string"},
            "rows": {"type": "array", "items": row},
        },
    }


def _property(field: Mapping[str, Any]) -> dict[str, Any]:
    kind = _TYPES.get(field["type"], "string")
    needed = field.get("constraints", {}).get("required", False)
    made: dict[str, Any] = {"type": kind if needed else [kind, "null"], "description": field.get("description", "")}
    values = [category["value"] for category in field.get("categories", ())]
    if values:
        made["enum"] = values if needed else [*values, None]
    return made


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in row.items()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
