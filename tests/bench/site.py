"""What a site weighs, and how fast a reader is answered: the files of a site, and the list of statements in a browser.

Run as a program of its own; it prints one line of JSON: a figure by its name. Without a browser on this machine the figures
of the files are all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

# A word that many summaries hold, as a reader would type it.
WORD = "sovereignty"
# What a site offers as it was released is the release's, and of a size that its editions decide.
RELEASED = "downloads"
_NOW = "performance.now()"
# Until what was asked for is drawn.
_SETTLED = "html:not(:has(.loading))"
_LOADED = "performance.getEntriesByType('resource').filter(({name}) => !name.includes('/assets/'))"


def weight(site: Path) -> dict[str, float]:
    """Return the number of pages, the bytes of all files without the released ones, and of the page that is opened first."""
    own = [path for path in site.rglob("*") if path.is_file() and path.relative_to(site).parts[0] != RELEASED]
    return {"pages": sum(path.suffix == ".html" for path in own), "bytes": sum(path.stat().st_size for path in own)}


def reading(site: Path) -> Iterator[tuple[str, float]]:
    """Yield what a reader waits for, in seconds, and what the page that is opened first loads beside scripts, in bytes."""
    from browsing import BUNDLE, CHROMIUM, DESK, Reader, served, started_browser  # noqa: PLC0415 - where there is a browser

    if not CHROMIUM or not (BUNDLE / "explorer.js").is_file():
        return
    for browser in started_browser():
        with served(site) as address:
            page = Reader(browser.new_context(viewport=DESK), address).open("en/statements.html")
            yield "usable", page.evaluate(_NOW) / 1000
            page.wait_for_load_state("networkidle")
            document = (site / "en" / "statements.html").stat().st_size
            yield "first", document + page.evaluate(f"{_LOADED}.reduce((sum, one) => sum + one.decodedBodySize, 0)")
            box, field = page.locator(".facet[open] input[type=checkbox]").first, page.locator("#q")
            # What is needed once is loaded when the reader turns to the view, before anything is asked.
            field.focus()
            page.wait_for_load_state("networkidle")
            yield "filter", _seconds(page, box.check)
            _seconds(page, box.uncheck)
            yield "search", _seconds(page, partial(field.fill, WORD))


def _seconds(page: Any, act: Callable[[], object]) -> float:
    before = page.locator("[data-total]").get_attribute("data-total")
    start = page.evaluate(_NOW)
    act()
    page.wait_for_function("(before) => document.querySelector('[data-total]').dataset.total !== before", arg=before)
    page.wait_for_selector(_SETTLED)
    return float(page.evaluate(_NOW) - start) / 1000


def main() -> None:
    """Print the figures of the site that the command line names."""
    site = Path(sys.argv[1])
    sys.stdout.write(json.dumps({**weight(site), **dict(reading(site))}))


if __name__ == "__main__":
    main()
