"""What every page offers to take away: its address, its citation with what is chosen on it, and its rows."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from browsing import NEEDED, Open, one_of_each_kind
from mawaqif.site.wording import LANGUAGES

pytestmark = NEEDED
# The views have the same in their own bar; the others cite the whole release.
WITHOUT = {"index.html", "downloads.html"}
OF_ROWS = {"statement", "actor", "topic", "initiative", "provision", "document", "event"}


def test_every_page_is_cited_in_every_form(site: Path) -> None:
    for language in LANGUAGES:
        for path in set(one_of_each_kind(site)) - WITHOUT:
            tree = LexborHTMLParser((site / language / path).read_text(encoding="utf-8"))
            plain = [node.text() for node in tree.css(".cite")]
            forms = [node.text() for node in tree.css("pre code") if node.text().startswith(("@misc{", "TY  - DATA"))]
            # The pages of single rows are many: scripts make the other forms, and those of statements are files.
            own = tree.css_first("body[data-page]").attributes["data-page"]  # type: ignore[union-attr]
            assert (len(plain), len(forms)) == (1, 0 if own in OF_ROWS else 2), path
            title = tree.css_first("title")
            assert title is not None
            if not path.startswith("statements/"):
                assert title.text().rpartition(" · ")[0].removesuffix(".") in plain[0], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_that_a_page_lists_is_a_file(site: Path, language: str) -> None:
    tree = LexborHTMLParser((site / language / "actors.html").read_text(encoding="utf-8"))
    found = [(site / language / (link.attributes["href"] or "")).resolve() for link in tree.css(".take a")]
    assert [path.suffix for path in found] == [".csv", ".json"]
    assert all(path.is_file() for path in found)


def test_the_statements_of_an_item_are_taken_away(reader: Open, database: duckdb.DuckDBPyConnection) -> None:
    page = reader().open("ar/actors/china.html")
    with page.expect_download() as download:
        page.locator(".take [data-form=csv]").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        taken = {row["statement_id"] for row in csv.DictReader(file)}
    sql = "SELECT DISTINCT statement_id FROM statement_actors WHERE actor_id = 'china'"
    assert taken == {key for (key,) in database.sql(sql).fetchall()}


def test_the_page_of_a_row_is_cited_in_every_form(reader: Open) -> None:
    page = reader().open("ar/actors/china.html")
    page.locator(".take summary").click()
    texts = page.locator("#citation pre code")
    expect(texts).to_have_count(2)
    bibtex, ris = texts.all_text_contents()
    assert bibtex.startswith("@misc{actors-china,")
    assert "ID  - actors-china" in ris
    assert all("/ar/actors/china.html" in text for text in (bibtex, ris))
    with page.expect_download() as download:
        page.locator("#citation").get_by_role("button", name="حفظ").click()
    assert download.value.suggested_filename == "actors-china.ris"


def test_the_entry_of_a_statement_is_taken_out_of_those_of_its_document(reader: Open) -> None:
    page = reader().open("ar/statements/icann-ge-014-s009.html")
    for name, beginning in (("BibTeX", "@misc{icann-ge-014-s009,"), ("RIS", "TY  - DATA")):
        with page.expect_download() as download:
            page.locator("a[data-entry]", has_text=name).click()
        text = download.value.path().read_text(encoding="utf-8")
        assert text.startswith(beginning)
        assert "icann-ge-014-s009" in text
        assert text.count("@misc") + text.count("TY  -") == 1


def test_a_list_is_cited_with_its_filter(reader: Open) -> None:
    page = reader().open("en/citations.html?q=treaty")
    page.locator(".take summary").first.click()
    cited = page.locator("#citation")
    expect(cited.locator(".cite")).to_contain_text("en/citations.html?q=treaty")
    texts = cited.locator("pre code").all_text_contents()
    assert [text.count("en/citations.html?q=treaty") for text in texts] == [1, 1]
    page.get_by_role("searchbox").first.fill("draft")
    page.locator(".take summary").first.click()
    page.locator(".take summary").first.click()
    expect(cited.locator(".cite")).to_contain_text("?q=draft")


@pytest.mark.parametrize("path", ["stances.html", "timeline.html"])
def test_a_picture_has_its_title_source_and_address_in_both_languages(reader: Open, path: str) -> None:
    page = reader().open(f"ar/{path}")
    with page.expect_download() as download:
        page.locator(".picture").get_by_role("button", name="SVG").first.click()
    text = download.value.path().read_text(encoding="utf-8")
    lines = re.findall(r"<text[^>]*>([^<]*)</text>", text)
    whole = " ".join(lines)
    assert all(f"/{language}/{path}" in whole for language in LANGUAGES)
    titles = re.findall(r'<text[^>]*font-weight="600"[^>]*>([^<]+)</text>', text)
    assert re.search(r"[\u0621-\u064a]", titles[0])
    assert any(re.search(r"[a-z]{4}", title) for title in titles[1:3])
    assert "الإصدار" in whole
    assert "version" in whole
