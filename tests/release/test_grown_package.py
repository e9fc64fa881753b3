"""Two invented documents in a copy of the checkout: every tool that reads the tables takes them as it takes those of today.

`make grown` runs the whole suite on such a copy.
"""

from __future__ import annotations

import contextlib
import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import ROOT, Run, made_once
from grown.article import ID as ARTICLE
from grown.checkout import SOURCES, add_documents, copy_checkout, sources_of
from grown.report import ARTICLES, PAGES, PROPOSED, TOPICS
from grown.report import ID as REPORT
from mawaqif.checks import check_package
from mawaqif.cli import app
from mawaqif.passages.copies import Copies

pytestmark = pytest.mark.skipif(
    f"\n{REPORT}," in (ROOT / "datapackage/documents.csv").read_text(encoding="utf-8"), reason="this is such a copy"
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copied checkout with the documents in it, sealed, its pages made anew."""
    return made_once(tmp_path_factory, "grown", lambda folder: add_documents(copy_checkout(folder), in_process)) / "main"


def in_process(main: Path, _program: str, *words: str) -> None:
    """Run the command in a copied checkout; the code of the copy is the one that is loaded here."""
    with contextlib.chdir(main):
        done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, (words, done.output)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_documents_are_of_every_sort(copy: Path) -> None:
    for name in json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        assert len(rows(copy / name["path"])) > len(rows(ROOT / name["path"])), name["name"]
    assert (sources_of(copy) / f"{REPORT}.txt").read_text(encoding="utf-8").count("\f") > PAGES
    kinds = {row["kind"] for row in rows(copy / "datapackage/statements.csv") if row["document_id"] == REPORT}
    fields = json.loads((ROOT / "schemas/statements.json").read_text(encoding="utf-8"))["fields"]
    assert kinds == set(next(field["constraints"]["enum"] for field in fields if field["name"] == "kind"))


def test_every_row_and_every_passage_holds(copy: Path) -> None:
    _, report = check_package(copy, Copies(sources_of(copy)))
    # Where the real documents are not at hand, that is a finding for each.
    expected = set() if (ROOT / SOURCES).is_dir() else {"MQ501"}
    assert [str(item) for item in report.findings if item.code not in expected] == []
    assert (report.skipped, report.unread) == ([], 0)


def test_pages_plots_site_and_release_show_them(copy: Path, tmp_path: Path, run: Run) -> None:
    for words in (
        ("fmt", copy, "--check"),
        ("docs", copy, "--check"),
        ("build", copy, "--out", "dist"),
        ("plots", "--release", "dist", "--format", "svg", "--out", "plots"),
        ("site", "--release", "dist", "--out", "site"),
    ):
        done = run("mawaqif", *words)
        assert done.returncode == 0, (words[0], done.stdout[-2000:], done.stderr[-2000:])
    matrix = (copy / "queries/results/article-matrix.csv").read_text(encoding="utf-8")
    assert [article for article in (*ARTICLES, PROPOSED) if article not in matrix] == []
    codebook = (copy / "docs/codebook.md").read_text(encoding="utf-8")
    assert [topic for topic in TOPICS if f"\n### {topic} · " not in codebook] == []
    for document in (REPORT, ARTICLE):
        assert (tmp_path / "site" / "ar" / "documents" / f"{document}.html").is_file()
