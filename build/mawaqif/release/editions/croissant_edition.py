"""`croissant.json`: the release for loaders of machine learning, as Croissant 1.1 has it.

Every table and view is a record set over its Parquet file, with key and references; every list of
categories is a record set of the type `sc:Enumeration`, its labels in both languages.
`contentUrl` stays relative, so that a downloaded folder loads from its own files; loaders take it from where this file is.
Source: docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html and the RAI vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mawaqif.paths import INDEX
from mawaqif.release.editions.croissant_records import enumerations, record_set
from mawaqif.release.editions.flat_edition import flat_schemas
from mawaqif.release.editions.inventory import ReleaseFile, inventory
from mawaqif.release.editions.json_file import json_output
from mawaqif.release.editions.metadata import LanguageMap, Metadata, metadata_of
from mawaqif.release.editions.table_files import table_path
from mawaqif.tables import Dataset, read_json

FILE = "croissant.json"
ENDINGS = ("parquet", "csv")
CONFORMS_TO = ("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")
# fmt: off
_TERMS = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject",
    "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
    "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
    "separator", "source", "subField", "transform",
)
# fmt: on
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _TERMS},
}
# Loaders of Croissant know Parquet by the name that it had before it was registered.
ALIASES: dict[str, str | list[str]] = {
    "application/vnd.apache.parquet": ["application/vnd.apache.parquet", "application/x-parquet"],
}
# Which property of the RAI vocabulary each part of the descriptor's `method` answers.
METHOD = {
    "collection": ("rai:dataCollection",),
    "annotation": ("rai:dataAnnotationProtocol",),
    "repetition": ("rai:annotationsPerItem",),
    "coders": ("rai:machineAnnotationTools", "rai:annotatorDemographics"),
    "persons": ("rai:personalSensitiveInformation",),
}


def croissant(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """Describe a release in Croissant.

    Args:
        dataset: the tables.
        folder: the release, with the Parquet files and whatever else it is to describe.
    """
    metadata = metadata_of(dataset)
    schemas = [*(table.schema for table in dataset.tables.values()), *flat_schemas(dataset).values()]
    # A release without Parquet has the CSV files in its place; without both it has no file of a table that loaders read.
    places = {
        schema.name: table_path(folder, schema.name, flat=schema.name not in dataset.tables, endings=ENDINGS)
        for schema in schemas
    }
    paths = {name: path for name, path in places.items() if path.endswith(ENDINGS)}
    tables = [record_set(dataset, schema, paths) for schema in schemas if schema.name in paths]
    found = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": list(CONFORMS_TO),
        "name": metadata.title,
        "alternateName": metadata.name,
        "description": metadata.description,
        "version": metadata.version,
        "license": [item["path"] for item in metadata.licences if "path" in item],
        "creator": [{"@type": "sc:Organization", "name": name} for name in metadata.creators],
        "keywords": list(metadata.keywords),
        "inLanguage": list(metadata.languages),
        "citeAs": _bibtex(metadata),
        "publisher": [{"@type": "sc:Organization", "name": name} for name in metadata.publishers],
        "datePublished": str(metadata.published or ""),
        "temporalCoverage": "/".join(metadata.temporal or ()),
        "url": metadata.address,
        "identifier": metadata.identified,
        "isLiveDataset": False,
        **_responsible(metadata, folder),
        "distribution": [_file_object(file) for file in inventory(folder)],
        "recordSet": [*tables, *enumerations(dataset)],
    }
    return {key: value for key, value in found.items() if value not in ("", [], {})}


def _file_object(file: ReleaseFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": ALIASES.get(file.media_type, file.media_type),
        "sha256": file.sha256,
    }


def _bibtex(metadata: Metadata) -> str:
    """Return the citation in BibTeX, the form that Croissant wants."""
    cells = {
        "title": f"{{{metadata.title['en']}}}",
        "author": " and ".join(f"{{{name}}}" for name in metadata.creators),
        "year": str(metadata.published.year) if metadata.published else "",
        "version": metadata.version,
        "doi": metadata.doi,
        "url": metadata.identified,
        "note": ", ".join(["Data set", *(item["name"] for item in metadata.licences if "name" in item)]),
    }
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in cells.items() if value)
    return f"@misc{{{metadata.name}-{metadata.version},\n{lines}\n}}"


def _responsible(metadata: Metadata, folder: Path) -> dict[str, Any]:
    """Return how the rows were made and what they do not show, in the words of the descriptor."""
    found: dict[str, Any] = {}
    for name, (_, text) in metadata.method.items():
        found |= {term: text.get("en", "") for term in METHOD.get(name, ())}
    found["rai:dataAnnotationAnalysis"] = list(_agreement(folder))
    found["rai:dataLimitations"] = [_sentence(title, text) for title, text in metadata.limits]
    return found


def _sentence(title: LanguageMap, text: LanguageMap) -> str:
    return f"{title.get('en', '')}: {text.get('en', '')}"


def _agreement(folder: Path) -> Iterator[str]:
    """Yield the agreement of the two codings, all topics together, as the release's descriptor has it."""
    for item in read_json(folder / INDEX).get("agreement", []):
        if not item["topic_id"] and item["alpha"] is not None:
            between = f", 95 % interval {item['low']} to {item['high']}" if item["low"] is not None else ""
            yield f"{item['measure']}: {item['agreed']} of {item['units']} alike, Krippendorff's alpha {item['alpha']}{between}"


EDITION = json_output(FILE, croissant)
