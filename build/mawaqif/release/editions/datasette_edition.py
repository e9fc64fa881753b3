"""`datasette.json` beside the SQLite file: what Datasette shows of it, in both languages, and the questions that it can ask.

Tables have titles, descriptions and the columns to narrow by; a key is shown by the name of
its row; the search of the statements is a box on their page; the plug-in
`datasette-reconcile`, where it is installed, matches names of actors for OpenRefine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mawaqif.passages import fold
from mawaqif.release.cookbook import cookbook
from mawaqif.release.editions.data_dictionary import schemas_with_dictionary
from mawaqif.release.editions.ddl import literal
from mawaqif.release.editions.edition import Edition
from mawaqif.release.editions.json_file import json_text
from mawaqif.release.editions.metadata import metadata_of
from mawaqif.release.editions.readme_texts import in_both_languages
from mawaqif.release.editions.sqlite_edition import DATASETTE, FOLDED, SEARCHED, search_table
from mawaqif.release.editions.sqlite_edition import FILE as SQLITE_FILE
from mawaqif.release.views import view_schemas
from mawaqif.tables import Dataset, TableSchema

ACTORS = "actors"
MOST_FACETS = 4
# What Datasette's own SQLite does not have everywhere: `string_agg` with an order since 3.44, the others never.
_NEWER = re.compile(r"\b(string_agg|concat_ws|extract|fold|unnest)\s*\(|VARCHAR", re.IGNORECASE)
_ARABIC = range(0x0600, 0x0700)
# How far SQLite lets functions stand inside each other, with room for what stands around them.
DEEPEST = 20


def _both(raw: Any, key: str) -> str:
    return " · ".join(filter(None, in_both_languages(raw, key)))


def label_column(schema: TableSchema) -> str:
    """Return the column by which people know a row of a table: its first name, else its first text; empty for none."""
    names = [field.name for field in schema.fields if field.name in schema.row_names and field.language]
    texts = [field.name for field in schema.fields if field.language and not field.name.endswith(FOLDED)]
    return next(iter((*names, *texts)), "")


def _table(schema: TableSchema) -> dict[str, Any]:
    facets = [field.name for field in schema.fields if field.raw.get("categories")]
    found: dict[str, Any] = {
        "title": _both(schema.raw, "title"),
        "description": _both(schema.raw, "description"),
        "columns": {field.name: _both(field.raw, "description") for field in schema.fields},
        "label_column": label_column(schema),
        "facets": facets[:MOST_FACETS],
    }
    if schema.name == SEARCHED and any(field.name.endswith(FOLDED) for field in schema.fields):
        found |= {"fts_table": search_table(schema), "fts_pk": "rowid"}
    if schema.name == ACTORS and {"actor_id", "name_en"} <= set(schema.columns):
        found["plugins"] = {"datasette-reconcile": {"id_field": "actor_id", "name_field": "name_en", "type_default": _ACTOR}}
    return {key: value for key, value in found.items() if value}


_ACTOR = [{"id": "actor", "name": "Actor"}]


def folding_sql(text: str) -> str:
    """Return SQL that folds the Arabic letters of a text, as far as one letter stands for another or for none."""
    pairs = list(_folded_letters())
    for first in range(0, len(pairs), DEEPEST):
        nested = "w"
        for char, equal in pairs[first : first + DEEPEST]:
            nested = f"replace({nested}, {literal(char)}, {literal(equal)})"
        text = f"(SELECT {nested} FROM (SELECT {text} AS w))"
    return text


def _folded_letters() -> Iterator[tuple[str, str]]:
    for char in map(chr, _ARABIC):
        between = fold(f"x{char}x")[1:-1]
        if unicodedata.category(char)[0] in "LMN" and len(between) <= 1 and between not in {char, " "}:
            yield char, between


def _queries(dataset: Dataset, tables: dict[str, TableSchema]) -> Iterator[tuple[str, dict[str, str]]]:
    searched = tables.get(SEARCHED)
    if searched is not None and any(field.name.endswith(FOLDED) for field in searched.fields):
        name = search_table(searched)
        sql = (
            f"SELECT t.* FROM {name} AS f JOIN {SEARCHED} AS t ON t.rowid = f.rowid\n"
            f"WHERE {name} MATCH {folding_sql(':words')} ORDER BY f.rank"
        )
        yield "search", {"title": "Search however a word is spelt · البحث مهما كان رسم الكلمة", "sql": sql}
    for query in cookbook(dataset.descriptor.root):
        if not _NEWER.search(query.body):
            yield query.name, {"title": f"{query.question_en} · {query.question_ar}", "sql": query.sql}


def _write(dataset: Dataset, folder: Path) -> None:
    metadata = metadata_of(dataset)
    tables = schemas_with_dictionary(dataset)
    tables |= view_schemas(tables)
    licence = next(iter(metadata.licences), {})
    found = {
        "title": " · ".join(metadata.title.values()),
        "description": " · ".join(metadata.description.values()),
        "license": licence.get("title", licence.get("name", "")),
        "license_url": licence.get("path", ""),
        "source": " · ".join(metadata.creators),
        "source_url": metadata.homepage,
        "databases": {
            Path(SQLITE_FILE).stem: {
                "tables": {name: _table(schema) for name, schema in tables.items()},
                "queries": dict(_queries(dataset, tables)),
            }
        },
    }
    text = json_text({key: value for key, value in found.items() if value})
    (folder / DATASETTE).write_text(text, encoding="utf-8", newline="")


EDITION = Edition(DATASETTE, _write)
