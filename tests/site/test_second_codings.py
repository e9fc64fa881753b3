"""The overview and the page of a document say how much of it was coded twice."""

from __future__ import annotations

import json
import re
from pathlib import Path


def test_pages_say_by_document_what_was_coded_twice(site: Path, release: Path) -> None:
    told = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["agreementByDocument"]
    assert told
    overview = (site / "en/index.html").read_text(encoding="utf-8")
    table = overview.partition("<caption>Coded twice, by document</caption>")[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + len(told)
    for item in told:
        page = (site / f"en/documents/{item['document_id']}.html").read_text(encoding="utf-8")
        for text in (table, page):
            plain = re.sub(r"<[^>]+>", "", text)
            assert f"Statements: {item['codedTwice']['statement']:,} of {item['coded']['statement']:,}" in plain
            for row in item["agreement"]:
                assert row["alpha"] is None or f"α = {row['alpha']:.3f}" in plain
