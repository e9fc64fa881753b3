"""`ro-crate-metadata.json`: the release as an RO-Crate 1.1, every file with size and hash.

A version that is not published yet has no `datePublished`, which the standard demands: until
then the crate reads, and rightly does not pass as a published one.
Source: www.researchobject.org/ro-crate/specification/1.1.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mawaqif.release.editions.inventory import ReleaseFile, inventory
from mawaqif.release.editions.json_file import json_output
from mawaqif.release.editions.metadata import Metadata, metadata_of
from mawaqif.tables import Dataset

FILE = "ro-crate-metadata.json"
STANDARD = "https://w3id.org/ro/crate/1.1"
# The context of the standard lacks the term of schema.org for a hash.
CONTEXT = [f"{STANDARD}/context", {"sha256": "https://schema.org/sha256"}]

ABOUT = {"@id": FILE, "@type": "CreativeWork", "conformsTo": {"@id": STANDARD}, "about": {"@id": "./"}}


def crate(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """Describe a release as a crate.

    Args:
        dataset: the tables.
        folder: the release, with every file that the crate is to hold.
    """
    metadata = metadata_of(dataset)
    files = [_file(file, metadata) for file in inventory(folder)]
    # A publisher's page is the one that it publishes at.
    organisations = [
        {"@id": f"#creator-{number}", "@type": "Organization", "name": name}
        | ({"url": f"{metadata.homepage.rstrip('/')}/"} if metadata.homepage and name in metadata.publishers else {})
        for number, name in enumerate(dict.fromkeys((*metadata.creators, *metadata.publishers)), 1)
    ]
    makers = [item for item in organisations if item["name"] in metadata.creators]
    licences = [
        {"@id": item["path"], "@type": "CreativeWork", "name": item.get("title") or item.get("name") or item["path"]}
        for item in metadata.licences
        if "path" in item
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": metadata.title["en"],
        "alternateName": metadata.title.get("ar", ""),
        "description": " ".join(metadata.description.values()),
        "version": metadata.version,
        "datePublished": str(metadata.published or ""),
        "identifier": metadata.identified,
        "url": metadata.address,
        "temporalCoverage": "/".join(metadata.temporal or ()),
        "keywords": ", ".join(metadata.keywords),
        "license": next(iter(_references(licences)), ""),
        # The standard asks for the author; what cites a data set asks for the creator.
        "author": _compact(_references(makers)),
        "creator": _compact(_references(makers)),
        "publisher": _compact(_references([item for item in organisations if item["name"] in metadata.publishers])),
        "hasPart": _references(files),
    }
    filled = {key: value for key, value in root.items() if value not in ("", [])}
    return {"@context": CONTEXT, "@graph": [ABOUT, filled, *licences, *organisations, *files]}


def _file(file: ReleaseFile, metadata: Metadata) -> dict[str, str]:
    address = {"contentUrl": metadata.file_address(file.path)} if metadata.homepage else {}
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path,
        "contentSize": str(file.size),
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
        **address,
    }


def _compact(references: list[dict[str, str]]) -> dict[str, str] | list[dict[str, str]]:
    """Return the one reference there is by itself, as the standard recommends."""
    return references[0] if len(references) == 1 else references


def _references(entities: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"@id": item["@id"]} for item in entities]


EDITION = json_output(FILE, crate)
