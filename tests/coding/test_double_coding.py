"""A document is coded a second time without sight of the first codes, and what differs is settled, all tables or none."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from conftest import Run, edit, git, lay_out, made_once
from mawaqif.coding.double_coding import CodedDocument, coded_document, load_blind, load_settled, write_blind, write_settle
from mawaqif.coding.double_coding.kept_codes import FIRST, SECOND, kept
from mawaqif.coding.workbook import Choice, Column, Filled, Sheet, Workbook, read_workbook, write_workbook
from mawaqif.passages.copies import Copies
from mawaqif.tables import load_dataset

NAME = "lamp-report-2020"
S1, S2, S3, S4 = (f"{NAME}-s00{number}" for number in range(1, 5))
N1, N2 = f"{NAME}-n001-1", f"{NAME}-n002-1"
MALTA, NAURU = "lamp-art-4 malta", "lamp-art-4 nauru"
POSITION = ("provision_id", "actor_id", "position", "statement_id")
Answers = Mapping[str, Mapping[str, str]]
# What Idris finds; the first coder gave the same.
SAME: Answers = {
    S1: {"kind": "quotation", "topic_1": "lamp-oil", "stance_1": "supports"},
    S2: {"kind": "commentary", "topic_1": "lamp-oil", "stance_1": "neutral"},
    S3: {"kind": "proposal", "topic_1": "Harbour lights", "stance_1": "supports"},
    S4: {"kind": "position", "topic_1": "harbour-lights", "stance_1": "neutral"},
    N1: {"locator_kind": "page", "locator": "7"},
    N2: {"locator_kind": "page", "locator": "9"},
    MALTA: {"position": "propose"},
    NAURU: {"position": "delete"},
}
OTHER: Answers = {
    **SAME,
    S2: {"kind": "reported speech", "topic_1": "no topic"},
    S4: {"kind": "position", "topic_1": "harbour-lights", "stance_1": "opposes", "topic_2": "lamp-oil", "stance_2": "mixed"},
    N2: {"locator_kind": "no locator"},
    NAURU: {"position": "not named"},
}
SETTLED: Answers = {
    S2: {"settled": "commentary", "reason": "The office remarks on it"},
    f"{S2} lamp-oil": {"settled": "neutral", "reason": "It asks what happens without oil."},
    f"{S4} harbour-lights": {"settled": "mixed", "reason": "Both overlooked half of it."},
    f"{S4} lamp-oil": {"settled": "not coded", "reason": "Oil is not spoken of."},
    N2: {"settled": "page", "locator": "9", "reason": "It is printed."},
    NAURU: {"settled": "delete", "reason": "Nauru is named."},
}


def fill(path: Path, answers: Answers) -> None:
    """Fill in a workbook as a person does: by the keys of rows, whatever the sheet."""
    book = openpyxl.load_workbook(path)
    for page in book.worksheets:
        keys = [cell.value for cell in page[1]]
        for row in page.iter_rows(min_row=3):
            told = answers.get(str(row[0].value).partition("#")[0], {})
            for key, text in told.items():
                if key in keys:
                    page[row[keys.index(key)].coordinate] = text
    book.save(path)


def change(path: Path, title: str, cells: Mapping[str, str | None]) -> None:
    book = openpyxl.load_workbook(path)
    for place, text in cells.items():
        book[title][place] = text
    book.save(path)


@pytest.fixture
def book(package: Path, run: Run, tmp_path: Path) -> Path:
    """The blind workbook, written for Idris."""
    path = tmp_path / "blind.xlsx"
    words = ("blind", NAME, "--coder", "Idris", "--sources", "sources", "--out", path)
    result = run("mawaqif", *words, cwd=package)
    assert result.returncode == 0, result.stderr
    assert "4 statements, 2 citations, 2 positions to judge" in result.stdout
    return path


@pytest.fixture
def coded(package: Path, run: Run, book: Path) -> Path:
    """The package with a second coding that differs, and the workbook to settle it beside it."""
    fill(book, OTHER)
    assert run("mawaqif", "load", book, cwd=package).returncode == 0
    result = run("mawaqif", "settle", NAME, "--sources", "sources", "--out", book.with_name("settle.xlsx"), cwd=package)
    assert (result.returncode, "6 to settle" in result.stdout) == (0, True), result.stderr
    return book.with_name("settle.xlsx")


def texts(filled: Filled) -> str:
    return "\n".join(text for sheet in filled.sheets.values() for row in sheet.rows for text in (row.key, *row.cells.values()))


def table(package: Path, name: str, *columns: str) -> list[tuple[str | None, ...]]:
    return load_dataset(package)[0].tables[name].cells.select(columns or pl.all()).rows()


def document(package: Path) -> CodedDocument:
    return coded_document(load_dataset(package)[0], NAME)


def files(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


def test_the_blind_workbook_holds_what_is_judged_and_nothing_that_was_given(package: Path, book: Path) -> None:
    filled = read_workbook(book)
    shown = texts(filled)
    assert [row.key.partition("#")[0] for row in filled.sheets["statements"].rows] == [S1, S2, S3, S4]
    assert filled.sheets["positions"].rows[0].text("actor") == "Malta"
    text = (package / "sources" / f"{NAME}.txt").read_text(encoding="utf-8")
    (start, end), *_ = [(int(str(a)), int(str(b))) for a, b in table(package, "passages", "char_start", "char_end")]
    assert text[start:end] in shown
    assert "Small boats should keep their lights on." in shown
    for summary in table(package, "statements", "summary_en", "summary_ar"):
        assert not [cell for cell in summary if cell and cell in shown]
    filled_in = {"kind", "topic_1", "stance_1", "locator_kind", "locator", "position"}
    assert not [row for sheet in filled.sheets.values() for row in sheet.rows if filled_in & row.cells.keys()]
    assert not {"co_sponsor", "opponent", "speaker"} & set(shown.split())


def test_two_codings_that_agree_are_written_at_once(package: Path, run: Run, book: Path) -> None:
    fill(book, SAME)
    assert "the second coding is complete" in run("mawaqif", "load", book, cwd=package).stdout
    assert run("mawaqif", "validate", cwd=package).returncode == 0
    result = run("mawaqif", "settle", NAME, "--sources", "sources", "--out", book.with_name("settle.xlsx"), cwd=package)
    assert "the two codings do not differ" in result.stdout, result.stderr
    assert not book.with_name("settle.xlsx").exists()
    assert table(package, "recoded_locators")[0] == (N1, "page", "7", "page", "7", None)
    assert len(table(package, "recodings")) == 4
    assert run("mawaqif", "validate", cwd=package).returncode == 0
    again = run("mawaqif", "blind", NAME, "--coder", "Idris", "--sources", "sources", "--out", "more.xlsx", cwd=package)
    assert (again.returncode, "coded twice already" in again.stderr) == (2, True)


def test_what_is_missing_is_told_and_may_come_later(package: Path, run: Run, book: Path) -> None:
    fill(book, {S1: SAME[S1], S2: {"kind": "commentary"}, MALTA: SAME[MALTA]})
    result = run("mawaqif", "load", book, cwd=package)
    assert result.returncode == 0
    assert f"{S2}: topics, or 'no topic'" in result.stdout
    assert f"{N1}: kind of locator" in result.stdout
    assert {unit[1] for unit in kept(document(package), SECOND).codes} == {S1, f"{S1} lamp-oil", MALTA}
    assert kept(document(package), SECOND).coder == "Idris"
    early = run("mawaqif", "settle", NAME, "--sources", "sources", "--out", book.with_name("settle.xlsx"), cwd=package)
    assert (early.returncode, f"lacks {S2}" in early.stderr) == (2, True)
    fill(book, SAME)
    assert "the second coding is complete" in run("mawaqif", "load", book, cwd=package).stdout


def test_a_workbook_written_again_has_what_its_coder_gave(package: Path, run: Run, book: Path) -> None:
    fill(book, {S1: SAME[S1], S2: OTHER[S2], N1: SAME[N1], NAURU: OTHER[NAURU]})
    run("mawaqif", "load", book, cwd=package)
    words = ("blind", NAME, "--sources", "sources", "--out", book, "--lang", "ar")
    assert run("mawaqif", *words, "--coder", "Idris", cwd=package).returncode == 2
    assert run("mawaqif", *words, "--coder", "Idris", "--force", cwd=package).returncode == 0
    rows = {row.key.partition("#")[0]: row for sheet in read_workbook(book).sheets.values() for row in sheet.rows}
    assert (rows[S2].text("topic_1"), rows[S1].text("stance_1"), rows[NAURU].text("position")) == (
        "لا موضوع",
        "يؤيد",
        "غير مذكورة",
    )
    before = kept(document(package), SECOND)
    assert run("mawaqif", "load", book, cwd=package).returncode == 0
    assert kept(document(package), SECOND) == before
    other = run("mawaqif", *words, "--coder", "Noor", "--force", cwd=package)
    assert (other.returncode, "Idris has begun" in other.stderr) == (2, True)


def test_the_first_codes_stay_what_they_were_when_the_second_coder_began(package: Path, run: Run, book: Path) -> None:
    edit(package / "datapackage/statement_topics.csv", "s004,harbour-lights,neutral", "s004,harbour-lights,mixed")
    fill(book, SAME)
    result = run("mawaqif", "load", book, cwd=package)
    assert f"changed since the first codes were kept, which stay the first codes: {S4}" in result.stdout
    assert kept(document(package), FIRST).codes["recodings", f"{S4} harbour-lights"] == "neutral"
    settle = book.with_name("settle.xlsx")
    run("mawaqif", "settle", NAME, "--sources", "sources", "--out", settle, cwd=package)
    (row,) = read_workbook(settle).sheets["recodings"].rows
    assert [row.text(key) for key in ("first", "second", "now")] == ["neutral", "neutral", "mixed"]
    fill(settle, {f"{S4} harbour-lights": {"settled": "mixed", "reason": "Both overlooked half of it."}})
    assert run("mawaqif", "load", settle, cwd=package).returncode == 0
    assert run("mawaqif", "validate", cwd=package).returncode == 0


def test_codes_stay_with_their_passage_where_its_statement_gets_another_number(package: Path, run: Run, coded: Path) -> None:
    for path in (package / "datapackage").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(S3, "lamp-x").replace(S4, S3).replace("lamp-x", S4), encoding="utf-8")
    fresh = kept(document(package), SECOND)
    assert (fresh.codes["recoded_kinds", S3], fresh.codes["recoded_kinds", S4]) == ("position", "proposal")
    assert fresh.codes["recodings", f"{S3} lamp-oil"] == "mixed"
    settle = coded.with_name("more.xlsx")
    assert run("mawaqif", "settle", NAME, "--sources", "sources", "--out", settle, cwd=package).returncode == 0
    assert {row.key.partition("#")[0] for row in read_workbook(settle).sheets["recodings"].rows} == {
        f"{S2} lamp-oil",
        f"{S3} harbour-lights",
        f"{S3} lamp-oil",
    }


def added(path: Path, **cells: str) -> None:
    """Add a line below those of the sheet of positions."""
    book = openpyxl.load_workbook(path)
    keys = [cell.value for cell in book["Positions"][1]]
    book["Positions"].append([cells.get(str(key), "") for key in keys])
    book.save(path)


def test_a_position_that_only_the_second_coder_finds_is_settled_too(package: Path, run: Run, book: Path) -> None:
    fill(book, SAME)
    added(book, provision="4 Lanterns in port", actor="آيسلندا", statement="s003", position="support")
    assert "3 positions" in run("mawaqif", "load", book, cwd=package).stdout
    words = ("blind", NAME, "--coder", "Idris", "--sources", "sources", "--out", book, "--force")
    assert run("mawaqif", *words, cwd=package).returncode == 0
    assert [row.text("actor") for row in read_workbook(book).sheets["positions"].rows] == ["Malta", "Nauru", "Iceland"]
    assert "3 positions" in run("mawaqif", "load", book, cwd=package).stdout
    settle = book.with_name("settle.xlsx")
    run("mawaqif", "settle", NAME, "--sources", "sources", "--out", settle, cwd=package)
    (row,) = read_workbook(settle).sheets["recoded_positions"].rows
    assert [row.text(key) for key in ("actor", "first", "second")] == ["Iceland", "not coded", "support"]
    fill(settle, {"lamp-art-4 iceland": {"settled": "support", "reason": "Iceland backs the ban."}})
    edit(
        package / "datapackage/statement_actors.csv",
        f"{S3},malta,co_sponsor,",
        f"{S3},iceland,supporter,\n{S3},malta,co_sponsor,",
    )
    result = run("mawaqif", "load", settle, cwd=package)
    assert ("lamp-art-4", "iceland", "support", S3) in table(package, "positions", *POSITION), result.stdout + result.stderr
    assert ("lamp-art-4", "iceland", None, "support") in [row[:4] for row in table(package, "recoded_positions")]


def test_a_position_that_is_told_badly_is_told(package: Path, run: Run, book: Path) -> None:
    added(book, provision="5 Lamps", actor="Iceland", statement="s009", position="support")
    added(book, provision="lamp-art-4", actor="malta", statement="s003", position="support")
    added(book, provision="lamp-art-4", actor="iceland", statement="s003")
    said = run("mawaqif", "load", book, cwd=package).stdout
    for told in (
        "row 5, column B (Provision): '5 Lamps' names no provision; write its name or identifier",
        "row 5, column D (Statement): 's009' names no statement; write its number",
        "row 6: lamp-art-4 malta stands in the sheet, or is coded twice, already",
        "row 7, column F (Position): a position that you found needs one of the choices",
    ):
        assert told in said


def test_sheets_may_be_csv_files(package: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    assert run("mawaqif", "blind", NAME, "--coder", "Idris", "--sources", "sources", "--out", folder, cwd=package).returncode == 0
    edit(folder / "positions.csv", "والشروق,\n", "والشروق,propose\n")
    assert "1 position" in run("mawaqif", "load", folder, cwd=package).stdout


def test_the_first_coder_is_pointed_out(package: Path, run: Run, tmp_path: Path) -> None:
    git(package, "init", "-q")
    git(package, "add", "-A")
    git(package, "commit", "-qm", "Add rows")
    words = ("blind", NAME, "--sources", "sources", "--out", tmp_path / "blind.xlsx")
    result = run("mawaqif", *words, "--coder", "freya", cwd=package)
    assert "note: Freya wrote statements of lamp-report-2020 too" in result.stdout
    assert kept(document(package), FIRST).coder == "Freya"
    assert "note:" not in run("mawaqif", *words, "--coder", "Idris", "--force", cwd=package).stdout
    inside = run("mawaqif", "blind", NAME, "--sources", "sources", "--out", "blind.xlsx", "--coder", "Idris", cwd=package)
    assert (inside.returncode, "would be committed" in inside.stderr) == (2, True)


def test_settled_codes_go_into_all_tables(package: Path, run: Run, coded: Path) -> None:
    fill(coded, SETTLED)
    before = files(package)
    dry = run("mawaqif", "load", coded, "--dry-run", cwd=package)
    assert (dry.returncode, files(package)) == (0, before), dry.stdout
    result = run("mawaqif", "load", coded, cwd=package)
    assert result.returncode == 0, result.stdout
    assert f"statement_topics {S4} harbour-lights: neutral → mixed" in result.stdout
    notes = {row[0]: row[-1] for row in table(package, "recoded_kinds")}
    assert notes == {S1: None, S2: "Settled as commentary. The office remarks on it.", S3: None, S4: None}
    assert (S4, "lamp-oil", None, "mixed", "Settled as not coded. Oil is not spoken of.") in table(package, "recodings")
    assert (S4, "harbour-lights", "mixed") in table(package, "statement_topics", "statement_id", "topic_id", "stance")
    assert (N2, "page", "9", "none", None, "Settled as page 9. It is printed.") in table(package, "recoded_locators")
    assert ("lamp-art-4", "nauru", "delete", None, "Settled as delete. Nauru is named.") in table(package, "recoded_positions")
    assert run("mawaqif", "validate", cwd=package).returncode == 0


def test_unsettled_lines_are_listed_and_written_only_when_asked(package: Path, run: Run, coded: Path) -> None:
    fill(coded, {key: told for key, told in SETTLED.items() if key not in (f"{S4} lamp-oil", N2)})
    before = files(package)
    result = run("mawaqif", "load", coded, cwd=package)
    assert (result.returncode, files(package)) == (1, before)
    assert f"{S4} lamp-oil (recodings)" in result.stdout
    assert run("mawaqif", "load", coded, "--partly", cwd=package).returncode == 0
    assert [row[0] for row in table(package, "recoded_kinds")] == [S1, S2, S3]
    assert [row[0] for row in table(package, "recoded_locators")] == [N1]
    assert run("mawaqif", "validate", cwd=package).returncode == 0
    rest = coded.with_name("rest.xlsx")
    run("mawaqif", "settle", NAME, "--sources", "sources", "--out", rest, cwd=package)
    fill(rest, SETTLED)
    assert run("mawaqif", "load", rest, cwd=package).returncode == 0
    assert len(table(package, "recoded_kinds")) == 4
    assert run("mawaqif", "validate", cwd=package).returncode == 0


@pytest.fixture(scope="module")
def settling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package that was coded twice, and both workbooks as they came back; no test changes it."""

    def make(folder: Path) -> None:
        folder.mkdir()
        coded, copies = document(lay_out(folder)), Copies(folder / "sources")
        write_blind(coded, "Idris", copies, folder / "blind.xlsx", "en")
        fill(folder / "blind.xlsx", OTHER)
        load_blind(read_workbook(folder / "blind.xlsx"), coded, write=True)
        write_settle(coded, [], copies, folder / "settle.xlsx", "en")
        fill(folder / "settle.xlsx", SETTLED)

    return made_once(tmp_path_factory, "settling", make)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"G3": "quoted"}, "row 3, column G (Kind): 'quoted' is none of the choices"),
        ({"H3": "Lamp gas"}, "row 3, column H (Topic): 'Lamp gas' is none of the choices; expected Harbour lights"),
        ({"I3": None}, "row 3, column I (Stance): 'lamp-oil' has no stance"),
        ({"H3": None}, "row 3, column H (Topic): a stance without a topic"),
        ({"J3": "Lamp oil", "K3": "mixed"}, "row 3, column J (Topic): 'Lamp oil' beside 'lamp-oil'; keep one"),
        ({"J3": "no topic"}, "row 3, column J (Topic): 'no topic' beside 'lamp-oil'; keep one"),
        ({"H3": "no topic"}, "row 3, column I (Stance): no topic has no stance"),
        ({"A3": S2}, f"row 4: {S2} stands in row 3, too"),
        ({"A3": "tide-report-s001#0"}, "row 3: lamp-report-2020 has no 'tide-report-s001'"),
        ({"A3": f"{S1}#00000000"}, f"row 3: {S1} was cut otherwise when the sheet was written"),
        ({"A3": None}, "row 3: judges nothing that is coded"),
        ({"B3": "=A1"}, "row 3, column B (Statement): holds a formula"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_spoilt_blind_workbook_is_told_by_its_cells(
    settling: Path, tmp_path: Path, cells: dict[str, str | None], told: str
) -> None:
    path = Path(shutil.copy(settling / "blind.xlsx", tmp_path))
    keys: dict[str | None, str] = {row.key.partition("#")[0]: row.key for row in read_workbook(path).sheets["statements"].rows}
    change(path, "Statements", {place: keys.get(text, text) for place, text in cells.items()})
    before = files(settling)
    done = load_blind(read_workbook(path), document(settling), write=True)
    assert f"sheet 'Statements', {told}" in "\n".join(map(str, done.problems))
    assert files(settling) == before


@pytest.mark.parametrize(
    ("sheet", "cells", "told"),
    [
        ("Topics to settle", {"G3": "not coded", "H3": "neutral"}, "row 3, column G (First code): the two codes are swapped"),
        ("Kinds to settle", {"F3": "quoted"}, "row 3, column F (First code): says 'quoted', but the first coder gave"),
        ("Kinds to settle", {"J3": None}, "row 3, column J (Reason, in English): 'commentary' has no reason"),
        ("Kinds to settle", {"I3": None}, "row 3, column I (Settled code): a reason without a settled code"),
        ("Kinds to settle", {"J3": "Settled as commentary. So it is."}, "begins with 'Settled as'"),
        ("Kinds to settle", {"I3": "not coded"}, "row 3, column I (Settled code): 'not coded' is none of the choices"),
        ("Kinds to settle", {"A3": f"{S1}#0"}, f"row 3: '{S1}' does not differ in the second coding"),
        ("Kinds to settle", {"J3": "ملاحظة من المكتب على ما قيل"}, "row 3, column J (Reason, in English): MQ4"),
        ("Locators to settle", {"H3": None}, "row 3, column H (Locator): 'page' needs its number"),
        ("Locators to settle", {"H3": "nine"}, "row 3, column H (Locator): MQ"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_a_spoilt_settling_is_told_by_its_cells(
    settling: Path, tmp_path: Path, sheet: str, cells: dict[str, str | None], told: str
) -> None:
    path = Path(shutil.copy(settling / "settle.xlsx", tmp_path))
    change(path, sheet, cells)
    before = files(settling)
    done = load_settled(read_workbook(path), document(settling), [], write=True, partly=False)
    assert told in "\n".join(map(str, [*done.problems, *done.findings]))
    assert files(settling) == before


def test_a_code_that_does_not_fit_other_rows_is_not_written(package: Path, run: Run, coded: Path) -> None:
    fill(coded, {**SETTLED, S2: {"settled": "position", "reason": "It is opposed."}})
    before = files(package)
    result = run("mawaqif", "load", coded, cwd=package)
    assert (result.returncode, files(package)) == (1, before)
    assert "sheet 'Kinds to settle', row 3, column I (Settled code): MQ413" in result.stdout
    assert "nothing was written" in result.stderr


def test_workbooks_of_others_are_refused(package: Path, run: Run, tmp_path: Path) -> None:
    column = Column("settled", "Settled", choices=(Choice("a", "a"),))
    for about, kind, said in (
        ({"document": "tide-report", "coder": "Idris"}, "blind", "no statement of 'tide-report' is coded"),
        ({"document": NAME, "coder": ""}, "blind", "expected the second coder's name"),
        ({"document": NAME}, "settle", "the second coding of lamp-report-2020 lacks"),
        ({}, "poems", "a workbook for poems"),
    ):
        path = tmp_path / f"{kind}.xlsx"
        write_workbook(path, Workbook(kind, about, "en", (Sheet("recodings", "Topics", (column,)),)))
        result = run("mawaqif", "load", path, cwd=package)
        assert (result.returncode, said in result.stderr) == (2, True), result.stderr
    (package / "second-coding").mkdir()
    (package / f"second-coding/{NAME}-second.csv").write_text("table,key\nrecodings,x\n")
    words = ("blind", NAME, "--coder", "Idris", "--sources", "sources", "--out", tmp_path / "new.xlsx")
    result = run("mawaqif", *words, cwd=package)
    assert (result.returncode, "expected table, key, code, cut, coder" in result.stderr) == (2, True)
