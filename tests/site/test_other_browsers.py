"""Reading, filters, search, drawings, SQL and a reader's own copy in Firefox and in WebKit too, where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from altered import as_html
from browsing import BUNDLE, NEEDED, served
from conftest import INVENTED
from mawaqif.site import write_site
from mawaqif.site.wording import LANGUAGES
from other_browsers import FIREFOX, HAS_WEBKIT, Step, in_firefox, in_webkit

pytestmark = NEEDED
Steps = Callable[[Sequence[Step], Path], list[Any]]
BROWSERS = [
    pytest.param(in_firefox, id="firefox", marks=pytest.mark.skipif(not FIREFOX, reason="there is no Firefox on this machine")),
    pytest.param(
        in_webkit,
        id="webkit",
        marks=pytest.mark.skipif(
            not HAS_WEBKIT,
            reason="there is no WebKit on this machine (webkit2gtk-driver) or no screen for it (xvfb)",
        ),
    ),
]
TOTAL = "Number(document.querySelector('[data-total]').dataset.total)"
DOCUMENT = "lamp-report-2020"
# As a reader drops a file.
DROP = """(async () => {{
  const carried = new DataTransfer();
  carried.items.add(new File([{text}], "paper.html", {{ type: "text/html" }}));
  const place = await until(() => document.querySelector("#own-copy .drop"));
  place.dispatchEvent(new DragEvent("drop", {{ dataTransfer: carried, bubbles: true, cancelable: true }}));
  await until(() => document.querySelector("#own-copy td[data-outcome]"));
  await until(() => !document.querySelector("#own-copy .loading"));
  const cells = [...document.querySelectorAll("#own-copy td[data-outcome]")];
  return Object.fromEntries(cells.map((cell) => [cell.dataset.outcome, Number(cell.textContent)]));
}})()"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("browser", BROWSERS)
def test_a_reader_with_another_browser_has_the_same(
    browser: Steps, address: str, database: duckdb.DuckDBPyConnection, tmp_path: Path, language: str
) -> None:
    of_iran = "SELECT count(DISTINCT statement_id) FROM statement_actors WHERE actor_id = 'iran'"
    opened = f"{address}{language}/"
    steps = [
        {"open": f"{opened}topics/cyber-sovereignty.html", "ask": "document.querySelectorAll('main h1').length"},
        {"open": f"{opened}statements.html?actor=iran", "ask": TOTAL},
        {"open": f"{opened}statements.html?q=%D8%B3%D9%8A%D8%A7%D8%AF%D9%87", "ask": "document.querySelectorAll('mark').length"},
        {"open": f"{opened}timeline.html", "ask": "until(() => document.querySelectorAll('.drawn a').length)"},
        {
            "open": f"{opened}query.html?query=topics-in-dispute",
            "ask": "until(() => document.querySelectorAll('.result tbody tr').length)",
        },
    ]
    headings, iran, marks, dots, rows = browser(steps, tmp_path)
    assert (headings, [(iran,)]) == (1, database.sql(of_iran).fetchall())
    assert min(marks if language == "ar" else 1, dots, rows) > 0


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_copy_that_is_dropped_in_another_browser_gives_its_words(browser: Steps, published: Path, tmp_path: Path) -> None:
    write_site(published, tmp_path / "site", BUNDLE)
    data = json.loads((tmp_path / "site" / "data" / "passages.json").read_text(encoding="utf-8"))
    count = len(data["documents"][DOCUMENT]["passages"])
    text = as_html((INVENTED / "sources" / f"{DOCUMENT}.txt").read_bytes().decode("utf-8"))
    profile = tmp_path / "profile"
    profile.mkdir()
    with served(tmp_path / "site") as url:
        steps = [
            {"open": f"{url}en/words.html", "ask": DROP.format(text=json.dumps(text))},
            {
                "open": f"{url}ar/statements.html",
                "ask": "until(() => document.querySelectorAll('#explorer .own-words').length)",
            },
        ]
        found, shown = browser(steps, profile)
    assert found == {"exact": 0, "moved": count, "changed": 0, "absent": 0}
    assert shown > 0
