"""How pages stand: nothing moves while they load, nothing is squeezed or cut, on paper either, and Arabic runs from the right."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from browsing import NEEDED, PHONE, Open, one_of_each_kind
from mawaqif.site.wording import LANGUAGES

pytestmark = NEEDED
# Web Vitals call more than this poor.
MOST_SHIFT = 0.1
SHIFT = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
PAPER = ViewportSize(width=700, height=1000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_jumps_while_a_page_loads(reader: Open, site: Path, language: str) -> None:
    one = reader(viewport=PHONE)
    one.page.add_init_script(SHIFT)
    found = {}
    for path in one_of_each_kind(site):
        found[path] = one.open(f"{language}/{path}").evaluate("window.shift")
    assert {path: shift for path, shift in found.items() if shift >= MOST_SHIFT} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_identifier_is_squeezed(reader: Open, language: str) -> None:
    one = reader()
    for path in ("errata.html", "citations.html"):
        page = one.open(f"{language}/{path}")
        # A line of an identifier holds eight letters at least.
        narrow = """(codes) => codes
          .filter((code) => code.offsetWidth && code.closest("td").clientWidth < 80)
          .map((code) => code.textContent)"""
        assert page.locator("main td code").evaluate_all(narrow) == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_cut_on_paper(reader: Open, site: Path, language: str) -> None:
    one = reader(viewport=PAPER)
    one.page.emulate_media(media="print")
    cut = {}
    for path in one_of_each_kind(site):
        page = one.open(f"{language}/{path}")
        cut[path] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        drawn = page.locator(".drawn").evaluate_all("(drawn) => drawn.map((one) => one.getBoundingClientRect().width)")
        assert all(width <= PAPER["width"] for width in drawn), path
        assert page.locator(".skip:visible").count() == 0
    # A matrix stands on a page of its own that lies on its side.
    assert [
        path for path, width in cut.items() if width > 0 and path not in {"stances.html", "positions.html", "groups.html"}
    ] == []


def test_labels_of_an_arabic_drawing_stand_at_its_right(reader: Open) -> None:
    page = reader().open("ar/timeline.html")
    right = page.locator(".drawn").evaluate("""(drawing) => {
      const dots = [...drawing.querySelectorAll("a")].map((dot) => dot.getBoundingClientRect().right);
      const labels = [...drawing.querySelectorAll("[aria-hidden] text, text")].map((text) => text.getBoundingClientRect());
      const words = labels.filter((box) => box.left > Math.max(...dots));
      return { words: words.length, inside: words.every((box) => box.right <= innerWidth) };
    }""")
    assert right["inside"]
    assert right["words"] >= 5


def test_a_menu_leaves_the_page_to_the_reader_of_a_phone(reader: Open) -> None:
    page = reader(viewport=PHONE).open("ar/index.html")
    header = page.locator("header.top").bounding_box()
    assert header is not None
    assert header["height"] <= PHONE["height"] / 8
