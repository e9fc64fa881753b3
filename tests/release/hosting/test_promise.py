"""What a version number promises: changes that break it, numbers that disagree, and identifiers that vanish or come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, edit, lay_out
from mawaqif.release.hosting.promise import problems

Change = Callable[[Path], None]


def change_json(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def version(number: str) -> Change:
    def change(package: Path) -> None:
        change_json(package / "datapackage.json", lambda raw: raw.update(version=number))

    return change


def retyped(package: Path) -> None:
    def change(raw: dict[str, Any]) -> None:
        (found,) = [item for item in raw["fields"] if item["name"] == "note_en"]
        found["type"] = "integer"

    change_json(package / "schemas/terms.json", change)


def without_column(package: Path) -> None:
    """Take the last column of the terms away, which no row fills."""
    change_json(package / "schemas/terms.json", lambda raw: raw["fields"].pop())
    path = package / "datapackage/terms.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line.rpartition(',')[0]}\n" for line in lines), encoding="utf-8")


def with_code(package: Path) -> None:
    def add(raw: dict[str, Any]) -> None:
        (found,) = [item for item in raw["fields"] if item["name"] == "stance"]
        found["categories"].append({**found["categories"][0], "value": "wavers"})
        found["constraints"]["enum"].append("wavers")

    change_json(package / "schemas/statement_topics.json", add)


def without_code(package: Path) -> None:
    def take(raw: dict[str, Any]) -> None:
        (found,) = [item for item in raw["fields"] if item["name"] == "stance"]
        found["categories"] = [item for item in found["categories"] if item["value"] != "mixed"]
        found["constraints"]["enum"].remove("mixed")

    change_json(package / "schemas/statement_topics.json", take)


def without_table(package: Path) -> None:
    change_json(
        package / "datapackage.json",
        lambda raw: raw.update(resources=[item for item in raw["resources"] if item["name"] != "terms"]),
    )


def with_key(package: Path) -> None:
    change_json(package / "schemas/terms.json", lambda raw: raw.update(primaryKey=[*raw["primaryKey"], "term_ar"]))


def renamed(package: Path) -> None:
    edit(package / "datapackage/errata.csv", "\nlamp-report-2020-e001,", "\nlamp-report-2020-e009,")


def retire(package: Path) -> None:
    renamed(package)
    with (package / "datapackage/retired_identifiers.csv").open("a", encoding="utf-8") as file:
        file.write("errata,lamp-report-2020-e001,,1.0.0,It is no misprint.,ليس خطأ مطبعيًا.\n")


@pytest.fixture
def last(tmp_path: Path) -> Path:
    folder = tmp_path / "last"
    folder.mkdir()
    version("1.4.0")(lay_out(folder))
    return folder


BREAKING: dict[str, tuple[Change, str]] = {
    "table": (without_table, "terms: the table is gone"),
    "code": (without_code, "statement_topics.stance: the code mixed is gone"),
    "key": (with_key, "terms: the key was term_id before, term_id, term_ar now"),
    "type": (retyped, "terms.note_en: of the type string before, integer now"),
    "column": (without_column, "terms.note_en: the column is gone"),
}
ADDING: dict[str, tuple[Change, str]] = {
    "code": (with_code, "statement_topics.stance: a new code, wavers"),
    "retired": (retire, "errata lamp-report-2020-e001: retired"),
}


@pytest.mark.parametrize("kind", BREAKING)
def test_what_breaks_raises_the_first_number(kind: str, package: Path, last: Path) -> None:
    change, words = BREAKING[kind]
    change(package)
    version("1.5.0")(package)
    (found,) = problems(package, str(last))
    assert found.startswith(words)
    assert found.endswith("; 1.4.0 → 1.5.0 has to raise the first number")
    version("2.0.0")(package)
    assert problems(package, str(last)) == []


@pytest.mark.parametrize("kind", ADDING)
def test_what_is_added_raises_the_second_number(kind: str, package: Path, last: Path) -> None:
    change, words = ADDING[kind]
    change(package)
    version("1.4.1")(package)
    assert problems(package, str(last)) == [f"{words}; 1.4.0 → 1.4.1 has to raise the second number"]
    version("1.5.0")(package)
    assert problems(package, str(last)) == []


def with_column(package: Path, **said: str) -> None:
    column = {"name": "shade", "type": "string", "title": "Shade", "title_ar": "ظل", "description": "A.", "description_ar": "أ."}
    change_json(package / "schemas/topics.json", lambda raw: raw["fields"].append(column | said))
    path = package / "datapackage/topics.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in (f"{head},shade", *(f"{line}," for line in lines))), encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "told"), [({}, "does not say since when it is there"), ({"since": "1.4.0"}, "says that it is there since 1.4.0")]
)
def test_a_new_column_says_since_when_it_is_there(said: dict[str, str], told: str, package: Path, last: Path) -> None:
    version("1.5.0")(package)
    with_column(package, **said)
    assert problems(package, str(last)) == [f'topics.shade: a new column that {told}; write "since": "1.5.0" in its schema']
    change_json(package / "schemas/topics.json", lambda raw: raw["fields"][-1].update(since="1.5.0"))
    assert problems(package, str(last)) == []


def test_before_the_first_version_the_second_number_stands_for_the_first(package: Path, last: Path) -> None:
    without_code(package)
    version("0.4.0")(last)
    version("0.4.1")(package)
    (found,) = problems(package, str(last))
    assert found.endswith("has to raise the second number")
    version("0.5.0")(package)
    assert problems(package, str(last)) == []


def test_rows_and_words_ask_for_the_third_number_alone(package: Path, last: Path) -> None:
    edit(package / "datapackage/statements.csv", "lit before dusk", "lit at dusk")
    version("1.4.1")(package)
    assert problems(package, str(last)) == []


@pytest.mark.parametrize("number", ["1.4.0", "1.3.9"])
def test_a_number_rises(number: str, package: Path, last: Path) -> None:
    version(number)(package)
    assert problems(package, str(last)) == [f"the version is {number}, the last release was 1.4.0; expected a higher one"]


def test_no_number_lets_an_identifier_vanish_or_come_back(package: Path, last: Path) -> None:
    renamed(package)
    version("2.0.0")(package)
    (found,) = problems(package, str(last))
    assert found.startswith("errata lamp-report-2020-e001: gone, and not in retired_identifiers; retire it with `mawaqif remove`")
    retire(last)
    edit(package / "datapackage/errata.csv", "\nlamp-report-2020-e009,", "\nlamp-report-2020-e001,")
    found = problems(package, str(last))
    assert (
        "errata lamp-report-2020-e001: was retired, and is given to a row again; give the row another; no version may do that"
        in found
    )


CITED = "cff-version: 1.2.0\nversion: 0.2.0\ndate-released: 2026-01-31\n"
HEADING = "# Changelog\n\n## 0.2.0 (2026-01-31)\n\n- Lamps.\n"


@pytest.mark.parametrize(
    ("tag", "citation", "changelog", "words"),
    [
        ("v0.2.0", CITED, HEADING, ""),
        ("v0.2.1", CITED, HEADING, "the tag is v0.2.1, datapackage.json has the version 0.2.0; expected the tag v0.2.0"),
        ("", CITED.replace("0.2.0", "0.1.0"), HEADING, "CITATION.cff: version is 0.1.0, datapackage.json has 0.2.0"),
        ("", CITED, HEADING.replace("-31", "-30"), "CITATION.cff: date-released is 2026-01-31, CHANGELOG.md has 2026-01-30"),
        ("", CITED[:-26], HEADING, "CITATION.cff: date-released is not there, CHANGELOG.md has 2026-01-31"),
        ("", CITED, HEADING.replace("2026-01-31", "unreleased"), "CHANGELOG.md: the version 0.2.0 is unreleased"),
    ],
    ids=["agree", "tag", "citation", "day", "no-day", "unreleased"],
)
def test_tag_version_changelog_and_citation_agree(
    tag: str, citation: str, changelog: str, words: str, package: Path, run: Run
) -> None:
    version("0.2.0")(package)
    (package / "CITATION.cff").write_text(citation, encoding="utf-8")
    (package / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    done = run("mawaqif", "promise", package, *(("--tag", tag) if tag else ()))
    assert done.returncode == (1 if words else 0), done.stdout
    assert done.stdout.startswith(words or "the version keeps its promise")


def test_what_is_no_citation_is_told_in_a_line(package: Path, run: Run) -> None:
    (package / "CITATION.cff").write_text("- a\n", encoding="utf-8")
    done = run("mawaqif", "promise", package)
    assert (done.returncode, done.stdout) == (2, "")
    assert "not a citation" in done.stderr


def test_the_release_at_hand_keeps_its_promise(run: Run) -> None:
    """Version, changelog and citation of the real package."""
    from conftest import ROOT  # noqa: PLC0415

    assert run("mawaqif", "promise", ROOT).returncode == 0
