"""`dcat.jsonld`: the release as a `dcat:Dataset`, for catalogues of public data such as national portals.

Source: W3C, "Data Catalog Vocabulary (DCAT) - Version 3", and the vocabularies that it names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mawaqif.release.editions.inventory import ReleaseFile, inventory
from mawaqif.release.editions.json_file import json_output
from mawaqif.release.editions.metadata import LATEST, Metadata, metadata_of
from mawaqif.tables import Dataset

FILE = "dcat.jsonld"
# Written in full: a context by address would have to be fetched before the file can be read.
CONTEXT: dict[str, Any] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
# As DCAT wants them for languages with a code of two letters, which is what the schemas take.
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_SHA256 = "spdx:checksumAlgorithm_sha256"


def dcat(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """Describe a release in DCAT.

    Args:
        dataset: the tables.
        folder: the release, with the files to offer.
    """
    metadata = metadata_of(dataset)
    licence = [{"@id": item["path"]} for item in metadata.licences if "path" in item]
    found = {
        "@context": CONTEXT,
        "@id": metadata.address,
        "@type": "dcat:Dataset",
        "dcterms:title": [{"@language": name, "@value": text} for name, text in metadata.title.items()],
        "dcterms:description": [{"@language": name, "@value": text} for name, text in metadata.description.items()],
        "dcterms:identifier": metadata.identified,
        "dcterms:issued": _day(str(metadata.published or "")),
        "dcterms:creator": [_agent(name) for name in metadata.creators],
        "dcterms:publisher": [_agent(name) for name in metadata.publishers],
        "dcterms:license": licence,
        "dcterms:language": [{"@id": f"{_LANGUAGES}{name}"} for name in metadata.languages],
        "dcterms:temporal": _period(metadata),
        "dcat:version": metadata.version,
        "dcat:keyword": [{"@language": "en", "@value": word} for word in metadata.keywords],
        "dcat:isVersionOf": [{"@id": metadata.address_of(LATEST)}] if metadata.homepage else [],
        "dcat:landingPage": [{"@id": f"{metadata.address}index.html"}] if metadata.homepage else [],
        "dcat:distribution": [_distribution(file, metadata, licence) for file in inventory(folder)],
    }
    return {key: value for key, value in found.items() if value not in ("", [], {})}


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text} if text else {}


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Organization", "foaf:name": name}


def _period(metadata: Metadata) -> dict[str, Any]:
    """Return the time that the rows cover, its ends as they are recorded: a day, a month or a year."""
    if metadata.temporal is None:
        return {}
    kinds = {len("2023"): "xsd:gYear", len("2023-12"): "xsd:gYearMonth"}
    start, end = ({"@type": kinds.get(len(text), "xsd:date"), "@value": text} for text in metadata.temporal)
    return {"@type": "dcterms:PeriodOfTime", "dcat:startDate": start, "dcat:endDate": end}


def _distribution(file: ReleaseFile, metadata: Metadata, licence: list[dict[str, str]]) -> dict[str, Any]:
    address = {"dcat:downloadURL": {"@id": metadata.file_address(file.path)}} if metadata.homepage else {}
    return {
        "@type": "dcat:Distribution",
        "dcterms:title": file.path,
        **address,
        "dcterms:license": licence,
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{file.media_type}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": _SHA256},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


EDITION = json_output(FILE, dcat)
