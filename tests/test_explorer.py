"""The interactive parts of the site, in a real browser, in both languages, on a desk and on a phone."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, ViewportSize, expect, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from browsing import ARGUMENTS, AXE, BUNDLE, CHROMIUM, EXPLORER, Reader, expect_total, served, total
from mawaqif.cookbook import cookbook
from mawaqif.site.writing import write_site

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine"),
    pytest.mark.skipif(not shutil.which("npm"), reason="there is no Node on this machine"),
    pytest.mark.skipif(not (BUNDLE / "explorer.js").is_file(), reason="the interactive parts are not bundled: `make bundle`"),
]

DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
MAIN_VIEWS = {
    "statements": "statements.html",
    "search": "statements.html?q=%D8%B3%D9%8A%D8%A7%D8%AF%D8%A9",
    "table": "statements.html?view=table&actor=china",
    "charts": "statements.html?view=chart",
    "unknown": "statements.html?actor=atlantis&from=yesterday",
    "stances": "stances.html",
    "comparison": "stances.html?actor=china&actor=united-states",
    "timeline": "timeline.html",
    "citations": "citations.html",
    "query": "query.html",
}
Open = Callable[..., Reader]


@pytest.fixture(scope="session")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the published tables with its interactive parts."""
    return write_site(release, tmp_path_factory.mktemp("explorer") / "site", BUNDLE).folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Open]:
    """Make a reader; at the end, no page complained of anything or asked for anything elsewhere."""
    readers: list[Reader] = []

    def start(**context: object) -> Reader:
        readers.append(Reader(browser.new_context(**({"viewport": DESK, "reduced_motion": "reduce"} | context)), address))  # pyright: ignore[reportArgumentType]
        return readers[-1]

    yield start
    for one in readers:
        one.page.context.close()
        assert (one.complaints, one.strangers()) == ([], [])


