"""`new --from-issue`: the rows of an issue form, and what is said of one that is incomplete or means harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Run
from issue_forms import FORM, GOOD, fields, rendered
from mawaqif.editing.entries.issue_form import ANCHOR, LABELS, LARGEST_FORM, LONGEST_VALUE, TOPICS, read_form

pytestmark = pytest.mark.skipif(not FORM.exists(), reason="a source distribution has no forms")
ROW = "lamp-report-2020-s005"


def files(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (package / "datapackage").iterdir()}


def send(package: Path, run: Run, text: str | bytes, *options: object) -> tuple[int, str, str]:
    """Send a form; return the exit code, what was said and the answer."""
    (package / "form.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run("mawaqif", "new", "--from-issue", "form.md", "--answer", "answer.md", *options, cwd=package)
    answer = package / "answer.md"
    return result.returncode, result.stdout + result.stderr, answer.read_text(encoding="utf-8") if answer.exists() else ""


def test_the_labels_are_those_of_the_form() -> None:
    assert [item["attributes"]["label"] for item in fields()] == list(LABELS)


def test_the_lists_of_the_form_are_those_of_the_schemas(package: Path) -> None:
    from mawaqif.tables import load_descriptor  # noqa: PLC0415 - one test needs it

    tables = load_descriptor(package)[0].tables
    offered = {
        item["id"]: [option.partition(" · ")[0] for option in item["attributes"].get("options", [])]
        for item in fields()
        if item["type"] == "dropdown"
    }
    assert offered["kind"] == tables["statements"].by_name["kind"].constraints["enum"]
    roles = tables["statement_actors"].by_name["role"].constraints["enum"]
    assert offered["role"] == [role for role in roles if role != "on_behalf_of"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_good_form_becomes_rows(ends: str, package: Path, run: Run) -> None:
    before = files(package)
    code, said, answer = send(package, run, rendered(GOOD, ends=ends))
    assert code == 0, said
    after = files(package)
    new = {name: {*after[name].decode().splitlines()} - {*before[name].decode().splitlines()} for name in after}
    start = f"{ROW},lamp-report-2020,quotation,,2020-05-12,Malta repeats where its wish for lanterns stands."
    (statement,) = new["statements.csv"]
    assert statement.startswith(start)
    assert new["statement_actors.csv"] == {f"{ROW},malta,speaker,"}
    assert new["statement_topics.csv"] == {f"{ROW},lamp-oil,supports,", f"{ROW},harbour-lights,neutral,"}
    assert new["citations.csv"] == {f"lamp-report-2020-n002-2,lamp-report-2020,2,2,{ROW},lamp-minutes-2,page,11,,true,"}
    (passage,) = new["passages.csv"]
    assert passage.startswith(f"{ROW},1,468,484,")
    assert answer.startswith("New rows: 6, from a form. Proposed by: Idris `@harbour`.")
    assert run("mawaqif", "validate", "--sources", "sources", cwd=package).returncode == 0


def test_without_a_place_the_words_do_where_the_document_is_at_hand(package: Path, run: Run) -> None:
    words = {**GOOD, "anchor": "", "first": "المصدر ذاته", "last": "ص 9"}
    code, said, answer = send(package, run, rendered(words))
    assert code == 1
    assert f"**{ANCHOR}**: only who has the text of the document can find the passage" in answer
    code, said, _ = send(package, run, rendered(words), "--sources", "sources", "--dry-run")
    assert (code, said.splitlines()[-1]) == (0, "not written: 6 rows")


# A change of the good form, and words that the answer has, with the label of the field.
INCOMPLETE = {
    "no document": ({"document": ""}, "**Document · الوثيقة**: it is empty"),
    "no such document": ({"document": "lamp-report-2021"}, "**Document · الوثيقة**: MQ303"),
    "no kind": ({"kind": ""}, "**Kind · النوع**: it is empty"),
    "no actor": ({"actors": ""}, "**Who says it · من يقول ذلك**: it is empty"),
    "no such actor": ({"actors": "Molta"}, "**Who says it · من يقول ذلك**: MQ303"),
    "day": ({"date": "12 May 2020"}, "**Day of speaking · يوم القول**: MQ401"),
    "no summary": ({"summary_ar": ""}, "**Arabic summary · الخلاصة بالعربية**: it is empty"),
    "summary in another language": ({"summary_en": GOOD["summary_ar"]}, "**English summary · الخلاصة بالإنجليزية**: MQ402"),
    "stance": ({"topics": "lamp-oil"}, "**Topics and stances · الموضوعات والمواقف**: 'lamp-oil' is not TOPIC: STANCE"),
    "no such stance": ({"topics": "lamp-oil: likes"}, "**Topics and stances · الموضوعات والمواقف**: MQ204"),
    "citation": ({"citations": "see page 7"}, "**Citations · الاستشهادات**: 'see page 7' is not NOTE"),
    "place": ({"anchor": "468 to 484"}, f"**{ANCHOR}**: '468 to 484' is not a line of `mawaqif locate`".replace("`", "\\`")),
    "role that the kind has not": ({"role": "opponent · معارض"}, "MQ413"),
    "bidi": ({"summary_en": "Malta repeats \u202eits wish for lanterns."}, "**English summary · الخلاصة بالإنجليزية**: MQ404"),
    "null": ({"note": "a\0b"}, "**Note · ملاحظة**: it holds a character that cannot be seen, U+0000"),
    "long": ({"note": "x" * (LONGEST_VALUE + 1)}, f"**Note · ملاحظة**: {LONGEST_VALUE + 1:,} characters"),
    "lines": ({"topics": "lamp-oil: mixed\n" * 61}, "**Topics and stances · الموضوعات والمواقف**: 61 lines"),
    "digits": ({"anchor": f"a,1,{'9' * 30},484,x,y,z"}, f"**{ANCHOR}**: "),
    "heading": ({"note": "x\n\n### Document · الوثيقة\n\nlamp-minutes-2"}, "**Document · الوثيقة**: this heading stands twice"),
    "path": ({"document": "../../../etc/passwd"}, "**Document · الوثيقة**: MQ303"),
}


def test_everything_that_is_wrong_is_said_at_once_and_each_thing_once(package: Path, run: Run) -> None:
    wrong = {"document": "Lamp papers", "kind": "", "date": "1/3/2020", "actors": "Molta", "topics": "lamp-oil", "anchor": ""}
    code, _, answer = send(package, run, rendered({**GOOD, **wrong}))
    labels = re.findall(r"^- \*\*(\w+)", answer, re.MULTILINE)
    assert code == 1
    assert sorted(labels) == ["Day", "Document", "Kind", "Place", "Topics", "Who"]
    assert len([line for line in answer.splitlines() if line.startswith("- ")]) == len(labels), answer


@pytest.mark.parametrize("name", INCOMPLETE)
def test_what_is_wrong_is_said_by_its_label_and_nothing_is_written(name: str, package: Path, run: Run) -> None:
    change, words = INCOMPLETE[name]
    before = files(package)
    code, said, answer = send(package, run, rendered({**GOOD, **change}))
    assert code == 1, said
    assert said.splitlines()[-1] == "mawaqif: nothing was written; mend in the form what is listed"
    assert words in answer, answer
    assert "لم يُكتب شيء" in answer
    assert files(package) == before


def test_boxes_must_be_ticked(package: Path, run: Run) -> None:
    code, _, answer = send(package, run, rendered(GOOD, ticked=False))
    assert (code, "every box must be ticked" in answer) == (1, True)


@pytest.mark.parametrize(
    "text", [b"", b"What do you think of lamps?", b"\xff\xfe" * 9, b"### Document \xd8", b"x" * (LARGEST_FORM + 1)]
)
def test_what_is_no_form_is_said_to_be_none(text: bytes, package: Path, run: Run) -> None:
    before = files(package)
    code, said, answer = send(package, run, text)
    assert (code, answer[:3], files(package)) == (1, "## ", before)
    assert "Traceback" not in said


def test_a_path_in_the_form_leads_nowhere(package: Path, run: Run) -> None:
    words = {**GOOD, "anchor": "", "first": "root", "last": "bash", "document": "../../../../etc/passwd"}
    code, said, answer = send(package, run, rendered(words), "--sources", "sources")
    assert code == 1
    assert "Traceback" not in said
    assert "root:" not in said + answer


def test_nothing_of_a_form_is_markup_or_a_command(package: Path, run: Run) -> None:
    harm = "::error::x <script>alert(1)</script> [a](javascript:b) @all #1 ![p](https://example.org/p) ${{ github.token }} `id`"
    code, said, answer = send(package, run, rendered({**GOOD, "actors": harm, "proposer": harm}))
    assert code == 1
    assert "\n::" not in f"\n{said}"
    assert not re.search(r"(?<!\\)(<script|\]\()", answer)
    assert not re.search(r"(?<!`)@all", answer)


def test_a_value_keeps_what_is_no_heading_of_the_form() -> None:
    form = read_form(rendered({**GOOD, "note": "One.\n### Of my own\n<!-- two -->"}))
    assert form.problems == []
    assert form.line("Note · ملاحظة") == "One. ### Of my own <!-- two -->"


def test_what_is_to_be_mended_is_said_in_arabic_too(package: Path, run: Run) -> None:
    form = rendered({**GOOD, "topics": "lamp-oil", "event": "no-such-day", "kind": ""})
    code, said, answer = send(package, run, form, "--lang", "ar")
    told = [line.strip("\u2068\u2069") for line in said.replace("\u2069: ", ": ").splitlines()]
    assert code == 1
    assert "Kind · النوع: هو فارغ، ويحتاج إليه القول" in told
    assert any(line.startswith(f"{TOPICS}: \u2068'lamp-oil'\u2069 ليس على صورة ") for line in told)
    assert any(line.startswith("Event · الحدث: \u2068MQ303\u2069 القيمة ") for line in told)
    assert told[-1] == "mawaqif: \u2068لم يُكتب شيء؛ أصلِح في الاستمارة ما هو مسرود"
    assert "it is empty, and a statement needs it" in answer


@pytest.mark.parametrize("words", [(), ("statement", "--from-issue", "form.md"), ("actor", "--answer", "x.md")])
def test_a_table_or_a_form(words: tuple[str, ...], package: Path, run: Run) -> None:
    result = run("mawaqif", "new", *words, cwd=package)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "mawaqif: name a table, or give --from-issue FILE, with which --answer FILE goes\n"
