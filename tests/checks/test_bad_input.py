"""Whatever a contributor's editor did to a file, the command says what and where, and never breaks."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, edit

TABLE = "datapackage/errata.csv"
STATEMENTS = "datapackage/statements.csv"


def _rewrite(path: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        (folder / path).write_bytes(change((folder / path).read_bytes()))

    return damage


def _directory(folder: Path) -> None:
    (folder / TABLE).unlink()
    (folder / TABLE).mkdir()


def _dangling(folder: Path) -> None:
    (folder / TABLE).unlink()
    (folder / TABLE).symlink_to(folder / "nowhere.csv")


def _unknown_type(folder: Path) -> None:
    edit(folder / "schemas/errata.json", '"name": "field",\n      "type": "string"', '"name": "field",\n      "type": "colour"')


def _pipe(folder: Path) -> None:
    (folder / TABLE).unlink()
    os.mkfifo(folder / TABLE)


def _schema(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / "schemas/errata.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        change(raw)
        path.write_text(json.dumps(raw))

    return damage


HUGE = b"x" * 10_000_000
DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing file": (lambda folder: (folder / TABLE).unlink(), f"{TABLE} MQ101"),
    "empty file": (_rewrite(TABLE, lambda _: b""), f"{TABLE} MQ103"),
    "only blank lines": (_rewrite(TABLE, lambda _: b"\n\n \n"), f"{TABLE} MQ103"),
    "wrong header": (_rewrite(TABLE, lambda data: data.replace(b"printed", b"prnted")), f"{TABLE}:1 MQ106"),
    "no header": (_rewrite(TABLE, lambda data: data.split(b"\n", 1)[1]), f"{TABLE}:1 MQ106"),
    "doubled header": (_rewrite(TABLE, lambda data: data.replace(b"printed", b"field", 1)), f"{TABLE}:1 MQ107"),
    "ragged row": (_rewrite(TABLE, lambda data: data.replace(b",90,", b",")), f"{TABLE}:2 MQ108"),
    "wrong encoding": (_rewrite(TABLE, lambda data: data.replace(b"twelve", b"d\xfczend")), f"{TABLE}:2 MQ104"),
    "UTF-16": (_rewrite(TABLE, lambda data: data.decode().encode("utf-16")), f"{TABLE}:1 MQ104"),
    "UTF-16 without a mark": (_rewrite(TABLE, lambda data: data.decode().encode("utf-16-le")), f"{TABLE}:1 MQ105"),
    "NUL byte": (_rewrite(TABLE, lambda data: data.replace(b"twelve", b"twe\0lve")), f"{TABLE}:2 MQ105"),
    "unclosed quote": (_rewrite(TABLE, lambda data: data.replace(b"The minutes", b'"The minutes')), f"{TABLE}:2:reason_en MQ109"),
    "quote inside a cell": (_rewrite(TABLE, lambda data: data.replace(b",90,", b',"9"0,')), f"{TABLE}:2:printed MQ109"),
    "cell of 10 MB": (_rewrite(TABLE, lambda data: data.replace(b"twelve", HUGE)), f"{TABLE}:2:reason_en MQ110"),
    "directory": (_directory, f"{TABLE} MQ102"),
    "dangling link": (_dangling, f"{TABLE} MQ005"),
    "broken JSON in a schema": (_rewrite("schemas/errata.json", lambda data: data[:-20]), "schemas/errata.json MQ002"),
    "schema that is a list": (_rewrite("schemas/errata.json", lambda _: b"[]"), "schemas/errata.json MQ003"),
    "schema nested too deeply": (_rewrite("schemas/errata.json", lambda _: b"[" * 100_000), "schemas/errata.json MQ002"),
    "missing schema": (lambda folder: (folder / "schemas/errata.json").unlink(), "schemas/errata.json MQ002"),
    "pipe": (_pipe, f"{TABLE} MQ102"),
    "cut inside a letter": (_rewrite(TABLE, lambda data: data[:-2] + "ص".encode()[:1]), f"{TABLE}:2 MQ112"),
    "key twice in a schema": (
        _rewrite(
            "schemas/errata.json", lambda data: data.replace(b'"required": true', b'"required": true, "required": false', 1)
        ),
        "schemas/errata.json MQ002",
    ),
    "NaN in a schema": (
        _schema(lambda raw: raw["fields"][0]["constraints"].update(maxLength=float("nan"))),
        "schemas/errata.json MQ002",
    ),
    "unique keys no list": (_schema(lambda raw: raw.update(uniqueKeys=5)), "schemas/errata.json MQ003"),
    "unique key empty": (_schema(lambda raw: raw.update(uniqueKeys=[[]])), "schemas/errata.json MQ003"),
    "unique key twice": (_schema(lambda raw: raw.update(uniqueKeys=[["field", "field"]])), "schemas/errata.json MQ003"),
    "misspelt property": (_schema(lambda raw: raw.update(uniquekeys=[["field"]])), "schemas/errata.json MQ003"),
    "misspelt field property": (_schema(lambda raw: raw["fields"][0].update(lang="en")), "schemas/errata.json MQ003"),
    "categories no list": (_schema(lambda raw: raw["fields"][0].update(categories=5)), "schemas/errata.json MQ003"),
    "type no text": (_schema(lambda raw: raw["fields"][0].update(type=[1])), "schemas/errata.json MQ003"),
    "foreign key without fields": (_schema(lambda raw: raw.update(foreignKeys=[{"a": 1}])), "schemas/errata.json MQ003"),
    "unpaired surrogate in a title": (_schema(lambda raw: raw.update(title="\ud800")), "schemas/errata.json MQ003"),
    "unknown field type": (_unknown_type, "schemas/errata.json MQ003"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_a_finding_at_its_place(name: str, package: Path, run: Run) -> None:
    damage, expected = DAMAGE[name]
    damage(package)
    result = run("mawaqif", "validate", package, cwd=package)
    assert result.returncode == 1, result.stderr
    assert result.stderr == ""
    file, code = expected.rsplit(" ", 1)
    # What is wrong in a schema has its line where that is known.
    place = re.escape(file) + (r"(:\d+)?" if file.endswith(".json") else "")
    assert re.search(rf"^{place} {code} ", result.stdout, re.MULTILINE), result.stdout
    assert len(max(result.stdout.splitlines(), key=len)) < 1000


@pytest.mark.parametrize("name", ["ragged row", "unclosed quote", "broken JSON in a schema"])
def test_damage_is_never_published(name: str, package: Path, run: Run) -> None:
    DAMAGE[name][0](package)
    result = run("mawaqif", "build", package, "--out", package / "dist")
    assert (result.returncode, result.stdout, "Traceback" in result.stderr) == (1, "", False)
    assert not (package / "dist").exists()


def test_lines_are_physical_with_line_breaks_mark_and_crlf(package: Path, run: Run) -> None:
    text = (package / STATEMENTS).read_text(encoding="utf-8")
    text = text.replace(
        "Iceland wants northern lighthouses lit before dusk",
        '"Iceland wants northern\nlighthouses, all\nof them, lit before dusk',
    )
    text = text.replace("expense of shipping.", 'expense of shipping."').replace("2020-05-12,Malta", "2020-05-32,Malta")
    (package / STATEMENTS).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    result = run("mawaqif", "validate", package, cwd=package)
    assert f"{STATEMENTS}:2:summary_en MQ404" in result.stdout
    assert f"{STATEMENTS}:6:date MQ401 '2020-05-32'" in result.stdout
    assert f"{STATEMENTS}:1 MQ120" in result.stdout


def test_unreadable_columns_skip_checks_and_never_pass_them(package: Path, run: Run) -> None:
    edit(package / "datapackage/passages.csv", "s003,1,346,", "s003,1,many,")
    edit(package / "datapackage/statement_topics.csv", "s002,lamp-oil", "s002,lamp-oils")
    result = run("mawaqif", "validate", package, "--format", "json", cwd=package)
    report = json.loads(result.stdout)
    places = {(item["code"], item["file"], item["line"], item["column"]) for item in report["findings"]}
    assert ("MQ201", "datapackage/passages.csv", 5, "char_start") in places
    assert ("MQ303", "datapackage/statement_topics.csv", 3, "topic_id") in places
    skipped = {item["code"] for item in report["skipped"]}
    assert {"MQ414", "MQ420", "MQ460"} <= skipped
    assert not skipped & {item["code"] for item in report["findings"]}
    assert report["clean"] is False


def test_an_empty_cell_breaks_no_rule_on_others(package: Path, run: Run) -> None:
    edit(package / "datapackage/passages.csv", "s002,1,143,", "s002,1,,")
    for actor in ("s002,lamp-office,speaker", "s004,nauru,opponent"):
        edit(package / "datapackage/statement_actors.csv", actor, actor.rpartition(",")[0] + ",")
    lines = run("mawaqif", "validate", package, cwd=package).stdout.splitlines()
    assert {line.split(" ")[0] for line in lines if " MQ202 " in line} == {
        "datapackage/passages.csv:3:char_start",
        "datapackage/statement_actors.csv:4:role",
        "datapackage/statement_actors.csv:6:role",
    }


def test_a_missing_parent_is_one_finding(package: Path, run: Run) -> None:
    edit(package / "datapackage/actors.csv", "malta,state,Malta", "melita,state,Malta")
    result = run("mawaqif", "validate", package, cwd=package)
    about = [line for line in result.stdout.splitlines() if "'malta'" in line and "MQ303" in line]
    tables = [line.split(":")[0] for line in about]
    assert sorted(tables) == sorted(set(tables)), "one finding a table that refers to it"


def test_messages_repair(package: Path, run: Run) -> None:
    edit(package / "datapackage/statement_actors.csv", "s002,lamp-office", "s002,lamp-ofice")
    edit(package / "datapackage/statement_topics.csv", "s001,lamp-oil,supports", "s001,lamp-oil,suports")
    result = run("mawaqif", "validate", package, cwd=package)
    assert "'lamp-ofice' is not in actors (did you mean 'lamp-office'?)" in result.stdout
    assert "(did you mean 'supports'?)" in result.stdout


INDEX_DAMAGE: dict[str, Callable[[dict[str, Any]], object]] = {
    "profile on another host": lambda index: index["resources"][0].update(profile="http://127.0.0.1:9/x"),
    "schema of the package no text": lambda index: index.update({"$schema": 5}),
    "type no text": lambda index: index["resources"][0].update(type=5),
    "path with a NUL": lambda index: index["resources"][-1].update(path="datapackage/err\0ata.csv"),
    "path with a surrogate": lambda index: index["resources"][-1].update(path="datapackage/\ud800.csv"),
    "no name": lambda index: index.pop("name"),
    "version no version": lambda index: index.update(version="one"),
    "title no text": lambda index: index.update(title_ar=5),
    "limit without Arabic": lambda index: index["limits"][0].pop("description_ar"),
    "limits no list": lambda index: index.update(limits="none"),
    "method by another name": lambda index: index["method"][0].update(name="lamps"),
    "method no object": lambda index: index.update(method=["lamps"]),
    "id no text": lambda index: index.update(id=["lamps"]),
    "created no time": lambda index: index.update(created="yesterday"),
    "created too late": lambda index: index.update(created="9999-12-31T23:59:59-12:00"),
    "other delimiter": lambda index: index["resources"][-1].update(dialect={"delimiter": ";"}),
    "other encoding": lambda index: index["resources"][-1].update(encoding="cp1256"),
    "absolute path": lambda index: index["resources"][-1].update(path="/etc/passwd"),
    "resource no object": lambda index: index["resources"].append(5),
    "resource twice": lambda index: index["resources"].append(index["resources"][-1]),
}
HARMLESS = {"profile on another host", "schema of the package no text", "type no text"}


@pytest.mark.parametrize("name", INDEX_DAMAGE)
def test_damage_of_the_index(name: str, package: Path, run: Run) -> None:
    path = package / "datapackage.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    INDEX_DAMAGE[name](index)
    path.write_text(json.dumps(index))
    result = run("mawaqif", "validate", package, cwd=package)
    if name in HARMLESS:
        assert result.returncode == 0, result.stdout
    else:
        assert result.returncode == 1
        assert re.match(r"datapackage\.json(:\d+)? MQ001 ", result.stdout)
        assert len(result.stdout.splitlines()) < 12


def test_one_fault_does_not_flood(package: Path, run: Run) -> None:
    header = (package / STATEMENTS).read_text(encoding="utf-8").splitlines()[0]
    (package / STATEMENTS).write_text(header + "\n", encoding="utf-8")
    assert len(run("mawaqif", "validate", package).stdout.splitlines()) < 40


def test_a_wrong_cell_has_one_finding(package: Path, run: Run) -> None:
    edit(package / STATEMENTS, "proposal,lamp-session-1,2020-05-12", "proposal,lamp-session-1,12/05/2020")
    edit(package / "datapackage/statement_actors.csv", "malta,co_sponsor", "malta ,co_sponsor")
    lines = run("mawaqif", "validate", package, cwd=package).stdout.splitlines()
    assert len([line for line in lines if line.startswith(f"{STATEMENTS}:4:date ")]) == 1
    assert len([line for line in lines if line.startswith("datapackage/statement_actors.csv:5:actor_id ")]) == 1


def test_a_fragment_keeps_the_markup_of_its_file(package: Path, run: Run) -> None:
    """The same signs are debris in words of one's own."""
    signs = "<i>Lamps</i> [burn](https://example.org/lamps) &nbsp; **"
    path = package / "datapackage/set_aside.csv"
    edit(path, "تقرير المنارات,تقرير المنارات", f"{signs},{signs}")
    edit(path, ",front_matter,\n", f",front_matter,{signs}\n")
    told = [line for line in run("mawaqif", "validate", package, cwd=package).stdout.splitlines() if "MQ426" in line]
    assert [line.split()[0] for line in told] == ["datapackage/set_aside.csv:2:note_en"]


