"""The real tables: complete, clean, and such that no slip of one character passes."""

from __future__ import annotations

import csv
import io
import random
import shutil
from pathlib import Path

import polars as pl
import pytest

from conftest import ROOT
from mawaqif.checks import check_package
from mawaqif.passages.copies import Copies
from unchanged import count_as_read, real

SOURCES = ROOT.parent / "shared" / "sources"
needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not at hand")


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return {name: table.frame for name, table in real().tables.items()}


def test_no_findings_and_every_row_read() -> None:
    _, report = check_package(ROOT)
    assert [str(item) for item in report.findings] == []
    assert report.skipped == []
    assert report.unread == 0


@needs_sources
def test_every_anchor_holds() -> None:
    _, report = check_package(ROOT, Copies(SOURCES))
    assert [str(item) for item in report.findings] == []
    assert report.skipped == []


def test_every_document_of_the_corpus_has_statements(tables: dict[str, pl.DataFrame]) -> None:
    corpus = tables["documents"].filter(pl.col("role") == "corpus")["document_id"].to_list()
    assert set(corpus) == set(tables["statements"]["document_id"])


def test_every_state_has_its_own_name_in_both_languages(tables: dict[str, pl.DataFrame]) -> None:
    states = tables["actors"].filter(pl.col("kind") == "state")
    assert states["iso3"].n_unique() == states.height
    assert states["name_ar"].n_unique() == states.height


# Columns of which no character may change unseen.
GUARDED = (
    "_id",
    "_sha256",
    "char_",
    "text_",
    "date",
    "launched",
    "responds_to",
    "ordinal",
    "part",
    "topic_id",
    "iso3",
    "locator",
)


def damages(count: int) -> list[tuple[str, int, str]]:
    """Choose cells at random, with a fixed seed: table, row position, column."""
    rng = random.Random(20231215)
    dataset = real()
    cells = [
        (name, row, column)
        for name, table in dataset.tables.items()
        for column in table.schema.columns
        if any(part in column for part in GUARDED)
        for row, value in enumerate(table.cells[column])
        if value
    ]
    return [rng.choice(cells) for _ in range(count)]


@pytest.mark.parametrize(("table", "row", "column"), damages(24), ids=str)
def test_one_changed_character_is_found_at_its_line(
    table: str, row: int, column: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_as_read(real(), monkeypatch)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    shutil.copytree(ROOT / "datapackage", tmp_path / "datapackage")
    path = tmp_path / "datapackage" / f"{table}.csv"
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    cell = rows[row][header.index(column)]
    at = (row * 7) % len(cell)
    other = "2" if cell[at] == "1" else "1" if cell[at].isdigit() else "ه" if cell[at] > "\u0600" else "q"
    rows[row][header.index(column)] = cell[:at] + other + cell[at + 1 :]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    _, report = check_package(tmp_path)
    places = {(item.file, item.line) for item in report.findings}
    assert (f"datapackage/{table}.csv", row + 2) in places, sorted(places)
