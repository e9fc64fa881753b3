"""An old address leads to what stands there now, in both languages, and so does the question of the cookbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT
from mawaqif.deriving import published
from mawaqif.query.opening import in_memory
from mawaqif.site.linking import _Linking
from mawaqif.site.pages import MAP, MENU
from mawaqif.site.rendering import environment, render
from mawaqif.site.retired import retired_pages
from mawaqif.site.wording import LANGUAGES
from mawaqif.tables import Dataset, load_dataset

ROWS = (
    "actors,gozo,,0.1.0,Never spoke.,لم يتكلم.\n"
    "actors,melita,melita-2,0.1.0,Its older name.,اسم أقدم.\n"
    "actors,melita-2,malta,0.1.0,<b>Mended</b>.,صُحّح.\n"
    "citations,lamp-report-2020-n009-1,lamp-report-2020-n001-1,0.1.0,Numbered wrongly.,رُقّم خطأً.\n"
)


@pytest.fixture
def dataset(package: Path) -> Dataset:
    path = package / "datapackage/retired_identifiers.csv"
    path.write_text(path.read_text(encoding="utf-8") + ROWS, encoding="utf-8")
    read, found = load_dataset(package)
    assert found == []
    return published(read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_address_leads_to_its_successor(dataset: Dataset, language: str) -> None:
    links = dict.fromkeys(dataset.tables["citations"].cells["citation_id"], "")
    content = _Linking(dataset).content(links)
    made = environment(content, language, {"scripts": False, "notices": "", "menu": MENU, "map": MAP})
    pages = {page.path: LexborHTMLParser(render(made, page, "")) for page in retired_pages(content)}
    # A citation has no page of its own, but an anchor in the list of all.
    assert pages.keys() == {"retired.html", "actors/gozo.html", "actors/melita.html", "actors/melita-2.html"}
    for old in ("melita", "melita-2"):
        link = pages[f"actors/{old}.html"].css_first("#successor a")
        assert link is not None
        assert link.attributes["href"] == "../actors/malta.html"
        assert link.text() == {"en": "Malta", "ar": "مالطا"}[language]
    assert pages["actors/gozo.html"].css_first("#successor") is None
    assert pages["actors/melita-2.html"].css_first("main b") is None
    rows = pages["retired.html"].css("#retired tbody tr")
    assert [row.css("td")[1].text() for row in rows] == ["gozo", "melita", "melita-2", "lamp-report-2020-n009-1"]
    assert (rows[3].css("a")[0].attributes["href"] or "").endswith("citations.html#lamp-report-2020-n001-1")


def test_the_cookbook_follows_a_chain_to_its_end(dataset: Dataset) -> None:
    query = (ROOT / "queries/where-a-retired-identifier-leads.sql").read_text(encoding="utf-8")
    begin, end = query.index("VALUES"), query.index("\n),\nchain")
    wanted = "VALUES ('actors', 'melita'), ('actors', 'gozo'), ('actors', 'malta')"
    with in_memory(dataset) as connection:
        rows = connection.sql(query[:begin] + wanted + query[end:]).fetchall()
    assert [row[1:4] for row in rows] == [("gozo", None, "0.1.0"), ("malta", "malta", None), ("melita", "malta", "0.1.0")]
