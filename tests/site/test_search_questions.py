"""Thirty questions of readers, in both languages, and whether a search has the statements that answer them among its first ten.

The statements were chosen by reading the tables of version 0.2.0. Only its documents are searched, so that an added document
changes nothing; a statement that is no longer there is not expected.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from browsing import EXPLORER
from mawaqif.site.explorer_data import explorer_data
from mawaqif.site.linking import read_content
from own_copies import needs_node

ASKED = json.loads((Path(__file__).parent / "search_questions.json").read_text(encoding="utf-8"))
FIRST = 10
WANTED_RECALL = 0.9

pytestmark = needs_node


def test_nine_in_ten_answers_are_among_the_first_ten(release: Path, tmp_path: Path) -> None:
    data = json.loads(explorer_data(read_content(release)))
    data["statements"] = [one for one in data["statements"] if one["document"] in ASKED["documents"]]
    path = tmp_path / "explorer.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    queries = "\n".join(one["q"] for one in ASKED["questions"])
    command = ["node", str(EXPLORER / "searching.mjs"), str(path)]
    done = subprocess.run(command, input=queries, capture_output=True, check=True, text=True, encoding="utf-8")
    there = {one["id"] for one in data["statements"]}
    shares = {}
    for one, line in zip(ASKED["questions"], done.stdout.splitlines(), strict=True):
        expected = there & set(one["expected"])
        if expected:
            shares[one["q"]] = len(expected & set(json.loads(line)[:FIRST])) / len(expected)
    assert len(shares) >= 0.9 * len(ASKED["questions"])
    assert sum(shares.values()) / len(shares) >= WANTED_RECALL, {q: share for q, share in shares.items() if share < 1}
