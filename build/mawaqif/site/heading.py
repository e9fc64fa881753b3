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
from mawaqif.site.items import Actor, Document, Event, Initiative, Item, Provision, Statement, Topic
from mawaqif.site.page import Page
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
    """Return a page as JSON-LD that can stand in its head: what it is about, where it stands, and of what it is part."""
    path, title, summary = page.path, _said(page.title, language), _said(page.summary, language)
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
    if page.about:
        # The pages of single rows are many; the rest stands on the others, and in the description that their heads link.
        whole = {name: whole[name] for name in ("@type", "name", "version", "url")}
    made = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": summary,
        "inLanguage": language,
        "url": address(metadata, language, path),
        "mainEntity": entity(metadata, language, page.about) if page.about else {},
        "breadcrumb": _breadcrumb(metadata, language, page),
        "isPartOf": _filled(whole),
    }
    return Markup(json_for_html(json.dumps(_filled(made), ensure_ascii=False)))  # noqa: S704 - JSON that ends no element


def entity(metadata: Metadata, language: str, item: Item) -> dict[str, Any]:
    """Return what a page is about as schema.org has it.

    Sources: schema.org/Claim, /Quotation, /DefinedTerm, /Country, /Person, /Organization, /Event, /CreativeWork.
    """
    if isinstance(item, Statement):
        made = _statement(item, metadata, language)
    elif isinstance(item, Topic):
        made = _topic(item, metadata, language)
    else:
        made = _thing(item, language)
    return _filled({**_reference(item, metadata, language), **made, "identifier": item.id})


def _reference(item: Item, metadata: Metadata, language: str) -> dict[str, Any]:
    """Return an item as others name it: its type, its name, and its page."""
    kind = str(item.row.get("kind", ""))
    name = _ACTORS.get(kind, "Organization") if isinstance(item, Actor) else _TYPES.get(type(item), "Thing")
    return _filled({"@type": name, "name": _said(item.name, language), "url": address(metadata, language, item.path)})


def _statement(item: Statement, metadata: Metadata, language: str) -> dict[str, Any]:
    speakers = [one.actor for one in item.actors if one.role == "speaker"]
    return {
        "@type": "Quotation" if item.row["kind"] == "quotation" else "Claim",
        # The words themselves are not carried.
        "abstract": _said(item.summary, language),
        "dateCreated": item.row["date"] or "",
        "author": [_reference(actor, metadata, language) for actor in speakers],
        "about": [_reference(stance.topic, metadata, language) for stance in item.topics],
        "isBasedOn": _reference(item.document, metadata, language),
    }


def _topic(item: Topic, metadata: Metadata, language: str) -> dict[str, Any]:
    terms = {"@type": "DefinedTermSet", "name": _said(interface_words()["topics"], language)}
    page = address(metadata, language, "topics.html")
    return {"description": _said(item.proposition, language), "inDefinedTermSet": _filled({**terms, "url": page})}


def _thing(item: Item, language: str) -> dict[str, Any]:
    row = item.row
    return {
        "alternateName": _said(item.name, "en" if language == "ar" else "ar"),
        "startDate": row.get("start_date") or "",
        "endDate": row.get("end_date") or "",
        "datePublished": row.get("date") or "",
    }


def _breadcrumb(metadata: Metadata, language: str, page: Page) -> dict[str, Any]:
    """Return the way from the overview to a page; empty without a base address, which it needs."""
    if not metadata.homepage or not page.within:
        return {}
    words = interface_words()
    steps = [("index.html", words["overview"]), (page.within[0], words[page.within[1]]), (page.path, page.title)]
    items = [
        {"@type": "ListItem", "position": place, "name": _said(name, language), "item": address(metadata, language, path)}
        for place, (path, name) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _said(both: Bilingual, language: str) -> str:
    return both.ar if language == "ar" else both.en


def _filled(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if value not in ("", [], {})}


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


# What each kind of row is to schema.org; a state has an ISO code, a statement says by its kind whether it is a quotation.
_ACTORS = {
    "state": "Country",
    "person": "Person",
    "intergovernmental": "Organization",
    "government_body": "GovernmentOrganization",
}
_TYPES: Mapping[type[Item], str] = {
    Statement: "Claim",
    Topic: "DefinedTerm",
    Event: "Event",
    Document: "CreativeWork",
    Initiative: "Thing",
    Provision: "CreativeWork",
}
