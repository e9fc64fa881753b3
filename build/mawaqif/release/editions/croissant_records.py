"""Record sets of Croissant, derived from Table Schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from mawaqif.release.editions.metadata import LANGUAGES, LanguageMap, language_map
from mawaqif.tables import Dataset, Field, TableSchema

DATA_TYPES = {
    pl.String(): "sc:Text",
    pl.Int64(): "cr:Int64",
    pl.Int32(): "cr:Int32",
    pl.Float64(): "cr:Float64",
    pl.Boolean(): "sc:Boolean",
    pl.Date(): "sc:Date",
}
FORMATS = {"uri": "sc:URL"}
VALUE = "value"


def record_set(dataset: Dataset, schema: TableSchema, paths: Mapping[str, str]) -> dict[str, Any]:
    """Return the record set of a table or flat table; the values of a column are listed for its table.

    Args:
        dataset: the tables.
        schema: of one of them, or of a flat table.
        paths: the file of each table in the release, by name.
    """
    return {
        "@type": "cr:RecordSet",
        "@id": schema.name,
        "name": schema.name,
        "description": described(schema.raw),
        "key": [{"@id": f"{schema.name}/{column}"} for column in schema.primary_key],
        "field": [_field(dataset, schema, field, paths) for field in schema.fields],
    }


def enumerations(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Yield a record set for every column with categories: each value with its label in both languages."""
    for table in dataset.tables.values():
        for field in table.schema.fields:
            if field.raw.get("categories"):
                yield _enumeration(enumeration_id(table.schema, field), table.schema, field)


def enumeration_id(schema: TableSchema, field: Field) -> str:
    """Return the identifier of the record set that lists the values of a column."""
    return f"{schema.name}_{field.name}_values"


def described(raw: Any) -> LanguageMap:
    """Return title and description of a table or column, by language."""
    titles, texts = language_map(raw, "title"), language_map(raw, "description")
    return {language: ": ".join(filter(None, (titles.get(language), texts.get(language)))) for language in {**titles, **texts}}


def _field(dataset: Dataset, schema: TableSchema, field: Field, paths: Mapping[str, str]) -> dict[str, Any]:
    kinds = [FORMATS.get(field.format, DATA_TYPES[field.type.dtype]), *([field.rdf_type] if field.rdf_type else [])]
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{schema.name}/{field.name}",
        "name": field.name,
        "description": described(field.raw),
        "dataType": kinds if len(kinds) > 1 else kinds[0],
    }
    if field.language:
        found["inLanguage"] = field.language
    references = _references(dataset, schema, field, paths)
    if references:
        found["references"] = references
    found["source"] = _column(paths[schema.name], field.name)
    return found


def _references(dataset: Dataset, schema: TableSchema, field: Field, paths: Mapping[str, str]) -> dict[str, Any]:
    """Return what a column refers to: a list of categories, or the key of another table; empty where nothing.

    A reference of several columns together is said column by column, because Croissant
    has no other way; a column of several references follows the first. The key of a table
    is named by its column in the file: named as a field, as the standard has it, mlcroissant
    1.1 takes it for a join through the other table's records, and loses rows or fails
    (github.com/mlcommons/croissant/issues/700).
    """
    if field.raw.get("categories") and schema.name in dataset.tables:
        return {"field": {"@id": f"{enumeration_id(schema, field)}/{VALUE}"}}
    for key in schema.foreign_keys:
        if field.name in key.columns and key.table in paths:
            return _column(paths[key.table], key.references[key.columns.index(field.name)])
    return {}


def _column(path: str, column: str) -> dict[str, Any]:
    """Return a column of a file of the release."""
    return {"fileObject": {"@id": path}, "extract": {"column": column}}


def _enumeration(name: str, schema: TableSchema, field: Field) -> dict[str, Any]:
    labels = [f"label_{language}" for language in LANGUAGES]
    values = field.raw["categories"]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": {
            language: f"{schema.name}.{field.name}: {text}" for language, text in language_map(field.raw, "description").items()
        },
        "dataType": "sc:Enumeration",
        "key": {"@id": f"{name}/{VALUE}"},
        "field": [
            {"@type": "cr:Field", "@id": f"{name}/{VALUE}", "name": VALUE, "dataType": "sc:Text"},
            *(
                {
                    "@type": "cr:Field",
                    "@id": f"{name}/{label}",
                    "name": label,
                    "dataType": ["sc:Text", "sc:name"],
                    "inLanguage": language,
                }
                for label, language in zip(labels, LANGUAGES, strict=True)
            ),
        ],
        "data": [
            {f"{name}/{VALUE}": item["value"], **{f"{name}/{label}": _label(item, label) for label in labels}} for item in values
        ],
    }


def _label(item: Any, label: str) -> str:
    return str(item.get(label.replace("label_en", "label"), item["value"]))
