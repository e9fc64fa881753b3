"""A document becomes a workbook, a person fills it in, and its rows stand in all tables or in none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from conftest import Run, git, made_once, without_isolates
from filled_sheets import DOCUMENT, Pages, cells_of, fill, put
from filled_sheets import code as code_document
from mawaqif.coding.dates import dates_in
from mawaqif.coding.mentions import Mentions
from mawaqif.coding.units import units
from mawaqif.tables import load_dataset

# Invented: a heading, a dated heading, quotations with footnotes, a comment in two parts, a note that says something itself.
TEXT = """ورقة المرافئ

الدورة الأولى، 12 مايو / أيار 2020

قالت مالطا: "نرى أن على أصحاب السفن أن يدفعوا ثمن الزيت كله".¹

وأضافت ناورو: "لا ينبغي أن يُطلب من الجزر الصغيرة أن تدفع شيئًا من ذلك".²

السياق: لم يتفق الطرفان على من يحرس المنارات في الليل

¹ محضر الاجتماع الثاني، ص 7-8، <https://example.org/minutes/2>

ولا على من يدفع أجر الحراس في الشتاء

² سجل المرافئ، 3 حزيران 2020، الفقرة 4، <https://example.org/register>؛ المصدر ذاته، ص 9
"""


@pytest.fixture
def drafted(package: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The invented package with one more document in it, which nobody has coded, and its draft in Arabic; made once."""

    def make(folder: Path) -> None:
        shutil.copytree(package, folder)
        (folder / f"sources/{DOCUMENT}.txt").write_text(TEXT, encoding="utf-8")
        values = ("kind=report", "title_en=Harbour paper", "title_ar=ورقة المرافئ", "publisher_id=Lamp Office", "date=2020-07-01")
        named = ("document", f"document_id={DOCUMENT}", "role=corpus", *values)
        run("mawaqif", "new", *named, "--sources", "sources", cwd=folder).check_returncode()
        run(
            "mawaqif", "draft", DOCUMENT, "--sources", "sources", "--out", "draft.xlsx", "--lang", "ar", cwd=folder
        ).check_returncode()

    made = made_once(tmp_path_factory, "drafted", make)
    return Path(shutil.copytree(made, package, dirs_exist_ok=True))


def code(pages: Pages) -> None:
    """Code the invented document whole, with a comment in two parts, and a note that closes nothing."""
    code_document(pages, notes=3)
    put(pages["lines"], ("unit", "6"), {"coded": "نعم", "mark": "5", "date": "", "event_id": ""})
    cited = pages["citations"]
    cited.cell(5, cells_of(cited)["statement_id"], "لا شيء")


def test_a_text_is_cut_into_what_may_be_coded() -> None:
    found = units(TEXT)
    assert [(unit.name, unit.sort) for unit in found] == [
        ("1", "paragraph"),
        ("2", "paragraph"),
        ("3", "paragraph"),
        ("3.1", "quotation"),
        ("4", "paragraph"),
        ("4.1", "quotation"),
        ("5.0", "label"),
        ("5", "paragraph"),
        ("n1", "note"),
        ("6", "paragraph"),
        ("n2", "note"),
    ]
    cut = {unit.name: TEXT[unit.start : unit.end] for unit in found}
    assert cut["3.1"].startswith("نرى أن على")
    assert cut["3.1"].endswith("ثمن الزيت كله")
    assert not any(text[0].isspace() or text[-1] in '". ¹²' for text in cut.values())
    # Where no line is blank, each is a paragraph.
    assert [unit.name for unit in units("سطر أول\nسطر ثان\n¹ حاشية هنا\n")] == ["1", "2", "n1"]
    # A number is that of a note where a raised one leads to it, and before its text.
    assert [unit.name for unit in units("2 سطر أول².\nسطر ثان\n2 حاشية هنا\n3 سطر\n")] == ["1", "2", "n2", "3"]


def test_names_are_found_behind_prefixes_and_dates_in_any_month(package: Path) -> None:
    mentions = Mentions(load_dataset(package)[0])
    assert mentions.in_text("actors", "قالت لمالطا وللجمهورية وبناورو، ومكتب المنارات") == ["malta", "nauru", "lamp-office"]
    assert mentions.in_text("actors", "مالطاوي") == []
    assert dates_in("12 مايو / أيار 2020، وحزيران 2021 و1 كانون الثاني/يناير 2022، May 2023") == [
        "2020-05-12",
        "2021-06",
        "2022-01-01",
        "2023-05",
    ]


