"""A reader with a browser: what the tests of the explorer share, and whoever else opens a page."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from conftest import ROOT

EXPLORER = ROOT / "build" / "explorer"
BUNDLE = EXPLORER / "dist"
AXE = EXPLORER / "node_modules" / "axe-core" / "axe.min.js"
# The shell without a window starts faster and is the same browser inside.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), "")

# The machine may be busy with the other tests.
expect.set_options(timeout=15_000)

# A font that comes too late is left out, as `font-display: optional` asks for, and the browser says so: on a busy machine only.
LATE_FONT = re.compile(
    r"The resource \S+/assets/fonts/\S+\.woff2 was preloaded using link preload but not used within a few seconds"
)

# As root, as in a container, Chromium starts only without its sandbox.
ARGUMENTS = ("--no-sandbox",)


DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)

# Without them there is nothing to test.
NEEDED = [
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine"),
    pytest.mark.skipif(not shutil.which("npm"), reason="there is no Node on this machine"),
    pytest.mark.skipif(not (BUNDLE / "explorer.js").is_file(), reason="the interactive parts are not bundled: `make bundle`"),
]


def started_browser() -> Iterator[Browser]:
    """Start the browser, and end it; a fixture yields from it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def one_of_each_kind(site: Path) -> list[str]:
    """Return a page of each kind: the lists, each by its first page, and the longest page of each folder."""
    lists = [path.name for path in (site / "ar").glob("*.html") if not re.search(r"-\d+$", path.stem)]
    folders = [path for path in (site / "ar").iterdir() if path.is_dir()]
    longest = [max(folder.glob("*.html"), key=lambda path: path.stat().st_size) for folder in folders]
    return sorted([*lists, *(path.relative_to(site / "ar").as_posix() for path in longest)])


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is that of the base class
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; yields its address, which ends in a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Reader:
    """Somebody who reads the site, with all that the browser complained of and asked for.

    Attributes:
        page: the page being read.
        complaints: errors and warnings of the console and of the scripts, also those of the Content-Security-Policy;
            none of a font that came too late.
        requests: the addresses that were asked for.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not LATE_FONT.match(text):
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        """Open a page of the site and wait until its interactive parts are there."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("html[data-explorer=ready]")
        self.page.wait_for_selector("html:not(:has(.loading, .drawing:empty))")
        return self.page

    def strangers(self) -> list[str]:
        """Return the addresses asked for that are not of this site."""
        own = (self.address, "blob:", "data:")
        return [url for url in self.requests if not url.startswith(own)]

    def faults(self) -> list[str]:
        """Return what axe finds serious or worse on the page, with where."""
        return faults_of(self.page)


def faults_of(page: Page) -> list[str]:
    """Return what axe finds serious or worse on a page, with where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "axe.run({resultTypes: ['violations'], selectors: false}).then((found) => found.violations)"
    found: list[dict[str, Any]] = page.evaluate(run)
    return [f"{one['id']}: {node['html']}" for one in found if one["impact"] in {"serious", "critical"} for node in one["nodes"]]


def total(page: Page) -> int:
    """Return how many statements, or rows, a page says that it found, once all is loaded that the answer needs."""
    page.wait_for_selector("html:not(:has(.loading))")
    return int(page.locator("[data-total]").first.get_attribute("data-total") or -1)


def expect_total(page: Page, count: int) -> None:
    """Wait until a page says that it found so many statements or rows."""
    page.wait_for_selector(f"[data-total='{count}']", state="attached")


Open = Callable[..., Reader]
