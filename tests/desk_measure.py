"""Measures the desk on an invented document of 200 kB: how soon a form opens, and a finding shows: `make deskspeed`.

The document has 300 paragraphs that are set aside and as many that are left, so that the text and its tables are as full as
those of a long paper. Times are seen in the browser, from the selection or the key to the frame that shows the answer.
"""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from browsing import ARGUMENTS, BUNDLE, CHROMIUM
from conftest import lay_out
from desk_pages import DOCUMENT, NEW, open_desk
from desk_server import Asking, served_desk

BYTES, LINES, TIMES = 200_000, 600, 7
WORDS = "منارة مرفأ زيت سفينة حارس ضباب ميناء فانوس ليل بحر جزيرة قارب شتاء موج ريح ساحل برج ضوء شراع مرساة".split()  # noqa: SIM905 - as prose
FORM_WITHIN, FINDING_WITHIN = 150, 500
_SELECTED = """async (at) => {
  const line = document.querySelectorAll(".line")[at];
  const node = document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
  document.getSelection().setBaseAndExtent(node, 0, node, node.data.indexOf(" ", 30));
  const begun = performance.now();
  line.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, pointerType: "mouse" }));
  while (!document.querySelector(".form")) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""
_TYPED = """async () => {
  const field = document.querySelector("#cells-date");
  const begun = performance.now();
  field.value = "yesterday";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  while (!document.querySelector("#cells-date-found")) await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


def long_text() -> str:
    """Return an invented text of 200 kB in lines of words, none of which says anything."""
    chance = random.Random(19)
    size = BYTES // LINES // 9
    return "\n\n".join(f"{' '.join(chance.choices(WORDS, k=size))} {number}" for number in range(LINES)) + "\n"


def fill_desk(desk: Asking) -> None:
    """Add the document, and set every other paragraph aside."""
    _, start = desk.ask("start")
    _, said = desk.ask("add-document", document=DOCUMENT, version=start["version"], cells=NEW)
    _, view = desk.ask("document", document=DOCUMENT)
    cells = {"coded": "yes", "set_aside": "linking_text"}
    added = [{"name": f"L{at}", "key": f"{unit[2]}-{unit[3]}", "cells": cells} for at, unit in enumerate(view["units"][::2])]
    said = desk.ask("write", document=DOCUMENT, version=view["version"], changes={"lines": {"added": added}})[1]
    assert said["written"], said["problems"][:3]


def times_of(page: Page) -> Iterator[tuple[float, float]]:
    """Yield milliseconds until a form opens, and until a finding shows in it."""
    for number in range(TIMES):
        opened = page.evaluate(_SELECTED, 101 + 40 * number)
        page.wait_for_selector(".verdict[data-checking=false]", timeout=60_000)
        yield opened, page.evaluate(_TYPED)
        page.wait_for_selector(".verdict[data-checking=false]", timeout=60_000)
        page.get_by_role("button", name="Close without writing").click()


def measure() -> None:
    """Print the medians, and the slowest of each."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        package = lay_out(Path(folder) / "package")
        (package / f"sources/{DOCUMENT}.txt").write_text(long_text(), encoding="utf-8")
        with served_desk(package, BUNDLE / "desk") as desk:
            fill_desk(desk)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1300, "height": 900})
            open_desk(page, desk.address, document=DOCUMENT)
            page.wait_for_selector(".line")
            forms, findings = zip(*times_of(page), strict=True)
            browser.close()
    size = len(long_text().encode())
    print(f"a document of {size:,} bytes, {LINES} paragraphs, {TIMES} times each")  # noqa: T201 - what it is for
    for what, found, within in (("form opens", forms, FORM_WITHIN), ("finding shows", findings, FINDING_WITHIN)):
        print(f"{what}: median {statistics.median(found):.0f} ms, slowest {max(found):.0f} ms; wanted {within} ms")  # noqa: T201


if __name__ == "__main__":
    measure()
