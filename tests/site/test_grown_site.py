"""The site of a package eight times as large: what is loaded when, what is cut, and that all of it can be reached."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from bench.growth import Growth, grow
from browsing import BUNDLE, DESK, NEEDED, Reader, served, total
from conftest import ROOT, made_once
from mawaqif.release.building import build_release
from mawaqif.site import write_site
from mawaqif.site.api import FIRST, FOLDER, WHOLE, part_of
from mawaqif.site.matrices import MOST_ACTORS, MOST_TOPICS
from mawaqif.site.page import ROWS

pytestmark = NEEDED
COPIES = 8
# What a page that is opened first may load beside scripts, styles and fonts, in bytes.
FIRST_DATA = 300_000
SPARING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } })"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the grown tables."""

    def write(folder: Path) -> None:
        package, release = (tmp_path_factory.mktemp(name) for name in ("grown-package", "grown-release"))
        grow(ROOT, package, Growth(COPIES))
        build_release(package, release / "dist", wanted={"csv", "parquet", "duckdb"})
        write_site(release / "dist", folder, BUNDLE)

    return made_once(tmp_path_factory, "grown-site", write)


@contextmanager
def reading(grown: Path, browser: Browser, script: str = "") -> Iterator[Reader]:
    """Serve the site to a reader; at the end, no page complained of anything or asked for anything elsewhere."""
    with served(grown) as address:
        context = browser.new_context(viewport=DESK, reduced_motion="reduce")
        if script:
            context.add_init_script(script)
        reader = Reader(context, address)
        yield reader
        context.close()
    assert (reader.complaints, reader.strangers()) == ([], [])


@pytest.fixture
def one(grown: Path, browser: Browser) -> Iterator[Reader]:
    with reading(grown, browser) as reader:
        yield reader


@pytest.fixture
def sparing(grown: Path, browser: Browser) -> Iterator[Reader]:
    """A reader whose browser is to save data, so that nothing is loaded before it is asked for."""
    with reading(grown, browser, SPARING) as reader:
        yield reader


def asked(one: Reader) -> set[str]:
    """Return the files of the data that were asked for."""
    return {url.removeprefix(f"{one.address}data/") for url in one.requests if url.startswith(f"{one.address}data/")}


def settled(page: Page) -> None:
    page.wait_for_selector("html:not(:has(.loading))")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_that_is_opened_first_loads_little(sparing: Reader, grown: Path, language: str) -> None:
    sparing.open(f"{language}/statements.html").wait_for_load_state("networkidle")
    assert asked(sparing) == {"explorer.json"}
    page = (grown / language / "statements.html").stat().st_size
    assert page + (grown / "data" / "explorer.json").stat().st_size < FIRST_DATA
    assert (grown / language / "index.html").stat().st_size < FIRST_DATA


def test_what_a_first_filter_or_search_needs_is_loaded_once_the_page_is_there(one: Reader) -> None:
    page = one.open("en/statements.html")
    cards = page.locator("#explorer article").evaluate_all("(cards) => cards.map((card) => card.outerHTML)")
    page.wait_for_load_state("networkidle")
    assert asked(one) == {"explorer.json", "index.json", "search/words.json"}
    settled(page)
    assert page.locator("#explorer article").evaluate_all("(cards) => cards.map((card) => card.outerHTML)") == cards


def test_the_first_view_is_what_the_whole_says(one: Reader) -> None:
    page = one.open("en/statements.html")
    counts = page.locator(".facet[open] label").all_inner_texts()
    cards = page.locator("#explorer article").evaluate_all("(cards) => cards.map((card) => card.outerHTML)")
    found = total(page)
    page.locator(".facet[open] input[type=search]").first.focus()
    expect(page.locator(".facet[open] .find").first).to_be_focused()
    page.wait_for_load_state("networkidle")
    settled(page)
    assert "index.json" in asked(one)
    assert page.locator(".facet[open] label").all_inner_texts() == counts
    assert page.locator("#explorer article").evaluate_all("(cards) => cards.map((card) => card.outerHTML)") == cards
    assert total(page) == found


def test_a_filter_needs_the_index_and_the_summaries_that_it_shows(sparing: Reader) -> None:
    page = sparing.open("en/statements.html")
    everything = total(page)
    page.locator(".facet[open] input[type=checkbox]").first.check()
    page.wait_for_function("(all) => document.querySelector('[data-total]').dataset.total !== all", arg=str(everything))
    settled(page)
    loaded = asked(sparing)
    assert {"explorer.json", "index.json"} <= loaded
    assert 1 <= len({name for name in loaded if name.startswith("texts/")}) <= 20
    assert [name for name in loaded if name.startswith("search/")] == []
    summaries = page.locator("#explorer article .summary").all_inner_texts()
    assert "" not in summaries


