"""The page of a passage is derived, published with it, and named where a statement is cited."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from conftest import Run
from mawaqif.deriving import published
from mawaqif.passages.extraction import digest_of, extract, map_beside
from mawaqif.tables import load_dataset
from pdf_files import Row, pdf_file

LAMP = "lamp-report-2020"
# Offsets of the invented report: the first statement runs from page 1 to page 2, the last lies on page 3.
PAGES = f"document_id,char_start,char_end,page\n{LAMP},0,90,1\n{LAMP},91,330,2\n{LAMP},340,485,3\n"


@pytest.fixture
def paged(package: Path) -> Path:
    (package / "datapackage" / "pages.csv").write_text(PAGES, encoding="utf-8")
    return package


def test_a_passage_has_the_page_on_which_it_starts_and_that_on_which_it_ends(paged: Path) -> None:
    dataset = published(load_dataset(paged)[0])
    rows = dataset.tables["passages"].frame
    spans = [(0, 90, "1"), (91, 330, "2"), (340, 485, "3")]
    for start, end, page in rows.select("char_start", "char_end", "page").iter_rows():
        first, last = (next((name for low, high, name in spans if low <= at < high), None) for at in (start, end - 1))
        assert page == (first if last is None or first in {last, None} else f"{first}-{last}")
    assert {page for page in rows["page"].to_list() if page} > {"3"}
    assert dataset.tables["passages"].schema.by_name["page"].raw["derived"] is True


def test_without_pages_the_column_is_empty(package: Path) -> None:
    assert published(load_dataset(package)[0]).tables["passages"].frame["page"].null_count() > 0


def test_a_release_and_its_site_name_the_page(paged: Path, run: Run) -> None:
    built = run("mawaqif", "build", paged, "--out", paged / "dist")
    assert built.returncode == 0, built.stdout + built.stderr
    wide = pl.read_csv(paged / "dist" / "statements_wide.csv")
    assert wide.filter(pl.col("statement_id") == f"{LAMP}-s004")["pages"].to_list() == ["3"]
    made = run("mawaqif", "site", "--release", paged / "dist", "--out", paged / "site")
    assert made.returncode == 0, made.stdout + made.stderr
    page = (paged / "site" / "en" / "statements" / f"{LAMP}-s004.html").read_text(encoding="utf-8")
    assert f"(p. 3 of {LAMP})" in page
    assert re.search(r"\bPage <bdi>3</bdi>", page)


def test_a_new_document_gets_its_pages_from_the_map(package: Path, run: Run) -> None:
    source = package / "paper.pdf"
    source.write_bytes(pdf_file([[Row("تقرير العوامات", 700), Row("3", 40)], [Row("نص ثان", 700), Row("4", 40)]]))
    found = extract(source)
    text = package / "sources" / "buoys-2021.txt"
    text.write_text(found.text, encoding="utf-8")
    map_beside(text).write_text(found.map.as_json(), encoding="utf-8")
    cells = (
        "role=corpus",
        "kind=report",
        "title_en=Buoys",
        "title_ar=عوامات",
        "document_id=buoys-2021",
        "language=ar",
        "date=2021",
    )
    made = run("mawaqif", "new", "document", *cells, "publisher_id=iceland", "--sources", "sources", "--yes", cwd=package)
    assert made.returncode == 0, made.stdout + made.stderr
    rows = (package / "datapackage" / "pages.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1:] == [f"buoys-2021,{page.char_start},{page.char_end},{page.label}" for page in found.map.pages]
    assert [page.label for page in found.map.pages] == ["3", "4"]
    assert digest_of(found.text) in (package / "datapackage" / "documents.csv").read_text(encoding="utf-8")
