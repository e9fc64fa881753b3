"""The cards of pages: each page names one that is there, of the size it says, and no text leaves its picture."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from selectolax.lexbor import LexborHTMLParser

from mawaqif.plots.cards import SIZE, Card, draw_card
from mawaqif.site.cards import card_files, card_name, shown, site_cards
from mawaqif.site.linking import read_content
from mawaqif.site.pages import all_pages
from mawaqif.site.rendering import environment, render
from mawaqif.site.wording import LANGUAGES

WHITE = (255, 255, 255)
# Long words and short ones, in as many letters as a title may have at most.
TITLES = {"en": "WWWW mmm " * 18 + "end", "ar": "سسسس ضضض " * 18 + "نهاية"}


def test_every_page_names_a_card_that_is_drawn(published: Path) -> None:
    content = read_content(published)
    content = replace(content, metadata=replace(content.metadata, homepage="https://data.example.org/"))
    cards = site_cards(content)
    pages = all_pages(content, published)
    assert {card_name(page) for page in pages} <= set(cards["en"]) == set(cards["ar"])
    drawn = dict(card_files({language: {name: cards[language][name] for name in ("overview",)} for language in LANGUAGES}))
    facts = {"scripts": False, "notices": "", "menu": (), "map": ()}
    for language in LANGUAGES:
        made = environment(content, language, {**facts, "card": partial(shown, cards, language=language)})
        text = render(made, pages[0], "default-src 'none'")
        metas = LexborHTMLParser(text).css("meta[property^='og:image']")
        found = {(one.attributes["property"] or "").removeprefix("og:image"): one.attributes["content"] or "" for one in metas}
        picture = Image.open(io.BytesIO(drawn[found[""].removeprefix("https://data.example.org/latest/")]))
        assert (picture.format, *map(str, picture.size)) == ("PNG", found[":width"], found[":height"])
        title = content.metadata.title[language]
        assert found[":alt"].startswith(title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_leaves_its_card_or_runs_into_another(language: str) -> None:
    title = TITLES[language]
    card = Card("Mawaqif", title, (title, title), title, language == "ar")
    with Image.open(io.BytesIO(draw_card(card))) as read:
        picture = read.convert("RGB")
    assert picture.size == SIZE
    # Without the band of colours at the side from which it is read.
    inner = picture.crop((0, 0, SIZE[0] - 26, SIZE[1]) if language == "ar" else (26, 0, *SIZE))
    box = ImageChops.difference(inner, Image.new("RGB", inner.size, WHITE)).getbbox()
    assert box is not None
    assert min(box[0], inner.width - box[2], box[1], inner.height - box[3]) > 20
    blank = (inner.crop((0, y, inner.width, y + 1)).getextrema() == ((255, 255),) * 3 for y in range(box[1], box[3]))
    runs = [empty for empty, _ in groupby(blank)]
    # The brand, three lines of the title, two facts and the foot; letters that hang low may join two lines, never all.
    assert runs.count(False) >= 6


def test_a_site_without_an_address_has_no_cards(site: Path) -> None:
    assert not (site / "cards").exists()
    assert "og:image" not in (site / "en/index.html").read_text(encoding="utf-8")
