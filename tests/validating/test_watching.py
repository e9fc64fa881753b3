"""`validate --watch`: a real process, real saves, and the task by which an editor shows what it says."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from conftest import BIN, ROOT, Run, edit, lay_out
from mawaqif.checks import CANONICAL_FORM, check_dataset, check_package
from mawaqif.findings import Code, Language, Place, spoken
from mawaqif.findings.escaping import ISOLATE, POP
from mawaqif.reports import changes
from mawaqif.reports.as_changes import changed_findings
from mawaqif.tables import Memory, load_dataset

TASKS = ROOT / ".vscode/tasks.json"
STATEMENTS, ACTORS = "datapackage/statements.csv", "datapackage/actors.csv"
CODE = Code("MQ999", "lamp", "{what}", "", "", "", "")


class Watching:
    """A process that watches a package, and what it says from check to check."""

    def __init__(self, package: Path, *options: str) -> None:
        words = [str(BIN / "mawaqif"), "validate", "--watch", *options]
        self.process = subprocess.Popen(words, cwd=package, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        self.lines: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line.rstrip("\n"))

    def said(self, last: str = "checked in ") -> list[str]:
        """Return what is said until a check has ended."""
        found = [self.lines.get(timeout=30)]
        while not found[-1].startswith(last):
            found.append(self.lines.get(timeout=30))
        return found


@pytest.fixture
def watching(package: Path) -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(*options: str) -> Watching:
        started.append(Watching(package, *options))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def matchers(label: str) -> list[dict[str, Any]]:
    tasks = json.loads(TASKS.read_text(encoding="utf-8"))["tasks"]
    (task,) = [task for task in tasks if task["label"] == label]
    return list(task["problemMatcher"])


def problems(lines: list[str], label: str) -> list[tuple[str, int, str, str]]:
    """Return file, line, code and message of what an editor finds in lines; the line is 0 where the whole file is meant."""
    found = []
    for line in lines:
        for matcher in matchers(label):
            pattern = matcher["pattern"]
            match = re.search(pattern["regexp"], line)
            if match:
                at = int(match[pattern["line"]]) if "line" in pattern else 0
                found.append((match[pattern["file"]], at, match[pattern["code"]], match[pattern["message"]]))
    return found


def test_every_save_is_checked_and_an_editor_finds_the_findings(
    package: Path, watching: Callable[..., Watching], tmp_path: Path
) -> None:
    """One process goes through all of it, because to start takes longest: a slip, a copy in its place, a broken index, an end."""
    label = "Check rows at every save"
    begins, ends = (matchers(label)[0]["background"][name] for name in ("beginsPattern", "endsPattern"))
    (task,) = [task for task in json.loads(TASKS.read_text(encoding="utf-8"))["tasks"] if task["label"] == label]
    one = watching(*(word for word in task["args"][1:] if word != "--watch"))
    first = one.said()
    assert problems(first, label) == []
    edit(package / STATEMENTS, "2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1")
    said = one.said()
    assert re.search(begins, said[0])
    assert re.search(ends, said[-1])
    ((file, line, code, message),) = problems(said, label)
    assert (file, line, code) == (STATEMENTS, 3, "MQ401")
    assert message.startswith("date MQ401 '2020-6-1' ")
    assert "1 finding came, 0 went; 1 finding in 1 file: " in said[-1]
    (package / ACTORS).rename(tmp_path / "actors.csv")
    gone = one.said()
    assert [found[:3] for found in problems(gone, label)] == [(ACTORS, 0, "MQ101"), (STATEMENTS, 3, "MQ401")]
    (tmp_path / "actors.csv").rename(package / ACTORS)
    assert "0 findings came, 1 went" in one.said()[-1]
    whole = (package / "datapackage.json").read_bytes()
    (package / "datapackage.json").write_bytes(whole[:99])
    assert "it could not be" in one.said()[-1]
    (package / "datapackage.json").write_bytes(whole)
    assert len(problems(one.said(), label)) == 1, "what has not changed is still listed"
    one.process.send_signal(signal.SIGINT)
    assert one.process.wait(timeout=10) == 130


def test_only_what_changed_is_said(package: Path) -> None:
    edit(package / STATEMENTS, "2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1")
    before = check_package(package)[1]
    first = list(changes(None, before, package))
    assert [line.split(" ")[:3:2] for line in first[:-1]] == [["+", "MQ401"]]
    (package / ACTORS).rename(package / "actors.txt")
    after = check_package(package)[1]
    told = list(changes(before, after, package))
    assert {line[:12] for line in told[1:-1]} == {"+ skipped MQ"}
    assert told[0].partition(" MQ101 ")[0].endswith(ACTORS)
    (package / "actors.txt").rename(package / ACTORS)
    edit(package / STATEMENTS, "2020,commentary,,2020-6-1", "2020,commentary,,2020-06-01")
    last = list(changes(after, check_package(package)[1], package))
    assert [line[:2] for line in last[:-1]] == ["- ", "- ", "- "]
    assert last[2] == f"- skipped: {len(after.skipped)} checks run again"
    assert last[-1].startswith("0 findings came, 2 went; no findings: ")


def test_what_changed_is_said_in_arabic_too(package: Path) -> None:
    edit(package / STATEMENTS, "2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1")
    *lines, last = changes(None, check_package(package)[1], package, Language.ARABIC)
    assert re.fullmatch(rf"\+ \S+:3:date MQ401 {ISOLATE}القيمة {ISOLATE}'2020-6-1'{POP} ليست تاريخًا .*{POP}", lines[0])
    assert spoken(last, Language.ARABIC).startswith(f"{ISOLATE}الجديد مخالفة واحدة، والزائل 0؛ ")


def test_the_plain_task_finds_what_validate_says(package: Path, run: Run) -> None:
    edit(package / STATEMENTS, "2020,commentary,,2020-06-01", "2020,commentary,,2020-6-1")
    (package / ACTORS).unlink()
    said = run("mawaqif", "validate", cwd=package).stdout.splitlines()
    found = problems(said, "Check rows")
    assert [one[:3] for one in found] == [(ACTORS, 0, "MQ101"), (STATEMENTS, 3, "MQ401")]
    assert sum(line.startswith("skipped ") for line in said) > 3


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("a b/تقرير.csv:12:name_ar MQ403 'x' is: wrong", ("a b/تقرير.csv", 12, "MQ403", "name_ar MQ403 'x' is: wrong")),
        ("C:\\rows\\actors.csv:2 MQ108 the row", ("C:\\rows\\actors.csv", 2, "MQ108", " MQ108 the row")),
        ("C:\\rows\\actors.csv MQ101 gone: restore it", ("C:\\rows\\actors.csv", 0, "MQ101", "MQ101 gone: restore it")),
        ("skipped MQ303 foreign-key: actors could not be read", None),
        ("note datapackage/a.csv:2:date MQ999 told", None),
        ("checked in 0.20 s: 1 finding came, 0 went; 1 finding in 1 file: 3 rows in 2 tables", None),
        ("/x/datapackage.json:2: not JSON: line 2, column 1", None),
    ],
)
def test_lines_that_an_editor_may_meet(line: str, found: tuple[str, int, str, str] | None) -> None:
    assert problems([line], "Check rows") == ([found] if found else [])
    assert [matcher["pattern"] for matcher in matchers("Check rows")] == [
        matcher["pattern"] for matcher in matchers("Check rows at every save")
    ]


def test_a_finding_that_only_moved_neither_came_nor_went() -> None:
    before = [CODE.at(Place("a.csv", line), what=what) for line, what in ((2, "fog"), (5, "oil"), (6, "oil"))]
    after = [CODE.at(Place("a.csv", line), what=what) for line, what in ((3, "fog"), (6, "oil"), (9, "wick"))]
    came, went = changed_findings(before, after)
    assert [(item.line, item.message) for item in came] == [(9, "wick")]
    assert [(item.line, item.message) for item in went] == [(5, "oil")]


def test_what_a_memory_gives_is_what_a_fresh_check_gives(tmp_path: Path) -> None:
    package, memory = lay_out(tmp_path), Memory()
    before, _ = check_package(package, memory=memory)
    edit(package / ACTORS, ",MLT,", ",MLX,")
    edit(package / "schemas/topics.json", '"title": "Topics"', '"title": "Subjects"')
    for path in (STATEMENTS, "datapackage/topics.csv"):
        (package / path).write_bytes((package / path).read_bytes().replace(b"\n", b"\r\n"))
    after, report = check_package(package, memory=memory)
    assert report.findings == check_package(package)[1].findings != []
    same = {name for name in after.tables if after.tables[name] is before.tables[name]}
    assert after.tables.keys() - same == {"actors", "statements", "topics"}
    edit(package / ACTORS, ",MLX,", ",MLT,")
    assert "MQ406" not in {item.code for item in check_package(package, memory=memory)[1].findings}


def test_what_is_made_of_several_things_is_made_anew_only_where_one_of_them_changed() -> None:
    memory, asked = Memory(), []
    fog, oil, wick = object(), object(), object()

    def first(things: Mapping[str, object]) -> object:
        asked.append("first")
        return things["fog"]

    def every(things: Mapping[str, object]) -> int:
        asked.append("every")
        return len(things)

    for things in ({"fog": fog, "oil": oil}, {"fog": fog, "oil": wick}, {"fog": wick, "oil": wick}, {"fog": wick}):
        assert memory.recall_of("first", 1, things, first) is things["fog"]
        assert memory.recall_of("every", 1, things, every) == len(things)
    assert (asked.count("first"), asked.count("every")) == (2, 4)
    assert memory.recall_of("first", 2, {"fog": wick}, first) is wick
    assert asked.count("first") == 3


def test_a_quick_check_passes_over_the_form_of_files_and_the_reading_record_alone(tmp_path: Path) -> None:
    package = lay_out(tmp_path)
    edit(package / ACTORS, ",MLT,", ",MLX,")
    (package / "datapackage/topics.csv").write_bytes((package / "datapackage/topics.csv").read_bytes().replace(b"\n", b"\r\n"))
    dataset, found = load_dataset(package)
    whole, quick = (check_dataset(dataset, found, quick=quick).findings for quick in (False, True))
    assert {item.code for item in whole} - {item.code for item in quick} == {CANONICAL_FORM.code}
    assert [item for item in whole if item.code != CANONICAL_FORM.code] == quick != []


def test_a_schema_that_breaks_and_is_mended_is_read_again(tmp_path: Path) -> None:
    package, memory = lay_out(tmp_path), Memory()
    path = package / "schemas/topics.json"
    text = path.read_text(encoding="utf-8")
    assert load_dataset(package, memory=memory)[1] == []
    path.write_text(text[:50], encoding="utf-8")
    assert {item.code for item in load_dataset(package, memory=memory)[1]} == {"MQ002"}
    path.write_text(text, encoding="utf-8")
    assert load_dataset(package, memory=memory)[1] == []


@pytest.mark.parametrize("words", [("--watch", "--base", "main"), ("--watch", "--format", "json"), ("--whole",)])
def test_what_does_not_go_together_is_refused(words: tuple[str, ...], package: Path, run: Run) -> None:
    result = run("mawaqif", "validate", package, *words)
    assert (result.returncode, result.stdout) == (2, "")
    assert "--watch" in result.stderr


def test_what_is_missing_is_named(package: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("mawaqif", "validate", package, "--watch")
    assert (result.returncode, result.stderr) == (
        2,
        'mawaqif: watchfiles is not installed; `pip install "mawaqif[watch]"` brings what this command needs\n',
    )


def test_a_folder_that_is_gone_ends_it(tmp_path: Path, run: Run) -> None:
    start = time.monotonic()
    assert run("mawaqif", "validate", tmp_path / "none", "--watch").returncode == 2
    assert time.monotonic() - start < 5
