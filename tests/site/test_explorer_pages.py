"""The other interactive pages in a real browser: matrix, timeline, tables, SQL; and what holds of all of them."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser

from browsing import AXE, DESK, EXPLORER, NEEDED, PHONE, Open, Reader, expect_total, served, total
from conftest import ROOT
from mawaqif.data import load
from mawaqif.release.cookbook import cookbook
from mawaqif.release.hosting.shelf import shelve

pytestmark = NEEDED
SYSTEMS = ("darwin", "linux", "win32")

MAIN_VIEWS = {
    "statements": "statements.html",
    "table": "statements.html?view=table&actor=china&q=%D8%B3%D9%8A%D8%A7%D8%AF%D8%A9",
    "charts": "statements.html?view=chart",
    "unknown": "statements.html?actor=atlantis&from=yesterday",
    "stances": "stances.html",
    "comparison": "stances.html?actor=china&actor=united-states",
    "timeline": "timeline.html",
    "citations": "citations.html",
    "query": "query.html",
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_cell_of_the_matrix_opens_its_rows(reader: Open, language: str) -> None:
    page = reader().open(f"{language}/stances.html")
    cell = page.locator("#stances td[data-actor=russia][data-topic=cyber-sovereignty] a")
    count = int(re.findall(r"\d+", cell.get_attribute("aria-label") or "")[-1])
    cell.click()
    page.wait_for_selector("html[data-explorer=ready]")
    expect(page).to_have_url(re.compile(rf"/{language}/statements\.html\?(actor|topic)="))
    expect_total(page, count)


@pytest.mark.parametrize(("language", "letters"), [("en", "who"), ("ar", "who مَن")])
def test_fonts_that_a_page_asks_for_first_are_those_that_its_letters_want(reader: Open, language: str, letters: str) -> None:
    one = reader()
    page = one.open(f"{language}/index.html")
    early = page.eval_on_selector_all("link[rel=preload][as=font]", "links => links.map(link => link.href)")
    faces = page.evaluate(
        """async letters => {
            const asked = weight => document.fonts.load(`${weight} 1em "IBM Plex Sans Arabic"`, letters);
            const found = await Promise.all([400, 600].map(asked));
            return found.flat().length;
        }""",
        letters,
    )
    asked = [url for url in one.requests if url.endswith(".woff2")]
    assert faces == len(early) > 0
    assert [asked.count(url) for url in early] == [1] * len(early)
    # An English page has an Arabic word or two, which do not wait for their font.
    assert all("-arabic-arabic-" in url for url in set(asked) - set(early))


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


@pytest.mark.parametrize(
    ("language", "path"), [("ar", "stances.html"), ("en", "timeline.html"), ("ar", "statements.html?view=chart")]
)
def test_a_picture_is_taken_away_with_what_it_is_and_where_it_is_from(reader: Open, language: str, path: str) -> None:
    page = reader().open(f"{language}/{path}")
    buttons = page.locator(".picture").first
    files = {}
    for name in ("SVG", "PNG"):
        with page.expect_download() as download:
            buttons.get_by_role("button", name=name).click()
        files[name] = download.value.path().read_bytes()
    assert files["PNG"].startswith(b"\x89PNG")
    picture = ET.fromstring(files["SVG"])  # noqa: S314 - made by the page
    said = [" ".join("".join(text.itertext()).split()) for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    version = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
    assert any(version in text and "Mawaqif" in text for text in said)
    assert any(version in text and "مواقف" in text for text in said)
    assert any(page.url in text for text in said)
    marks = [*picture.iter("{http://www.w3.org/2000/svg}rect"), *picture.iter("{http://www.w3.org/2000/svg}path")]
    assert len(marks) > 20
    assert not list(picture.iter("{http://www.w3.org/2000/svg}a"))


def test_what_is_embedded_is_the_view_alone(reader: Open) -> None:
    page = reader().open("ar/stances.html?actor=china&actor=russia")
    page.locator(".picture").get_by_role("button", name="تضمين").click()
    snippet = page.locator(".picture code").inner_text()
    address = re.search(r'src="([^"]+)"', snippet)
    assert address is not None
    page = reader().open(address[1].replace("&amp;", "&").partition("/ar/")[2].join(("ar/", "")))
    expect(page.locator("table.matrix:visible")).to_have_count(1)
    for hidden in (".top", ".takeaway", ".facets"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_a_table_is_filtered_sorted_and_taken_away(reader: Open) -> None:
    page = reader().open("en/citations.html")
    page.get_by_label("Filter these rows").fill("disarmament")
    expect(page.locator(".total")).not_to_contain_text(f"Rows: {load('citations').height} of")
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


def test_a_column_of_numbers_begins_with_the_largest(reader: Open) -> None:
    page = reader().open("ar/actors.html")
    head = page.locator("#actors th[data-sort=number]").first
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    counts = [int(cell.inner_text()) for cell in page.locator("#actors tbody td.num:nth-child(3)").all()]
    assert counts == sorted(counts, reverse=True)


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
        page.wait_for_selector(f".result[data-name='{query.name}']", timeout=60_000)
        assert page.url.endswith(f"?query={query.name}")
        found[query.name] = total(page)
    assert found == {query.name: len(database.sql(query.sql).fetchall()) for query in cookbook(release)}


def run_sql(one: Reader, sql: str) -> str:
    """Run a query in an open pane; returns its error, or nothing."""
    page = one.page
    ended = int(page.locator(".outcome").get_attribute("data-ended") or -1)
    page.locator("#sql").fill(sql)
    page.locator("#sql").press("Control+Enter")
    page.wait_for_selector(f".outcome[data-ended='{ended + 1}']", state="attached", timeout=60_000)
    error = page.locator(".faults pre")
    return error.inner_text() if error.count() else ""


def test_sql_of_ones_own(reader: Open) -> None:
    one = reader()
    page = one.open("ar/query.html?sql=" + "SELECT 40 %2B 2 AS answer")
    expect(page.locator("#sql")).to_have_value("SELECT 40 + 2 AS answer")
    expect(page.locator(".faults")).to_contain_text("هذا الاستعلام من الرابط")
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


def test_a_site_beside_others_has_its_engine_from_above(site: Path, browser: Browser, tmp_path: Path) -> None:
    shelve(site, tmp_path / "host", preview=True)
    assert not list((tmp_path / "host/preview/assets").glob("duckdb-*"))
    with served(tmp_path / "host") as address:
        one = Reader(browser.new_context(viewport=DESK), f"{address}preview/")
        page = one.open("en/query.html?sql=" + "SELECT 40 %2B 2 AS answer")
        expect(page.locator(".status")).to_have_text("Ready", timeout=60_000)
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.locator(".result td")).to_have_text("42")
        page.close()
    # The page looks in its own site first.
    assert len(one.complaints) == 1
    assert "404" in one.complaints[0]


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
    expect(page.locator(".result td")).to_have_text(str(load("statements").height))


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: `make bundle`")
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_serious_and_no_page_is_wider_than_a_phone(reader: Open, language: str, scheme: str) -> None:
    one = reader(color_scheme=scheme)
    faults, wide = {}, {}
    for name, path in MAIN_VIEWS.items():
        page = one.open(f"{language}/{path}")
        faults[name] = one.faults()
        page.set_viewport_size(PHONE)
        wide[name] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.set_viewport_size(DESK)
    assert faults == {name: [] for name in MAIN_VIEWS}
    assert wide == dict.fromkeys(MAIN_VIEWS, 0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_question_of_the_overview_leads_to_an_answer(reader: Open, language: str) -> None:
    one = reader(viewport=PHONE)
    page = one.open(f"{language}/index.html")
    questions = page.locator(".questions a")
    targets = [link.evaluate("(link) => link.href") for link in questions.all()]
    assert len(targets) >= 8
    for target in targets:
        page = one.open(target.removeprefix(one.address))
        answers = page.locator("main :is(article, table, .comparison, .group, ul.plain, ol.said):visible")
        expect(answers.first).to_be_visible()
        expect(page.locator(".nothing, .faults")).to_have_count(0)


def test_every_count_of_a_static_page_is_what_its_filter_finds(site: Path) -> None:
    counts: dict[str, set[int]] = {}
    for path in (site / "ar").rglob("*.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        # A number in the table of groups counts states, which its filter names.
        for link in page.css("#groups a[data-filter]"):
            states = (link.attributes["data-filter"] or "").count("&actor=")
            assert re.findall(r"\d+", link.text()) == [str(states)]
        for link in page.css("a[data-filter]:not(#groups a)"):
            said = re.findall(r"\d+", link.text()) or re.findall(r"\((\d+)\)", link.attributes.get("aria-label") or "")
            if said:
                counts.setdefault(link.attributes["data-filter"] or "", set()).add(int(said[-1]))
        # The numbers of an actor's sides become links with scripts.
        for table in page.css("table[data-sides]"):
            stances = [(sign.attributes["class"] or "").split()[1] for sign in table.css("thead .stance")]
            for row in table.css("tbody tr"):
                (link,) = row.css("th a")
                topic = (link.attributes["href"] or "").rpartition("/")[2].partition(".html")[0]
                for stance, cell in zip(stances, row.css("td"), strict=True):
                    if cell.text().isdigit():
                        key = f"actor={table.attributes['data-sides']}&topic={topic}&stance={stance}"
                        counts.setdefault(key, set()).add(int(cell.text()))
    assert len(counts) > 500
    command = ["node", str(EXPLORER / "counting.mjs"), str(site)]
    found = subprocess.run(command, input="\n".join(counts), capture_output=True, check=True, text=True).stdout.split()
    assert {key: {int(count)} for key, count in zip(counts, found, strict=True)} == counts


def poisoned(name: Path, data: Any, hostile: str) -> Any:
    """Return a file of the data with a text in the place of every summary, and before every name."""
    if name.parent.name == "texts":
        return [[hostile, hostile] for _ in data]
    if name.name == "index.json":
        for names in data["names"].values():
            names |= {language: [hostile + text for text in names[language]] for language in ("en", "ar") if names["id"]}
    elif name.name == "explorer.json":
        for statement in data["statements"]:
            statement |= {"en": hostile, "ar": hostile}
    elif name.name == "things.json":
        return {kind: [[key, hostile + en, hostile + ar] for key, en, ar in rows] for kind, rows in data.items()}
    return data


def test_no_cell_is_taken_for_html(browser: Browser, site: Path, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    for name in ("en", "ar", "assets", "downloads"):
        (tmp_path / name).symlink_to(site / name)
    for path in (site / "data").rglob("*.json"):
        name = path.relative_to(site)
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        data = poisoned(name, json.loads(path.read_text(encoding="utf-8")), hostile)
        (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
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


def test_what_is_copied_is_the_citation(reader: Open) -> None:
    one = reader(permissions=["clipboard-read", "clipboard-write"])
    page = one.open("ar/statements/icann-ge-014-s009.html")
    page.get_by_role("button", name="نسخ", exact=True).click()
    expect(page.locator("[role=status]")).to_have_text("نُسخ")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".cite").first.inner_text()


def test_the_lock_pins_every_package_and_names_no_registry() -> None:
    packages = json.loads((EXPLORER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    pinned = {name: package for name, package in packages.items() if name}
    assert [name for name, package in pinned.items() if "resolved" in package or not package["integrity"]] == []
    # A tool that comes as a program has one for every machine that somebody may build on.
    programs = [f"node_modules/{tool}{system}-arm64" for tool in ("@biomejs/cli-", "@esbuild/") for system in SYSTEMS]
    assert [name for name in programs if name not in pinned] == []


@pytest.mark.parametrize("command", ["test", "check"])
def test_the_front_end_passes_its_own(command: str) -> None:
    done = subprocess.run(["npm", "run", "--silent", command], cwd=EXPLORER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
