"""The desk answers its own page and nobody else, shows what the tables say, and writes all or nothing."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, edit
from desk_server import Asking, desk_process, served_desk

Reading = tuple[Asking, Path]
DOCUMENT = "lamp-report-2020"
SUMMARY = "Malta tables a ban on small boats going dark in port at night."


def files(package: Path) -> dict[str, bytes]:
    """Return everything that lies in a package, by path."""
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}


def line_of(view: dict[str, Any], mark: str) -> tuple[str, dict[str, Any]]:
    """Return number and row of the first line of a statement."""
    lines = next(sheet for sheet in view["sheets"] if sheet["key"] == "lines")["rows"]
    return next((str(at), row) for at, row in enumerate(lines) if row["cells"].get("mark") == f"{DOCUMENT}-{mark}")


def change(at: str, **cells: str) -> dict[str, Any]:
    return {"lines": {"cells": {at: cells}}}


@pytest.mark.parametrize(
    ("status", "path", "headers"),
    [
        (404, "/", {}),
        (404, "/wrong-token/", {}),
        (404, "/{token}x/api/start", {}),
        (404, "/wrong-token/desk.js", {}),
        (421, "/{token}/", {"Host": "desk.example.org"}),
        (421, "/{token}/", {"Host": "127.0.0.1:1"}),
    ],
    ids=["no token", "wrong token", "longer token", "script without token", "another name", "another port"],
)
def test_a_stranger_reads_nothing(reading_desk: Reading, status: int, path: str, headers: dict[str, str]) -> None:
    desk, _ = reading_desk
    found, body = desk.request("GET", path.format(token=desk.token), headers=headers)
    assert (found, b"lamp" in body, desk.token.encode() in body) == (status, False, False)


def test_only_its_own_page_writes(reading_desk: Reading) -> None:
    desk, package = reading_desk
    before = files(package)
    _, start = desk.ask("start")
    at, row = line_of(desk.ask("document", document=DOCUMENT)[1], "s003")
    asked = {"document": DOCUMENT, "language": "en", "version": start["version"], "changes": change(at, summary_en="Written.")}
    assert row["cells"]["summary_en"] == SUMMARY
    own, kind = f"http://{desk.host}", "application/json"
    body = json.dumps(asked).encode()
    for status, headers in (
        (403, {"Content-Type": kind}),
        (403, {"Content-Type": kind, "Origin": "null"}),
        (403, {"Content-Type": kind, "Origin": "http://evil.example.org"}),
        (403, {"Content-Type": kind, "Origin": own.replace("http:", "https:")}),
        (403, {"Content-Type": kind, "Origin": own, "Sec-Fetch-Site": "cross-site"}),
        (403, {"Content-Type": kind, "Origin": own, "Sec-Fetch-Site": "same-site"}),
        (415, {"Content-Type": "text/plain", "Origin": own}),
        (413, {"Content-Type": kind, "Origin": own, "Content-Length": str(10**9)}),
        (421, {"Content-Type": kind, "Origin": "http://evil.example.org", "Host": "evil.example.org"}),
    ):
        found, _ = desk.request("POST", f"/{desk.token}/api/write", body if status != 413 else b"", headers)
        assert found == status, headers
    assert files(package) == before


def test_what_the_page_may_load_is_its_own(reading_desk: Reading) -> None:
    desk, _ = reading_desk
    status, page = desk.request("GET", f"/{desk.token}/?lang=ar")
    assert status == 200
    assert b'lang="ar" dir="rtl"' in page
    assert b"<style" not in page
    assert b"style=" not in page
    assert page.count(b"<script") == page.count(b'src="desk.js"') == 1
    assert desk.request("GET", f"/{desk.token}/desk.js")[0] == 200
    assert desk.request("GET", f"/{desk.token}/../conftest.py")[0] == 404


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"a": "\\ud800"}', b"[" * 100_000, b'{"document": 1}', b'{"document": "lamp-report-2020"}']
)
def test_what_the_page_would_never_send_is_refused_in_one_line(reading_desk: Reading, body: bytes) -> None:
    desk, _ = reading_desk
    headers = {"Origin": f"http://{desk.host}", "Content-Type": "application/json"}
    status, data = desk.request("POST", f"/{desk.token}/api/write", body, headers)
    assert status == 400
    assert json.loads(data)["error"].startswith("the request cannot be read: ")


def test_a_selection_becomes_whole_words_with_anchor_and_notes(reading_desk: Reading) -> None:
    desk, _ = reading_desk
    _, view = desk.ask("document", document=DOCUMENT)
    start, end = view["text"].index("نبغي أن تُضاء"), view["text"].index("الزيت") + 3
    _, place = desk.ask("propose", document=DOCUMENT, start=start, end=end)
    assert (place["start"], place["end"], place["notes"]) == (47, 130, [1])
    assert place["sha256"] == "b5fdba19b332cd873996ba362b513c276712daeb0a86b2079b9ac2178903de98"
    assert place["first"] == "ينبغي أن تُضاء كل منارة"
    status, said = desk.ask("propose", document=DOCUMENT, start=14, end=16)
    assert (status, said["error"]) == (422, "no words are selected; a passage has a letter or a digit")


@pytest.mark.parametrize("whole", [False, True], ids=["quick", "whole"])
def test_findings_stand_at_the_fields_with_the_words_of_the_checks(reading_desk: Reading, whole: bool) -> None:  # noqa: FBT001
    desk, package = reading_desk
    before = files(package)
    at, _ = line_of(desk.ask("document", document=DOCUMENT)[1], "s003")
    cells = {"kind": "proposall", "topic_id_1": "Lamp oill", "summary_en": " ", "summary_ar": "a", "role_speaker": "Maltaa"}
    _, said = desk.ask("check", document=DOCUMENT, changes=change(at, **cells), whole=whole)
    told = {(item["sheet"], item["row"], item["column"]): item["message"] for item in said["problems"]}
    assert told["lines", at, "kind"].endswith("(did you mean 'proposal'?)")
    assert "Lamp oil" in told["lines", at, "topic_id_1"]
    assert "no row of actors is called 'Maltaa'" in told["lines", at, "role_speaker"]
    _, said = desk.ask("check", document=DOCUMENT, changes=change(at, summary_en=""), whole=whole)
    assert [(item["column"], item["message"][:5]) for item in said["problems"]] == [("summary_en", "MQ202")]
    assert files(package) == before


@pytest.mark.parametrize("whole", [False, True], ids=["quick", "whole"])
def test_findings_are_told_in_the_language_of_the_page(reading_desk: Reading, whole: bool) -> None:  # noqa: FBT001
    desk, _ = reading_desk
    asked = {"document": DOCUMENT, "language": "ar", "whole": whole}
    at, _ = line_of(desk.ask("document", document=DOCUMENT, language="ar")[1], "s003")
    for cells in (
        {"summary_en": ""},
        {"kind": "شيء"},
        {"topic_id_1": "", "stance_1": "يؤيد"},
        {"role_speaker": "جزيرة لا يعرفها أحد"},
        {"responds_to": "لا شيء هنا"},
        {"date": "أمس"},
    ):
        _, said = desk.ask("check", changes=change(at, **cells), **asked)
        told = [item["message"] for item in said["problems"]] + said["others"]
        assert told, cells
        assert not [text for text in told if "\u2068" not in text or any(word in text for word in (" is ", " the ", " choose"))]
    assert "لم تُحدَّد كلمات" in desk.ask("propose", document=DOCUMENT, start=14, end=16, language="ar")[1]["error"]
    assert (
        desk.ask("undo", version=desk.ask("start")[1]["version"], language="ar")[1]["error"] == "\u2068لا خطوة يُتراجع عنها\u2069"
    )
    assert desk.ask("start", language="xx")[0] == 400


def test_a_row_without_a_name_is_told_once_at_its_name(reading_desk: Reading) -> None:
    """Whatever names the row says nothing: that it cannot be found follows from the name that is missing."""
    desk, _ = reading_desk
    at, _ = line_of(desk.ask("document", document=DOCUMENT)[1], "s003")
    new = {"name": "new1", "cells": {"coded": "yes", "mark": "new1", "kind": "state", "name_ar": "جزيرة"}}
    changes = change(at, role_speaker="new1", position_actors_1="جزيرة") | {"actors": {"added": [new]}}
    _, said = desk.ask("check", document=DOCUMENT, changes=changes)
    assert [(item["sheet"], item["row"], item["column"]) for item in said["problems"]] == [("actors", "new1", "name_en")]


def test_a_document_is_added_with_its_publisher_or_nothing_is(desk: Asking, package: Path) -> None:
    (package / "sources/harbour-paper.txt").write_text("ورقة المرافئ الأولى\n", encoding="utf-8")
    _, start = desk.ask("start")
    before = files(package)
    cells = {"kind": "report", "title_en": "Harbour paper", "title_ar": "ورقة المرافئ", "publisher_id": "Harbour Society"}
    asked = {"document": "harbour-paper", "version": start["version"], "cells": cells}
    actor = {"kind": "civil_society", "name_en": "Harbour Society", "name_ar": "جمعية المرافئ"}
    wrong = desk.ask("add-document", **asked, new={"actors": actor | {"iso3": "HSX"}})[1]
    assert (wrong["written"], files(package) == before) == (False, True)
    assert {item["sheet"] for item in wrong["problems"]} == {"actors"}
    wrong = desk.ask("add-document", **asked | {"cells": cells | {"date": "today"}}, new={"actors": actor})[1]
    assert ([item["column"] for item in wrong["problems"]], files(package) == before) == (["date"], True)
    assert desk.ask("add-document", **asked, new={"statements": {}})[0] == 400
    assert desk.ask("add-document", **asked, new={"actors": actor})[1]["written"]
    changed = {name for name, data in files(package).items() if before.get(name) != data}
    assert changed == {"datapackage/actors.csv", "datapackage/documents.csv"}
    assert desk.ask("undo", version=desk.ask("start")[1]["version"])[0] == 200
    assert files(package) == before


def test_words_shared_with_the_source_are_counted_and_refused(reading_desk: Reading) -> None:
    desk, _ = reading_desk
    _, view = desk.ask("document", document=DOCUMENT)
    at, _ = line_of(view, "s004")
    copied = view["text"][view["text"].index("تعارض ناورو") :].partition("\n")[0]
    _, said = desk.ask("shared", document=DOCUMENT, texts={"summary_ar": f"قيل إن {copied}", "summary_en": ""})
    assert said == {"shared": {"summary_ar": {"count": 8, "words": copied}, "summary_en": {"count": 0, "words": ""}}, "most": 7}
    _, said = desk.ask("check", document=DOCUMENT, changes=change(at, summary_ar=copied), whole=True)
    assert [(item["column"], item["message"][:5]) for item in said["problems"]] == [("summary_ar", "MQ503")]


def test_writing_is_told_in_words_and_taken_back(desk: Asking, package: Path, run: Run) -> None:
    before = files(package)
    _, view = desk.ask("document", document=DOCUMENT)
    at, _ = line_of(view, "s003")
    # What is wrong is not written.
    wrong = desk.ask("write", document=DOCUMENT, version=view["version"], changes=change(at, summary_en=""))[1]
    assert (wrong["written"], files(package) == before) == (False, True)
    said = desk.ask(
        "write", document=DOCUMENT, version=view["version"], changes=change(at, summary_en="Malta tables a ban at last.")
    )[1]
    assert said["written"]
    assert any("s003: summary_en" in line and "tables a ban at last." in line for line in said["told"]), said["told"]
    changed = {name for name, data in files(package).items() if before.get(name) != data}
    assert changed == {"datapackage/statements.csv"}
    assert run("mawaqif", "fmt", package, "--check").returncode == 0
    back = desk.ask("undo", version=said["version"])[1]
    assert (back["steps"], back["version"]) == (0, view["version"])
    assert files(package) == before


def test_a_stale_form_is_told_what_changed_and_writes_nothing(desk: Asking, package: Path) -> None:
    """Two windows, and a text editor beside them."""
    _, view = desk.ask("document", document=DOCUMENT)
    at, _ = line_of(view, "s003")
    first = desk.ask(
        "write", document=DOCUMENT, version=view["version"], changes=change(at, summary_en="The first window was here.")
    )[1]
    status, said = desk.ask(
        "write", document=DOCUMENT, version=view["version"], changes=change(at, summary_en="The second window was here.")
    )
    assert status == 409
    assert any("The first window was here." in line for line in said["told"])
    edit(package / "datapackage/statements.csv", "The first window was here.", "An editor was here.")
    after = files(package)
    status, said = desk.ask(
        "write", document=DOCUMENT, version=first["version"], changes=change(at, summary_en="The second window was here.")
    )
    assert (status, any("An editor was here." in line for line in said["told"])) == (409, True)
    # Nor is a step taken back over what somebody else wrote.
    assert desk.ask("undo", version=said["version"])[0] == 409
    assert files(package) == after


def test_a_statement_before_others_takes_their_answers_along(desk: Asking, package: Path) -> None:
    """A line that is named by its identifier is meant, also where the new statement gets that number."""
    (package / "datapackage/readings.csv").unlink(missing_ok=True)
    _, view = desk.ask("document", document=DOCUMENT)
    start = view["text"].index("آيسلندا")
    cells = {"coded": "yes", "mark": "new", "kind": "quotation", "date": "2020-05-12", "role_speaker": "Iceland"}
    cells |= {
        "topic_id_1": "Lamp oil",
        "stance_1": "neutral",
        "summary_en": "Iceland is named before it speaks.",
        "summary_ar": "ذُكر اسم آيسلندا قبل أن تتكلم.",
    }
    added = [{"name": "L0", "key": f"{start}-{start + 7}", "cells": cells}]
    said = desk.ask("write", document=DOCUMENT, version=view["version"], changes={"lines": {"added": added}})[1]
    assert said["written"], said["problems"] + said["others"]
    text = (package / "datapackage/statements.csv").read_text(encoding="utf-8")
    answers = {line.split(",")[0][-4:]: line.split(",")[7][-4:] for line in text.splitlines()[1:]}
    assert {answers["s003"], answers["s005"]} == {"s002", "s004"}


def test_the_command_says_in_one_line_what_it_lacks(package: Path, run: Run, tmp_path: Path) -> None:
    said = run("mawaqif", "desk", "--sources", "sources", "--scripts", tmp_path, cwd=package)
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert "no desk.js in it; bundle the page with `make bundle`" in said.stderr
    said = run("mawaqif", "desk", "--sources", "nowhere", "--scripts", tmp_path, cwd=package)
    assert said.returncode == 2


@pytest.mark.thorough
def test_killed_while_it_writes_the_tables_are_whole(package: Path, scripts: Path) -> None:
    """SIGKILL as soon as the first trace of a write shows; where it comes between two files, the next desk finishes the write."""
    tables = [package / f"datapackage/{name}.csv" for name in ("statements", "statement_topics")]
    before = [path.read_bytes() for path in tables]
    with desk_process(package, scripts=scripts) as (desk, process):
        _, view = desk.ask("document", document=DOCUMENT)
        at, _ = line_of(view, "s003")
        changes = change(at, summary_en="This sentence was written whole.", stance_1="opposes")
        asked = {"document": DOCUMENT, "version": view["version"], "changes": changes}
        sending = threading.Thread(target=_ask_quietly, args=(desk, asked))
        sending.start()
        until = time.monotonic() + 60
        while sending.is_alive() and not list(package.glob("datapackage/.*")) and time.monotonic() < until:
            pass
        process.kill()
        sending.join()
    with served_desk(package, scripts) as again:
        assert again.ask("start")[0] == 200
        after = [path.read_bytes() for path in tables]
        assert not list(package.glob("datapackage/.*"))
        assert {new == old for new, old in zip(after, before, strict=True)} in ({True}, {False})
        _, view = again.ask("document", document=DOCUMENT)
        assert again.ask("check", document=DOCUMENT, changes={}, whole=True)[1]["problems"] == []
        # The same is written by a desk that nobody kills.
        at, _ = line_of(view, "s003")
        done = change(at, summary_en="This sentence is written once more.", stance_1="mixed")
        assert again.ask("write", document=DOCUMENT, version=view["version"], changes=done)[1]["written"]
        assert all(path.read_bytes() not in (old, new) for path, old, new in zip(tables, before, after, strict=True))


def _ask_quietly(desk: Asking, asked: dict[str, Any]) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        desk.ask("write", **asked)


def test_what_was_read_is_changed_only_where_somebody_says_so(package: Path, scripts: Path, run: Run) -> None:
    run("mawaqif", "seal", "--by", "Bergljot", cwd=package).check_returncode()
    with served_desk(package, scripts) as desk:
        _, view = desk.ask("document", document=DOCUMENT)
        at, row = line_of(view, "s003")
        assert row["cells"]["mark"] in view["sealed"]
        asked = {
            "document": DOCUMENT,
            "version": view["version"],
            "changes": change(at, summary_en="Malta tables a ban at last."),
        }
        refused = desk.ask("write", **asked)[1]
        assert [item["column"] for item in refused["problems"]] == ["summary_en"]
        assert "was read by a second reader" in refused["problems"][0]["message"]
        said = desk.ask("write", **asked, sealed=True)[1]
        assert said["written"]
        assert said["pending"]
