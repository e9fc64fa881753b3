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
from mawaqif.site.page import Page
from mawaqif.site.wording import cut, day, named, said
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


def described(metadata: Metadata, language: str, page: Page) -> Markup:
    """Return a page of many rows as JSON-LD that can stand in its head: what it is, where it stands, and of what it is part."""
    own = address(metadata, language, page.path)
    made = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": said(page.title, language),
        "description": said(page.summary, language),
        "inLanguage": language,
        "url": own,
        "breadcrumb": _breadcrumb(metadata, language, page),
        "isPartOf": _filled(_whole(metadata, language)),
    }
    return Markup(json_for_html(json.dumps(_filled(made), ensure_ascii=False, separators=(",", ":"))))  # noqa: S704 - JSON that ends no element


def _whole(metadata: Metadata, language: str) -> dict[str, Any]:
    """Return what a page says of the data set; the rest stands in the description that it names or its head links."""
    return {
        "@type": "Dataset",
        "name": metadata.title.get(language) or metadata.title["en"],
        "version": metadata.version,
        "url": metadata.address_of(LATEST),
        "description": metadata.description.get(language, ""),
        "identifier": metadata.identified,
        "license": next((item["path"] for item in metadata.licences if "path" in item), ""),
        "datePublished": str(metadata.published or ""),
        "creator": [{"@type": "Organization", "name": name} for name in metadata.creators],
        "publisher": [{"@type": "Organization", "name": name} for name in metadata.publishers],
    }


def _breadcrumb(metadata: Metadata, language: str, page: Page) -> dict[str, Any]:
    """Return the way from the overview to a page; empty without a base address, which it needs."""
    if not metadata.homepage or not page.within:
        return {}
    words = interface_words()
    steps = [("index.html", words["overview"]), (page.within[0], words[page.within[1]]), (page.path, page.title)]
    items = [
        {"@type": "ListItem", "position": place, "name": said(name, language), "item": address(metadata, language, path)}
        for place, (path, name) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if value not in ("", [], {})}


def statement_title(statement: Statement) -> Bilingual:
    """Return who said what when, as the title of a statement's page."""
    date = statement.row["date"] or ""
    word = interface_words()["statement-title" if date else "statement-title-undated"]

    def title(text: str, language: str) -> str:
        what = _cut(said(statement.summary, language))
        return text.format(who=named(statement, language), when=day(date, language), what=what)

    return Bilingual(title(word.en, "en"), title(word.ar, "ar"))


def _cut(text: str) -> str:
    """Return a text that is short enough for a title, cut between two words."""
    return text.removesuffix(".") if len(text) <= TITLE_LENGTH else cut(text, TITLE_LENGTH)
