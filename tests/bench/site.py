"""What a site weighs, and how fast a reader is answered: the files of a site, and the list of statements in a browser.

Run as a program of its own; it prints one line of JSON: a figure by its name. Without a browser on this machine the figures
of the files are all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

# What a reader types: words that many summaries hold and that few do, several words, and one of the other language.
WORDS = ("sovereignty", "cyberspace", "human rights", "budapest", "السيادة")
# One value of each field that is open, by the place of the field.
FIELDS = (0, 1, 2, 3, 4)
# So long a reader looks at the page who does not ask at once, in milliseconds.
LOOKS = 2000
# What a site offers as it was released is the release's, and of a size that its editions decide.
RELEASED = "downloads"
_LOADED = """performance.getEntriesByType("resource").filter(({ name }) => !name.includes("/assets/"))
  .reduce((sum, one) => sum + one.decodedBodySize, 0)"""
# Loaded when the page can be used; what is loaded later is what the reader asks for, or what nothing waits for.
_FIRST = f"""new MutationObserver(() => {{
  if (document.documentElement.dataset.explorer !== "ready" || window.first !== undefined) return;
  window.first = {_LOADED};
}}).observe(document, {{ attributes: true, subtree: true, attributeFilter: ["data-explorer"] }})"""
# Asks as soon as the page can be used; gives when that was, and how long it then took until the answer was painted: from the
# event to the frame in which the number of statements is another and all rows of it are there.
_ANSWERED = """([kind, value]) => new Promise((done) => {
  const total = () => document.querySelector("[data-total]").dataset.total;
  const acts = {
    filter: () => document.querySelectorAll(".facets .facet[open]")[value].querySelector("input[type=checkbox]").click(),
    search: () => {
      const field = document.querySelector("#q");
      field.focus();
      field.value = value;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
  };
  const ask = () => {
    const start = performance.now(), before = total();
    acts[kind]();
    const look = () => requestAnimationFrame(() => {
      if (total() === before || document.querySelector(".loading")) look();
      // After the frame is painted.
      else setTimeout(() => done([start, performance.now() - start]));
    });
    look();
  };
  const wait = () => document.documentElement?.dataset.explorer === "ready" ? ask() : setTimeout(wait, 10);
  wait();
})"""


def weight(site: Path) -> dict[str, float]:
    """Return the number of pages, the bytes of all files without the released ones, and of the page that is opened first."""
    own = [path for path in site.rglob("*") if path.is_file() and path.relative_to(site).parts[0] != RELEASED]
    return {"pages": sum(path.suffix == ".html" for path in own), "bytes": sum(path.stat().st_size for path in own)}


def reading(site: Path) -> Iterator[tuple[str, float]]:
    """Yield what a reader waits for, in seconds, and what the list of statements loads beside scripts, in bytes.

    `first` is loaded until the page can be used, `ahead` by itself afterwards.

    The waits are medians of several filters and searches. `at_once` is asked in the moment in which a page that was never
    opened before can be used, and takes until everything is loaded and prepared; the others come after a look at the page.
    """
    from browsing import BUNDLE, CHROMIUM, DESK, served, started_browser  # noqa: PLC0415 - where there is a browser

    if not CHROMIUM or not (BUNDLE / "explorer.js").is_file():
        return
    asked = {"filter": FIELDS, "search": WORDS}
    for browser in started_browser():
        with served(site) as address:
            usable: list[float] = []
            for kind, values in asked.items():
                waits = []
                for value in values:
                    context = browser.new_context(viewport=DESK)
                    page = context.new_page()
                    page.goto(f"{address}en/statements.html", wait_until="commit")
                    start, wait = page.evaluate(_ANSWERED, [kind, value])
                    usable.append(start)
                    waits.append(wait)
                    context.close()
                yield f"{kind}_at_once", median(waits) / 1000
            yield "usable", median(usable) / 1000
            page = browser.new_context(viewport=DESK).new_page()
            page.add_init_script(_FIRST)
            page.goto(f"{address}en/statements.html")
            page.wait_for_function("() => window.first !== undefined")
            document = (site / "en" / "statements.html").stat().st_size
            yield "first", document + page.evaluate("window.first")
            page.wait_for_timeout(LOOKS)
            yield "ahead", page.evaluate(f"{_LOADED} - window.first")
            for kind, values in asked.items():
                yield kind, median(_answered(page, kind, value) for value in values) / 1000


def _answered(page: Any, kind: str, value: object) -> float:
    """Return how long a filter or a search takes, in milliseconds, and take it back."""
    _, wait = page.evaluate(_ANSWERED, [kind, value])
    page.evaluate(_ANSWERED, [kind, value if kind == "filter" else ""])
    return float(wait)


def main() -> None:
    """Print the figures of the site that the command line names."""
    site = Path(sys.argv[1])
    sys.stdout.write(json.dumps({**weight(site), **dict(reading(site))}))


if __name__ == "__main__":
    main()