def test_a_draft_proposes_and_loads_nothing_until_it_is_confirmed(drafted: Path, run: Run) -> None:
    book = openpyxl.load_workbook(drafted / "draft.xlsx")
    page = book["النص"]
    at = cells_of(page)
    lines = {str(page.cell(row, at["unit"]).value): row for row in range(3, page.max_row + 1)}
    cell = {key: str(page.cell(lines["3.1"], column).value) for key, column in at.items()}
    assert (cell["first"], cell["last"]) == ("نرى أن على أصحاب السفن", "أن يدفعوا ثمن الزيت كله")
    assert (cell["role_speaker"], cell["date"], cell["event_id"], cell["mark"]) == ("مالطا", "2020-05-12", "الدورة الأولى", "3.1")
    assert cell["coded"] == "None"
    cited = book["الاستشهادات"]
    got = [[cited.cell(row, cells_of(cited)[key]).value for key in ("cited_document_id", "locator", "ibid")] for row in (3, 4, 5)]
    assert got == [["محضر الاجتماع الثاني", "7-8", "لا"], ["n2-1", "4", "لا"], ["n2-1", "9", "نعم"]]
    loaded = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted)
    assert loaded.returncode == 0, loaded.stdout
    assert "not confirmed, so not loaded: 15 lines\n" in loaded.stdout
    assert "written: 0 statements of harbour-paper; rows: 0 new, 0 changed, 0 gone\n" in loaded.stdout


def test_a_filled_workbook_becomes_rows_and_loads_again(drafted: Path, run: Run) -> None:
    fill(drafted / "draft.xlsx", code)
    dry = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", "--dry-run", cwd=drafted)
    assert dry.returncode == 0, dry.stdout
    assert run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted).returncode == 0
    assert run("mawaqif", "validate", "--sources", "sources", cwd=drafted).returncode == 0
    dataset = load_dataset(drafted)[0]
    own = {
        name: [row for row in table.cells.rows() if any(str(cell).startswith(f"{DOCUMENT}-") for cell in row)]
        for name, table in dataset.tables.items()
    }
    assert [row[:3] for row in own["statement_topics"]] == [
        (f"{DOCUMENT}-s001", "lamp-oil", "supports"),
        (f"{DOCUMENT}-s002", "lamp-oil", "opposes"),
        (f"{DOCUMENT}-s003", "lamp-oil", "neutral"),
    ]
    assert [row[:2] for row in own["passages"]][2:] == [(f"{DOCUMENT}-s003", "1"), (f"{DOCUMENT}-s003", "2")]
    assert [(row[0], row[4]) for row in own["citations"]] == [
        (f"{DOCUMENT}-n001-1", f"{DOCUMENT}-s001"),
        (f"{DOCUMENT}-n002-1", f"{DOCUMENT}-s002"),
        (f"{DOCUMENT}-n002-2", None),
    ]
    again = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted).stdout
    assert "written: 3 statements of harbour-paper; rows: 0 new, 0 changed, 0 gone\n" in again
    # Another draft carries over what is coded; from CSV, too, and in the other language.
    carried = run("mawaqif", "draft", DOCUMENT, "--sources", "sources", "--out", "carried", cwd=drafted)
    assert carried.returncode == 0, carried.stderr
    again = run("mawaqif", "load", "carried", "--sources", "sources", cwd=drafted).stdout
    assert "written: 3 statements of harbour-paper; rows: 0 new, 0 changed, 0 gone\n" in again


def test_what_is_taken_back_goes_and_what_was_read_stays(drafted: Path, run: Run) -> None:
    fill(drafted / "draft.xlsx", code)
    run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted).check_returncode()
    fill(drafted / "draft.xlsx", lambda pages: put(pages["lines"], ("unit", "3.1"), {"coded": "لا"}))
    said = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted).stdout
    assert "written: 2 statements of harbour-paper" in said
    assert f"{DOCUMENT}-s003" not in (drafted / "datapackage/statements.csv").read_text(encoding="utf-8")
    run("mawaqif", "seal", cwd=drafted).check_returncode()

    def change(pages: Pages) -> None:
        put(pages["lines"], ("unit", "3.1"), {"coded": "نعم"})
        put(pages["lines"], ("unit", "4.1"), {"stance_1": "mixed"})

    fill(drafted / "draft.xlsx", change)
    before = (drafted / "datapackage/statement_topics.csv").read_bytes()
    refused = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted)
    assert refused.returncode == 1
    assert without_isolates(refused.stdout).startswith("sheet 'النص', row 8, column T (")
    assert "statement_topics harbour-paper-s001 lamp-oil was read by a second reader with stance 'opposes'" in refused.stdout
    assert (drafted / "datapackage/statement_topics.csv").read_bytes() == before
    said = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", "--change-sealed", cwd=drafted)
    assert said.returncode == 0, said.stdout
    topics = (drafted / "datapackage/statement_topics.csv").read_text(encoding="utf-8")
    # The statement that came first in the text takes the next free number, because others were read.
    assert f"{DOCUMENT}-s001,lamp-oil,mixed" in topics
    assert f"{DOCUMENT}-s003,lamp-oil,supports" in topics


