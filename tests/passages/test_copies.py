"""Files are read as what they are: encodings, web pages, PDF files, and what is none of them."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from altered import as_html, invented
from browsing import CHROMIUM
from mawaqif.passages.aligning import Views, align
from mawaqif.passages.copies import UnreadableError, files_in, open_copy
from mawaqif.passages.copies.html_page import text_of
from mawaqif.passages.copies.pdf_lines import Glyph, lines_of

TEXT, WANTED = invented(passages=12)
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with a mark": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16 without a mark": "utf-16-le",
    "utf-16, other end first": "utf-16-be",
    "utf-32": "utf-32",
    "windows-1256": "windows-1256",
    "iso-8859-6": "iso-8859-6",
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_is_found_out_or_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(TEXT.replace("،", ",").encode(ENCODINGS[name], errors="replace"))
    readings = [way() for way in open_copy(path).ways]
    assert any(align(Views(reading.text), WANTED[:1])[0].outcome in {"exact", "moved"} for reading in readings)
    told = open_copy(path, ENCODINGS[name]).ways
    assert len(told) == 1
    assert told[0]().text.lstrip("\ufeff")[:30] == TEXT[:30]


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b" \n", "the file is empty"),
    "an archive": (b"PK\x03\x04\x14\x00\x08\x00abc" * 9, "not a text, HTML, PDF or Word file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x01\x02\x03", "not a text, HTML, PDF or Word file"),
    "a broken PDF": (b"%PDF-1.7\nnothing", "the PDF cannot be opened"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_copy_is_told(name: str, tmp_path: Path) -> None:
    data, problem = UNREADABLE[name]
    (tmp_path / "copy").write_bytes(data)
    with pytest.raises(UnreadableError, match=problem):
        [way() for way in open_copy(tmp_path / "copy").ways]
    with pytest.raises(UnreadableError):
        open_copy(tmp_path)


PAGES: dict[str, tuple[str, str]] = {
    "blocks are lines": ("<p>أول<p>ثان<br>ثالث<div>رابع</div>", "أول\nثان\nثالث\nرابع"),
    "inline tags are nothing": ("<p>كل<b>مة</b> و<i>ا</i>حد<wbr>ة</p>", "كلمة واحدة"),
    "entities": ("<p>&quot;a &amp; b&quot; &#1605;&nbsp;x</p>", '"a & b" م\u00a0x'),
    "a raised number is a marker": ("<p>نص<sup>12</sup> ثم</p>", "نص¹² ثم"),
    "a link to a note is a marker": ('<p>نص<a href="#fn3">[3]</a></p>', "نص[³]"),
    "a raised word is a word": ("<p>20<sup>th</sup></p>", "20th"),
    "what is not shown": ("<style>p{}</style><p hidden>لا</p><p style='display: none'>لا</p><!-- لا --><p>نعم</p>", "نعم"),
    "source lines are spaces": ("<p>كلمة\n   أخرى</p><pre>س\nط</pre>", "كلمة أخرى\nس\nط"),
    "no end tags": ("<table><tr><td>أ<td>ب<tr><td>ت", "أ\nب\nت"),
    "deep nesting": ("<div>" * 5000 + "قاع", "قاع"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_it_is_shown(name: str) -> None:
    html, shown = PAGES[name]
    assert text_of(html) == shown


def test_a_declared_encoding_comes_first(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes('<meta charset="iso-8859-6"><p>منارة'.encode("iso-8859-6"))
    assert open_copy(tmp_path / "page.html").ways[0]().text == "منارة"


def _line(words: str, y: float, size: float = 10.0) -> list[Glyph]:
    """Set a line from the right, each letter as wide as its size, the space not painted."""
    glyphs, x = [], 500.0
    for char in words:
        x -= size
        if char != " ":
            glyphs.append(Glyph(char, x, y, x, x + size, size))
    return glyphs


LINES: dict[str, tuple[list[Glyph], list[str]]] = {
    "two lines, any order": (_line("ثان", 680) + _line("أول سطر", 700), ["أول سطر", "ثان"]),
    "a number": (_line("عام 9102 مضى", 700), ["عام 2019 مضى"]),
    "Latin words": (_line("من CCN EPIR هنا", 700), ["من RIPE NCC هنا"]),
    "a name with its number": (_line("قمة 01+ SISW ثم", 700), ["قمة WSIS +10 ثم"]),
    "a date": (_line("يوم 3/21 وبعده", 700), ["يوم 12/3 وبعده"]),
    "brackets are mirrored": (_line("قال )نعم( ثم", 700), ["قال (نعم) ثم"]),
    "a raised number": ([*_line("كلمة", 700), Glyph("7", 456, 704, 456, 459, 6.0)], ["كلمة⁷"]),
    "no letters": ([Glyph(" ", 1, 1, 1, 1, 0.0)], []),
}


@pytest.mark.parametrize("name", LINES)
def test_glyphs_become_lines(name: str) -> None:
    glyphs, lines = LINES[name]
    random.Random(1).shuffle(glyphs)
    assert lines_of(glyphs) == lines


def test_files_of_a_folder_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("page-10.txt", "page-9.html", "b/page-1.pdf", ".hidden.txt", "notes.odt", "Page-2.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)]
    assert found == ["Page-2.TXT", "b/page-1.pdf", "page-9.html", "page-10.txt"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Print a web page with a real browser."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine, so no page is printed to PDF")
    folder = tmp_path_factory.mktemp("printed")

    def call(*options: str) -> Path:
        (folder / "page.html").write_text(as_html(TEXT), encoding="utf-8")
        out = folder / "page.pdf"
        words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}", *options]
        subprocess.run([*words, f"--print-to-pdf={out}", "page.html"], cwd=folder, check=True, capture_output=True, timeout=60)
        return out

    return call


def test_a_printed_page_gives_back_every_passage(printed: Callable[..., Path]) -> None:
    copy = open_copy(printed())
    reading = copy.ways[0]()
    assert copy.kind == "PDF"
    assert len(reading.pages) > 1
    found = align(Views(reading.text), WANTED, faithful=False)
    assert {item.outcome.value for item in found} == {"moved"}
    assert reading.page(found[-1].start or 0) == len(reading.pages)
