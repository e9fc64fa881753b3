"""`mawaqif text` writes a text and its map, both or none, and never over a file unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from mawaqif.passages.extraction import map_beside, read_map
from mawaqif.passages.extraction.text_map import digest_of
from pdf_files import Row, pdf_file

PAGES = [[Row("تقرير المنارات", 700), Row("نص أول", 668), Row("1", 40)], [Row("نص ثان", 700), Row("2", 40)]]


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf_file(PAGES))
    return path


def test_a_text_is_written_with_its_map(paper: Path, run: Run) -> None:
    out = paper.parent / "sources" / "buoys-2021.txt"
    result = run("mawaqif", "text", paper, "--out", out)
    assert result.returncode == 0, result.stderr
    text = out.read_text(encoding="utf-8")
    assert text == "تقرير المنارات\n\nنص أول\n\nنص ثان\n"
    found = read_map(map_beside(out), digest_of(text))
    assert found is not None
    assert [page.label for page in found.pages] == ["1", "2"]
    assert "look: left out at the edge of 2 pages: #" in result.stdout
    assert "3 paragraphs, 0 notes, pages 1 to 2" in result.stdout
    again = run("mawaqif", "text", paper, "--out", out)
    assert again.returncode == 2
    assert "exists; replace it with --force" in again.stderr
    assert run("mawaqif", "text", paper, "--out", out, "--force").returncode == 0


def test_a_mended_text_is_kept_and_mapped_anew(paper: Path, run: Run) -> None:
    out = paper.parent / "buoys-2021.txt"
    run("mawaqif", "text", paper, "--out", out).check_returncode()
    mended = out.read_text(encoding="utf-8").replace("نص أول", "نص أول كامل")
    out.write_text(mended, encoding="utf-8")
    assert read_map(map_beside(out), digest_of(mended)) is None
    assert run("mawaqif", "text", paper, "--out", out, "--keep").returncode == 0
    assert out.read_text(encoding="utf-8") == mended
    found = read_map(map_beside(out), digest_of(mended))
    assert found is not None
    assert mended[found.pages[1].char_start :] == "نص ثان\n"


REFUSED = {
    "damaged": (b"%PDF-1.7\n", "a.txt", "cannot be opened"),
    "empty": (b"", "a.txt", "the file is empty"),
    "no name of a text": (b"", "a.pdf", "expected the name of a text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_one_line_and_writes_nothing(name: str, tmp_path: Path, run: Run) -> None:
    data, out, problem = REFUSED[name]
    (tmp_path / "paper.pdf").write_bytes(data)
    result = run("mawaqif", "text", tmp_path / "paper.pdf", "--out", tmp_path / "out" / out)
    assert (result.returncode, result.stdout) == (2, "")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
    missing = run("mawaqif", "text", tmp_path / "none.pdf", "--out", tmp_path / "out" / "a.txt")
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)
