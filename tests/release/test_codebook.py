"""The codebook says the same in both languages, and travels in every release of a package that has chapters."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from conftest import ROOT, Run
from mawaqif.data import load
from mawaqif.deriving import published_descriptor
from mawaqif.release.codebook import WORDINGS
from mawaqif.tables import load_descriptor

CHAPTERS = ROOT / "docs" / "chapters"
NAMES = sorted(path.name for path in (CHAPTERS / "en").iterdir())
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("codebook.md", "codebook.ar.md")}
TABLES = len(published_descriptor(load_descriptor(ROOT)[0]).tables)
TOPICS = load("topics").height
VIEWS = len(list((ROOT / "build/mawaqif/release/views").glob("*.sql")))
ARABIC = re.compile(r"[\u0600-\u06ff]")
FRAME = ('<div dir="rtl" lang="ar">\n\n', "\n</div>\n")


def code(text: str) -> Counter[str]:
    return Counter(re.findall(r"`([^`]+)`", text))


def unframed(page: str) -> str:
    """Return a page as a release has it: without the notice, and without the frame that gives it its direction."""
    return page.partition("\n")[2].removeprefix(FRAME[0]).removesuffix(FRAME[1])


def headings(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^(#+) (.*)$", text, re.MULTILINE)


def test_both_languages_have_the_same_chapters() -> None:
    assert "00-title.md" in NAMES
    assert "boundaries.txt" in NAMES
    assert sorted(path.name for path in (CHAPTERS / "ar").iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_has_the_same_parts_in_both_languages(name: str) -> None:
    english, arabic = ((CHAPTERS / language / name).read_text(encoding="utf-8") for language in ("en", "ar"))
    for pattern in (r"\{\{[\w-]+\}\}", r"^#+ ", r"^- ", r"^[\w-]+: "):
        assert re.findall(pattern, arabic, re.MULTILINE | re.ASCII) == re.findall(pattern, english, re.MULTILINE | re.ASCII)
    assert len(re.split(r"\n\n+", arabic)) == len(re.split(r"\n\n+", english))
    # The column that the Arabic page must name, because it is in English, and the value of a Boolean.
    assert set(code(arabic)) - set(code(english)) <= {"reason_en", "true"}
    assert set(code(english)) <= set(code(arabic))
    assert not ARABIC.search(re.sub(r"\[العربية\]", "", english))


def test_both_pages_name_each_other_and_have_the_same_sections_and_rows() -> None:
    english, arabic = PAGES.values()
    assert "\nEnglish · [العربية](codebook.ar.md)\n" in english
    assert "\n[English](codebook.md) · العربية\n" in arabic
    levels = [[level for level, _ in headings(text)] for text in (english, arabic)]
    assert levels[1] == levels[0]
    names = [
        re.findall(pattern, text, re.MULTILINE)
        for pattern, text in ((r"^### ([\w-]+) · ", english), (r"^### .* · ([\w-]+)$", arabic))
    ]
    assert len(names[0]) == levels[0].count("###") == TOPICS + TABLES + VIEWS
    assert names[1] == names[0]
    assert len(re.findall(r"^\| ", arabic, re.MULTILINE)) == len(re.findall(r"^\| ", english, re.MULTILINE))
    assert len(re.findall(r"^- ", arabic, re.MULTILINE)) == len(re.findall(r"^- ", english, re.MULTILINE))


def test_made_parts_are_in_the_language_of_the_page() -> None:
    english, arabic = PAGES.values()
    printed = re.compile(r"^\| [\w-]+-e\d{3} \|", re.ASCII)
    for line in english.splitlines():
        assert printed.match(line) or line.startswith("English · ") or not ARABIC.search(line), line
    _, _, tables = arabic.partition("## الجداول والأعمدة")
    for line in tables.splitlines():
        if line.startswith("| `"):
            _, title, *_, held = line.split(" | ", 3)
            assert all(map(ARABIC.search, (title, held))), line
    for heading in (
        "المفتاح: `statement_id` و`part`.",
        "`string` يحيل إلى `statements`، إلزامي",
    ):
        assert heading in arabic
    assert re.search(r"\| من [^|]*\d\.\d\d[^|]* إلى \d\.\d\d \|", arabic)
    # A minus sign would else stand at the wrong end.
    assert [wording.kept("-0.30") for wording in WORDINGS] == ["-0.30", "&lrm;-0.30&lrm;"]


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_page_renders_whole(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(unframed(text))
    assert "{{" not in html
    assert "&lt;" not in html
    assert html.count("<h2>") == len(re.findall(r"^- \[[^]]+\]\(#", text, re.MULTILINE)) > 0
    assert html.count("<table>") == len(re.findall(r"^\|-", text, re.MULTILINE)) > TABLES


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_column_says_how_often_each_value_stands_and_how_often_none(text: str) -> None:
    stances, actors = load("statement_topics")["stance"].value_counts().rows(), load("actors")
    lines = re.findall(r"^\| `stance` .*$", text, re.MULTILINE)
    assert any(all(re.search(rf"`{value}`[^`(]* \({count}\)", line) for value, count in stances) for line in lines)
    (code,) = re.findall(r"^\| `iso3` .*$", text, re.MULTILINE)
    assert {int(number) for number in re.findall(r"\d+", code)} >= {actors["iso3"].count(), actors.height}


def test_the_release_has_both_pages(release: Path) -> None:
    for name, page in PAGES.items():
        assert (release / name).read_text(encoding="utf-8") == unframed(page)
        assert f"  {name}\n" in (release / "SHA256SUMS").read_text(encoding="utf-8")
        assert f"]({name})" in (release / "README.md").read_text(encoding="utf-8")
    crate = json.loads((release / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert {item["@id"]: item.get("encodingFormat") for item in crate["@graph"]}["codebook.ar.md"] == "text/markdown"


def test_a_package_has_the_languages_of_its_chapters(package: Path, run: Run) -> None:
    none = run("mawaqif", "docs", package)
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)
    assert "no chapters" in none.stderr
    shutil.copytree(CHAPTERS / "ar", package / "docs/chapters/ar")
    (package / "docs/codebook.md").write_text(PAGES["codebook.md"], encoding="utf-8")
    assert run("mawaqif", "docs", package).stdout.splitlines()[:2] == ["removed docs/codebook.md", "written docs/codebook.ar.md"]
    assert " · lamp-oil\n" in (package / "docs/codebook.ar.md").read_text(encoding="utf-8")
    # A page that was written by hand is nobody's to remove.
    (package / "docs/codebook.md").write_text("# Lamps\n")
    assert run("mawaqif", "docs", package, "--check").stdout == ""


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        (b"{{lamps}}\n", "docs/chapters/ar/01-lamps.md: no part is called lamps; there are contents, counts,"),
        (b"{{errata}}\n", "docs/chapters/ar/01-lamps.md: {{errata}} is made from the table errata (erratum_id, field,"),
        (b"caf\xe9\n", "01-lamps.md: byte 3 is not UTF-8"),
    ],
    ids=["mark", "table", "bytes"],
)
def test_a_chapter_that_cannot_be_filled_is_named(chapter: bytes, words: str, package: Path, run: Run) -> None:
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"] = [item for item in index["resources"] if item["name"] != "errata"]
    (package / "datapackage.json").write_text(json.dumps(index))
    (package / "datapackage/errata.csv").unlink()
    (package / "docs/chapters/ar").mkdir(parents=True)
    (package / "docs/chapters/ar/01-lamps.md").write_bytes(chapter)
    result = run("mawaqif", "docs", package)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert words in result.stderr
    assert not (package / "docs/codebook.ar.md").exists()
