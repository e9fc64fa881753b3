"""A reader with a browser: what the tests of the explorer share."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from conftest import ROOT

EXPLORER = ROOT / "build" / "explorer"
BUNDLE = EXPLORER / "dist"
AXE = EXPLORER / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""

# As root, as in a container, Chromium starts only without its sandbox.
ARGUMENTS = ("--no-sandbox",)


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
        complaints: errors and warnings of the console and of the scripts, also those of the Content-Security-Policy.
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
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        """Open a page of the site and wait until its interactive parts are there."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("html[data-explorer=ready]")
        expect(self.page.locator(".loading, .drawing:empty")).to_have_count(0)
        return self.page

    def strangers(self) -> list[str]:
        """Return the addresses asked for that are not of this site."""
        own = (self.address, "blob:", "data:")
        return [url for url in self.requests if not url.startswith(own)]

    def faults(self) -> list[str]:
        """Return what axe finds serious or worse on the page, with where."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        run = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"
        found: list[dict[str, Any]] = self.page.evaluate(run)
        return [
            f"{one['id']}: {node['html']}" for one in found if one["impact"] in {"serious", "critical"} for node in one["nodes"]
        ]


def total(page: Page) -> int:
    """Return how many statements, or rows, a page says that it found."""
    return int(page.locator("[data-total]").first.get_attribute("data-total") or -1)


def expect_total(page: Page, count: int) -> None:
    """Wait until a page says that it found so many statements or rows."""
    expect(page.locator("[data-total]").first).to_have_attribute("data-total", str(count))
