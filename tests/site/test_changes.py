"""What changed since the last release stands on a page a table, and on the page of the row itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from mawaqif.site.changes import by_row, changes_pages, read_changes
from mawaqif.site.linking import read_content
from mawaqif.site.pages import MAP, MENU, all_pages
from mawaqif.site.rendering import environment, render
from mawaqif.site.wording import LANGUAGES

HEADER = "since,change,table,key,column,before,after\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_says_what_was_corrected_in_it(release: Path, tmp_path: Path, language: str) -> None:
    content = read_content(release)
    changed, added, other = list(content.statements)[:3]
    topic = content.statements[changed].topics[0].topic.id if content.statements[changed].topics else next(iter(content.topics))
    (tmp_path / "changes.csv").write_text(
        f"{HEADER}0.1.0,MOD,statements,{changed},summary_en,<b>Lamps</b>,Lights\n"
        f"0.1.0,ADD,statements,{added},summary_en,,Oil\n"
        f"0.1.0,MOD,statement_topics,{changed} {topic},stance,neutral,supports\n"
        "0.1.0,DEL,statements,lamps-s999,summary_en,Wicks,\n",
        encoding="utf-8",
    )
    changes = read_changes(tmp_path, content.dataset)
    assert changes is not None
    rows = by_row(changes)
    assert [change.table for change in rows[f"statements/{changed}.html"]] == ["statements", "statement_topics"]
    made = environment(content, language, {"scripts": False, "notices": "", "menu": MENU, "map": MAP, "changed": rows})
    pages = {page.path: page for page in (*all_pages(content, release), *changes_pages(content, changes))}

    def shown(path: str) -> LexborHTMLParser:
        return LexborHTMLParser(render(made, pages[path], ""))

    page = shown(f"statements/{changed}.html")
    assert [node.text() for node in page.css("del")] == ["<b>Lamps</b>", "neutral"]
    assert [node.text() for node in page.css("ins")] == ["Lights", "supports"]
    assert len(shown(f"statements/{added}.html").css("#history + ul li")) == 1
    assert len(shown(f"statements/{other}.html").css("#history + p a")) == 1
    table = shown("changes/statements.html")
    assert [node.attributes["id"] for node in table.css("main h2")] == ["changed-rows", "added-rows", "removed-rows"]
    assert f"../statements/{added}.html" in {node.attributes["href"] for node in table.css("main a")}
    counts = [node.text() for node in shown("changes.html").css("tbody tr")[0].css("td")]
    assert counts == ["1", "1", "1"]


def test_a_release_without_an_earlier_one_says_so(release: Path, tmp_path: Path) -> None:
    content = read_content(release)
    assert read_changes(tmp_path, content.dataset) is None
    (page,) = changes_pages(content, None)
    made = environment(content, "en", {"scripts": False, "notices": "", "menu": MENU, "map": MAP})
    assert "does not say what changed" in render(made, page, "")
