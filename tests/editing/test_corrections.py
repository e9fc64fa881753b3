"""Renaming, merging, removing, moving: in all tables, told in words, all files or none, refused where something is lost."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from conftest import Run, edit
from mawaqif.checks import CODES, check_package
from mawaqif.editing.corrections import Reason, apply, open_package, renamed
from mawaqif.editing.corrections.change import MAY_BE_LEFT
from mawaqif.editing.identifiers import columns_holding
from mawaqif.findings import CannotRunError
from mawaqif.tables import load_descriptor

DATA = "datapackage"
WHY = ("--reason", "Its older name.", "--reason-ar", "اسم أقدم.")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cells(package: Path, table: str) -> list[list[str]]:
    return list(csv.reader((package / DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines()))[1:]


def said_in(package: Path, run: Run, *words: str, code: int = 0) -> str:
    result = run("mawaqif", *words, cwd=package)
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout + result.stderr


@pytest.fixture
def sealed(package: Path, run: Run) -> Path:
    assert run("mawaqif", "seal", package).returncode == 0
    return package


def test_a_rename_reaches_every_row_that_refers(package: Path, run: Run) -> None:
    said = said_in(package, run, "rename", "actor", "malta", "melita")
    assert said.startswith("actors: malta is now melita\n")
    assert "positions: 1 row, actor_id\n" in said
    held = [row for path in (package / DATA).glob("*.csv") for row in cells(package, path.stem)]
    assert not any("malta" in row for row in held)
    assert ["lamp-art-4", "melita", "propose", "lamp-report-2020-s003", ""] in held
    assert cells(package, "retired_identifiers") == []
    assert check_package(package)[1].clean


def test_a_dry_run_writes_nothing(sealed: Path, run: Run) -> None:
    before = files(sealed)
    said = said_in(sealed, run, "rename", "actor", "malta", "melita", *WHY, "--dry-run")
    assert "not written: datapackage/actors.csv, " in said
    assert files(sealed) == before


def test_a_renamed_row_that_was_read_stays_read_and_its_identifier_is_retired(sealed: Path, run: Run) -> None:
    assert "say why with --reason" in said_in(sealed, run, "rename", "actor", "malta", "melita", code=2)
    said_in(sealed, run, "rename", "actor", "malta", "melita", *WHY)
    version = json.loads((sealed / "datapackage.json").read_text(encoding="utf-8"))["version"]
    assert cells(sealed, "retired_identifiers") == [["actors", "malta", "melita", version, "Its older name.", "اسم أقدم."]]
    report = check_package(sealed)[1]
    assert report.clean
    assert report.unread == 1  # the line of the retired identifier itself
    assert "never used anew" in said_in(sealed, run, "rename", "actor", "nauru", "malta", *WHY, code=2)
    assert "it is retired" in said_in(sealed, run, "rename", "actor", "malta", "gozo", *WHY, code=2)


def test_a_row_that_had_changed_since_it_was_read_is_still_to_be_read_after_a_rename(sealed: Path, run: Run) -> None:
    edit(sealed / DATA / "actors.csv", "malta,state,Malta,", "malta,state,Melita,")
    said_in(sealed, run, "rename", "actor", "malta", "melita", *WHY)
    assert [item.code for item in check_package(sealed)[1].findings] == ["MQ601"]


def test_a_document_takes_the_identifiers_built_on_its_own_with_it(sealed: Path, run: Run) -> None:
    index = json.loads((sealed / "datapackage.json").read_text(encoding="utf-8"))
    entry = next(item for item in index["resources"] if item["name"] == "citations")
    entry["sequences"] = [
        {"field": "note_number", "where": {"document_id": "lamp-report-2020"}, "first": 1, "last": 2, "without": []}
    ]
    (sealed / "datapackage.json").write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    said_in(sealed, run, "rename", "document", "lamp-report-2020", "lamp-2020", *WHY)
    assert {row[0] for row in cells(sealed, "passages")} == {f"lamp-2020-s00{number}" for number in range(1, 5)}
    assert [row[0] for row in cells(sealed, "errata")] == ["lamp-2020-e001"]
    # The minutes begin with the same word, and are another document.
    assert "lamp-minutes-2" in {row[0] for row in cells(sealed, "documents")}
    assert '"document_id": "lamp-2020"' in (sealed / "datapackage.json").read_text(encoding="utf-8")
    assert {tuple(row[:3]) for row in cells(sealed, "retired_identifiers")} >= {
        ("documents", "lamp-report-2020", "lamp-2020"),
        ("citations", "lamp-report-2020-n001-1", "lamp-2020-n001-1"),
    }
    assert check_package(sealed)[1].clean


def test_two_identifiers_may_be_exchanged_at_once(package: Path) -> None:
    names = {"actors": {"malta": "nauru", "nauru": "malta"}}
    opened = open_package(package)
    apply(opened, renamed(opened, names, Reason()), write=True)
    assert ["lamp-art-4", "nauru", "propose", "lamp-report-2020-s003", ""] in cells(package, "positions")
    assert ["lamp-art-4", "malta", "delete", "lamp-report-2020-s004", ""] in cells(package, "positions")


def test_a_reference_by_several_columns_is_followed_part_by_part(package: Path) -> None:
    schema = {
        "fields": [{"name": name, "type": kind} for name, kind in (("id", "string"), ("said", "string"), ("piece", "integer"))],
        "primaryKey": ["id"],
        "foreignKeys": [{"fields": ["said", "piece"], "reference": {"resource": "passages", "fields": ["statement_id", "part"]}}],
    }
    (package / "schemas/lamps.json").write_text(json.dumps(schema))
    entry = '{"name": "lamps", "path": "datapackage/lamps.csv", "schema": "schemas/lamps.json"},'
    edit(package / "datapackage.json", '"resources": [', f'"resources": [{entry}')
    descriptor, _ = load_descriptor(package)
    assert ("lamps", "said") in columns_holding(descriptor, "statements")
    assert ("lamps", "piece") not in columns_holding(descriptor, "statements")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("rename", "acter", "malta", "x"), "did you mean 'actor'?"),
        (("rename", "actor", "mallta", "x"), "did you mean 'malta'?"),
        (("rename", "statement_topics", "a", "b"), "have no identifier of their own"),
        (("rename", "actor", "malta", "nauru"), "run `mawaqif merge`"),
        (("rename", "actor", "malta", ""), "the new identifier is empty"),
        (("rename", "actor", "malta", "\udcff"), "is not UTF-8"),
        (("rename", "actor", "\udcff", "x"), "is not UTF-8"),
        (("remove", "actor", "\udcff"), "is not UTF-8"),
        (("remove", "statement_topics", "lamp-report-2020-s003"), "give 2, not 1"),
        (("remove", "statement_topics", "lamp-report-2020-s003", "lamp-oil"), "did you mean"),
        (("merge", "actor", "malta", "malta"), "cannot be merged into itself"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_line(package: Path, run: Run, words: tuple[str, ...], message: str) -> None:
    before = files(package)
    said = said_in(package, run, *words, code=2)
    assert message in said
    assert len(said.splitlines()) == 1
    assert files(package) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rename", "actor", "malta", "Bad Name"), "MQ203"),
        (("merge", "actor", "nauru", "malta", "--prefer-kept"), "MQ423"),
        # It would leave the statement without a speaker.
        (("remove", "actor", "nauru", "--with-dependents"), "MQ412"),
    ],
    ids=("pattern", "two positions", "no speaker"),
)
def test_a_change_that_causes_a_finding_is_refused(package: Path, run: Run, words: tuple[str, ...], code: str) -> None:
    before = files(package)
    said = said_in(package, run, *words, code=1)
    assert code in said
    assert said.endswith("nothing was written; mend what is listed first\n")
    assert files(package) == before


def test_findings_that_were_there_before_do_not_stand_in_the_way(package: Path, run: Run) -> None:
    edit(package / DATA / "events.csv", "2020-05-12,Valletta", "2020-06-12,Valletta")
    before = {(item.code, item.file) for item in check_package(package)[1].findings}
    assert before
    said_in(package, run, "rename", "actor", "malta", "melita")
    assert {(item.code, item.file) for item in check_package(package)[1].findings} == before


def add_twin(package: Path, *rows: tuple[str, str]) -> None:
    """Add a second row for Malta, and links to it."""
    edit(package / DATA / "actors.csv", "nauru,state", "melita,government_body,Melita,ميليتا,,,malta,,\nnauru,state")
    for table, row in rows:
        path = package / DATA / f"{table}.csv"
        path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")


def test_a_merge_joins_links_and_keeps_names_as_aliases(package: Path, run: Run) -> None:
    add_twin(
        package,
        ("initiative_actors", "harbour-code,melita,proposer,lamp-report-2020-s003,"),
        ("statement_actors", "lamp-report-2020-s004,melita,opponent,"),
    )
    edit(package / DATA / "actors.csv", "government_body,Melita,ميليتا,,,malta,", "state,Melita,ميليتا,,,,")
    said_in(package, run, "fmt")
    refused = said_in(package, run, "merge", "actor", "melita", "malta", code=2)
    assert "name_en: 'Melita' and 'Malta'" in refused
    said = said_in(package, run, "merge", "actor", "melita", "malta", "--prefer-kept")
    assert "initiative_actors: 1 row stood twice, kept once" in said
    assert "not kept: name_en: 'Melita' and 'Malta'" in said
    assert ["malta", "state", "Malta", "مالطا", "MLT", "western_european_others", "", "ميليتا", ""] in cells(package, "actors")
    assert cells(package, "initiative_actors") == [["harbour-code", "malta", "proposer", "lamp-report-2020-s003", ""]]
    assert ["lamp-report-2020-s004", "malta", "opponent", ""] in cells(package, "statement_actors")


def test_links_that_contradict_each_other_are_not_merged(package: Path, run: Run) -> None:
    row = "lamp-report-2020-s001,harbour-lights,opposes,"
    edit(package / DATA / "statement_topics.csv", "lamp-report-2020-s001,lamp-oil", f"{row}\nlamp-report-2020-s001,lamp-oil")
    before = files(package)
    said = said_in(package, run, "merge", "topic", "lamp-oil", "harbour-lights", "--prefer-kept", code=2)
    assert "statement_topics lamp-report-2020-s001, harbour-lights: stance 'opposes' and 'supports'" in said
    assert files(package) == before


def test_rows_that_a_merge_changed_are_to_be_read_again(sealed: Path, run: Run) -> None:
    add_twin(sealed, ("statement_actors", "lamp-report-2020-s001,melita,on_behalf_of,"))
    edit(sealed / DATA / "actors.csv", "government_body,Melita,ميليتا,,,malta,", "company,Melita,ميليتا,,,,")
    said_in(sealed, run, "fmt")
    said_in(sealed, run, "seal")
    said = said_in(sealed, run, "merge", "actor", "melita", "malta", "--prefer-kept", *WHY)
    assert "retired: melita of actors, replaced by malta" in said
    report = check_package(sealed)[1]
    assert [(item.code, item.file) for item in report.findings] == [("MQ601", "datapackage/actors.csv")]
    assert report.unread == 2  # the link, and the line of the retired identifier


def test_a_removal_lists_first_what_hangs_on_the_row(sealed: Path, run: Run) -> None:
    before = files(sealed)
    said = said_in(sealed, run, "remove", "statement", "lamp-report-2020-s004", *WHY, code=2)
    assert "positions.csv:3 lamp-art-4 nauru delete, by its statement_id" in said
    assert files(sealed) == before
    said = said_in(sealed, run, "remove", "statement", "lamp-report-2020-s004", "--with-dependents", *WHY)
    assert "still to do: MQ304 'nauru' is used by no row" in said
    assert all("lamp-report-2020-s004" not in row for table in ("passages", "positions") for row in cells(sealed, table))
    assert cells(sealed, "retired_identifiers")[0][:3] == ["statements", "lamp-report-2020-s004", ""]
    assert {item.code for item in check_package(sealed)[1].findings} == {"MQ304"}


def test_a_row_that_may_stand_without_it_stays(package: Path) -> None:
    from mawaqif.editing.corrections.removing import dependents  # noqa: PLC0415 - the room's own

    opened = open_package(package)
    found = dependents(opened, ("statements", 0))
    emptied = {(place, columns) for place, columns in found.emptied}
    assert (("statements", 1), ("responds_to",)) in emptied
    assert (("citations", 0), ("statement_id",)) in emptied
    assert ("statement_actors", 0) in found.gone


def test_a_passage_is_moved_by_its_words(sealed: Path, run: Run) -> None:
    said = said_in(
        sealed, run, "move", "lamp-report-2020-s001", "--first", "أن تُضاء", "--last", "ثمن الزيت", "--sources", "sources"
    )
    assert said.startswith("lamp-report-2020-s001, part 1: 47-130 is now 53-130\n")
    assert cells(sealed, "passages")[0][2:4] == ["53", "130"]
    found = run("mawaqif", "validate", sealed, "--sources", sealed / "sources").stdout
    # A word is left over at its start, which the command said.
    assert {line.split()[1] for line in found.splitlines()[:-1]} == {"MQ601", "MQ472"}
    assert "still to do: MQ472 " in said
    assert "nothing to do" in said_in(
        sealed, run, "move", "lamp-report-2020-s001", "--first", "أن تُضاء", "--last", "ثمن الزيت", "--sources", "sources", code=2
    )


def test_no_passage_is_moved_by_another_text(package: Path, run: Run) -> None:
    copy = package / "sources/lamp-report-2020.txt"
    words = ("move", "lamp-report-2020-s001", "--first", "أن تُضاء", "--last", "ثمن الزيت", "--sources", "sources")
    copy.write_bytes(b"\xef\xbb\xbf" + copy.read_bytes())
    assert "47-130 is now 53-130" in said_in(package, run, *words, "--dry-run")
    copy.write_text("سطر\n" + copy.read_text(encoding="utf-8-sig"), encoding="utf-8")
    before = files(package)
    said_in(package, run, *words, code=2)
    assert files(package) == before


def test_no_rename_is_half_written(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(package)
    opened = open_package(package)
    change = renamed(opened, {"actors": {"malta": "melita"}}, Reason())
    real, renamed_files = Path.replace, []

    def fails(self: Path, target: Path) -> Path:
        renamed_files.append(target)
        if len(renamed_files) == 3:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        apply(opened, change, write=True)
    assert files(package) == before


def test_a_table_that_changed_in_the_meantime_is_not_written_over(package: Path) -> None:
    opened = open_package(package)
    change = renamed(opened, {"actors": {"malta": "melita"}}, Reason())
    edit(package / DATA / "actors.csv", ",Malta,", ",Malta Island,")
    with pytest.raises(CannotRunError, match="changed it in the meantime"):
        apply(opened, change, write=True)


def test_what_may_be_left_are_checks() -> None:
    assert {code.name for code in CODES} >= MAY_BE_LEFT
