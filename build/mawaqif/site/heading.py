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
from mawaqif.site.wording import cut, day, named, said
from mawaqif.site.words import interface_words

# As Open Graph names languages.
LOCALES = {"en": "en_GB", "ar": "ar_AR"}
# The feed of releases, beside the versions.
FEED = "releases.atom"
# The description of the whole, from the page of a single row.
DESCRIPTION = "../../downloads/dataset.jsonld"
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
    own = address(metadata, language, page.path)
    made = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        # The pages of single rows are many, and say in their heads what they are called.
        "name": said(page.title, language) if own or not page.about else "",
        "description": "" if page.about else said(page.summary, language),
        "inLanguage": language,
        "url": own,
        "mainEntity": entity(metadata, language, page.about) if page.about else {},
        "breadcrumb": {} if page.about else _breadcrumb(metadata, language, page),
        "isPartOf": _filled(_whole(metadata, language, short=page.about is not None)),
    }
    return Markup(json_for_html(json.dumps(_filled(made), ensure_ascii=False, separators=(",", ":"))))  # noqa: S704 - JSON that ends no element


def _whole(metadata: Metadata, language: str, *, short: bool) -> dict[str, Any]:
    """Return what a page says of the data set; the rest stands in the description that it names or its head links."""
    made = {
        "@type": "Dataset",
        "name": metadata.title.get(language) or metadata.title["en"],
        "version": metadata.version,
        "url": metadata.address_of(LATEST),
    }
    if short:
        return made if made["url"] else {"@id": DESCRIPTION, "version": metadata.version}
    return made | {
        "description": metadata.description.get(language, ""),
        "identifier": metadata.identified,
        "license": next((item["path"] for item in metadata.licences if "path" in item), ""),
        "datePublished": str(metadata.published or ""),
        "creator": [{"@type": "Organization", "name": name} for name in metadata.creators],
        "publisher": [{"@type": "Organization", "name": name} for name in metadata.publishers],
    }


def entity(metadata: Metadata, language: str, item: Item) -> dict[str, Any]:
    """Return what a page is about as schema.org has it.

    Sources: schema.org/Claim, /Quotation, /DefinedTerm, /Country, /Person, /Organization, /Event, /CreativeWork.
    """
    if isinstance(item, Statement):
        made = _statement(item, metadata, language)
    elif isinstance(item, Topic):
        made = _topic(metadata, language)
    else:
        made = _thing(item, language)
    return _filled({**_reference(item, metadata, language), **made, "identifier": item.id})


def _reference(item: Item, metadata: Metadata, language: str) -> dict[str, Any]:
    """Return an item as others name it: its type, its name, and its page."""
    kind = str(item.row.get("kind", ""))
    name = _ACTORS.get(kind, "Organization") if isinstance(item, Actor) else _TYPES.get(type(item), "Thing")
    return _filled({"@type": name, "name": said(item.name, language), "url": address(metadata, language, item.path)})


def _statement(item: Statement, metadata: Metadata, language: str) -> dict[str, Any]:
    speakers = [one.actor for one in item.actors if one.role == "speaker"]
    return {
        "@type": "Quotation" if item.row["kind"] == "quotation" else "Claim",
        "name": "",
        "dateCreated": item.row["date"] or "",
        "author": [_reference(actor, metadata, language) for actor in speakers],
        "isBasedOn": _reference(item.document, metadata, language),
    }


def _topic(metadata: Metadata, language: str) -> dict[str, Any]:
    terms = {"@type": "DefinedTermSet", "name": said(interface_words()["topics"], language)}
    page = address(metadata, language, "topics.html")
    return {"inDefinedTermSet": _filled({**terms, "url": page})}


def _thing(item: Item, language: str) -> dict[str, Any]:
    row = item.row
    return {
        "alternateName": said(item.name, "en" if language == "ar" else "ar"),
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
