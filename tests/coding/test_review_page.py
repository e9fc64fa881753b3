"""The page for the second reading: each passage beside its rows, in both languages, without a word of markup from the source."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import Run, edit, git
from mawaqif.editing.seal_scope import rows_of_document
from mawaqif.history import row_hashes
from unchanged import invented

DOCUMENT = "lamp-report-2020"


def page(package: Path, run: Run, *words: str) -> LexborHTMLParser:
    out = package / "review.html"
    done = run("mawaqif", "review", DOCUMENT, "--sources", "sources", "--out", out, *words, cwd=package)
    assert done.returncode == 0, done.stderr
    return LexborHTMLParser(out.read_text(encoding="utf-8"))


def text_of(shown: LexborHTMLParser) -> str:
    assert shown.body is not None
    return shown.body.text()


def ticked(shown: LexborHTMLParser) -> list[str]:
    return [key for box in shown.css("input[data-rows]") for key in json.loads(box.attributes["data-rows"] or "")]


def test_every_row_of_the_document_stands_on_it_once(package: Path, run: Run) -> None:
    keys = ticked(page(package, run))
    wanted = rows_of_document(invented(), DOCUMENT, ()) & row_hashes(invented()).keys()
    assert sorted(keys) == sorted(f"{table}:{key}" for table, key in wanted)


def test_words_stand_beside_their_rows_in_reading_order(package: Path, run: Run) -> None:
    text = (package / "sources" / f"{DOCUMENT}.txt").read_text(encoding="utf-8")
    parts = [node.text() for node in page(package, run).css("blockquote")]
    assert all(part in text for part in parts)
    firsts = [text.index(section.css("blockquote")[0].text()) for section in page(package, run).css("section:has(blockquote)")]
    assert firsts == sorted(firsts)
    (first,) = [section for section in page(package, run).css("section") if f"{DOCUMENT}-s001" in section.text()][:1]
    shown = first.text()
    for words in ("Iceland wants northern lighthouses lit", "تريد آيسلندا إنارة منارات الشمال", "2020-05-12"):
        assert words in shown


@pytest.mark.parametrize(("language", "direction", "word"), [("en", "ltr", "not read yet"), ("ar", "rtl", "لم يُقرأ بعد")])
def test_both_languages(language: str, direction: str, word: str, package: Path, run: Run) -> None:
    shown = page(package, run, "--lang", language)
    (root,) = shown.css("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, direction)
    assert word in text_of(shown)
    assert {node.attributes["dir"] for node in shown.css("blockquote, dd")} == {"auto"}


def test_what_was_read_says_by_whom_and_what_changed_is_marked(package: Path, run: Run) -> None:
    assert page(package, run).css_first("section.unread") is not None
    run("mawaqif", "seal", package, "--by", "Bergljot").check_returncode()
    shown = page(package, run)
    assert shown.css_first(".unread") is None
    assert "read Bergljot 20" in text_of(shown)
    edit(package / "datapackage/statements.csv", "lit before dusk", "lit before nightfall")
    assert [len(node.css(".row.unread")) for node in page(package, run).css("section.unread")] == [1]


def test_nothing_of_a_cell_is_markup(package: Path, run: Run) -> None:
    hostile = "<img src=x onerror=alert(1)> \u202e & \"'"
    edit(package / "datapackage/statements.csv", "Nauru wants the article on boat lanterns removed.", hostile.replace('"', ""))
    shown = page(package, run)
    assert shown.css_first("img") is None
    assert "<img src=x" in text_of(shown)
    text = (package / "review.html").read_text(encoding="utf-8")
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1])  # type: ignore[index]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"https?://", re.sub(r"<blockquote.*?</blockquote>|<dd.*?</dd>", "", text, flags=re.DOTALL))


def test_a_place_that_git_takes_is_refused(package: Path, run: Run) -> None:
    git(package, "init", "--quiet")
    words = ("mawaqif", "review", DOCUMENT, "--sources", "sources", "--out")
    refused = run(*words, "review.html", cwd=package)
    assert (refused.returncode, (package / "review.html").exists()) == (2, False)
    assert "would be committed" in refused.stderr
    (package / ".gitignore").write_text("review.html\n")
    assert run(*words, "review.html", cwd=package).returncode == 0


def test_what_cannot_be_shown_is_said_in_one_line(package: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    unknown = run("mawaqif", "review", "lamp", "--sources", "sources", "--out", out, cwd=package)
    edit(package / "sources" / f"{DOCUMENT}.txt", "آيسلندا: ", "آيسلندا ، ")
    other = run("mawaqif", "review", DOCUMENT, "--sources", "sources", "--out", out, cwd=package)
    for done in (unknown, other):
        assert (done.returncode, len(done.stderr.splitlines()), out.exists()) == (2, 1, False)
