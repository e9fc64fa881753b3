"""The cards that messengers show of the pages: one a section of the site, and one a coded document, also for its statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mawaqif.plots.cards import Card, draw_card
from mawaqif.site.content import Content
from mawaqif.site.items import NO_TEXT, Document, Statement
from mawaqif.site.page import Page
from mawaqif.site.rendering import source
from mawaqif.site.wording import DIRECTIONS, LANGUAGES, day, said
from mawaqif.site.words import interface_words

FOLDER = "cards"
# Whatever is in no section.
WHOLE = "overview"
SECTIONS = ("statements", "topics", "actors", "stances", "provisions", "initiatives", "events", "documents", "changes")


class Shown(NamedTuple):
    """A card of a page: where it stands from the site's root, and what it says to those who do not see it."""

    path: str
    alt: str


def card_name(page: Page) -> str:
    """Return which card a page has."""
    if isinstance(page.about, Statement):
        return page.about.document.id
    if isinstance(page.about, Document) and page.about.coded:
        return page.about.id
    section = page.within[1] if page.within else page.kind
    return section if section in SECTIONS else WHOLE


def site_cards(content: Content) -> Mapping[str, Mapping[str, Card]]:
    """Return every card by language and name."""
    return {language: dict(_cards(content, language)) for language in LANGUAGES}


def shown(cards: Mapping[str, Mapping[str, Card]], page: Page, language: str) -> Shown | None:
    """Return the card of a page, None where none are drawn."""
    name = card_name(page)
    card = cards.get(language, {}).get(name)
    return Shown(f"{FOLDER}/{language}/{name}.png", ". ".join((card.title, *card.facts))) if card else None


def card_files(cards: Mapping[str, Mapping[str, Card]]) -> Iterator[tuple[str, bytes]]:
    """Draw the cards and yield the path of each from the site's root, and its bytes.

    Raises:
        CannotRunError: Matplotlib is too old to join Arabic letters.
    """
    for language, named in cards.items():
        for name, card in named.items():
            yield f"{FOLDER}/{language}/{name}.png", draw_card(card)


def _cards(content: Content, language: str) -> Iterator[tuple[str, Card]]:
    words = interface_words()
    metadata = content.metadata
    counts = (("statements", len(content.statements)), ("actors", len(content.actors)), ("topics", len(content.topics)))
    told = " · ".join(f"{said(words[word], language)}{said(words['colon'], language)} {count}" for word, count in counts)

    def card(title: str, *facts: str) -> Card:
        rtl = DIRECTIONS[language] == "rtl"
        return Card(said(words["mawaqif"], language), title, tuple(filter(None, facts)), source(metadata, language), rtl)

    title = metadata.title.get(language) or metadata.title["en"]
    yield WHOLE, card(title, told)
    for word in SECTIONS:
        yield word, card(said(words[word], language), told)
    for document in content.coded:
        publisher = document.publisher.name if document.publisher else NO_TEXT
        when = day(document.row["date"] or "", language)
        yield document.id, card(said(document.name, language), said(publisher, language), when)
