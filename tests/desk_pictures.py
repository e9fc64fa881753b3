"""Takes the pictures of the desk that its page of the docs shows, of an invented package: `make pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from browsing import ARGUMENTS, BUNDLE, CHROMIUM, PHONE
from conftest import ROOT, lay_out
from desk_pages import (
    DOCUMENT,
    STATEMENTS,
    add_document,
    code_statement,
    fill_field,
    lay_text,
    open_desk,
    select_words,
    wait_checked,
)
from desk_server import served_desk

PICTURES = ROOT / "docs" / "desk"
SCRIPTS = BUNDLE / "desk"
WIDE = ViewportSize(width=1180, height=720)


def take_coding(browser: Browser, package: Path, out: Path) -> None:
    """Code two statements and begin a third, in English; show the same in Arabic, and the form on a phone."""
    with served_desk(package, SCRIPTS) as desk:
        page = browser.new_page(viewport=WIDE, reduced_motion="reduce")
        open_desk(page, desk.address)
        add_document(page)
        for words in STATEMENTS[:2]:
            code_statement(page, *words)
        page.locator(".notice button").click()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=out / "text.png")
        first, last, fields = STATEMENTS[5]
        select_words(page, first, last)
        for name in ("cells-kind", "cells-role_speaker", "topics-0-other"):
            fill_field(page, name, fields[name])
        page.locator("#topics-0-other").focus()
        wait_checked(page)
        page.locator("fieldset:has(> .pair)").first.evaluate("item => item.scrollIntoView({ block: 'center' })")
        page.screenshot(path=out / "form.png")
        page.close()
        phone = browser.new_page(viewport=PHONE, reduced_motion="reduce")
        open_desk(phone, desk.address, language="ar", document=DOCUMENT)
        phone.locator(".card").first.click()
        wait_checked(phone, 0)
        phone.screenshot(path=out / "phone.png")
        phone.close()


def take_second_coder(browser: Browser, package: Path, out: Path) -> None:
    """Show what a second coder sees of the package."""
    with served_desk(package, SCRIPTS, coder="Idris") as desk:
        page = browser.new_page(viewport=WIDE, reduced_motion="reduce")
        open_desk(page, desk.address, document=DOCUMENT)
        page.wait_for_selector(".sheet-card")
        page.screenshot(path=out / "second.png")
        page.close()


def take_pictures(out: Path) -> None:
    """Take all pictures into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        package = lay_out(Path(folder) / "package")
        lay_text(package)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        take_coding(browser, package, out)
        take_second_coder(browser, package, out)
        browser.close()


if __name__ == "__main__":
    take_pictures(PICTURES)
