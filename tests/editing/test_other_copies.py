"""No offset is written from a file that is not the coded one, unless the coded text can be proven from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

WORDS = ("lamp-report-2020", "تعارض ناورو", "شطبها من النص", "--sources", "sources")
SAME_WORDS: dict[str, Callable[[str], bytes]] = {
    "a mark": lambda text: text.encode("utf-8-sig"),
    "CR LF": lambda text: text.replace("\n", "\r\n").encode(),
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
}
OTHER_WORDS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "nothing": (lambda _: b"", "it is empty"),
    "a pointer": (lambda _: b"version https://git-lfs.github.com/spec/v1\n", "pointer of Git LFS"),
    "a web page": (lambda _: b"<!doctype html><p>404", "web page"),
    "a later edition": (lambda text: text.replace("مالطا", "تونس").encode(), "another text"),
}


def test_offsets_are_those_of_the_coded_text(package: Path, run: Run) -> None:
    source = package / "sources" / "lamp-report-2020.txt"
    text = source.read_bytes().decode()
    wanted = run("mawaqif", "locate", *WORDS, cwd=package).stdout
    assert wanted.startswith("lamp-report-2020-s004,1,422,464,")
    for name, change in SAME_WORDS.items():
        source.write_bytes(change(text))
        assert run("mawaqif", "locate", *WORDS, cwd=package).stdout == wanted, name
        checked = run("mawaqif", "validate", package, "--sources", package / "sources").stdout
        assert checked.count(" MQ") == 1, name
        assert "MQ501" in checked


@pytest.mark.parametrize("name", OTHER_WORDS)
def test_another_text_is_refused_and_told_once(name: str, package: Path, run: Run) -> None:
    change, said = OTHER_WORDS[name]
    source = package / "sources" / "lamp-report-2020.txt"
    source.write_bytes(change(source.read_bytes().decode()))
    located = run("mawaqif", "locate", *WORDS, cwd=package)
    assert (located.returncode, located.stdout) == (2, "")
    assert said in located.stderr
    before = (package / "datapackage" / "passages.csv").read_bytes()
    places = ("first=المصدر ذاته", "last=ص 9", "--sources", "sources")
    added = run("mawaqif", "new", "passage", "statement_id=lamp-report-2020-s004", *places, cwd=package)
    assert added.returncode == 2
    assert said in added.stderr
    assert (package / "datapackage" / "passages.csv").read_bytes() == before
    checked = run("mawaqif", "validate", package, "--sources", package / "sources").stdout
    assert checked.count(" MQ") == 1
    assert said in checked


def test_a_new_document_needs_its_text(package: Path, run: Run) -> None:
    cells = ("role=corpus", "kind=report", "title_en=Buoys", "title_ar=عوامات", "document_id=buoys-2021")
    ask = ("mawaqif", "new", "document", *cells, "--sources", "sources", "--dry-run")
    assert "there is no buoys-2021.txt in sources" in run(*ask, cwd=package).stderr
    (package / "sources" / "buoys-2021.pdf").write_bytes(b"%PDF-1.7\n")
    refused = run(*ask, cwd=package)
    assert refused.returncode == 2
    assert "mawaqif text sources/buoys-2021.pdf --out sources/buoys-2021.txt" in refused.stderr
    (package / "sources" / "buoys-2021.txt").write_bytes("عوامة\r\n".encode("utf-8-sig"))
    assert "CR LF" in run(*ask, cwd=package).stderr
