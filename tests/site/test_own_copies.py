"""The code of the pages finds and grades passages as `mawaqif hydrate` does, and shows none as proven that is not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from altered import DAMAGING, FAITHFUL, invented
from browsing import CHROMIUM
from conftest import ROOT
from mawaqif.passages import fold
from mawaqif.passages.aligning import Views, align
from measure_hydration import BARE, Document, documents, printed_once
from own_copies import PROVEN, Found, needs_node, restored

SOURCES = Path(os.environ.get("MAWAQIF_SOURCES") or ROOT.parent / "shared" / "sources")
LONGEST_BY_DEFAULT = 3_100
FOUND = [item for item in documents(SOURCES) if os.environ.get("MAWAQIF_SOURCES") or len(item.text) < LONGEST_BY_DEFAULT]
TEXT, WANTED = invented()
INVENTED = Document("port-log", TEXT, WANTED)
COPIES: dict[str, Callable[[str], str]] = {"the file itself": str, **FAITHFUL, **DAMAGING}

pytestmark = needs_node


def wrong(document: Document, found: Found) -> list[tuple[str, int]]:
    """Return passages shown as proven whose words are not the true ones."""
    true = {target.key: document.words(target) for target in document.targets}
    return [key for key, (outcome, text) in found.items() if outcome in PROVEN and fold(text) != true[key]]


def in_copies(document: Document, folder: Path) -> dict[str, Found]:
    """Return what is found in every altered copy of a document."""
    made = [change(document.text).encode("utf-8", "surrogatepass") for change in COPIES.values()]
    return dict(zip(COPIES, restored({document.name: document.targets}, made, folder), strict=True))


@pytest.fixture(scope="module")
def port_log(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    return in_copies(INVENTED, tmp_path_factory.mktemp("port-log"))


@pytest.mark.parametrize("name", COPIES)
def test_the_pages_grade_as_the_command_does(name: str, port_log: dict[str, Found]) -> None:
    grades = {item.target.key: item.outcome.value for item in align(Views(COPIES[name](TEXT)), WANTED)}
    assert wrong(INVENTED, port_log[name]) == []
    assert {key: outcome for key, (outcome, _) in port_log[name].items()} == grades


def test_a_foreign_text_holds_none_of_the_documents(tmp_path: Path) -> None:
    assert restored({"port-log": WANTED}, [invented(9)[0].encode(), b"no such words"], tmp_path) == [{}, {}]


def test_no_word_of_a_source_is_published(tmp_path: Path) -> None:
    restored({"port-log": WANTED}, [TEXT.encode()], tmp_path)
    published = (tmp_path / "passages.json").read_text(encoding="utf-8")
    words = {word for target in WANTED for word in (*target.first, *target.last)}
    assert words
    assert [word for word in words if not word.isascii() and word in published] == []
    assert json.loads(published)["documents"]["port-log"]["passages"][0]["sha256"] == WANTED[0].anchor.text_sha256


@pytest.mark.skipif(not FOUND, reason=f"the documents are not at hand in {SOURCES}")
@pytest.mark.parametrize("document", FOUND, ids=lambda item: item.name)
def test_no_passage_of_a_real_document_is_shown_as_proven_wrongly(document: Document, tmp_path: Path) -> None:
    found = in_copies(document, tmp_path)
    assert {name: wrong(document, own) for name, own in found.items() if wrong(document, own)} == {}
    assert {outcome for outcome, _ in found["the file itself"].values()} == {"exact"}


@pytest.mark.skipif(not FOUND, reason=f"the documents are not at hand in {SOURCES}")
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine, so no page is printed to PDF")
@pytest.mark.skipif("MAWAQIF_SOURCES" not in os.environ, reason="pages are printed by `make verify`")
@pytest.mark.parametrize("options", [(), (BARE,)], ids=["printed", "bare"])
def test_printed_pages_give_back_nearly_every_passage(
    options: tuple[str, ...], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    proven = total = 0
    passages = {document.name: document.targets for document in FOUND}
    pages = [printed_once(tmp_path_factory, document, *options).read_bytes() for document in FOUND]
    for document, found in zip(FOUND, restored(passages, pages, tmp_path, ".pdf"), strict=True):
        assert wrong(document, found) == []
        proven += sum(outcome in PROVEN for outcome, _ in found.values())
        total += len(document.targets)
    assert proven >= 0.974 * total
