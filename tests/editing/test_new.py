"""`new`: what it writes, proposes and refuses, where everything is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run, edit, without_isolates
from mawaqif.editing.atomic_writes import write_texts
from mawaqif.editing.entries import NonInteractive, create_rows, insert_rows, open_draft, read_request
from mawaqif.editing.entries.draft import Row
from mawaqif.editing.entries.proposals import identifier_of
from mawaqif.editing.entries.row_builder import RowBuilder
from mawaqif.editing.entries.validation import validate_rows
from mawaqif.findings import CannotRunError
from mawaqif.passages.copies import Copies

DATA = "datapackage"
KENYA = ("name_en=Kenya", "name_ar=كينيا", "kind=state", "iso3=KEN")
SUMMARIES = (
    "summary_en=Malta repeats where its wish for lanterns stands.",
    "summary_ar=تكرر مالطا موضع رغبتها في الفوانيس ضمن المحضر.",
)
STATEMENT = ("statement", "document_id=lamp-report-2020", "kind=quotation", *SUMMARIES)
LAST = ("first=المصدر ذاته", "last=ص 9", "--sources", "sources")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / DATA).iterdir()}


# For each table, the words of the command and the first line that it writes.
TABLES: dict[str, tuple[tuple[str, ...], str]] = {
    "documents": (
        ("document", "role=cited", "kind=report", "title_en=The Fog Report", "title_ar=تقرير الضباب"),
        "2: fog-report,cited,report,The Fog Report,تقرير الضباب,,,,,,,,,",
    ),
    "actors": (("actor", *KENYA), "4: kenya,state,Kenya,كينيا,KEN,,,,"),
    "events": (
        ("event", "kind=meeting", "name_en=Third meeting", "name_ar=الاجتماع الثالث", "parent_id=الدورة الأولى"),
        "5: third-meeting,meeting,Third meeting,الاجتماع الثالث,lamp-session-1,,,,,,",
    ),
    "topics": (
        (
            "topic",
            "theme=security",
            "label_en=Fog horns",
            "label_ar=الأبواق",
            "proposition_en=Horns should be loud.",
            "proposition_ar=لتكن الأبواق عالية.",
        ),
        "2: fog-horns,security,Fog horns,الأبواق,Horns should be loud.,لتكن الأبواق عالية.",
    ),
    "statements": (
        STATEMENT,
        f"6: lamp-report-2020-s005,lamp-report-2020,quotation,,,{SUMMARIES[0][11:]},{SUMMARIES[1][11:]},,",
    ),
    "passages": (
        ("passage", "statement_id=lamp-report-2020-s004", *LAST),
        "7: lamp-report-2020-s004,2,468,484,المصدر ذاته، ص 9,المصدر ذاته، ص 9,a1d471fafc79cc85241e7ee7d3c828c0c2c2b995338627e61bd118224eaa2683",  # noqa: E501
    ),
    "set_aside": (
        (
            "set-aside",
            "document_id=lamp-report-2020",
            "reason=citing_note",
            "first=محضر الاجتماع",
            "last=org/minutes/2",
            *LAST[2:],
        ),
        "7: lamp-report-2020,8,221,292,محضر الاجتماع الثاني، 12 مايو,مايو 2020، ص 7، <https://example.org/minutes/2,038490a025627e607e5fc485667c37ada89c4be5cbe2ee6ad5544553a45443da,citing_note,",
    ),
    "statement_actors": (
        ("statement-actor", "statement_id=lamp-report-2020-s004", "actor_id=جمهورية ايسلندا", "role=opponent"),
        "6: lamp-report-2020-s004,iceland,opponent,",
    ),
    "statement_topics": (
        ("statement_topic", "statement_id=lamp-report-2020-s001", "topic_id=أضواء المرفأ", "stance=mixed"),
        "2: lamp-report-2020-s001,harbour-lights,mixed,",
    ),
    "citations": (
        (
            "citation",
            "document_id=lamp-report-2020",
            "note_number=2",
            "cited_document_id=lamp-minutes-2",
            "locator_kind=page",
            "locator=11",
            "ibid=false",
        ),
        "4: lamp-report-2020-n002-2,lamp-report-2020,2,2,,lamp-minutes-2,page,11,,false,",
    ),
    "initiatives": (
        (
            "initiative",
            "name_en=The Fog Accord",
            "name_ar=اتفاق الضباب",
            "kind=treaty",
            "status=proposed",
            "description_en=On horns.",
            "description_ar=عن الأبواق.",
            "actor=مالطا:proposer:lamp-report-2020-s003",
        ),
        "2: fog-accord,treaty,The Fog Accord,اتفاق الضباب,,,proposed,On horns.,عن الأبواق.,,",
    ),
    "statement_initiatives": (
        ("statement_initiative", "statement_id=lamp-report-2020-s004", "initiative_id=Harbour code", "relation=mentions"),
        "3: lamp-report-2020-s004,harbour-code,mentions,",
    ),
    "initiative_actors": (
        ("initiative_actor", "initiative_id=harbour-code", "actor_id=nauru", "role=party", "statement_id=lamp-report-2020-s004"),
        "4: harbour-code,nauru,party,lamp-report-2020-s004,",
    ),
    "provisions": (
        (
            "provision",
            "document_id=lamp-minutes-2",
            "label=5",
            "label_ar=المادة 5",
            "title_en=Horns",
            "title_ar=الأبواق",
            "topic_id=lamp-oil",
        ),
        "2: horns,lamp-minutes-2,5,المادة 5,Horns,الأبواق,lamp-oil,",
    ),
    "positions": (
        ("position", "provision_id=lamp-art-4", "actor_id=iceland", "position=delete", "statement_id=lamp-report-2020-s004"),
        "2: lamp-art-4,iceland,delete,lamp-report-2020-s004,",
    ),
    "errata": (
        (
            "erratum",
            "document_id=lamp-report-2020",
            "citation_id=lamp-report-2020-n001-1",
            "field=locator",
            "printed=77",
            "corrected=7",
            "reason_en=Twelve pages.",
        ),
        "3: lamp-report-2020-e002,lamp-report-2020,lamp-report-2020-n001-1,,locator,77,7,Twelve pages.",
    ),
    "recodings": (
        ("recoding", "statement_id=lamp-report-2020-s002", "topic_id=lamp-oil", "first_stance=neutral", "second_stance=neutral"),
        "2: lamp-report-2020-s002,lamp-oil,neutral,neutral,",
    ),
    "recoded_kinds": (
        ("recoded-kind", "statement_id=lamp-report-2020-s003", "first_kind=proposal", "second_kind=proposal"),
        "2: lamp-report-2020-s003,proposal,proposal,",
    ),
    "recoded_locators": (
        (
            "recoded_locator",
            "citation_id=lamp-report-2020-n001-1",
            "first_kind=page",
            "first_locator=7",
            "second_kind=none",
            "note_en=Settled as page 7. It is printed.",
        ),
        "2: lamp-report-2020-n001-1,page,7,none,,Settled as page 7. It is printed.",
    ),
    "recoded_positions": (
        (
            "recoded_position",
            "provision_id=lamp-art-4",
            "actor_id=نأورو",
            "first_position=delete",
            "note_en=Settled as delete. It is printed.",
        ),
        "2: lamp-art-4,nauru,delete,,Settled as delete. It is printed.",
    ),
    "pages": (
        ("page", "document_id=lamp-report-2020", "char_start=0", "char_end=300", "page=1"),
        "2: lamp-report-2020,0,300,1",
    ),
    "terms": (
        ("term", "term_en=lamp oil", "term_ar=زيت المصابيح", "variants_ar=زيت السراج"),
        "2: lamp-oil,lamp oil,زيت المصابيح,,زيت السراج,",
    ),
    "retired_identifiers": (
        (
            "retired-identifier",
            "table_name=actors",
            "identifier=melita",
            "replaced_by=malta",
            "version=0.1.0",
            "reason_en=Named anew.",
            "reason_ar=سُمّي من جديد.",
        ),
        "2: actors,melita,malta,0.1.0,Named anew.,سُمّي من جديد.",
    ),
}


def test_every_table_takes_rows(package: Path) -> None:
    stretches = package / DATA / "set_aside.csv"
    lines = stretches.read_text(encoding="utf-8").splitlines(keepends=True)
    stretches.write_text("".join(line for line in lines if not line.startswith("lamp-report-2020,5,")), encoding="utf-8")
    before = files(package)
    draft = open_draft(package, Copies(package / "sources"))
    assert TABLES.keys() == draft.dataset.tables.keys()
    rows: list[Row] = []
    for name, (words, _) in TABLES.items():
        given = [word for word in words[1:] if word not in LAST[2:]]
        made = RowBuilder(draft, read_request(draft.dataset.descriptor, words[0], given), NonInteractive()).rows()[1]
        assert made[0].schema.name == name
        rows += made
    result = validate_rows(draft, rows)
    assert result.errors == []
    placed = {f"{row.file}:{row.line}: {row.text}" for row in insert_rows(draft, result.draft, write=False)}
    assert placed >= {f"{DATA}/{name}.csv:{line}" for name, (_, line) in TABLES.items()}
    assert len(placed) == len(TABLES) + 1
    assert files(package) == before


def test_a_statement_brings_its_passage_its_actors_and_its_topics(package: Path, run: Run) -> None:
    before = files(package)
    words = (*STATEMENT, "actor_id=مالطا", "actor=Nauru:on_behalf_of", "topic=harbour-lights:supports", *LAST)
    result = run("mawaqif", "new", *words, cwd=package)
    assert result.returncode == 0, result.stderr
    added = {
        place: row for place, _, row in (line.partition(": ") for line in result.stdout.splitlines()) if place.startswith(DATA)
    }
    assert list(added) == [
        "datapackage/statements.csv:6",
        "datapackage/passages.csv:7",
        "datapackage/statement_actors.csv:7",
        "datapackage/statement_actors.csv:8",
        "datapackage/statement_topics.csv:6",
    ]
    for place, row in added.items():
        name, line = place.removeprefix(f"{DATA}/").split(":")
        lines = (package / DATA / name).read_text(encoding="utf-8").splitlines()
        assert lines[int(line) - 1] == row
        assert [line for line in lines if line not in added.values()] == before[name].decode().splitlines()
    assert "no longer set aside: stretch 7 of lamp-report-2020" in result.stdout
    changed = {name for name, data in files(package).items() if data != before[name]}
    assert changed == {"set_aside.csv", *(place.removeprefix(f"{DATA}/").split(":")[0] for place in added)}
    assert [
        line for line in before["set_aside.csv"].splitlines() if line not in files(package)["set_aside.csv"].splitlines()
    ] == [before["set_aside.csv"].splitlines()[7]]
    proven = run("mawaqif", "validate", package, "--sources", package / "sources")
    assert proven.stdout.startswith("no findings: ")


UNREADY = {
    "unknown table": (("actr",), "no table 'actr' (did you mean 'actor'?)"),
    "unknown column": (("actor", "nam_en=Kenya"), "actors has no column 'nam_en' (did you mean 'name_en'?)"),
    "no pair": (("actor", "Kenya"), "'Kenya' is not COLUMN=VALUE"),
    "twice": (("actor", "kind=state", "kind=bloc"), "kind is given twice"),
    "half a passage": ((*STATEMENT, "first=المصدر"), "1 first= and 0 last="),
    "no documents": (("passage", "statement_id=lamp-report-2020-s004", *LAST[:2]), "need --sources DIR"),
    "no UTF-8": (("actor", "name_en=\udcff"), "the value of name_en is not UTF-8"),
    "missing": (
        ("actor", "iso3=KEN"),
        "needs more, as COLUMN=VALUE; nothing was written\n  kind: What sort of actor it is. One of state, bloc, ",
    ),
    "missing in a link": ((*STATEMENT, "topic=lamp-oil"), "\n  stance: "),
}


@pytest.mark.parametrize("name", UNREADY)
def test_what_cannot_run_is_said_in_one_message(name: str, package: Path, run: Run) -> None:
    before = files(package)
    words, message = UNREADY[name]
    result = run("mawaqif", "new", *words, cwd=package)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert "identifier of the actor" not in result.stderr.lower()
    assert files(package) == before


def share_a_name(folder: Path) -> None:
    edit(folder / DATA / "actors.csv", "Nauru,ناورو,NRU,asia_pacific,,", "Nauru,ناورو,NRU,asia_pacific,,آيسلندا")


def keep(folder: Path) -> None:
    assert folder.is_dir()


WRONG: dict[str, tuple[Callable[[Path], None], tuple[str, ...], tuple[str, ...]]] = {
    "cells": (
        keep,
        ("actor", "kind=stat", "name_en=Malta", "name_ar=Kenya"),
        (
            "actors.csv:new row:kind MQ204 'stat' ",
            "actors.csv:new row:name_en MQ302 'Malta' stands already in line 6;",
            "actors.csv:new row:name_ar MQ402 ",
        ),
    ),
    "reference": (keep, ("actor", *KENYA, "parent_id=lamp-unon"), ("actors.csv:new row:parent_id MQ303 'lamp-unon' ",)),
    "other table": (
        keep,
        ("position", "provision_id=lamp-art-4", "actor_id=iceland", "position=delete", "statement_id=lamp-report-2020-s004"),
        ("positions.csv:new row:statement_id MQ423 ",),
    ),
    "roles against the kind": (keep, (*STATEMENT, "actor=malta:opponent"), ("statement_actors.csv:new row:role MQ413 ",)),
    "another's finding": (
        keep,
        ("statement", "document_id=lamp-report-2020", "statement_id=lamp-report-2020-s007", *STATEMENT[2:]),
        ("statements.csv:new row:statement_id MQ408 'lamp-report-2020-s007' follows a gap",),
    ),
    "words of the source": (
        keep,
        (*STATEMENT[:-1], "summary_ar=يحظر على القوارب الصغيرة إطفاء فوانيسها داخل الميناء بين الغروب والشروق", *LAST[2:]),
        ("statements.csv:new row:summary_ar MQ503 ",),
    ),
    "ambiguous": (share_a_name, ("actor", *KENYA, "parent_id=ايسلندا"), ("parent_id: 'ايسلندا' may be iceland, nauru;",)),
    "coded already": (
        keep,
        (*STATEMENT, "first=تعارض ناورو", "last=من النص", *LAST[2:]),
        ("this is the passage of lamp-report-2020-s004 already, part 1;",),
    ),
    "no such words": (keep, (*STATEMENT, "first=سفينة", "last=ص 9", *LAST[2:]), ("has no stretch from 'سفينة' to 'ص 9'",)),
    "two stretches": (
        keep,
        ("passage", "statement_id=lamp-report-2020-s001", "first=من", "last=من", *LAST[2:]),
        ("stretches of lamp-report-2020 go from 'من' to 'من': ", "give more"),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_not_written(name: str, package: Path, run: Run) -> None:
    prepare, words, messages = WRONG[name]
    prepare(package)
    before = files(package)
    result = run("mawaqif", "new", *words, cwd=package)
    assert result.returncode == 1, result.stdout
    said = without_isolates(result.stdout + result.stderr)
    for message in messages:
        assert message in said
    assert "nothing was written" in result.stderr
    assert files(package) == before


DAMAGED = {
    "CR LF": (lambda data: data.replace(b"\n", b"\r\n"), "actors.csv:1 MQ120"),
    "not sorted": (lambda data: b"\n".join([*data.split(b"\n")[:1], *data.split(b"\n")[:0:-1][1:], b""]), "actors.csv:2 MQ120"),
    "ragged": (lambda data: data.replace(b"malta,state", b"malta,state,x"), "actors.csv:6 MQ108"),
    "not UTF-8": (lambda data: data.replace(b"Malta", b"M\xe4lta"), "actors.csv:6 MQ104"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_table_takes_no_rows(name: str, package: Path, run: Run) -> None:
    damage, place = DAMAGED[name]
    path = package / DATA / "actors.csv"
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    result = run("mawaqif", "new", "actor", *KENYA, cwd=package)
    assert result.returncode == 1
    assert f"{DATA}/{place} " in result.stderr
    assert path.read_bytes() == before


def test_findings_that_were_there_do_not_hinder(package: Path, run: Run) -> None:
    edit(package / DATA / "events.csv", "lamp-talks,process", "lamp-talks,proces")
    edit(package / DATA / "actors.csv", "malta,state,Malta,مالطا,MLT", "malta,state,Malta,مالطا,MTL")
    result = run("mawaqif", "new", "actor", *KENYA, cwd=package)
    assert result.returncode == 0, result.stdout
    assert "there before: 2 findings, 0 checks skipped; `mawaqif validate` lists them\n" in result.stdout
    assert "still to do: MQ304 'kenya' is used by no row of " in result.stdout


TO_DO = {
    "speaker": ((*STATEMENT, "actor=malta:on_behalf_of"), ("MQ411 'lamp-report-2020-s005'", "MQ413 'lamp-report-2020-s005'")),
    "position": (
        ("statement_actor", "statement_id=lamp-report-2020-s004", "actor_id=iceland", "role=opponent"),
        ("MQ423 iceland is an actor of lamp-report-2020-s004, on which positions rest, but has no position",),
    ),
    "stance": (
        ("recoding", "statement_id=lamp-report-2020-s003", "topic_id=lamp-oil", "first_stance=mixed", "second_stance=mixed"),
        ("MQ424 lamp-report-2020-s003 lamp-oil: both coders gave 'mixed', but statement_topics has 'no row'",),
    ),
}


@pytest.mark.parametrize("name", TO_DO)
def test_what_is_missing_elsewhere_is_still_to_do(name: str, package: Path, run: Run) -> None:
    words, messages = TO_DO[name]
    result = run("mawaqif", "new", *words, cwd=package)
    assert result.returncode == 0, result.stdout
    first_lines = [line.removeprefix("still to do: ") for line in result.stdout.splitlines() if line.startswith("still to do: ")]
    assert len(first_lines) == len(messages)
    for line, message in zip(first_lines, messages, strict=True):
        assert line.startswith(message)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Côte d'Ivoire", "cote-divoire"),
        ("The Gambia", "gambia"),
        ("Österreich & Łódź’s friends", "osterreich-lodzs-friends"),
        ("A/AC.291/22", "a-ac-291-22"),
        ("Netherlands (the)", "netherlands-the"),
    ],
)
def test_identifiers_are_words_joined(name: str, identifier: str) -> None:
    assert identifier_of(name) == identifier


def test_an_identifier_is_not_used_again(package: Path) -> None:
    record = f"table,key,row_sha256,reader,date\nactors,kenya,{'0' * 64},,\nerrata,lamp-report-2020-e002,{'0' * 64},,\n"
    (package / DATA / "readings.csv").write_text(record, encoding="utf-8")
    draft = open_draft(package, None)
    for name, identifier in (("actors", "kenya-2"), ("errata", "lamp-report-2020-e003")):
        request = read_request(draft.dataset.descriptor, name, TABLES[name][0][1:])
        _, (row,) = RowBuilder(draft, request, NonInteractive()).rows()
        assert row.key == identifier
        assert validate_rows(draft, [row]).errors == []


def test_a_table_that_changed_in_the_meantime_is_not_overwritten(package: Path) -> None:
    draft = open_draft(package, None)
    result = create_rows(draft, read_request(draft.dataset.descriptor, "actor", KENYA), NonInteractive())
    edit(package / DATA / "actors.csv", "Malta", "Malta Island")
    before = files(package)
    with pytest.raises(CannotRunError, match="another program changed it"):
        insert_rows(draft, result.draft, write=True)
    assert files(package) == before


def test_files_are_replaced_all_or_none(tmp_path: Path) -> None:
    old, fresh, folder = tmp_path / "old.csv", tmp_path / "fresh.csv", tmp_path / "taken.csv"
    old.write_text("before", encoding="utf-8")
    folder.mkdir()
    for names in ((old, fresh, folder), (old, fresh, tmp_path / "nowhere" / "x.csv")):
        with pytest.raises(OSError, match=r"taken|nowhere"):
            write_texts(dict.fromkeys(names, "after"))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["old.csv", "taken.csv"]
        assert old.read_text(encoding="utf-8") == "before"
    write_texts({old: "after", fresh: "new"})
    assert (old.read_text(encoding="utf-8"), fresh.read_text(encoding="utf-8")) == ("after", "new")
