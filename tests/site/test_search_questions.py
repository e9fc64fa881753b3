"""Thirty questions of readers, in both languages, and whether a search has the statements that answer them among its first ten.

The statements were chosen by reading the tables of version 0.2.0. Only its documents are searched, so that an added document
changes nothing; a statement that is no longer there is not expected.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from browsing import EXPLORER
from mawaqif.site.explorer_data import explorer_files
from mawaqif.site.linking import read_content
from own_copies import needs_node

ASKED = json.loads((Path(__file__).parent / "search_questions.json").read_text(encoding="utf-8"))
FIRST = 10
WANTED_RECALL = 0.9

pytestmark = needs_node


def test_nine_in_ten_answers_are_among_the_first_ten(release: Path, tmp_path: Path) -> None:
    content = read_content(release)
    there = {key: one for key, one in content.statements.items() if one.document.id in ASKED["documents"]}
    for name, text in explorer_files(content):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    queries = "\n".join(one["q"] for one in ASKED["questions"])
    command = ["node", str(EXPLORER / "searching.mjs"), str(tmp_path)]
    done = subprocess.run(command, input=queries, capture_output=True, check=True, text=True, encoding="utf-8")
    shares = {}
    for one, line in zip(ASKED["questions"], done.stdout.splitlines(), strict=True):
        expected = set(there) & set(one["expected"])
        if expected:
            found = [key for key in json.loads(line) if key in there]
            shares[one["q"]] = len(expected & set(found[:FIRST])) / len(expected)
    assert len(shares) >= 0.9 * len(ASKED["questions"])
    assert sum(shares.values()) / len(shares) >= WANTED_RECALL, {q: share for q, share in shares.items() if share < 1}