def test_a_country_code_is_told_by_the_name(package: Path, run: Run) -> None:
    edit(package / "datapackage/actors.csv", "مالطا,MLT", "مالطا,MTL")
    assert (
        "'MTL' is not a country code of ISO 3166-1 alpha-3 (that of Malta is 'MLT')" in run("mawaqif", "validate", package).stdout
    )


def test_many_findings_alike_are_counted_and_none_is_lost(package: Path, run: Run) -> None:
    path = package / "datapackage/actors.csv"
    rows = "".join(f"lamp-{n:03},{'medium' if n < 60 else 'media'},Lamp {n},فنار {n},,,,,\n" for n in range(130))
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    report = json.loads(run("mawaqif", "validate", package, "--format", "json").stdout)
    found = [item for item in report["findings"] if item["code"] == "MQ204"]
    assert len(found) == 60
    lines = run("mawaqif", "validate", package, cwd=package).stdout.splitlines()
    assert len([line for line in lines if ":kind MQ204 " in line]) == 20
    assert "datapackage/actors.csv 40 more findings of MQ204 in the column kind; --format json lists them" in lines


def test_a_column_that_is_wrong_throughout_is_one_finding(package: Path, run: Run) -> None:
    path = package / "datapackage/actors.csv"
    rows = "".join(f"lamp-{n:03},medium,Lamp {n},فنار {n},,,,,\n" for n in range(60))
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    report = json.loads(run("mawaqif", "validate", package, "--format", "json").stdout)
    (found,) = [item for item in report["findings"] if item["code"] == "MQ204"]
    assert found["message"].endswith("; so do 59 other cells of kind: look first for what they have in common")


