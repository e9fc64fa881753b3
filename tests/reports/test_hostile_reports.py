"""What a report quotes commands neither the terminal, nor the log, nor the page that it is shown in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema.validators import validator_for
from junitparser import JUnitXml
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, Run
from hostile_texts import HOSTILE, NOT_UTF_8, assert_for_log, assert_for_markdown, assert_for_terminal, shown, tokens
from mawaqif.checks import CODES
from mawaqif.findings import CellChange, Contribution, Finding, Kind, NewRow, NewStatement, Report, RowChange, Skipped
from mawaqif.findings.escaping import ISOLATE, JOINERS, POP, for_terminal, visible, web_address
from mawaqif.release.changelog import Entry
from mawaqif.release.diff import CHANGE_FORMATS
from mawaqif.release.notes import Changes, write_notes
from mawaqif.reports import FORMATS, render_for_terminal

TEXTS = {**HOSTILE, "not UTF-8": NOT_UTF_8}
CODE = CODES[0]
SARIF = json.loads((ROOT / "tests/clients/sarif-2.1.0.json").read_text(encoding="utf-8"))
# Made once, because the schema is larger than most reports.
VALIDATOR = validator_for(SARIF)(SARIF)


def contribution_of(text: str) -> Contribution:
    rows = [
        RowChange(Kind.ADDED, "actors", (text, text), text, text, 2, 0, (CellChange(text, None, text),)),
        RowChange(Kind.CHANGED, "actors", (text,), text, text, 3, 3, (CellChange(text, text, text + "x"),)),
        RowChange(Kind.CHANGED, "positions", (text,), f"position of {text}", text, 3, 3, (CellChange("position", text, "y"),)),
        RowChange(Kind.REMOVED, "positions", (text,), f"position of {text}", text, 0, 4, (CellChange("position", text, None),)),
    ]
    belonging = [NewRow(table, text, text, text, 2, (text,)) for table in ("statement_actors", "passages")]
    statement = NewStatement(text, text, 1, 1, text, 2, (("Kind", text), ("Note", text)), text, text, tuple(belonging))
    return Contribution(text, rows, files=[text], sealed=2, unread=[text], statements=[statement])


def report_of(text: str) -> Report:
    findings = [Finding(CODE.code, CODE.name, text, line, text, text) for line in (0, 3)]
    findings += [Finding(CODE.code, CODE.name, text, line, text, f"{line} {text}") for line in range(5, 40)]
    return Report(findings, [Skipped(CODE.code, CODE.name, text)], {text: 1}, contribution=contribution_of(text))


@pytest.mark.parametrize("name", TEXTS)
def test_a_report_commands_no_terminal(name: str, tmp_path: Path) -> None:
    report = report_of(TEXTS[name])
    assert_for_terminal(render_for_terminal(report, tmp_path, colour=False))
    coloured = render_for_terminal(report, tmp_path, colour=True)
    assert_for_terminal(re.sub(r"\x1b\[[0-9;]*m", "", coloured))
    assert set(re.findall(r"\x1b[^m]*m", coloured)) <= {"\x1b[1m", "\x1b[0m", "\x1b[31m", "\x1b[33m"}
    plain = FORMATS["text"](report, tmp_path)
    assert_for_terminal(plain)
    # A finding, a row that differs and a skipped check are one line each.
    assert len(plain.split("\n")) == 1 + 4 + 1 + 1 + 20 + 1 + 1 + 1


@pytest.mark.parametrize("name", TEXTS)
def test_a_log_of_github_holds_the_commands_of_the_project_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = FORMATS["github"](report_of(TEXTS[name]), tmp_path)
    assert_for_log(text, own=12)
    kinds = [re.match(r"::(\w+)(?: [^:]*)?::[^\r\n]*\Z", line) for line in text.splitlines()[:12]]
    assert [found and found[1] for found in kinds] == ["error"] * 10 + ["warning", "notice"]
    (tmp_path / "::notice ::x").mkdir()
    assert "\\u003a:notice ::x:3" in FORMATS["text"](report_of("::notice ::x"), tmp_path)


@pytest.mark.parametrize("name", TEXTS)
def test_a_page_of_markdown_holds_no_markup_of_others(name: str, tmp_path: Path) -> None:
    report = report_of(TEXTS[name])
    page = FORMATS["markdown"](report, tmp_path)
    assert_for_markdown(page)
    parsed = [token for token in tokens(page) if token.type in {"inline", "tr_open", "heading_open", "hr", "list_item_open"}]
    assert [token.type for token in parsed].count("tr_open") == 3 + len(report.findings) + 4
    assert [token.type for token in parsed].count("heading_open") == 5 + 1 + 1
    assert [token.type for token in parsed].count("list_item_open") == 2 + 8
    assert "hr" not in {token.type for token in parsed}
    # What is shown is what the message says, control characters as escapes.
    words = [" ".join(shown(token).split()) for token in parsed if token.type == "inline"]
    assert " ".join(visible(report.findings[-1].message).split()) in words


ELEMENTS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "h3",
    "p",
    "nav",
    "a",
    "code",
    "bdi",
    "br",
    "del",
    "ins",
}
ELEMENTS |= {"ins", "table", "tbody", "tr", "th", "td", "article", "div", "dl", "dt", "dd", "ul", "li"}


@pytest.mark.parametrize("name", TEXTS)
def test_a_full_report_holds_no_element_of_others(name: str, tmp_path: Path) -> None:
    page = FORMATS["html"](report_of(TEXTS[name]), tmp_path).encode("utf-8", "backslashreplace")
    parsed = LexborHTMLParser(page)
    assert parsed.root is not None
    elements = [node for node in parsed.root.traverse() if node.tag != "-undef"]
    assert {node.tag for node in elements} <= ELEMENTS
    for node in elements:
        assert not [name for name in node.attributes if name.startswith("on")]
        href = node.attributes.get("href") or ""
        assert href.startswith("#") or web_address(href) == href
    assert visible(TEXTS[name]).split(" ")[0] in parsed.root.text()
    # What keeps two names apart is the page's own, and closes what it opens.
    shown = re.sub(f"{ISOLATE}([^{ISOLATE}{POP}]*){POP}", r"\1", page.decode())
    assert all(char.isprintable() or char in f"\n{JOINERS}" for char in shown)


def test_the_schema_of_sarif_is_one() -> None:
    VALIDATOR.check_schema(SARIF)


@pytest.mark.parametrize("name", TEXTS)
def test_programs_read_the_report_whole(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = report_of(TEXTS[name])
    log = FORMATS["sarif"](report, tmp_path)
    VALIDATOR.validate(json.loads(log))
    (run,) = json.loads(log.encode())["runs"]
    for said in (*run["results"], *run["invocations"][0]["toolExecutionNotifications"]):
        assert not re.search(r"(?<!\\)\]\(", said["message"]["text"])
        assert visible(said["message"]["text"]) == said["message"]["text"]
    junit = FORMATS["junit"](report, tmp_path).encode()
    (suite,) = JUnitXml.fromstring(junit)
    (failed,) = (case for case in suite if case.is_failure)
    assert len(str(failed.result[0].text).splitlines()) == len(report.findings) + 1
    found = json.loads(FORMATS["json"](report, tmp_path).encode())
    assert found["findings"][0]["message"] == TEXTS[name]


@pytest.mark.parametrize("form", CHANGE_FORMATS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_diff_commands_nothing(name: str, form: str) -> None:
    text = CHANGE_FORMATS[form](contribution_of(HOSTILE.get(name, "x")))
    text.encode()
    if form == "text":
        assert_for_terminal(text)
        assert len(text.splitlines()) == 6
    if form == "markdown":
        assert_for_markdown(text)
        assert sum(token.type == "tr_open" for token in tokens(text)) == 6
    if form == "json":
        assert all(visible(row["words"]) == row["words"] for row in json.loads(text)["rows"])


@pytest.mark.parametrize("name", HOSTILE)
def test_the_notes_of_a_release_hold_no_markup_of_others(name: str, tmp_path: Path) -> None:
    text = HOSTILE[name]
    write_notes(Changes(text, text, contribution_of(text), {}), Entry("1.0.0", None, "What is new."), tmp_path)
    page = (tmp_path / "changes.md").read_text(encoding="utf-8")
    assert_for_markdown(page)
    assert sum(token.type == "list_item_open" for token in tokens(page)) == 5


@pytest.mark.parametrize("name", TEXTS)
def test_isolates_stay_closed_around_what_is_isolated(name: str) -> None:
    assert_for_terminal(for_terminal(f"{TEXTS[name]}اسم {TEXTS[name]}", isolate=True))


ADDRESSES = {
    "https://example.org/a?b=c#d": True,
    "http://example.org": True,
    "javascript:alert(1)": False,
    "JavaScript:alert(1)": False,
    " javascript:alert(1)": False,
    "java\nscript:alert(1)": False,
    "data:text/html,x": False,
    "https:\n//example.org": False,
    "file:///etc/passwd": False,
    "//example.org": False,
    "https://": False,
    "https://[x": False,
    "": False,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_one_of_the_web(address: str) -> None:
    assert bool(web_address(address)) is ADDRESSES[address]


def test_names_of_files_command_nothing(package: Path, run: Run, run_process: Run) -> None:
    for name in ("::stop-commands::x.csv", "a\x1b[31m\n::notice ::b.csv", "\u202eabc.csv"):
        (package / "datapackage" / name).write_bytes(b"a\n1\n")
    with open(bytes(package / "datapackage") + b"/\xff\xe9.csv", "wb") as file:  # noqa: PTH123 - the name is no text
        file.write(b"a\n1\n")
    for form in FORMATS:
        # One is written by a process, to see that its streams take what is written.
        result = (run_process if form == "text" else run)("mawaqif", "validate", ".", "--format", form, cwd=package)
        assert result.returncode == 1, result.stderr
        assert result.stderr == ""
        if form == "text":
            assert_for_terminal(result.stdout)
            assert sum("MQ004" in line for line in result.stdout.splitlines()) == 4
        if form == "markdown":
            assert_for_markdown(result.stdout)
        if form == "github":
            assert_for_log(result.stdout, own=4)


def test_what_goes_wrong_is_said_without_commands(package: Path, run: Run, run_process: Run) -> None:
    for call, *words in (
        (run, "validate", "::x\x1b[31m\n::error::y"),
        (run, "query", "\x1b[31m::x"),
        (run_process, "query", "--release", "\x1b[31m", "SELECT 1"),
    ):
        result = call("mawaqif", *words, cwd=package)
        assert result.returncode in {1, 2}
        assert_for_terminal(result.stderr)
        assert result.stdout == ""
