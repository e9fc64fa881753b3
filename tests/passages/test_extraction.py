"""The text of a document: paragraphs in reading order, without heads and feet of pages, notes apart, and what may be wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from mawaqif.passages.copies import UnreadableError
from mawaqif.passages.extraction import Offsets, extract, map_beside, moved_map, read_map
from pdf_files import Row, pdf_file, rows
from word_files import word_file

LONG = "تضاء كل منارة على الساحل الشمالي قبل غروب الشمس بساعة كاملة ولا تطفأ حتى يرى الحارس أول قارب يعود من الصيد¹"
OVER = "وتدفع السفن الكبيرة ثمن الزيت في آخر كل شهر عند مكتب الميناء القديم في عام 2019 ثم يكتب الكاتب ذلك في دفتر كبير"
LAST = "ويحفظ الدفتر في خزانة لا يفتحها إلا أمين السجل وحده بعد أن يأذن له مجلس البحارة²"
HEAD = "دفتر الموانئ البعيدة"


def page(lines: Sequence[Row], number: int, notes: Sequence[str] = ()) -> list[Row]:
    """Furnish a page with its head, notes and number."""
    below = [Row(note, 120 - 12 * at, 9) for at, note in enumerate(notes)]
    return [Row(HEAD, 815, 10), *lines, *below, Row(f"- {number} -", 40, 10)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages, the second without text; a paragraph runs from the first to the third."""
    path = tmp_path_factory.mktemp("printed") / "paper.pdf"
    set_lines = rows([LONG, OVER])
    first, second = set_lines[:-1], rows([set_lines[-1].text, LAST, "عنوان قصير"])
    notes = (["1 محضر الاجتماع الثاني ص 9"], ["2 المصدر ذاته ص 12", "وتتمة هذه الحاشية"])
    path.write_bytes(pdf_file([page(first, 7, notes[0]), [], page(second, 9, notes[1])]))
    return path


def test_a_pdf_becomes_paragraphs_with_notes_after_them(printed: Path) -> None:
    found = extract(printed)
    notes = ["¹ محضر الاجتماع الثاني ص 9", "² المصدر ذاته ص 12 وتتمة هذه الحاشية"]
    assert found.text.removesuffix("\n").split("\n\n") == [LONG, OVER, LAST, "عنوان قصير", *notes]
    assert unicodedata.is_normalized("NFC", found.text)
    assert [found.text[note.char_start : note.char_end] for note in found.map.notes] == notes
    assert [note.number for note in found.map.notes] == [1, 2]


def test_pages_are_called_as_they_are_printed_and_cut_a_paragraph_where_it_was_cut(printed: Path) -> None:
    found = extract(printed)
    pages = [(item.label, found.text[item.char_start : item.char_end]) for item in found.map.pages]
    assert [label for label, _ in pages] == ["7", "9", "7", "9"]
    assert pages[0][1].startswith(LONG)
    assert OVER.endswith(pages[1][1].split("\n\n")[0])
    assert OVER.startswith(pages[0][1].split("\n\n")[1])
    assert pages[2][1] == "¹ محضر الاجتماع الثاني ص 9"
    assert all(one.char_end <= other.char_start for one, other in zip(found.map.pages, found.map.pages[1:], strict=False))


def test_what_was_left_out_and_what_may_be_wrong_is_told(printed: Path) -> None:
    doubts = "\n".join(extract(printed).doubts)
    assert "pages without text: 2" in doubts
    assert f"left out at the edge of 2 pages: {HEAD}" in doubts
    assert "left out at the edge of 2 pages: - # -" in doubts
    assert "notes: 2, 1 to 2" in doubts


