"""`.zenodo.json`: what Zenodo writes into the record of a deposit that it takes from the repository.

Its title is one line and its notes, description and method are HTML, so that both
languages stand in the latter.
Source: developers.zenodo.org, section "Representation" of depositions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from mawaqif.release.editions import Document, LanguageMap, Metadata, metadata_of
from mawaqif.tables import Dataset

FILE = ".zenodo.json"
# Zenodo takes one language, ISO 639-3: that of what is read and of most names.
LANGUAGE = "ara"
DIRECTIONS = {"en": "ltr", "ar": "rtl"}


def deposit(dataset: Dataset) -> dict[str, Any]:
    """Return the metadata of the deposit.

    Args:
        dataset: tables without findings.

    Raises:
        CannotRunError: the changelog has no entry for the version.
    """
    metadata = metadata_of(dataset)
    found: dict[str, Any] = {
        "upload_type": "dataset",
        "access_right": "open",
        "title": " · ".join(metadata.title.values()),
        "creators": [{"name": name} for name in metadata.creators],
        "description": _paragraphs([metadata.description]),
        "version": metadata.version,
        "publication_date": str(metadata.published or ""),
        "license": next((item["name"].lower() for item in metadata.licences if "name" in item), ""),
        "language": LANGUAGE,
        "keywords": list(metadata.keywords),
        "method": _items(metadata.method.values()),
        "notes": _items(metadata.limits),
        "related_identifiers": list(_related(metadata)),
        "references": [_reference(document) for document in metadata.corpus],
    }
    return {key: value for key, value in found.items() if value not in ("", [])}


def _related(metadata: Metadata) -> Iterator[dict[str, str]]:
    """Yield where the same version is published: only with a base address."""
    if metadata.homepage:
        yield {"identifier": metadata.address, "relation": "isIdenticalTo", "resource_type": "dataset", "scheme": "url"}


def _paragraphs(texts: Iterable[LanguageMap]) -> str:
    return "".join(
        f'<p lang="{language}" dir="{DIRECTIONS[language]}">{escape(text, quote=False)}</p>'
        for item in texts
        for language, text in item.items()
    )


def _items(items: Iterable[tuple[LanguageMap, LanguageMap]]) -> str:
    joined = ({language: f"{title.get(language, '')}: {words}" for language, words in text.items()} for title, text in items)
    return _paragraphs(joined)


def _reference(document: Document) -> str:
    """Return a coded document as a line of text: publisher, title, symbol, date, address."""
    parts = (*document.publisher.values(), *document.title.values(), document.symbol, document.date, document.url)
    return ". ".join(part for part in parts if part)
