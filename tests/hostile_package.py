"""A small invented package that uses every property there is, and every way to put something else in its place."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Stands for a number that Python does not write in decimal digits.
ENDLESS = "a number of five thousand digits"

_TEXT = {"title": "Lamps", "title_ar": "مصابيح", "description": "Lamps of ports.", "description_ar": "مصابيح الموانئ."}
_MEANING = {"description": "A text about lamps.", "description_ar": "نص عن المصابيح."}


def _field(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, **_TEXT, **more}


_ID = {"required": True, "pattern": "^[a-z0-9-]+$"}
SCHEMAS: dict[str, dict[str, Any]] = {
    "documents": {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        **_TEXT,
        "fields": [
            _field("document_id", constraints=_ID),
            _field("text_sha256", constraints={"minLength": 2}),
            _field("text_length", "integer", constraints={"minimum": 1, "maximum": 10**6}),
            _field(
                "role",
                constraints={"enum": ["corpus", "cited"], "minLength": 5, "maxLength": 6},
                categories=[
                    {"value": "corpus", "label": "Coded", "label_ar": "مرمّز", **_MEANING},
                    {"value": "cited", "label": "Cited", "label_ar": "مستشهد به", **_MEANING},
                ],
            ),
            _field("url", format="uri", example="https://example.org/1"),
            _field("seen", "date", constraints={"minimum": "2000-01-01"}),
            _field("built", "year"),
            _field("height", "number", constraints={"minimum": 0.5}),
            _field("lit", "boolean"),
            _field("name_ar", language="ar", ownWords=True),
        ],
        "primaryKey": ["document_id"],
        "uniqueKeys": [["url"]],
        "missingValues": [""],
        "rowTitle": "document {document_id}",
        "rowNames": ["name_ar"],
    },
    "statements": {
        **_TEXT,
        "fields": [
            _field("statement_id", constraints=_ID),
            _field("document_id", constraints={"required": True}),
            _field("ordinal", "integer", constraints={"required": True}),
            _field("kind", constraints={"pattern": "^[a-z]+$"}),
            _field("responds_to"),
            _field("event_id"),
            _field("date"),
            _field("summary_en", ownWords=True),
            _field("summary_ar", language="ar", ownWords=True),
        ],
        "primaryKey": ["statement_id"],
        "foreignKeys": [{"fields": ["document_id"], "reference": {"resource": "documents", "fields": ["document_id"]}}],
        "rowTitle": "statement of {document_id.name_ar}",
        "unusedRows": "finding",
    },
    "passages": {
        **_TEXT,
        "fields": [
            _field("statement_id", constraints={"required": True}),
            _field("part", "integer"),
            _field("char_start", "integer"),
            _field("char_end", "integer"),
            _field("text_sha256"),
        ],
        "primaryKey": ["statement_id", "part"],
        "foreignKeys": [{"fields": ["statement_id"], "reference": {"resource": "statements", "fields": ["statement_id"]}}],
    },
}
TABLES = {
    "documents": (
        "document_id,text_sha256,text_length,role,url,seen,built,height,lit,name_ar\n"
        "port-log,00,900,corpus,https://example.org/1,2020-05-12,1907,1.5,true,سجل الميناء\n"
    ),
    "statements": (
        "statement_id,document_id,ordinal,kind,responds_to,event_id,date,summary_en,summary_ar\n"
        "port-log-s001,port-log,1,proposal,,launch,2020-05-12,Lamps burn all night.,تضاء المصابيح طوال الليل.\n"
        "port-log-s002,port-log,2,commentary,port-log-s001,launch,2020-05-12,Oil is dear.,الزيت غالٍ.\n"
    ),
    "passages": ("statement_id,part,char_start,char_end,text_sha256\nport-log-s001,1,10,20,01\nport-log-s002,1,30,40,02\n"),
}
INDEX: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "lamps",
    **_TEXT,
    "version": "0.1.0",
    "id": "https://example.org/lamps",
    "homepage": "https://example.org/",
    "created": "2026-01-31T00:00:00Z",
    "licenses": [{"name": "CC-BY-4.0", "path": "https://example.org/by/", "title": "By"}],
    "contributors": [{"title": "The keepers", "roles": ["author"]}],
    "keywords": ["lamps", "ports"],
    "sources": [{"title": "A log", "path": "https://example.org/log"}],
    "method": [{"name": "collection", **_TEXT}],
    "limits": [_TEXT],
    "resources": [
        {
            "name": name,
            "path": f"datapackage/{name}.csv",
            "title": "Lamps",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": f"schemas/{name}.json",
        }
        for name in SCHEMAS
    ],
}
INDEX["resources"][1]["sequences"] = [
    {"field": "ordinal", "where": {"document_id": "port-log"}, "first": 1, "last": 3, "without": [3]}
]
INDEX["resources"][2]["rows"] = 2
INDEX["resources"][2]["bytes"] = len(TABLES["passages"].encode())


def _nested(depth: int) -> Any:
    value: Any = "x"
    for number in range(depth):
        value = [value] if number % 2 else {"a": value}
    return value


VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 5, 2**31, 2**63, 2**64, 10**12, 10**30, 0.5, 1e308, -1e308, 1e-300, ENDLESS),
    *("", " ", "x", "5", "true", "\ud800", "\0", "\x1b[31m", "\u202e", "\uffff", "a\nb", "x" * 100_000, "مصباح", "اسم"),
    *("..", "../x", "/etc/passwd", "datapackage/documents.csv", "https://example.org/x", "javascript:alert(1)", "data:,x"),
    *(
        "^a|b$",
        "^(?=a)$",
        "^$",
        "^a\\$",
        "^(?m)^a$",
        "^[a-z$",
        "^(a{1000}){1000}$",
        "^\\d+$",
        "^[a&&b]$",
        "{x.__class__}",
        "^$|^$",
    ),
    *(
        "document_id",
        "ordinal",
        "row",
        "{document_id}",
        "2020-01-01",
        "9999-12-31",
        "sha256:00",
        "md5:zz",
        "csv",
        "' OR 1=1 --",
        '"',
    ),
    *([], [None], [[]], [{}], ["x"], ["\ud800"], [["document_id"]], [1, "2"], [[1]], [5, "28"], ["a"] * 1000, {}, {"a": {}}),
    *(
        {"\ud800": 1},
        {"name": []},
        {"resource": "documents"},
        {"document_id": []},
        {"document_id": "port-lgo"},
        _nested(50),
        _nested(200),
    ),
)
# Properties that an object may have, or that are easily taken for one that it has.
NAMES = (
    *(
        "sequences",
        "hash",
        "bytes",
        "rows",
        "readings",
        "homepage",
        "image",
        "temporal",
        "profile",
        "dialect",
        "type",
        "data",
        "path",
    ),
    *("name", "title", "title_ar", "licenses", "sources", "keywords", "created", "compression", "extra", "\ud800"),
    *("missingValues", "uniqueKeys", "foreignKeys", "primaryKey", "rowTitle", "rowNames", "unusedRows", "fieldsMatch", "fields"),
    *("constraints", "categories", "example", "rdfType", "language", "format", "ownWords", "reference", "resource"),
    *("enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "required", "unique", "label", "label_ar", "value"),
    *("field", "where", "first", "last", "without", "row", "document_id"),
)


@dataclass(frozen=True)
class Change:
    """One property with another value, or without one.

    Attributes:
        file: the index or a schema.
        steps: names and positions that lead to the property.
        number: position of the value in `VALUES`; -1 where the property is taken away.
    """

    file: str
    steps: tuple[str | int, ...]
    number: int

    def __str__(self) -> str:
        """Name it, so that it can be found again."""
        said = "gone" if self.number < 0 else repr(VALUES[self.number])[:40]
        return f"{self.file} {'/'.join(map(ascii, self.steps))} = {said!a}"


def _steps(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        yield (*at, key)
        yield from _steps(inner, (*at, key))
    if isinstance(value, dict):
        yield from ((*at, name) for name in NAMES if name not in value)


def files() -> dict[str, Any]:
    """Return index and schemas by path, as objects of their own."""
    return copy.deepcopy({"datapackage.json": INDEX, **{f"schemas/{name}.json": schema for name, schema in SCHEMAS.items()}})


def changes(count: int, seed: int = 1) -> list[Change]:
    """Return so many changes by seeded chance, each property alike often; all of them where there are not so many."""
    dice = random.Random(seed)
    places = [(file, steps) for file, value in files().items() for steps in _steps(value)]
    each = len(VALUES) + 1
    chosen = dice.sample(range(len(places) * each), min(count, len(places) * each))
    return [Change(*places[at // each], at % each - 1) for at in chosen]


def lay_out(folder: Path, change: Change | None = None) -> Path:
    """Write the package into a folder, with one change."""
    (folder / "schemas").mkdir(parents=True)
    (folder / "datapackage").mkdir()
    content = files()
    if change is not None:
        _put(content[change.file], change)
    for path, value in content.items():
        text = json.dumps(value, indent=1)
        (folder / path).write_text(text.replace(json.dumps(ENDLESS), "9" * 5000), encoding="utf-8")
    for name, text in TABLES.items():
        (folder / f"datapackage/{name}.csv").write_text(text, encoding="utf-8")
    return folder


def _put(content: Any, change: Change) -> None:
    value = content
    for step in change.steps[:-1]:
        value = value[step]
    last = change.steps[-1]
    if change.number >= 0:
        value[last] = copy.deepcopy(VALUES[change.number])
    elif isinstance(value, list) or last in value:
        value.pop(last)  # pyright: ignore[reportArgumentType, reportCallIssue] - the place exists