@pytest.fixture(scope="session")
def database(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("command", ["test", "check"])
def test_the_front_end_passes_its_own(command: str) -> None:
    done = subprocess.run(["npm", "run", "--silent", command], cwd=EXPLORER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def ids_on(one: Reader) -> set[str]:
    return {card.get_attribute("id") or "" for card in one.page.locator("#explorer article").all()}


@pytest.mark.parametrize("typed", ["النّواة العامّة", "نواه عامه", "للنواة العامة"])
def test_a_search_in_arabic_finds_every_spelling(reader: Open, database: duckdb.DuckDBPyConnection, typed: str) -> None:
    one = reader()
    page = one.open("ar/statements.html")
    page.locator("#q").press_sequentially(typed)
    wanted = database.sql("SELECT statement_id FROM statements WHERE fold(summary_ar) LIKE '%' || fold('النواة العامة') || '%'")
    expect(page.locator("#explorer article mark").first).to_be_visible()
    assert {row[0] for row in wanted.fetchall()} <= ids_on(one)
    assert total(page) < 40


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
    assert 0 < opposing < of_russia < 256
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


@pytest.mark.parametrize(
    "chosen",
    [
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
        "from=2021&to=2021",
    ],
)
def test_what_a_view_finds_is_what_its_sql_finds_in_the_release(
    reader: Open, database: duckdb.DuckDBPyConnection, chosen: str
) -> None:
    page = reader().open(f"en/statements.html?{chosen}")
    page.get_by_role("button", name="The same as SQL").click()
    rows = database.sql(page.locator(".as-sql code").inner_text()).fetchall()
    expect_total(page, len(rows))
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    taken = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert {record["statement_id"] for record in taken} == {row[0] for row in rows}


def test_every_count_of_a_static_page_is_what_its_filter_finds(site: Path) -> None:
    counts: dict[str, set[int]] = {}
    for path in (site / "ar").rglob("*.html"):
        for link in LexborHTMLParser(path.read_text(encoding="utf-8")).css("a[data-filter]"):
            said = re.findall(r"\d+", link.text()) or re.findall(r"\((\d+)\)", link.attributes.get("aria-label") or "")
            if said:
                counts.setdefault(link.attributes["data-filter"] or "", set()).add(int(said[-1]))
    assert len(counts) > 500
    command = ["node", str(EXPLORER / "counting.mjs"), str(site / "data" / "explorer.json")]
    found = subprocess.run(command, input="\n".join(counts), capture_output=True, check=True, text=True).stdout.split()
    assert {key: {int(count)} for key, count in zip(counts, found, strict=True)} == counts


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
    expect_total(page, 256)
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


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_cell_of_the_matrix_opens_its_rows(reader: Open, language: str) -> None:
    page = reader().open(f"{language}/stances.html")
    cell = page.locator("#stances td[data-actor=russia][data-topic=cyber-sovereignty] a")
    count = int(re.findall(r"\d+", cell.get_attribute("aria-label") or "")[-1])
    cell.click()
    page.wait_for_selector("html[data-explorer=ready]")
    expect(page).to_have_url(re.compile(rf"/{language}/statements\.html\?(actor|topic)="))
    expect_total(page, count)


def test_actors_are_compared(reader: Open) -> None:
    page = reader().open("en/stances.html")
    page.locator(".facet", has_text="Actor").first.locator("summary").click()
    for name in ("netherlands", "ecuador"):
        page.get_by_role("searchbox", name="Find: Actor").fill(name)
        page.locator(".facet label", has_text=re.compile(name, re.IGNORECASE)).click()
    expect(page).to_have_url(re.compile(r"\?actor=netherlands&actor=ecuador$"))
    expect(page.locator("#stances")).not_to_be_visible()
    table = page.locator("table.matrix:visible")
    assert table.locator("thead th").all_inner_texts() == ["Netherlands", "Ecuador"]
    cell = table.locator("td[data-actor=netherlands][data-topic=public-core] a")
    count = int(re.findall(r"\d+", cell.inner_text())[0])
    cell.click()
    page.wait_for_selector("#explorer:not([hidden])")
    expect_total(page, count)


def test_a_dot_of_the_timeline_opens_what_it_stands_for(reader: Open) -> None:
    page = reader().open("ar/timeline.html?actor=ecuador")
    count = total(page)
    dots = page.locator(".drawn a")
    expect(dots.first).to_be_attached()
    assert 0 < dots.count() <= count
    dots.first.click()
    expect(page).to_have_url(re.compile(r"/ar/statements(/|\.html)"))


def test_a_bar_opens_its_rows(reader: Open) -> None:
    page = reader().open("en/statements.html?view=chart&actor=iran")
    bar = page.locator(".drawn a[aria-label*='opposes']").first
    label = bar.get_attribute("aria-label") or ""
    bar.click()
    expect(page).to_have_url(re.compile(r"stance=opposes$"))
    expect_total(page, int(label.rsplit(" ", 1)[-1]))


def test_a_table_is_filtered_sorted_and_taken_away(reader: Open) -> None:
    page = reader().open("en/citations.html")
    page.get_by_label("Filter these rows").fill("disarmament")
    expect(page.locator(".total")).not_to_contain_text("Rows: 172 of")
    page.get_by_role("button", name="Date").click()
    page.get_by_role("button", name="Date").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Date")
    expect(page).to_have_url(re.compile(r"q=disarmament&sort=-4$"))
    page.reload()
    shown = page.locator("#citations tbody tr:visible")
    dates = [row.locator("td").nth(3).get_attribute("data-value") or "" for row in shown.all()]
    given = [day for day in dates if day]
    assert given == sorted(given, reverse=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV of these rows").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [row.get_attribute("id") for row in shown.all()]


def test_every_query_of_the_cookbook_gives_in_the_page_what_it_gives_in_the_release(
    reader: Open, database: duckdb.DuckDBPyConnection, release: Path
) -> None:
    one = reader()
    page = one.open("en/query.html")
    assert [url for url in one.requests if "duckdb" in url] == []
    page.locator("#search-in-arabic summary").click()
    page.locator("#search-in-arabic").get_by_role("button", name="Run this query").click()
    found = {}
    for query in sorted(cookbook(release), key=lambda one: one.name != "search-in-arabic"):
        page.get_by_label("Cookbook").select_option(query.name, timeout=60_000)
        expect(page).to_have_url(re.compile(rf"\?query={query.name}$"))
        expect(page.locator(f".result[data-name='{query.name}']")).to_be_visible(timeout=60_000)
        found[query.name] = total(page)
    assert found == {query.name: len(database.sql(query.sql).fetchall()) for query in cookbook(release)}


def run_sql(one: Reader, sql: str) -> str:
    """Run a query in an open pane; returns its error, or nothing."""
    page = one.page
    ended = int(page.locator(".outcome").get_attribute("data-ended") or -1)
    page.locator("#sql").fill(sql)
    page.locator("#sql").press("Control+Enter")
    expect(page.locator(".outcome")).to_have_attribute("data-ended", str(ended + 1), timeout=60_000)
    error = page.locator(".faults pre")
    return error.inner_text() if error.count() else ""


def test_sql_of_ones_own(reader: Open) -> None:
    one = reader()
    page = one.open("ar/query.html?sql=" + "SELECT 40 %2B 2 AS answer")
    expect(page.locator("#sql")).to_have_value("SELECT 40 + 2 AS answer")
    expect(page.locator(".faults")).to_contain_text("هذا الاستعلام من العنوان")
    expect(page.locator(".status")).to_have_text("جاهز", timeout=60_000)
    expect(page.locator(".result")).to_have_count(0)
    page.get_by_role("button", name="تنفيذ", exact=True).click()
    expect(page.locator(".result td")).to_have_text("42")
    assert "LINE 2: FRM statements" in run_sql(one, "SELECT *\nFRM statements")
    for forbidden in (
        "FROM read_csv('https://example.org/x.csv')",
        "FROM glob('*')",
        "DELETE FROM statements",
        "SELECT 1); DROP TABLE statements; SELECT (1",
    ):
        assert run_sql(one, forbidden) != "", forbidden
    assert run_sql(one, "-- a comment\nSELECT '<img src=x onerror=alert(1)>' AS \"<b>\", NULL, [1, 2] -- another") == ""
    assert page.locator(".result tbody td").all_inner_texts() == ["<img src=x onerror=alert(1)>", "NULL", "[1, 2]"]
    assert run_sql(one, "FROM range(2500) AS numbers(n)") == ""
    expect_total(page, 2500)
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8")) == [{"n": n} for n in range(2500)]


def test_a_query_without_end_can_be_stopped(reader: Open) -> None:
    one = reader()
    page = one.open("en/query.html")
    page.get_by_role("button", name="Open the SQL pane").click()
    expect(page.locator(".status")).to_have_text("Ready", timeout=60_000)
    page.locator("#sql").fill("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".status")).to_have_text("Stopped", timeout=60_000)
    assert run_sql(one, "SELECT count(*) FROM statements") == ""
    expect(page.locator(".result td")).to_have_text("256")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: `make bundle`")
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_serious(reader: Open, language: str, scheme: str) -> None:
    one = reader(color_scheme=scheme)
    found = {}
    for name, path in MAIN_VIEWS.items():
        one.open(f"{language}/{path}")
        found[name] = one.faults()
    assert found == {name: [] for name in MAIN_VIEWS}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_no_page_is_wider_than_the_screen(reader: Open, language: str) -> None:
    one = reader(viewport=PHONE)
    wide = {}
    for name, path in MAIN_VIEWS.items():
        page = one.open(f"{language}/{path}")
        wide[name] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == dict.fromkeys(MAIN_VIEWS, 0)


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
        for _ in range(90):
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


def test_no_cell_is_taken_for_html(browser: Browser, site: Path, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    for name in ("en", "ar", "assets", "downloads"):
        (tmp_path / name).symlink_to(site / name)
    data = json.loads((site / "data" / "explorer.json").read_text(encoding="utf-8"))
    for statement in data["statements"]:
        statement |= {"en": hostile, "ar": hostile}
    for names in data["names"].values():
        for name in names.values():
            name |= {"en": hostile + name["en"], "ar": hostile + name["ar"]}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "explorer.json").write_text(json.dumps(data), encoding="utf-8")
    views = ("statements.html?q=img&actor=china", "statements.html?view=table", "statements.html?view=chart", "timeline.html")
    with served(tmp_path) as url:
        one = Reader(browser.new_context(viewport=DESK), url)
        for path in (*views, "stances.html?actor=china&actor=iran"):
            page = one.open(f"en/{path}")
            expect(page.locator("main")).to_contain_text("<img src=x")
            assert page.locator("img[src=x]").count() == 0, path
            assert page.title() != "taken", path
        one.page.context.close()
    assert (one.complaints, one.strangers()) == ([], [])


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_who_wants_article_29_deleted_and_where_it_is_written(reader: Open, language: str, viewport: ViewportSize) -> None:
    page = reader(viewport=viewport).open(f"{language}/statements.html")
    page.locator("#q").fill("29")
    if viewport is PHONE:
        page.locator(".facets > summary").click()
    wish = page.locator(".facet", has_text={"en": "Wish for the article", "ar": "الرغبة في المادة"}[language])
    wish.locator("summary").click()
    wish.get_by_role("checkbox", name={"en": "delete", "ar": "حذف"}[language]).check()
    expect_total(page, 1)
    positions = page.locator("#explorer article .positions")
    for name in {"en": ("Malaysia", "Singapore", "Switzerland"), "ar": ("ماليزيا", "سنغافورة", "سويسرا")}[language]:
        expect(positions).to_contain_text(name)
    page.locator("#explorer article .summary a").click()
    expect(page).to_have_url(re.compile(rf"/{language}/statements/icann-ge-014-s118\.html$"))
    expect(page.locator("#sources ~ p a").first).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_question_of_the_overview_leads_to_an_answer(reader: Open, language: str) -> None:
    one = reader(viewport=PHONE)
    page = one.open(f"{language}/index.html")
    questions = page.locator(".questions a")
    targets = [link.evaluate("(link) => link.href") for link in questions.all()]
    assert len(targets) >= 8
    for target in targets:
        page = one.open(target.removeprefix(one.address))
        answers = page.locator("main :is(article, table, .comparison, .group, ul.plain):visible")
        expect(answers.first).to_be_visible()
        expect(page.locator(".nothing, .faults")).to_have_count(0)


def test_scripts_are_light_and_those_of_the_database_wait(reader: Open) -> None:
    one = reader()
    sizes: dict[str, int] = {}
    one.page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page = one.open("en/statements.html")
    page.wait_for_load_state("networkidle")
    scripts = [url for url in sizes if url.endswith(".js")]
    assert sum(sizes[url] for url in scripts) < 120_000
    page.get_by_label("Charts").check()
    expect(page.locator(".drawn").first).to_be_visible()
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) < 450_000
    assert [url for url in one.requests if "duckdb" in url] == []


def test_the_first_view_is_there_within_a_second(reader: Open) -> None:
    one = reader()
    one.open("ar/statements.html")
    page = one.open("ar/statements.html")
    shown = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    assert page.evaluate(shown) < 1000


def test_what_is_copied_is_the_citation(reader: Open) -> None:
    one = reader(permissions=["clipboard-read", "clipboard-write"])
    page = one.open("ar/statements/icann-ge-014-s009.html")
    button = page.locator("button[data-copy]").first
    button.click()
    expect(page.locator("[role=status]")).to_have_text("نُسخ")
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")


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
