"""Every check has a case that it catches, at the right place, and one that it lets pass.

A case is a folder `cases/<CODE>-<name>/` with `bad` and `good`, each laid over the
invented package. `bad/expected.txt` lists every finding as `file:line:column CODE`.
Adding a folder adds a test. The examples that a check shows are held against these files
too; `mawaqif.findings.model.Code` says how they are written.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, invented_files, lay_out, lay_over
from mawaqif.checks import CODES, check_package
from mawaqif.findings import Code, Finding, Language, spoken
from mawaqif.findings.escaping import ISOLATE, POP
from mawaqif.passages.copies import Copies
from unchanged import count_as_read, invented

CASES = sorted((ROOT / "tests" / "cases").iterdir())


def place(finding: Finding) -> str:
    line = f":{finding.line}" if finding.line else ""
    column = f":{finding.column}" if finding.column else ""
    return f"{finding.file}{line}{column} {finding.code}"


# What other programs say of a file is quoted as they say it, and so are the names of characters in Unicode.
QUOTED = {"MQ001", "MQ002", "MQ003", "MQ102", "MQ104", "MQ404", "MQ405", "MQ425"}
INSIDE = re.compile(f"{ISOLATE}[^{ISOLATE}{POP}]*{POP}")


def reads_in_arabic(finding: Finding) -> bool:
    """True where a message in Arabic has no word in Latin letters but in isolates, and in those no English sentence."""
    whole = spoken(finding.message, Language.ARABIC)[1:-1]
    values = [re.sub(r"'[^']*'|`[^`]*`", "", value) for value in INSIDE.findall(whole)]
    sentences = [value for value in values if re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", value)]
    return not re.search("[A-Za-z{}]", INSIDE.sub("", whole)) and (not sentences or finding.code in QUOTED)


def findings(folder: Path, case: Path) -> list[str]:
    """Return what is found in a package; of the notes, those of the check that the case is on."""
    _, report = check_package(folder, Copies(folder / "sources"))
    notes = [note for note in report.notes if case.name.startswith(note.code)]
    for item in (*report.findings, *notes):
        assert reads_in_arabic(item), spoken(item.message, Language.ARABIC)
    return sorted(place(finding) for finding in (*report.findings, *notes))


@pytest.fixture(scope="module")
def invented_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented package, written once; the packages of the cases share the files that they leave as they are."""
    return lay_out(tmp_path_factory.mktemp("invented"))


@pytest.fixture
def laid(invented_package: Path, tmp_path: Path) -> Callable[[Path], Path]:
    """Lay a case over the invented package."""

    def lay(case: Path) -> Path:
        return lay_over(shutil.copytree(invented_package, tmp_path / "package", copy_function=os.link), case)

    return lay


@pytest.fixture(autouse=True)
def _unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    count_as_read(invented(), monkeypatch)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad(case: Path, laid: Callable[[Path], Path]) -> None:
    expected = (case / "bad" / "expected.txt").read_text(encoding="utf-8").split("\n")
    assert findings(laid(case / "bad"), case) == sorted(filter(None, expected))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_good(case: Path, laid: Callable[[Path], Path]) -> None:
    assert findings(laid(case / "good"), case) == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_check_has_a_case(code: Code) -> None:
    wanted = f"{code.code}-{code.name}"
    cases = [case for case in CASES if case.name.startswith(wanted)]
    assert cases, f"tests/cases/{wanted}/ is missing"
    caught = [case for case in cases if wanted[:5] in (case / "bad" / "expected.txt").read_text(encoding="utf-8")]
    assert caught, f"no case of {wanted} expects a finding of it"


# Lines of examples that are plain words, because no file holds a text that shows the fault.
IN_WORDS = {
    "MQ004": "the fault is a file too many, whatever it holds",
    "MQ005": "a link holds no text of its own",
    "MQ101": "a file that is not there holds no text",
    "MQ102": "a folder in place of a file holds no text",
    "MQ103": "an empty file holds no text",
    "MQ110": "the cell is too long to be shown",
    "MQ111": "a blank line holds no text",
    "MQ501": "the length of a copy is counted, not written in it",
}
CELL = re.compile(r"([a-z][a-z0-9_]*):(?: (.*))?")
PIECE = re.compile(r"([\w-]+\.(?:csv|json|txt)): (.+)")
ABSENCE = re.compile(r"([\w-]+\.(?:csv|json|txt)) has no (\S+)")


