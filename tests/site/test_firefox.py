"""Reading, filters, search and SQL in Firefox too, driven by WebDriver BiDi; where there is no Firefox, none of it is tried."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from browsing import NEEDED
from mawaqif.site.rendering import LANGUAGES

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox") or ""
pytestmark = [*NEEDED, pytest.mark.skipif(not FIREFOX, reason="there is no Firefox on this machine")]
DRIVER = Path(__file__).with_name("firefox.mjs")
TOTAL = "Number(document.querySelector('[data-total]').dataset.total)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_with_firefox_has_the_same(
    address: str, database: duckdb.DuckDBPyConnection, tmp_path: Path, language: str
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
    command = ["node", "--experimental-websocket", "--no-warnings", str(DRIVER), FIREFOX, str(tmp_path)]
    done = subprocess.run(command, input=json.dumps(steps), capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    headings, iran, marks, dots, rows = found["results"]
    assert (headings, [(iran,)]) == (1, database.sql(of_iran).fetchall())
    assert min(marks if language == "ar" else 1, dots, rows) > 0
    assert found["complaints"] == []
