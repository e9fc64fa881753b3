"""A reader's own copy in a real browser: dropped, found, shown, searched, forgotten; and nothing of it leaves the machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from altered import FAITHFUL, as_html
from browsing import BUNDLE, DESK, NEEDED, Reader, served
from conftest import INVENTED
from mawaqif.passages import fold
from mawaqif.site import write_site

pytestmark = NEEDED
DOCUMENT = "lamp-report-2020"
TEXT = (INVENTED / "sources" / f"{DOCUMENT}.txt").read_bytes().decode("utf-8")


@pytest.fixture
def reader(browser: Browser, published: Path, tmp_path: Path) -> Iterator[Reader]:
    """Somebody who reads the site of the invented package; no page complained or asked for anything elsewhere."""
    write_site(published, tmp_path / "site", BUNDLE)
    with served(tmp_path / "site") as url:
        context = browser.new_context(viewport=DESK, reduced_motion="reduce")
        one = Reader(context, url)
        one.page.on("request", lambda request: sent.append((request.method, request.post_data)))
        sent: list[tuple[str, str | None]] = []
        yield one
        context.close()
    assert (one.complaints, one.strangers()) == ([], [])
    assert {(method, data) for method, data in sent} == {("GET", None)}


def passages(site: Path) -> list[dict[str, Any]]:
    """Return what the site publishes of the passages of the invented document."""
    data = json.loads((site / "data" / "passages.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = data["documents"][DOCUMENT]["passages"]
    return found


def give(page: Page, name: str, data: bytes) -> None:
    """Give a file to the page, and wait until it is read."""
    if name.endswith(".html"):
        # As a reader drops it.
        make = "([name, text]) => { const it = new DataTransfer(); it.items.add(new File([text], name)); return it; }"
        dropped = page.evaluate_handle(make, [name, data.decode()])
        page.locator("#own-copy .drop").dispatch_event("drop", {"dataTransfer": dropped})
    else:
        page.locator("#own-copy input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
    expect(page.locator("#own-copy .told").last).to_contain_text(name)
    expect(page.locator("#own-copy .loading")).to_have_count(0)


def counts(page: Page) -> dict[str, int]:
    """Return how many passages have each outcome."""
    cells = page.locator("#own-copy td[data-outcome]").all()
    return {cell.get_attribute("data-outcome") or "": int(cell.inner_text()) for cell in cells}


def as_pdf(browser: Browser) -> bytes:
    page = browser.new_page()
    page.set_content(as_html(TEXT))
    made = page.pdf()
    page.close()
    return made


@pytest.mark.parametrize("kind", ["txt", "html", "pdf"])
def test_a_copy_gives_its_words(reader: Reader, browser: Browser, tmp_path: Path, kind: str) -> None:
    total = len(passages(tmp_path / "site"))
    data = {"txt": TEXT.encode, "html": as_html(TEXT).encode, "pdf": lambda: as_pdf(browser)}[kind]()
    page = reader.open("en/words.html")
    give(page, f"paper.{kind}", data)
    assert counts(page) == {"exact": 0, "moved": 0, "changed": 0, "absent": 0} | {"exact" if kind == "txt" else "moved": total}
    assert any("pdf.worker" in url for url in reader.requests) == (kind == "pdf")


def test_words_are_shown_searched_and_forgotten(reader: Reader, tmp_path: Path) -> None:
    first = passages(tmp_path / "site")[0]["statement"]
    page = reader.open(f"ar/statements/{first}.html")
    expect(page.locator(".own-words")).to_have_count(0)
    give(page, "paper.txt", TEXT.encode())
    words = page.locator(".own-words blockquote").first
    expect(words).to_have_attribute("dir", "rtl")
    assert fold(words.inner_text()) in fold(TEXT)
    # On every page, until they are forgotten: the list, the concordance, another statement.
    page = reader.open("en/statements.html")
    expect(page.locator(f"#explorer article#{first} .own-words")).to_be_visible()
    word = fold(page.locator(f"#explorer article#{first} blockquote").first.inner_text()).split()[0]
    # In the table they are a column.
    page = reader.open("en/statements.html?view=table")
    row = page.locator("table.rows tbody tr", has=page.locator(f"a[href$='/{first}.html']"))
    expect(row.locator("td:nth-child(4) .own-words blockquote").first).to_be_visible()
    expect(page.locator("table.rows thead th").nth(3)).to_have_text("Words of your copy")
    page = reader.open(f"ar/words.html?q={word}")
    expect(page.locator(".concordance mark").first).to_be_visible()
    assert page.locator(".concordance").get_attribute("dir") == "rtl"
    assert reader.faults() == []
    page.get_by_role("button", name="حذف الكلمات كلها").click()
    expect(page.locator("#own-copy .told")).to_have_text(["حُذفت الكلمات كلها."])
    assert page.evaluate("indexedDB.databases()") == []
    page = reader.open(f"en/statements/{first}.html")
    expect(page.locator("#own-copy input")).to_be_visible()
    expect(page.locator(".own-words")).to_have_count(0)


def test_words_that_a_copy_changed_are_not_given_for_proven(reader: Reader, tmp_path: Path) -> None:
    at = passages(tmp_path / "site")[0]
    page = reader.open(f"en/statements/{at['statement']}.html")
    marked = "<img src=x onerror=\"document.title='taken'\">"
    middle = TEXT.index(" ", (at["start"] + at["end"]) // 2)
    give(page, "changed.txt", (TEXT[:middle] + f" زائدة {marked}" + TEXT[middle:]).encode())
    expect(page.locator(".own-words .unproven")).to_contain_text("not proven")
    expect(page.locator(".own-words")).to_contain_text("<img")
    assert page.title() != "taken"
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("broken.pdf", b"%PDF-1.7 and nothing else", "cannot be read"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03", "cannot be read"),
        ("other.txt", b"Nothing of the kind.", "none of the documents"),
    ],
)
def test_what_is_no_copy_is_told_so(reader: Reader, name: str, data: bytes, said: str) -> None:
    page = reader.open("en/words.html")
    give(page, name, data)
    expect(page.locator("#own-copy .told")).to_contain_text(said)


def test_a_copy_in_glyphs_of_old_code_pages_is_found_all_the_same(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("en/words.html")
    give(page, "glyphs.txt", FAITHFUL["presentation forms"](TEXT).encode())
    assert counts(page)["moved"] == len(passages(tmp_path / "site"))