def test_every_slip_is_told_at_its_cell_and_all_at_once(drafted: Path, run: Run) -> None:
    def slip(pages: Pages) -> None:
        lines = pages["lines"]
        put(lines, ("unit", "3.1"), {"stance_1": "يوافق", "role_speaker": "مَالطا | ملطا"})
        put(lines, ("unit", "4.1"), {"last": "أن تدفع شيئا من هذا", "topic_id_1": ""})
        put(lines, ("unit", "5"), {"responds_to": "77"})
        put(lines, ("unit", "added"), {"first": "من", "last": "في"})
        put(lines, ("unit", "6"), {"kind": "quotation", "summary_en": "=A1"})
        put(pages["documents"], ("mark", "n2-1"), {"coded": ""})
        pages["citations"].merge_cells("I4:I5")

    fill(drafted / "draft.xlsx", code, slip)
    before = {path: path.read_bytes() for path in (drafted / "datapackage").iterdir()}
    said = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted)
    assert said.returncode == 1
    for line in (
        "row 6, column N: no row of actors is called 'ملطا' (did you mean 'malta'",
        "row 6, column T: 'يوافق' is none of ",
        "row 8, column J: 'أن تدفع شيئا من هذا' is not in the text, nearest is 'أن تدفع شيئًا من ذلك' at ",
        "row 8, column S: is empty, and 'opposes' stands beside it",
        "row 14, column I: 4 stretches go from 'من' to 'في': ",
        "row 10, column AM: '77' is the mark of no statement",
        "row 12, column K: says 'quotation', and row 10 of the same statement '5' says 'commentary'",
        "row 12, column AN: holds a formula, '=A1'",
        "sheet 'الاستشهادات', row 4, column I: the cells I4:I5 are merged",
        "the line with the mark 'n2-1' in the sheet of documents is not confirmed",
    ):
        # What a column is called, the schemas say.
        assert line in re.sub(r"(column [A-Z]+) \([^)]*\): ", r"\1: ", without_isolates(said.stdout)), said.stdout
    assert "مَالطا" not in said.stdout
    assert before == {path: path.read_bytes() for path in (drafted / "datapackage").iterdir()}


def test_what_is_no_draft_of_this_text_is_refused(drafted: Path, run: Run) -> None:
    fill(drafted / "draft.xlsx", code)
    again = run("mawaqif", "draft", DOCUMENT, "--sources", "sources", "--out", "draft.xlsx", cwd=drafted)
    assert (again.returncode, "exists, and may hold what you have coded" in again.stderr) == (2, True)
    missing = run("mawaqif", "draft", "harbour", "--sources", "sources", "--out", "other.xlsx", cwd=drafted)
    assert (missing.returncode, "there is no document 'harbour'" in missing.stderr) == (2, True)
    cited = run("mawaqif", "draft", "lamp-minutes-2", "--sources", "sources", "--out", "other.xlsx", cwd=drafted)
    assert (cited.returncode, "is only cited" in cited.stderr) == (2, True)
    topics = (drafted / "datapackage/topics.csv").read_bytes()
    (drafted / "datapackage/topics.csv").write_bytes(b"topic_id\nlamp-oil\n")
    for words in (
        ("draft", DOCUMENT, "--sources", "sources", "--out", "other.xlsx"),
        ("load", "draft.xlsx", "--sources", "sources"),
    ):
        unread = run("mawaqif", *words, cwd=drafted)
        assert (unread.returncode, "the column theme of topics could not be read" in unread.stderr) == (2, True)
    (drafted / "datapackage/topics.csv").write_bytes(topics)
    git(drafted, "init", "-q")
    shared = run("mawaqif", "draft", DOCUMENT, "--sources", "sources", "--out", "shared.xlsx", cwd=drafted)
    assert (shared.returncode, "would be committed" in shared.stderr) == (2, True)
    shutil.rmtree(drafted / ".git")

    def lose(pages: Pages) -> None:
        pages["lines"].delete_cols(cells_of(pages["lines"])["kind"])
        pages["errata"]["A1"] = None

    fill(drafted / "draft.xlsx", lose)
    said = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted)
    assert said.returncode == 1
    assert "sheet 'النص': has no column 'النوع'; put it back, with 'kind' in the hidden first row" in without_isolates(
        said.stdout
    )
    assert "sheet 'errata': is missing (errata), or has lost its hidden first row" in said.stdout
    (drafted / f"sources/{DOCUMENT}.txt").write_text(TEXT + "ملحق\n", encoding="utf-8")
    other = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted)
    assert other.returncode == 2, other.stderr


def test_second_codes_follow_their_statement_to_its_new_number(drafted: Path, run: Run) -> None:
    fill(drafted / "draft.xlsx", code, lambda pages: put(pages["lines"], ("unit", "3.1"), {"coded": "لا"}))
    run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted).check_returncode()
    second = drafted / "datapackage/recodings.csv"
    second.write_text(second.read_text() + f"{DOCUMENT}-s001,lamp-oil,opposes,opposes,\n", encoding="utf-8")
    fill(drafted / "draft.xlsx", lambda pages: put(pages["lines"], ("unit", "3.1"), {"coded": "نعم"}))
    said = run("mawaqif", "load", "draft.xlsx", "--sources", "sources", cwd=drafted)
    assert said.returncode == 0, said.stdout
    assert second.read_text().endswith(f"\n{DOCUMENT}-s002,lamp-oil,opposes,opposes,\n")
