"""A reviewer answers from the summary alone: who said what on which day, what differs from before, what is not proven."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Run, edit, git
from mawaqif.findings import Report
from mawaqif.reports import FORMATS

SUMMARY_EN = "The office reminds the session that the minutes of the second meeting stand, with every word of this long sentence."
SUMMARY_AR = "يذكّر المكتب الدورة بأن محضر الاجتماع الثاني قائم، بكل كلمة من هذه الجملة الطويلة."
ROWS = {
    "statements": f"lamp-report-2020-s005,lamp-report-2020,quotation,lamp-session-1,2020-05-12,{{en}},{SUMMARY_AR},,Said late.\n",
    "passages": f"lamp-report-2020-s005,1,218,290,ab,cd,{'0' * 64}\n",
    "statement_actors": "lamp-report-2020-s005,freya-lind,speaker,\nlamp-report-2020-s005,iceland,on_behalf_of,\n",
    "statement_topics": "lamp-report-2020-s005,lamp-oil,mixed,Both sides are weighed.\n",
    "statement_initiatives": "lamp-report-2020-s005,harbour-code,mentions,\n",
}


@pytest.fixture
def clone(package: Path) -> Path:
    """The invented package in a repository, on a branch for a contribution."""
    git(package, "init", "--quiet")
    git(package, "add", "--all")
    git(package, "commit", "--quiet", "--message", "Begin")
    git(package, "checkout", "--quiet", "-b", "contribution")
    return package


def add(folder: Path, table: str, rows: str) -> None:
    path = folder / f"datapackage/{table}.csv"
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")


def contribute(folder: Path) -> None:
    """Add a statement with everything that belongs to it, change two published rows, remove a third, and make two slips."""
    for table, rows in ROWS.items():
        add(folder, table, rows.replace("{en}", f'"{SUMMARY_EN}"'))
    data = folder / "datapackage"
    edit(data / "actors.csv", "nauru,state,Nauru,", "nauru,state,Republic of Nauru,")
    edit(data / "positions.csv", "nauru,delete,", "nauru,retain,")
    edit(
        data / "citations.csv",
        "lamp-report-2020-n002-1,lamp-report-2020,2,1,lamp-report-2020-s003,lamp-minutes-2,page,9,,true,\n",
        "",
    )
    edit(
        data / "errata.csv",
        "lamp-report-2020-e001,lamp-report-2020,lamp-report-2020-n002-1,,locator,90,9,The minutes have twelve pages.\n",
        "",
    )
    edit(data / "statement_topics.csv", "s001,lamp-oil,supports", "s001,lamp-oil,support")


def report(folder: Path, run: Run, form: str) -> str:
    return run("mawaqif", "validate", "--base", "main", "--format", form, cwd=folder).stdout


def test_ten_questions_are_answered_from_the_summary(clone: Path, run: Run) -> None:
    contribute(clone)
    page = re.sub("[\u2068\u2069]", "", report(clone, run, "markdown"))
    block = page[page.index("#### lamp-report-2020-s005") :].split("\n\n###")[0]
    answers = {
        "what stands in the way": "| `datapackage/statement_topics.csv:2` stance | MQ204 cell-enum | 'support' is not a value",
        "what is not proven": "**6 passages not proven here: the documents were not at hand",
        "which published cell differs, from what to what": "`datapackage/positions.csv:3` | position | delete | retain |",
        "is a changed name a change": "| MOD | actor nauru (Nauru) `datapackage/actors.csv:7` | name_en | Nauru | Republic",
        "what is gone": "| DEL | citation lamp-report-2020-n002-1 `datapackage/citations.csv` |",
    }
    answers_of_statement = {
        "where it stands": "- 3 of 5 in the reading order of Lighthouse report (lamp-report-2020)",
        "who said it": "- Freya Lind (freya-lind); speaker",
        "for whom": "- Iceland (iceland); on_behalf_of",
        "on which day": "- Date: 2020-05-12",
        "what, in both languages and whole": f"- English summary: {SUMMARY_EN}\n- Arabic summary: {SUMMARY_AR}",
        "on which side": "- Topics of statements: Lamp oil (lamp-oil); mixed; note: Both sides are weighed.",
        "of which initiative": "Harbour Code (harbour-code); mentions",
        "how, and why so": "- Kind: quotation\n",
        "what the coder notes": "- Note: Said late.",
    }
    assert [question for question, answer in answers.items() if answer not in page] == []
    assert [question for question, answer in answers_of_statement.items() if answer not in block] == []
    order = [page.index(f"### {part}") for part in ("Findings", "Changed and removed rows", "New statements: 1")]
    assert order == sorted(order)
    assert "0" * 64 not in page
    assert "ADD" not in page[: page.index("### New statements")]


def test_the_full_report_and_the_comment_say_the_same(clone: Path, run: Run) -> None:
    contribute(clone)
    page, comment = report(clone, run, "html"), report(clone, run, "comment")
    assert comment.startswith("<!-- mawaqif: rows of this pull request -->\n## Mawaqif: ")
    for text in (SUMMARY_AR, "Republic of Nauru", "MQ204", "not proven here"):
        assert text in page
        assert text in comment
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in page
    assert '<p lang="ar" dir="rtl">' in page


def test_a_big_contribution_is_counted_where_it_does_not_fit(clone: Path, run: Run) -> None:
    many = range(5, 900)
    add(
        clone,
        "statements",
        "".join(ROWS["statements"].replace("s005", f"s{n:03}").replace("{en}", f'"{SUMMARY_EN}"') for n in many),
    )
    add(clone, "passages", "".join(f"lamp-report-2020-s{n:03},1,{n * 900},{n * 900 + 1},ab,cd,{'0' * 64}\n" for n in many))
    edit(clone / "datapackage/positions.csv", "nauru,delete,", "nauru,retain,")
    comment = report(clone, run, "comment")
    assert len(comment.encode()) < 64_000
    assert "| position | \u2068delete\u2069 | \u2068retain\u2069 |" in comment
    shown = comment.count("\n#### lamp-report-2020-s")
    assert 20 < shown < len(many)
    assert f"and {len(many) - shown} more new statements, which the full report has." in comment
    page = report(clone, run, "html")
    assert page.count("<article>") == len(many)


def test_an_annotation_of_each_kind_comes_before_a_second_of_one(clone: Path, run: Run) -> None:
    add(clone, "statement_topics", "".join(f"lamp-report-2020-s00{n},harbour-light,neutrl,\n" for n in (1, 2)))
    edit(clone / "datapackage/positions.csv", "malta,propose", "malta,proposes")
    edit(clone / "datapackage/citations.csv", "page,7,", "page,p. 7,")
    edit(clone / "datapackage/statements.csv", "lit before dusk", "lit  before dusk")
    text = report(clone, run, "github")
    codes = re.findall(r"^::error [^:]*title=(MQ\d+)", text, re.MULTILINE)
    distinct = list(dict.fromkeys(codes))
    assert codes[: len(distinct)] == distinct
    assert len(codes) > len(distinct) > 3


def test_formats_of_an_empty_report() -> None:
    for name, form in FORMATS.items():
        assert form(Report(), Path()), name
