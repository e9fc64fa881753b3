"""Passages of the real documents come back from altered copies of them, and none comes back wrongly.

`make test` takes the shortest document, where it is at hand; `make verify` all of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from altered import DAMAGING, FAITHFUL
from browsing import CHROMIUM
from conftest import ROOT
from mawaqif.passages.aligning import Views, align
from measure_hydration import PROVEN, Document, documents, from_html, from_pdf, printed_once

SOURCES = Path(os.environ.get("MAWAQIF_SOURCES") or ROOT.parent / "shared" / "sources")
LONGEST_BY_DEFAULT = 3_100
FOUND = [item for item in documents(SOURCES) if os.environ.get("MAWAQIF_SOURCES") or len(item.text) < LONGEST_BY_DEFAULT]

# It runs over three pages; in another order, and without form feeds, nothing shows where its middle page starts and ends.
OVER_THREE_PAGES = {"pages in another order": [("icann-ge-014-s133", 1)]}

pytestmark = pytest.mark.skipif(not FOUND, reason=f"the documents are not at hand in {SOURCES}, so no copies of them are made")


@pytest.fixture(params=FOUND, ids=lambda item: item.name)
def document(request: pytest.FixtureRequest) -> Document:
    item: Document = request.param
    return item


@pytest.mark.parametrize("name", FAITHFUL)
def test_a_faithful_copy_gives_back_every_passage(name: str, document: Document) -> None:
    found = align(Views(FAITHFUL[name](document.text)), document.targets)
    assert document.wrong(found) == []
    missed = [item.target.key for item in found if item.outcome not in PROVEN]
    assert missed == [key for key in OVER_THREE_PAGES.get(name, []) if key[0].startswith(document.name)]


@pytest.mark.parametrize("name", DAMAGING)
def test_a_damaged_copy_gives_back_no_passage_wrongly(name: str, document: Document) -> None:
    found = align(Views(DAMAGING[name](document.text)), document.targets)
    assert document.wrong(found) == []
    assert document.untouched(found) == []


def test_a_web_page_gives_back_every_passage(document: Document, tmp_path: Path) -> None:
    found = from_html(document, tmp_path)
    assert document.wrong(found) == []
    assert {item.outcome.value for item in found} == {"moved"}


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine, so no page is printed to PDF")
@pytest.mark.skipif("MAWAQIF_SOURCES" not in os.environ, reason="pages are printed by `make verify`")
def test_a_printed_page_gives_back_every_passage(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = from_pdf(document, printed_once(tmp_path_factory, document))
    assert document.wrong(found) == []
    assert {item.outcome.value for item in found} == {"moved"}