def test_a_search_needs_the_parts_that_hold_its_words(one: Reader, grown: Path) -> None:
    page = one.open("ar/statements.html")
    page.locator("#q").fill("السيادة")
    expect(page.locator("#explorer article mark").first).to_be_visible()
    parts = {name for name in asked(one) if re.fullmatch(r"search/\d+\.json", name)}
    there = list((grown / "data" / "search").glob("[0-9]*.json"))
    assert 0 < len(parts) < len(there) / 2
    assert "search/words.json" in asked(one)


def test_one_search_finds_everything_by_its_name_and_needs_no_mouse(one: Reader) -> None:
    page = one.open("en/statements.html")
    page.locator("#q").fill("sovereignty")
    things = page.locator(".things")
    expect(things.locator("dt")).to_contain_text(["Topics", "Documents"])
    # More than five of a kind wait behind a button.
    topics = things.locator("dd").first
    expect(topics.locator("a")).to_have_count(5)
    page.locator("#q").focus()
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('.things a')"):
        page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.href")
    topics.get_by_role("button").click()
    assert topics.locator("a").count() > 5
    page.goto(first)
    expect(page.locator("h1")).to_contain_text(re.compile("sovereignty", re.IGNORECASE))
    page = one.open("ar/statements.html?q=" + "المادة 29")
    expect(page.locator(".things")).to_contain_text("المواد")


def test_a_long_table_goes_on_and_is_filtered_whole(one: Reader, grown: Path) -> None:
    rows = [
        row.attributes["id"]
        for path in (grown / "en").glob("citations*.html")
        for row in LexborHTMLParser(path.read_text(encoding="utf-8")).css("#citations tbody tr")
    ]
    assert len(rows) == len(set(rows)) > ROWS
    page = one.open("en/citations.html")
    expect(page.locator(".total")).to_have_text(f"Rows: {ROWS} of {len(rows):,}")
    assert [url for url in one.requests if "citations-2" in url] == []
    page.get_by_role("button", name="Date").click()
    expect(page.locator(".total")).to_have_text(f"Rows: {len(rows):,} of {len(rows):,}")
    expect(page.locator("#citations tbody tr")).to_have_count(ROWS)
    last = LexborHTMLParser((grown / "en" / "citations-2.html").read_text(encoding="utf-8")).css_first("#citations tbody tr")
    assert last is not None
    page.get_by_label("Filter these rows").fill(str(last.text()).split("\n")[0][-30:].strip() or "a")
    expect(page.locator(f"[id='{last.attributes['id']}']")).to_be_visible()


def test_a_large_matrix_is_cut_and_its_heads_stay(one: Reader) -> None:
    page = one.open("ar/stances.html")
    table = page.locator("#stances")
    assert table.locator("thead th").count() == MOST_ACTORS
    assert table.locator("tbody tr[data-topic]").count() == MOST_TOPICS
    expect(page.locator("#cut a")).to_have_count(2)
    frame = page.locator(".scroll:has(> #stances)")
    before = frame.bounding_box() or {}
    frame.evaluate("(frame) => frame.scrollTo(0, 600)")
    head = table.locator("thead th").first.bounding_box() or {}
    assert before["y"] <= head["y"] < before["y"] + 40
    name = table.locator("tbody th[scope=row]").last.bounding_box() or {}
    frame.evaluate("(frame) => frame.scrollTo(-600, 600)")
    assert (table.locator("tbody th[scope=row]").last.bounding_box() or {})["x"] == name["x"]


def test_the_interface_for_programs_holds_a_long_table_once(grown: Path) -> None:
    index = json.loads((grown / FOLDER / "index.json").read_text(encoding="utf-8"))
    long = {name: told for name, told in index["tables"].items() if told["rows"] > WHOLE}
    assert long
    for name, told in long.items():
        listed = json.loads((grown / FOLDER / told["list"]).read_text(encoding="utf-8"))
        assert (len(listed["rows"]), listed["of"]) == (FIRST, told["rows"])
        if "download" in told:
            assert (grown / FOLDER / told["download"]).resolve().is_file()
            assert not (grown / FOLDER / name).exists()
        else:
            row = listed["rows"][-1]
            key = " ".join(str(row[column]) for column in told["key"])
            part = grown / FOLDER / name / f"{part_of(key, told['digits'])}.json"
            assert json.loads(part.read_text(encoding="utf-8"))["items"][key] == row
