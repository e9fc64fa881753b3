"""`dataset.jsonld`: the release as a schema.org `Dataset`, for data set search.

The page that presents a release puts it into a `<script type="application/ld+json">`.
Addresses are absolute where the package says its base address, as search asks for; else relative to the release.
Source: schema.org/Dataset and developers.google.com/search/docs/appearance/structured-data/dataset.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mawaqif.release.editions.croissant_records import described
from mawaqif.release.editions.inventory import ReleaseFile, inventory
from mawaqif.release.editions.json_file import json_output
from mawaqif.release.editions.metadata import Document, LanguageMap, language_map, metadata_of
from mawaqif.tables import Dataset

FILE = "dataset.jsonld"
# Written in full: a context by address would have to be fetched before the file can be read.
CONTEXT = {"@vocab": "https://schema.org/"}


def schema_org(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """Describe a release in schema.org.

    Args:
        dataset: the tables.
        folder: the release, with the files to offer.
    """
    metadata = metadata_of(dataset)
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "name": _values(metadata.title),
            "alternateName": metadata.name,
            "description": _values(metadata.description),
            "version": metadata.version,
            "identifier": metadata.identified,
            "url": metadata.address,
            "license": next((item["path"] for item in metadata.licences if "path" in item), ""),
            "isAccessibleForFree": True,
            "creator": [{"@type": "Organization", "name": name} for name in metadata.creators],
            "publisher": [{"@type": "Organization", "name": name} for name in metadata.publishers],
            "datePublished": str(metadata.published or ""),
            "temporalCoverage": "/".join(metadata.temporal or ()),
            "inLanguage": list(metadata.languages),
            "keywords": list(metadata.keywords),
            "creditText": metadata.citation,
            "measurementTechnique": [_value(text, "en") for _, text in metadata.method.values()],
            "variableMeasured": list(_variables(dataset)),
            "isBasedOn": [_work(document) for document in metadata.corpus],
            "distribution": [_download(file, metadata.file_address(file.path)) for file in inventory(folder)],
        }
    )


def _filled(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if value not in ("", [], {})}


def _value(texts: LanguageMap, language: str) -> dict[str, str]:
    return {"@language": language, "@value": texts.get(language, "")}


def _values(texts: LanguageMap) -> list[dict[str, str]]:
    return [_value(texts, language) for language in texts]


def _variables(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Yield what the rows measure: the columns that hold codes."""
    for name, table in dataset.tables.items():
        for field in table.schema.fields:
            if field.raw.get("categories"):
                yield {
                    "@type": "PropertyValue",
                    "propertyID": f"{name}.{field.name}",
                    "name": _values(language_map(field.raw, "title")),
                    "description": _values(described(field.raw)),
                }


def _work(document: Document) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": _values(document.publisher)} if document.publisher else {}
    return _filled(
        {
            "@type": "CreativeWork",
            "name": _values(document.title),
            "publisher": publisher,
            "identifier": document.symbol,
            "datePublished": document.date,
            "inLanguage": document.language,
            "url": document.url,
        }
    )


def _download(file: ReleaseFile, address: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.path,
        "contentUrl": address,
        "contentSize": f"{file.size} B",
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }


EDITION = json_output(FILE, schema_org)
