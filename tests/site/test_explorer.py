"""The interactive statements in a real browser: search, filters, addresses, files, on a desk and on a phone."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from browsing import DESK, NEEDED, PHONE, Open, Reader, expect_total, served, total
from mawaqif.data import load

pytestmark = NEEDED
EVERYTHING = load("statements").height
# Filters of every kind: alone, together in one row, and across rows.
CHOSEN = (
    "",
    "actor=china",
    "actor=china&actor=russia&role=speaker",
    "topic=multistakeholder-model&stance=mixed&stance=opposes",
    "theme=crime&stance=opposes&actor-kind=state",
    "provision=ahc-art-29&position=delete&actor=malaysia",
    "forum=oewg-2021-2025&from=2022-03&to=2022-03-30",
    "forum=none&forum=gdc&kind=commentary",
    "initiative=budapest-convention&relation=mentions",
    "document=china-cyber-strategy-2017&to=2016",
    "answers=china&kind=commentary",
    "from=2021&to=2021",
    "year=2019&year=none&forum=gdc&forum=none",
)


def ids_on(one: Reader) -> set[str]:
    return {card.get_attribute("id") or "" for card in one.page.locator("#explorer article").all()}


def test_a_search_in_arabic_finds_every_spelling(reader: Open, database: duckdb.DuckDBPyConnection) -> None:
    wanted = database.sql("SELECT statement_id FROM statements WHERE fold(summary_ar) LIKE '%' || fold('النواة العامة') || '%'")
    ids = {row[0] for row in wanted.fetchall()}
    one = reader()
    page = one.open("ar/statements.html")
    for typed in ("النّواة العامّة", "نواه عامه", "للنواة العامة"):
        page.locator("#q").fill("")
        expect_total(page, EVERYTHING)
        page.locator("#q").press_sequentially(typed)
        expect(page.locator("#explorer article mark").first).to_be_visible()
        assert ids <= ids_on(one), typed
        assert total(page) < EVERYTHING / 2, typed


def test_a_match_is_marked_without_its_clitics(reader: Open) -> None:
    page = reader().open("ar/statements.html?q=سيادة")
    marked = page.locator("#explorer article .summary mark").all_text_contents()
    assert {word for word in marked if word.startswith(("ال", "لل", "وا", "با"))} == set()
    assert len(marked) >= 10


def test_filters_and_language_survive_reload_and_back(reader: Open) -> None:
    page = reader().open("en/statements.html")
    page.get_by_role("checkbox", name="Russia").check()
    expect(page).to_have_url(re.compile(r"\?actor=russia$"))
    of_russia = total(page)
    page.get_by_role("checkbox", name="opposes").check()
    expect(page).to_have_url(re.compile(r"actor=russia&stance=opposes$"))
    opposing = total(page)
    assert 0 < opposing < of_russia < EVERYTHING
    page.reload()
    expect_total(page, opposing)
    page.locator("#other-language").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page).to_have_url(re.compile(r"/ar/statements\.html\?actor=russia&stance=opposes$"))
    expect_total(page, opposing)
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_total(page, opposing)
    page.go_back()
    expect_total(page, of_russia)
    expect(page.get_by_role("checkbox", name="opposes")).not_to_be_checked()


def test_typing_is_one_step_of_the_history_and_keeps_the_focus(reader: Open) -> None:
    page = reader().open("en/statements.html?kind=policy")
    before = total(page)
    page.locator("#q").press_sequentially("sovereignty")
    expect(page).to_have_url(re.compile(r"q=sovereignty&kind=policy$"))
    expect(page.locator("#q")).to_be_focused()
    assert total(page) < before
    page.go_back()
    expect_total(page, before)
    expect(page.locator("#q")).to_have_value("")


def test_what_a_view_finds_is_what_its_sql_finds_in_the_release(reader: Open, database: duckdb.DuckDBPyConnection) -> None:
    one = reader()
    for chosen in CHOSEN:
        page = one.open(f"en/statements.html?{chosen}")
        page.get_by_role("button", name="The same as SQL").click()
        rows = database.sql(page.locator(".as-sql code").inner_text()).fetchall()
        with page.expect_download() as download:
            page.get_by_role("button", name="JSON").click()
        taken = json.loads(download.value.path().read_text(encoding="utf-8"))
        assert sorted(record["statement_id"] for record in taken) == sorted(row[0] for row in rows), chosen
        assert total(page) == len(rows), chosen


def test_rows_are_taken_away_as_csv(reader: Open, database: duckdb.DuckDBPyConnection) -> None:
    page = reader().open("ar/statements.html?topic=public-core&view=table")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        taken = {row["statement_id"]: row["summary_ar"] for row in csv.DictReader(file)}
    wanted = database.sql("FROM statements JOIN statement_topics USING (statement_id) WHERE topic_id = 'public-core'")
    assert taken == dict(wanted.select("statement_id, summary_ar").fetchall())


def test_what_an_address_names_wrongly_is_said_and_can_be_removed(reader: Open) -> None:
    page = reader().open("en/statements.html?actor=atlantis&to=soon")
    expect(page.locator(".faults")).to_contain_text("“atlantis” in the address is not in the data (Actor)")
    expect(page.locator(".faults")).to_contain_text("“soon” is not a date")
    expect_total(page, 0)
    page.get_by_role("button", name="Remove: Actor: atlantis").click()
    expect_total(page, EVERYTHING)
    expect(page.locator(".total")).to_be_focused()
    page.get_by_role("button", name="Remove: To soon").click()
    expect(page.locator(".faults")).to_have_count(0)


def test_pages_of_results_are_links(reader: Open) -> None:
    one = reader()
    page = one.open("en/statements.html?actor=china")
    first = ids_on(one)
    page.get_by_role("link", name="Page 2", exact=True).click()
    expect(page).to_have_url(re.compile(r"page=2$"))
    current = page.locator("#explorer .pager [aria-current=page]")
    expect(current).to_have_text("2")
    assert ids_on(one).isdisjoint(first)
    expect(page.locator(".total")).to_be_focused()
    page.reload()
    expect(current).to_have_text("2")


def test_a_bar_opens_its_rows(reader: Open) -> None:
    page = reader().open("en/statements.html?view=chart&actor=iran")
    bar = page.locator(".drawn a[aria-label*='opposes']").first
    label = bar.get_attribute("aria-label") or ""
    bar.click()
    expect(page).to_have_url(re.compile(r"stance=opposes$"))
    expect_total(page, int(label.rsplit(" ", 1)[-1]))


def test_on_a_phone_filters_are_folded_and_say_how_many_are_chosen(reader: Open) -> None:
    page = reader(viewport=PHONE).open("en/statements.html?actor=iran&stance=opposes")
    summary = page.locator(".facets > summary")
    expect(summary).to_have_text("Filters (2)")
    iran = page.get_by_role("checkbox", name="Iran")
    expect(iran).not_to_be_visible()
    summary.click()
    expect(iran).to_be_checked()


def test_a_search_and_its_result_need_no_mouse(reader: Open) -> None:
    page = reader().open("en/statements.html")

    def tab_until(selector: str) -> None:
        for _ in range(300):  # more than a page has to stop at, which grows with its filters
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"{selector} is not reached by Tab")

    tab_until("#q")
    page.keyboard.type("article 29")
    tab_until(".facet input[type=checkbox]")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("q=article\\+29&actor="))
    tab_until("#explorer article .summary a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/statements/[a-z0-9-]+\.html$"))
    expect(page.locator("#sources")).to_be_visible()


@pytest.mark.parametrize(("language", "viewport"), [("en", DESK), ("ar", PHONE)], ids=["en-desk", "ar-phone"])
def test_who_wants_article_29_deleted_and_where_it_is_written(reader: Open, language: str, viewport: ViewportSize) -> None:
    page = reader(viewport=viewport).open(f"{language}/statements.html?provision=ahc-art-29")
    if viewport is PHONE:
        page.locator(".facets > summary").click()
    wish = page.locator(".facet", has_text={"en": "Position on the article", "ar": "الموقف من المادة"}[language])
    wish.locator("summary").click()
    wish.get_by_role("checkbox", name={"en": "delete", "ar": "حذف"}[language]).check()
    expect(page).to_have_url(re.compile(r"position=delete"))
    card = page.locator("#explorer article#icann-ge-014-s118")
    positions = card.locator(".positions")
    for name in {"en": ("Malaysia", "Singapore", "Switzerland"), "ar": ("ماليزيا", "سنغافورة", "سويسرا")}[language]:
        expect(positions).to_contain_text(name)
    card.locator(".summary a").click()
    expect(page).to_have_url(re.compile(rf"/{language}/statements/icann-ge-014-s118\.html$"))
    expect(page.locator("#sources ~ p a").first).to_be_visible()


def test_scripts_are_light_and_those_of_the_database_wait(reader: Open) -> None:
    one = reader()
    sizes: dict[str, int] = {}
    one.page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page = one.open("en/statements.html")
    page.wait_for_load_state("networkidle")
    scripts = [url for url in sizes if url.endswith(".js")]
    assert sum(sizes[url] for url in scripts) < 130_000
    page.get_by_label("Charts").check()
    expect(page.locator(".drawn").first).to_be_visible()
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) < 450_000
    assert [url for url in one.requests if "duckdb" in url] == []


def test_the_first_view_is_there_within_a_second(reader: Open) -> None:
    one = reader()
    painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    times = [one.open("ar/statements.html").evaluate(painted) for _ in range(3)]
    assert min(times) < 1000, times


def test_without_scripts_the_statements_are_there(reader: Open) -> None:
    one = reader(java_script_enabled=False)
    one.page.goto(one.address + "ar/statements.html")
    expect(one.page.locator("#all-statements article").first).to_be_visible()
    expect(one.page.locator("#explorer")).not_to_be_visible()


def test_a_failed_load_leaves_the_page_as_it_is(browser: Browser, site: Path, tmp_path: Path) -> None:
    for name in ("en", "assets"):
        (tmp_path / name).symlink_to(site / name)
    with served(tmp_path) as url:
        one = Reader(browser.new_context(viewport=DESK), url)
        page = one.open("en/statements.html")
        expect(page.locator(".faults")).to_contain_text("data/explorer.json: 404")
        expect(page.locator("#all-statements article").first).to_be_visible()
        one.page.context.close()


def test_a_card_says_what_is_answered_and_leads_to_who_spoke_and_where(reader: Open, database: duckdb.DuckDBPyConnection) -> None:
    sql = """SELECT s.statement_id, responds_to, actor_id, event_id IS NOT NULL FROM statements AS s JOIN statement_actors
      USING (statement_id) WHERE responds_to IS NOT NULL AND role = 'speaker' ORDER BY ALL LIMIT 1"""
    ((key, answered, actor, placed),) = database.sql(sql).fetchall()
    page = reader().open(f"ar/statements.html?q={key}")
    card = page.locator(f"article#{key}")
    assert card.locator(".answered a").get_attribute("href", timeout=5000) == page.evaluate(
        "(path) => new URL(path, location.href).href", f"statements/{answered}.html"
    )
    expect(card.locator(f".who a[href$='/ar/actors/{actor}.html']").first).to_be_visible()
    assert card.locator(".card-head a[href*='/events/']").count() == int(placed)


def test_a_view_is_cited_with_its_filters_and_named_by_them(reader: Open) -> None:
    page = reader().open("en/statements.html?actor=iran&stance=opposes")
    expect(page).to_have_title(re.compile("^Statements – Actor: Iran; Stance: opposes · "))
    page.get_by_role("button", name="Cite").click()
    cited = page.locator(".citing pre").all_inner_texts()
    assert ["?actor=iran&stance=opposes" in text for text in cited] == [True, True]
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as RIS").click()
    assert download.value.suggested_filename == "mawaqif-statements-iran-opposes.ris"
    assert "TI  - Statements – Actor: Iran; Stance: opposes" in download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["stances.html?actor=china&actor=russia", "timeline.html?lanes=actor&actor=iran"])
def test_every_view_is_taken_away_above_what_it_shows(reader: Open, path: str) -> None:
    page = reader().open(f"ar/{path}")
    bar, shown = page.locator(".takeaway:not(.picture)"), page.locator("table.matrix:visible, .drawn").first
    assert (bar.bounding_box() or {})["y"] < (shown.bounding_box() or {})["y"]
    with page.expect_download() as download:
        bar.get_by_role("button", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) > 1
    page.reload()
    expect(page).to_have_url(re.compile(re.escape(path)))
