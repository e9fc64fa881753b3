"""What a page says of itself to machines, in its head: its address, its other language, its name, and of what it is part.

Absolute addresses need the base address of the package, and lead to the newest version, so that search shows each page once.
Sources: RFC 6596 (canonical), ogp.me, schema.org/WebPage.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from mawaqif.findings.escaping import json_for_html
from mawaqif.plots import Bilingual
from mawaqif.release.editions import LATEST, Metadata
from mawaqif.site.items import Statement
from mawaqif.site.words import interface_words

# As Open Graph names languages.
LOCALES = {"en": "en_GB", "ar": "ar_AR"}
# The feed of releases, beside the versions.
FEED = "releases.atom"
# How many characters of a summary stand in a title.
TITLE_LENGTH = 90


def address(metadata: Metadata, language: str, path: str) -> str:
    """Return where a page of the newest version is published; empty without a base address."""
    base = metadata.address_of(LATEST)
    return f"{base}{language}/{path}" if base else ""


def feed(metadata: Metadata) -> str:
    """Return the address of the feed of releases; empty without a base address."""
    return f"{metadata.homepage.rstrip('/')}/{FEED}" if metadata.homepage else ""


def described(metadata: Metadata, language: str, path: str, title: str, summary: str) -> Markup:
    """Return a page as JSON-LD that can stand in its head: a page of a site that is about the data set."""
    licence = next((item["path"] for item in metadata.licences if "path" in item), "")
    whole = {
        "@type": "Dataset",
        "name": metadata.title.get(language) or metadata.title["en"],
        "description": metadata.description.get(language, ""),
        "version": metadata.version,
        "identifier": metadata.identified,
        "url": metadata.address_of(LATEST),
        "license": licence,
        "datePublished": str(metadata.published or ""),
        "creator": [{"@type": "Organization", "name": name} for name in metadata.creators],
        "publisher": [{"@type": "Organization", "name": name} for name in metadata.publishers],
    }
    page = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": summary,
        "inLanguage": language,
        "url": address(metadata, language, path),
        "isPartOf": _filled(whole),
    }
    return Markup(json_for_html(json.dumps(_filled(page), ensure_ascii=False)))  # noqa: S704 - JSON that ends no element


def _filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if value not in ("", [])}


def statement_title(statement: Statement, who: Bilingual, when: Bilingual) -> Bilingual:
    """Return who said what when, as the title of a statement's page.

    Args:
        statement: the statement.
        who: who speaks.
        when: its day, empty where it has none.
    """
    word = interface_words()["statement-title" if when.en else "statement-title-undated"]
    what = statement.summary
    return Bilingual(
        word.en.format(who=who.en, when=when.en, what=_cut(what.en)), word.ar.format(who=who.ar, when=when.ar, what=_cut(what.ar))
    )


def _cut(text: str) -> str:
    """Return a text that is short enough for a title, cut between two words."""
    if len(text) <= TITLE_LENGTH:
        return text.removesuffix(".")
    return f"{text[:TITLE_LENGTH].rpartition(' ')[0].rstrip(',;:،؛')} …"