def in_words(example: str) -> list[str]:
    return [line for line in example.split("\n") if not any(form.fullmatch(line) for form in (CELL, PIECE, ABSENCE))]


def text_of(case: Path, name: str) -> str:
    """Read a file of a package as an example shows it: a byte that is no UTF-8 as an escape."""
    removed = (case / "removed.txt").read_text().split() if (case / "removed.txt").exists() else []
    for path in (f"{part}{name}" for part in ("datapackage/", "schemas/", "sources/", "")):
        if (case / path).is_file():
            return (case / path).read_bytes().decode("utf-8", errors="backslashreplace")
        if path in invented_files() and path not in removed and not (case / path).exists():
            return invented_files()[path].decode()
    return ""


def rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file, each with the line on which it starts."""
    reader = csv.reader(text.splitlines(keepends=True))
    header, start, found = next(reader), 2, []
    for row in reader:
        found.append((start, dict(zip(header, row, strict=False))))
        start = reader.line_num + 1
    return found


def lines_with(text: str, piece: str) -> set[int]:
    """Return the lines that hold a piece of text, in which `…` stands for what is left out."""
    pattern = re.compile(".*".join(map(re.escape, piece.split("…"))))
    return {number for number, line in enumerate(text.split("\n"), start=1) if pattern.search(line)}


def shows(example: str, case: Path, named: list[tuple[str, int]], *, at_line: bool) -> bool:
    """True where the files of a package hold what an example shows.

    Args:
        example: an example of a check; lines in plain words are passed over, and true.
        case: what is laid over the invented package.
        named: file and line of each finding that `expected.txt` names; line 0 where it names none.
        at_line: whether the example must stand at one of these lines, not only in their files.
    """
    lines = [re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), line) for line in example.split("\n")]
    absences = [match.groups() for line in lines if (match := ABSENCE.fullmatch(line))]
    pieces = [match.groups() for line in lines if (match := PIECE.fullmatch(line))]
    cells = {(match[1], match[2] or "") for line in lines if (match := CELL.fullmatch(line))}
    held = [{(name, line) for line in lines_with(text_of(case, name), piece)} for name, piece in pieces]
    if not (cells or pieces or absences):
        return True
    if not all(held) or any(word in text_of(case, name) for name, word in absences):
        return False
    if cells:
        return any(
            cells <= row.items() and (line == start or not at_line)
            for name, line in set(named)
            for start, row in rows(text_of(case, name))
        )
    # A row that is gone stands on no line; a file that cannot be read has a finding without one.
    placed = {place for place in named if place[1]}
    return not at_line or not placed or bool(absences) or bool(placed & set().union(*held))


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_examples_have_one_form(code: Code) -> None:
    assert code.bad != code.good
    assert bool(in_words(code.bad) + in_words(code.good)) == (code.code in IN_WORDS)
    for example in (code.bad, code.good):
        assert len(example.split("\n")) <= 3
        assert max(map(len, example.split("\n"))) <= 80


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_examples_are_true(code: Code) -> None:
    bad, good = [], []
    for case in [case for case in CASES if case.name.startswith(f"{code.code}-")]:
        expected = (case / "bad" / "expected.txt").read_text(encoding="utf-8")
        places = re.findall(rf"^(?:.*/)?([^/:\n]+?)(?::(\d+))?(?::\w+)? {code.code}$", expected, re.MULTILINE)
        named = [(name, int(line or 0)) for name, line in places]
        faulty, mended = case / "bad", case / "good"
        if shows(code.good, mended, named, at_line=False):
            good.append(case)
        if shows(code.bad, faulty, named, at_line=True):
            bad.append(case)
            assert in_words(code.bad) or not shows(code.bad, mended, named, at_line=False), f"{mended} has the fault"
            assert in_words(code.good) or not shows(code.good, faulty, named, at_line=True), f"{faulty} has no fault"
    assert bad, f"no bad case holds {code.bad!r}"
    assert good, f"no good case holds {code.good!r}"