WRONG: dict[str, tuple[str, str]] = {
    "display forms": ("ﺗﻘﺮﻳﺮ ﺍﻟﻤﻨﺎﺭﺍﺕ", "presentation forms or ligatures: 13 written"),
    "lost letters": ("تقرير ال\ufffdنارات", "replacement characters: 1 letters are lost, first in line 1"),
    "a private font": ("تقرير \ue001", "letters of a private font: 1"),
    "imitated bold type": ("تتققررييرر االلممننااررةة االلببععييددةة ههنناا", "letters doubled"),
    "letters from the left": ("ةرانملا ةديعبلا ةنيفسلا ىرخألا", "wrong order"),
    "heads": ("سطر يتكرر\nنص\nسطر يتكرر\nنص آخر\nسطر يتكرر", "lines that repeat"),
    "unseen characters": ("تق\u200bرير", "cannot be seen: 1"),
    "marks apart": (unicodedata.normalize("NFD", "آمنة"), "NFC"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_may_be_wrong_in_letters_is_told(name: str, tmp_path: Path) -> None:
    text, said = WRONG[name]
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = extract(tmp_path / "a.txt")
    assert said in "\n".join(found.doubts)
    assert not any("\ufe70" <= char <= "\ufefc" or char == "\u200b" for char in found.text)


def test_a_sound_text_has_no_doubts(tmp_path: Path) -> None:
    text = f"{LONG.removesuffix('¹')}\n\n{OVER}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = extract(tmp_path / "a.txt")
    assert (found.text, found.doubts, found.map.pages) == (text, (), ())


def test_form_feeds_are_pages_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffأول\r\n\f\r\nثان\r\n".encode())
    found = extract(tmp_path / "a.txt")
    assert found.text == "أول\n\nثان\n"
    assert [(item.label, found.text[item.char_start : item.char_end]) for item in found.map.pages] == [("1", "أول"), ("2", "ثان")]


def test_a_web_page_gives_its_article_and_its_notes(tmp_path: Path) -> None:
    html = (
        f"<nav>قائمة</nav><article><h1>{HEAD}</h1><p>{LONG.removesuffix('¹')}<sup><a href='#n1' id='r1'>[1]</a></sup> ثم</p>"
        "<ol><li id='n1'>محضر الاجتماع <a href='#r1'>↑</a></li></ol></article>"
    )
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    found = extract(tmp_path / "a.html")
    assert found.text == f"{HEAD}\n\n{LONG} ثم\n\n¹ محضر الاجتماع\n"
    assert [note.number for note in found.map.notes] == [1]
    assert found.map.pages == ()
    assert "<article>" in found.doubts[0]


def test_a_word_file_gives_its_paragraphs_and_its_notes(tmp_path: Path) -> None:
    words = word_file([HEAD, LONG.removesuffix("¹"), OVER], notes={2: "محضر الاجتماع", 3: "المصدر ذاته"})
    (tmp_path / "a.docx").write_bytes(words)
    found = extract(tmp_path / "a.docx")
    assert found.text == f"{HEAD}\n\n{LONG}\n\n{OVER}²\n\n¹ محضر الاجتماع\n\n² المصدر ذاته\n"
    assert found.kind == "DOCX"


UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.pdf", b"", "empty"),
    "damaged": ("a.pdf", b"%PDF-1.7\nnothing", "cannot be opened"),
    "misnamed": ("a.docx", b"text", "named as a DOCX file"),
    "a pointer": ("a.txt", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    "no letters": ("a.html", b"<p>-</p>", "holds no text"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n\x01\x02\x03", "not a text"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_holds_no_text_is_told(name: str, tmp_path: Path) -> None:
    file, data, problem = UNREADABLE[name]
    (tmp_path / file).write_bytes(data)
    with pytest.raises(UnreadableError, match=problem):
        extract(tmp_path / file)


def test_pages_follow_a_text_that_was_mended(printed: Path) -> None:
    found = extract(printed)
    mended = found.text.replace("عنوان قصير\n\n", "").replace("الزيت", "زيت الزيتون").replace("تضاء كل", "تُضاء كل")
    moved = moved_map(found.map, found.text, mended)
    assert [item.label for item in moved.pages] == ["7", "9", "7", "9"]
    for old, new in zip(found.map.pages, moved.pages, strict=True):
        assert mended[new.char_start : new.char_end][-9:] in {found.text[old.char_start : old.char_end][-9:], LAST[-9:]}
    assert [mended[note.char_start : note.char_end][0] for note in moved.notes] == ["¹", "²"]
    assert Offsets("أول\nثان\n", "أول\nثان\n").of(5) == 5


def test_a_map_of_another_text_is_none(printed: Path, tmp_path: Path) -> None:
    found = extract(printed)
    path = map_beside(tmp_path / "paper.txt")
    assert path.name == "paper.map.json"
    assert read_map(path, found.map.text_sha256) is None
    path.write_text(found.map.as_json(), encoding="utf-8")
    assert read_map(path, found.map.text_sha256) == found.map
    assert read_map(path, "0" * 64) is None
    path.write_text(found.map.as_json().replace('"char_end": ', '"char_end": 9999'), encoding="utf-8")
    assert read_map(path, found.map.text_sha256) is None
    path.write_text("[]", encoding="utf-8")
    assert read_map(path, found.map.text_sha256) is None
