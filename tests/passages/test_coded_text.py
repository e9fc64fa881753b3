"""A copy that differs from the coded file in form alone gives the coded text back; of any other it is said how it differs."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mawaqif.passages.copies import Copies, UnreadableError, coded_text, open_copy
from word_files import word_file

TEXT = "تُضاءُ المنارةُ مساءً\n\nثم تعود السفينة إلى الميناء آمنةً\n"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()

CHANGES: dict[str, tuple[Callable[[str], bytes], str]] = {
    "nothing": (str.encode, ""),
    "a mark": (lambda text: text.encode("utf-8-sig"), "byte order mark"),
    "CR LF": (lambda text: text.replace("\n", "\r\n").encode(), "CR LF"),
    "CR": (lambda text: text.replace("\n", "\r").encode(), "CR"),
    "NFD": (lambda text: unicodedata.normalize("NFD", text).encode(), "NFD"),
    "all three": (lambda text: unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode("utf-8-sig"), "NFD"),
    "no end of the last line": (lambda text: text.rstrip("\n").encode(), "no end"),
    "lines after the end": (lambda text: (text + "\n\n").encode(), "after its end"),
    "UTF-16": (lambda text: text.encode("utf-16"), "utf-16"),
    "windows-1256": (lambda text: text.encode("windows-1256"), "windows-1256"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_differs_in_form_gives_the_coded_text_back(name: str) -> None:
    change, said = CHANGES[name]
    found = coded_text(change(TEXT), DIGEST)
    assert found.text == TEXT
    assert said in found.difference
    assert bool(said) == bool(found.difference)


def test_a_file_that_was_coded_with_a_mark_and_cr_lf_is_given_back_too() -> None:
    coded = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    found = coded_text(TEXT.encode(), hashlib.sha256(coded).hexdigest())
    assert found.text is not None
    assert found.text.encode() == coded
    assert "CR LF" in found.difference


OTHERS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "a mark alone": (b"\xef\xbb\xbf\n", "empty"),
    "a pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n", "Git LFS"),
    "another pointer": (b"../../.git/annex/objects/ab/cd/SHA256E-s9--ab.txt\n", "git-annex"),
    "a web page": (b"<!-- saved -->\n<!DOCTYPE html><html><body>404</body></html>", "web page"),
    "a PDF file": (b"%PDF-1.7\n", "PDF"),
    "a Word file": (b"PK\x03\x04\x14", "archive"),
    "bytes": (b"\xff\xfe\xfd\x80", "another text|not UTF-8"),
    "another text": ("منارة أخرى\r\n".encode("utf-8-sig"), "another text"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_another_text_is_told_for_what_it_is(name: str) -> None:
    data, said = OTHERS[name]
    found = coded_text(data, DIGEST, len(TEXT))
    assert found.text is None
    assert any(part in found.difference for part in said.split("|")), found.difference


def test_a_new_document_is_a_text_file_in_one_form(tmp_path: Path) -> None:
    for name, data in {"a": TEXT.encode(), "b": TEXT.encode("utf-8-sig"), "c": b"<html>"}.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7")
    copies = Copies(tmp_path)
    assert copies.not_codable("a") == ""
    assert "byte order mark" in copies.not_codable("b")
    assert "web page" in copies.not_codable("c")
    assert "only d.pdf lies" in copies.not_codable("d")
    assert "mawaqif text" in copies.not_codable("d")
    assert copies.not_codable("e") == f"there is no e.txt in {tmp_path}"


def test_a_word_file_is_read_with_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "lamp.docx"
    path.write_bytes(word_file(["تقرير المنارات", "تضاء المنارة مساء", "وتطفأ صباحا"], notes={2: "دفتر الميناء"}))
    copy = open_copy(path)
    lines = copy.ways[0]().text.split("\n")
    assert copy.kind == "DOCX"
    assert lines[:2] == ["تقرير المنارات", "تضاء المنارة مساء[¹]"]
    assert lines[-1].startswith("دفتر الميناء")


def _damaged(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _bomb(_data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(2 * 1024**2))
    return held.getvalue()


WORD_FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut": (_damaged, "damaged"),
    "without text": (lambda _: word_file([]), "no text"),
    "not XML": (lambda _: word_file([], document="<w:document"), "damaged"),
    "too large": (_bomb, "larger than any text"),
}


@pytest.mark.parametrize("name", WORD_FILES)
def test_a_word_file_without_text_is_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mawaqif.passages.copies.word_file.LARGEST_UNPACKED", 1024**2)
    make, problem = WORD_FILES[name]
    (tmp_path / "a.docx").write_bytes(make(word_file(["نص"])))
    with pytest.raises(UnreadableError, match=problem):
        open_copy(tmp_path / "a.docx")


def test_a_misnamed_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("نص", encoding="utf-8")
    with pytest.raises(UnreadableError, match="named as a PDF file"):
        open_copy(tmp_path / "a.pdf")
