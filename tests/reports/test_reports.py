"""Reports in every format, each read by a program of the kind that it is for."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from conftest import BIN, ROOT, Run, edit
from mawaqif.checks import CODES, check_package
from mawaqif.findings import Finding, Report
from mawaqif.reports import FORMATS

ARABIC = "اسم"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def report(package: Path) -> Report:
    """A report with findings on a cell, a line and a file, hostile text, and a skipped check."""
    edit(package / "datapackage/actors.csv", "Lamp Office", "Lamp | <b>Office</b> %0A::error::\t ")
    edit(package / "datapackage/topics.csv", "topic_id,", "topic_name,")
    edit(package / "datapackage/statements.csv", ",commentary,,2020-06-01,", f",commentary,,{ARABIC},")
    return check_package(package)[1]


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_report_says_so(form: str, package: Path, run: Run) -> None:
    result = run("mawaqif", "validate", package, "--format", form)
    assert result.returncode == 0
    assert "MQ1" not in result.stdout.replace('"id": "MQ1', "").replace('name="MQ1', "")
    assert FORMATS[form](check_package(package)[1], package) == result.stdout.removesuffix("\n")


def test_json_follows_its_schema(report: Report, package: Path) -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = json.loads(FORMATS["json"](report, package))
    jsonschema.validate(found, schema)
    assert {"MQ106", "MQ201"} & {item["code"] for item in found["findings"]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**found, "findings": [{"code": "MQ106"}]}, schema)


def test_sarif_is_valid_and_points_at_files(report: Report, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package.parent)
    log = json.loads(FORMATS["sarif"](report, package))
    jsonschema.validate(log, json.loads((ROOT / "tests/clients/sarif-2.1.0.json").read_text(encoding="utf-8")))
    (run,) = log["runs"]
    assert len(run["results"]) == len(report.findings)
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        place = result["locations"][0]["physicalLocation"]
        assert (package.parent / unquote(place["artifactLocation"]["uri"])).exists() or "missing" in finding.name
        assert place.get("region", {"startLine": 0})["startLine"] == finding.line
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert len(notes) == len(report.skipped) > 0
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit_has_a_case_a_check(report: Report, package: Path) -> None:
    (suite,) = JUnitXml.fromstring(FORMATS["junit"](report, package).encode())
    assert suite.tests == len(CODES)
    failed = {str(case.name)[:5]: str(case.result[0].text) for case in suite if case.is_failure}
    assert set(failed) == {item.code for item in report.findings}
    for item in report.findings:
        assert item.message.replace("\t", " ") in failed[item.code].replace("\t", " ")
    assert {str(case.name)[:5] for case in suite if case.is_error} == {item.code for item in report.skipped}


def workflow_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does: one a line, properties split at commas, then unescaped."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
        if match:
            pairs = dict(part.split("=", 1) for part in (match[2] or "").split(",") if part)
            found.append((match[1], {key: unquote(value) for key, value in pairs.items()}, unquote(match[3])))
    return found


def test_github_shows_each_finding_at_its_line(report: Report, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package)
    shown = workflow_commands(FORMATS["github"](report, package))
    errors = [(place["file"], place["line"], message) for kind, place, message in shown if kind == "error"]
    assert errors == [(item.file, str(item.line or 1), item.message) for item in report.findings]
    assert [kind for kind, _, _ in shown] == ["error"] * len(report.findings) + ["warning"] * len(report.skipped)


@pytest.mark.parametrize(("number", "shown"), [(10, 10), (11, 10), (250, 10)])
def test_github_says_what_its_cap_leaves_out(number: int, shown: int) -> None:
    report = Report([Finding("MQ202", "cell-required", "a.csv", line, "b", f"finding {line}") for line in range(1, number + 1)])
    errors = workflow_commands(FORMATS["github"](report, Path()))
    assert len(errors) == shown
    if number > shown:
        assert errors[-1][2].startswith(f"{number - shown + 1} more findings")


def test_markdown_is_a_table_and_nothing_else(report: Report, package: Path) -> None:
    page = MarkdownIt("commonmark").enable("table").render(FORMATS["markdown"](report, package))
    rows = re.findall(r"<tr>\n<td><code>(.*?)</code>.*?</td>\n<td>(MQ\d+) .*?</td>\n<td>(.*?)</td>", page)
    assert [(code) for _, code, _ in rows] == [item.code for item in report.findings]
    assert "<b>" not in page
    assert re.findall(r"<td[^>]*>", page) == ["<td>"] * 3 * len(report.findings)


def on_terminal(folder: Path, **environment: str) -> str:
    """Run `mawaqif validate` on a terminal and return what appears there."""
    pty = pytest.importorskip("pty", reason="this system has no terminals of this kind")
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm-256color"} | environment
    with subprocess.Popen([BIN / "mawaqif", "validate", folder], stdout=theirs, stderr=theirs, stdin=theirs, env=env) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux ends a closed terminal with an error
                break
            if not part:
                break
            said += part
        process.wait(timeout=60)
    os.close(ours)
    return said.decode()


def test_colour_and_isolates_on_a_terminal_only(package: Path, run: Run) -> None:
    edit(package / "datapackage/statements.csv", ",commentary,,2020-06-01,", f",commentary,,{ARABIC},")
    coloured, plain, piped = on_terminal(package), on_terminal(package, NO_COLOR="1"), run("mawaqif", "validate", package)
    assert COLOURS.search(coloured)
    assert not COLOURS.search(plain.replace("\x1b[?25l", "").replace("\x1b[?25h", "").replace("\x1b[1A\x1b[2K", ""))
    for text in (coloured, plain):
        assert f"\u2068{ARABIC}\u2069" in text
    assert ARABIC in piped.stdout
    assert not set("\x1b\u2068\u2069") & set(piped.stdout)


def test_several_reports_of_one_run(package: Path, run: Run) -> None:
    edit(package / "datapackage/statements.csv", ",commentary,,2020-06-01,", f",commentary,,{ARABIC},")
    result = run("mawaqif", "validate", package, "--also", "json=report.json", "--also", "markdown=report.md", cwd=package)
    assert result.returncode == 1
    codes = [item["code"] for item in json.loads((package / "report.json").read_text(encoding="utf-8"))["findings"]]
    assert codes
    assert all(code in (package / "report.md").read_text(encoding="utf-8") and code in result.stdout for code in codes)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "xml"], "--format xml: expected one of text, json, github, sarif, junit, markdown, comment, html"),
        (["--also", "sarif"], "--also sarif: expected FORMAT=FILE, such as sarif=report.sarif"),
        (["--also", "xml=a"], "--format xml: expected one of"),
        (["--also", "json=no/such/folder/a.json"], "no/such/folder/a.json: No such file or directory"),
    ],
)
def test_a_format_that_is_not_there(words: list[str], said: str, package: Path, run: Run) -> None:
    result = run("mawaqif", "validate", package, *words)
    assert result.returncode == 2
    assert said in result.stderr