def test_columns_under_each_others_names_are_one_finding(package: Path, run: Run) -> None:
    path = package / "datapackage/actors.csv"
    rows = "".join(f"lamp-{n:03},media,Lamp {n},فنار {n},,,,,\n" for n in range(60))
    path.write_text(path.read_text(encoding="utf-8").replace("name_en,name_ar", "name_ar,name_en") + rows, encoding="utf-8")
    found = json.loads(run("mawaqif", "validate", package, "--format", "json").stdout)["findings"]
    mine = [item for item in found if item["file"] == "datapackage/actors.csv"]
    assert [(item["code"], item["line"]) for item in mine] == [("MQ106", 1)]
    assert " other findings in this file may come of it" in mine[0]["message"]


def test_rows_lost_together_are_one_finding(package: Path, run: Run) -> None:
    path = package / "datapackage/actors.csv"
    rows = "".join(f"lamp-{n:03},media,Lamp {n},فنار {n},,,,,\n" for n in range(60))
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    assert run("mawaqif", "fmt", package).returncode == 0
    users = "".join(f"harbour-code,lamp-{n:03},participant,lamp-report-2020-s003,\n" for n in range(60))
    users_path = package / "datapackage/initiative_actors.csv"
    users_path.write_text(users_path.read_text(encoding="utf-8") + users, encoding="utf-8")
    assert run("mawaqif", "fmt", package).returncode == 0
    assert run("mawaqif", "seal", package).returncode == 0
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-60] + lines[-2:]), encoding="utf-8")
    report = json.loads(run("mawaqif", "validate", package, "--format", "json").stdout)
    (found,) = report["findings"]
    assert (found["file"], found["code"]) == ("datapackage/actors.csv", "MQ602")
    assert ", with 57 other rows of actors; they stood near this line; restore the rows" in found["message"]
    assert {item["name"] for item in report["skipped"]} >= {"foreign-key"}
