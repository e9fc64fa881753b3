"""Any data package is checked by the standard: what it allows is allowed, what it forbids is found at its place."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Run, edit
from mawaqif.checks import STANDARD_CODES
from mawaqif.findings import CannotRunError, Language, Place, Report, spoken
from mawaqif.standard import codes
from mawaqif.standard.checking import check
from mawaqif.validating.any_package import check_any

VERSION_2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def made(folder: Path, files: dict[str, str | bytes], *resources: dict[str, Any], **more: object) -> Path:
    """Write a package with the resources, and give it back."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    index = {"$schema": VERSION_2, "resources": list(resources)} | more
    (folder / "datapackage.json").write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder


def found(report: Report) -> list[str]:
    """Return each finding as `line:column CODE`."""
    for item in report.findings:
        assert spoken(item.message, Language.ARABIC) != item.message
    return [f"{item.line}:{item.column} {item.code}" for item in report.findings]


def table(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    dialect = {"dialect": more.pop("dialect")} if "dialect" in more else {}
    own = {key: more.pop(key) for key in ("encoding", "path", "compression", "format", "bytes", "hash") if key in more}
    return {"name": "Lamps seen", "path": "data/lamps-seen.csv", "schema": {"fields": list(fields), **more}, **dialect, **own}


NAME, HEIGHT = {"name": "Lamp Name", "type": "string"}, {"name": "الارتفاع", "type": "number"}
LAMPS = "Lamp Name,الارتفاع\nNorth,12.5\nSouth,-.5e1\n"


def test_names_of_any_script_and_versions_of_any_form_are_fine(tmp_path: Path) -> None:
    package = made(tmp_path, {"data/lamps-seen.csv": LAMPS}, table(NAME, HEIGHT), name="Lamps 2026", version="2026")
    report, files = check(package)
    assert found(report) == []
    assert report.clean
    assert report.rows == {"Lamps seen": 2}
    assert "data/lamps-seen.csv" in files


# Field, cell, and whether the standard takes it; what a peer's own tests had wrong or right is among them.
CELLS: tuple[tuple[dict[str, Any], str, bool], ...] = (
    ({"type": "integer"}, "007", True),
    ({"type": "integer"}, "+7", True),
    ({"type": "integer"}, " 01 ", True),
    ({"type": "integer"}, "7.0", False),
    ({"type": "integer", "groupChar": ","}, "1,000", True),
    ({"type": "integer"}, "1,000", False),
    ({"type": "integer", "groupChar": ""}, "1000", True),
    ({"type": "integer", "groupChar": None}, "1000", True),
    ({"type": "integer"}, "123456789012345678901234567890", True),
    ({"type": "integer", "bareNumber": False}, "€95", True),
    ({"type": "number"}, "NaN", True),
    ({"type": "number"}, "-INF", True),
    ({"type": "number"}, "1e", False),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, "1.000,5", True),
    ({"type": "number", "decimalChar": ","}, "1.5", False),
    ({"type": "number", "decimalChar": ",", "bareNumber": False}, "1234.", True),
    ({"type": "boolean"}, "TRUE", True),
    ({"type": "boolean"}, "yes", False),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "yes", True),
    ({"type": "date"}, "2021-02-30", False),
    ({"type": "date", "format": "%d/%m/%Y"}, "31/12/2021", True),
    ({"type": "date", "format": "fmt:%d/%m/%Y"}, "2021-12-31", False),
    ({"type": "date", "format": "any"}, "31 December 2021", True),
    ({"type": "datetime"}, "2021-12-31T10:00:00.5+02:00", True),
    ({"type": "datetime"}, "2021-12-31 10:00:00", False),
    ({"type": "time"}, "24:61:00", False),
    ({"type": "year"}, "-2000", True),
    ({"type": "year"}, "20", False),
    ({"type": "yearmonth"}, "2021-13", False),
    ({"type": "duration"}, "P1Y2M3DT10H30M", True),
    ({"type": "duration"}, "P", False),
    ({"type": "string", "format": "email"}, "a@example.org", True),
    ({"type": "string", "format": "email"}, "a@", False),
    ({"type": "string", "format": "uri"}, "urn:isbn:0451450523", True),
    ({"type": "string", "format": "uuid"}, "95ecc380", False),
    ({"type": "string", "format": "binary"}, "bWF3YXFpZg==", True),
    ({"type": "object"}, '{"a": 1}', True),
    ({"type": "array"}, '{"a": 1}', False),
    ({"type": "list", "itemType": "integer", "delimiter": "|"}, "1|2", True),
    ({"type": "list", "itemType": "integer"}, "1,b", False),
    ({"type": "geopoint"}, "39.83, 21.42", True),
    ({"type": "geopoint"}, "190, 21", False),
    ({"type": "geopoint", "format": "array"}, "[39.83, 21.42]", True),
    ({"type": "geojson"}, '{"type": "Point", "coordinates": [39, 21]}', True),
    ({"type": "geojson"}, '{"type": "Place"}', False),
    ({"type": "any"}, "anything", True),
    ({"type": "integer", "constraints": {"minimum": "5"}}, "4", False),
    ({"type": "integer", "constraints": {"exclusiveMaximum": 5}}, "5", False),
    ({"type": "date", "constraints": {"maximum": "2020-01-01"}}, "2020-01-02", False),
    ({"type": "duration", "constraints": {"minimum": "PT1H"}}, "PT59M", False),
    ({"type": "string", "constraints": {"pattern": "a|b"}}, "ac", False),
    ({"type": "string", "constraints": {"pattern": "(?=a).."}}, "ab", True),
    ({"type": "string", "constraints": {"minLength": 3}}, "ab", False),
    ({"type": "array", "constraints": {"maxLength": 1}}, "[1, 2]", False),
    ({"type": "object", "constraints": {"jsonSchema": {"required": ["a"]}}}, '{"b": 1}', False),
    ({"type": "number", "constraints": {"enum": [1, "2.50"]}}, "2.5", True),
    ({"type": "integer", "categories": [{"value": 1, "label": "one"}, {"value": 2}]}, "3", False),
    ({"type": "string", "missingValues": ["-"], "constraints": {"required": True}}, "-", False),
    ({"type": "integer", "missingValues": ["", "NA"]}, "NA", True),
)


@pytest.mark.parametrize(("field", "cell", "valid"), CELLS, ids=str)
def test_cells(tmp_path: Path, field: dict[str, Any], cell: str, valid: bool) -> None:  # noqa: FBT001 - a verdict
    text = 'row,cell\n1,"' + cell.replace('"', '""') + '"\n'
    package = made(tmp_path, {"data/lamps-seen.csv": text}, table({"name": "row"}, {"name": "cell", **field}))
    report, _ = check(package)
    assert report.clean == valid, found(report)
    assert all(item.line == 2 and item.column == "cell" for item in report.findings)


AB = ({"name": "a", "type": "integer"}, {"name": "b", "type": "string"})
# How a resource is written, the text of its file, and what is found.
WRITTEN: tuple[tuple[dict[str, Any], str | bytes, list[str]], ...] = (
    ({"dialect": {"delimiter": ";", "quoteChar": "'"}}, "a;b\n1;'x;y'\n", []),
    ({"dialect": {"header": False}}, "1,x\n2,y\n", []),
    ({"dialect": {"header": False}}, "1,x,z\n", ["0: MQ106"]),
    (
        {"dialect": {"headerRows": [2], "commentRows": [3], "commentChar": "#"}},
        "made by hand\na,b\n?,?\n#note\nq,x\n",
        ["5:a MQ201"],
    ),
    ({"dialect": {"headerRows": [1, 2], "headerJoin": ""}}, ",\na,b\n1,x\n", []),
    ({"dialect": {"nullSequence": "\\N"}}, "a,b\n\\N,x\n", []),
    ({"dialect": {"escapeChar": "\\", "doubleQuote": False}}, 'a,b\n1,"x \\" y"\n', []),
    ({"dialect": {"skipInitialSpace": True}}, "a, b\n1, x\n", []),
    ({"dialect": {"lineTerminator": ";"}}, "a,b;1,x;", []),
    ({"encoding": "cp1256"}, "a,b\n1,منارة\n".encode("cp1256"), []),
    ({"encoding": "utf-8"}, "a,b\n1,منارة\n".encode("cp1256"), ["2: MQ104"]),
    ({}, '\ufeffa,b\r\n1,x\r\n2,"two\r\nlines"\r\nz,y\r\n', ["5:a MQ201"]),
    ({"fieldsMatch": "equal"}, "b,a\nx,1\n", []),
    ({}, "b,a\nx,1\n", ["1: MQ106"]),
    ({"fieldsMatch": "subset"}, "c,b,a\n?,x,1\n", []),
    ({"fieldsMatch": "superset"}, "b\nx\n", []),
    ({"fieldsMatch": "superset"}, "c,b\n?,x\n", ["1: MQ106"]),
    ({"fieldsMatch": "partial"}, "c,b\n?,x\n", []),
    ({"fieldsMatch": "partial"}, "c\n?\n", ["1: MQ106"]),
    ({}, "a,a\n1,2\n", ["1: MQ107"]),
    ({}, "a,b\n1\n2,x,y\n3,z\n", ["2: MQ108", "3: MQ108"]),
    ({}, "a,b\n1,x\n\n2,y\n", ["3: MQ111"]),
    ({}, 'a,b\n1,"x" y\nq,z\n', ["2: MQ109", "3:a MQ201"]),
    ({}, "a,b\n<<<<<<< ours\n1,x\n=======\n1,y\n>>>>>>> theirs\n", ["2: MQ476"]),
    ({}, "", ["0: MQ103"]),
    ({}, b"a,b\n1,\xd8", ["2: MQ112"]),
    ({"primaryKey": "a"}, "a,b\n1,x\n01,y\n,z\n", ["3:a MQ301", "4:a MQ202"]),
    ({"primaryKey": ["a", "b"]}, "a,b\n1,x\n1,y\n1,y\n", ["4:a MQ301"]),
    ({"uniqueKeys": [["b"], ["a", "b"]]}, "a,b\n1,\n2,\n3,x\n4,x\n", ["5:b MQ302"]),
    ({"foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "a"}}]}, "a,b\n1,x\n", []),
    ({"foreignKeys": [{"fields": ["b"], "reference": {"fields": ["a"]}}]}, "a,b\n1,1\n2,\n3,9\n", ["4:b MQ303"]),
    ({"bytes": 8, "hash": "md5:00"}, "a,b\n1,x\n", ["0: MQ113"]),
    ({"bytes": 9}, "a,b\n1,x\n", ["0: MQ113"]),
    ({"primaryKey": ["c"]}, "a,b\n1,x\n", [":MQ003"]),
    ({"missingValues": "NA"}, "a,b\n1,x\n", [":MQ003"]),
)


@pytest.mark.parametrize(("more", "text", "expected"), WRITTEN, ids=str)
def test_written_forms(tmp_path: Path, more: dict[str, Any], text: str | bytes, expected: list[str]) -> None:
    package = made(tmp_path, {"data/lamps-seen.csv": text}, table(*AB, **more))
    told = found(check(package)[0])
    if expected and expected[0].startswith(":MQ"):
        assert [item.partition(" ")[2] for item in told] == [item[1:] for item in expected]
        return
    assert told == expected


def test_a_usual_file_is_read_alike_by_both_readers(tmp_path: Path) -> None:
    """The same rows with a cell of two lines are read row by row; findings stand at the same cells."""
    rows = "".join(f"{number},x{number}\n" for number in range(50)).replace("7,x7\n", "seven,x7\n")
    made(tmp_path / "fast", {"data/lamps-seen.csv": "a,b\n" + rows}, table(*AB))
    made(tmp_path / "slow", {"data/lamps-seen.csv": "a,b\n" + rows + '99,"two\nlines"\n'}, table(*AB))
    assert found(check(tmp_path / "fast")[0]) == found(check(tmp_path / "slow")[0]) != []


def test_what_is_not_read_is_skipped_and_fails_nothing(tmp_path: Path, run: Run) -> None:
    remote = {"name": "far", "path": "https://example.org/lamps.csv"}
    book = {"name": "book", "type": "table", "path": "lamps.xlsx", "schema": {"fields": [{"name": "a"}]}}
    refers = {"fields": "a", "reference": {"package": "https://example.org/", "resource": "lamps", "fields": "a"}}
    here = table(*AB, foreignKeys=[refers, {"fields": "a", "reference": {"resource": "far", "fields": "a"}}])
    made(tmp_path, {"lamps.xlsx": "?", "data/lamps-seen.csv": "a,b\n1,x\n"}, remote, book, here)
    told = run("mawaqif", "validate", tmp_path)
    assert told.returncode == 0
    assert told.stdout.count("skipped ") == 4
    assert "no findings, 4 checks skipped" in told.stdout
    sarif = json.loads(run("mawaqif", "validate", tmp_path, "--format", "sarif").stdout)["runs"][0]
    assert sarif["invocations"][0]["executionSuccessful"]
    tags = {item["id"]: item["properties"]["tags"] for item in sarif["tool"]["driver"]["rules"]}
    assert tags["MQ303"] == ["standard"]
    assert tags["MQ402"] == ["profile"]


def test_files_packed_split_inline_and_in_json(tmp_path: Path) -> None:
    inner = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "missingValues": ["-"]}]}
    rows = [{"a": 1, "b": "x"}, {"a": "two", "b": None}]
    resources = [
        {"name": "packed", "path": "a.csv.gz", "schema": inner},
        {"name": "zipped", "path": "a.zip", "compression": "zip", "format": "csv", "schema": inner},
        {"name": "parts", "path": ["1.csv", "2.csv"], "schema": "schema.yaml"},
        {"name": "inline", "data": [["a", "b"], [1, "x"], [True, "y"]], "schema": inner},
        {"name": "objects", "data": rows, "schema": inner},
        {"name": "text", "format": "csv", "data": "a,b\n1,x\n", "schema": inner},
        {"name": "lines", "path": "a.jsonl", "type": "table", "schema": inner},
        {"name": "json", "path": "a.json", "dialect": {"property": "rows"}, "schema": inner},
    ]
    files: dict[str, str | bytes] = {
        "a.csv.gz": gzip.compress(b"a,b\n1,x\n"),
        "1.csv": "a,b\n1,x\n",
        "2.csv": "a,b\n2,y\nthree,z\n",
        "schema.yaml": "fields:\n  - {name: a, type: integer}\n  - {name: b}\n",
        "a.jsonl": '{"a": 1, "b": "x"}\n{"a": 1.5, "b": "x"}\n',
        "a.json": json.dumps({"rows": [{"a": 1, "b": "x"}]}),
    }
    made(tmp_path, files, *resources)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner.csv", "a,b\nq,x\n")
    report, _ = check(tmp_path)
    places = {(item.file, item.column, item.code) for item in report.findings}
    assert places == {
        ("a.zip", "a", "MQ201"),
        ("2.csv", "a", "MQ201"),
        ("datapackage.json", "a", "MQ201"),
        ("a.jsonl", "a", "MQ201"),
    }
    text = (tmp_path / "datapackage.json").read_text().split("\n")
    lines = [item.line for item in report.findings if item.file == "datapackage.json"]
    assert [text[line - 1].strip() for line in lines] == ["[", "{"]
    assert [item.line for item in report.findings if item.file in {"2.csv", "a.jsonl"}] == [3, 2]
    assert not report.skipped


WRONG: tuple[tuple[Any, str], ...] = (
    ({"path": "data/lamps-seen.csv"}, "no name"),
    ({"name": "a"}, "neither path nor data"),
    ({"name": "a", "path": "../secret.csv"}, "leads out"),
    ({"name": "a", "path": "/etc/passwd"}, "absolute"),
    ({"name": "a", "path": "file:///etc/passwd"}, "scheme"),
    ({"name": "a", "path": ".git/config"}, "hidden"),
    ({"name": "a", "path": []}, "list of texts"),
    ({"name": "a", "path": "a.csv", "data": []}, "both"),
    ({"name": "a", "path": "a.csv", "encoding": "base64"}, "encoding"),
    ({"name": "a", "path": "a.csv", "dialect": {"quoteChar": "ab"}}, "one character"),
    ({"name": "a", "path": "a.csv", "schema": 7}, "object or a path"),
    ([], "not an object"),
)


@pytest.mark.parametrize(("resource", "told"), WRONG, ids=str)
def test_wrong_resources(tmp_path: Path, resource: Any, told: str) -> None:
    made(tmp_path, {"a.csv": "a\n"}, resource)
    report, _ = check(tmp_path)
    assert [item.code for item in report.findings] == ["MQ001"]
    assert told in report.findings[0].message
    assert report.findings[0].line > 1


def test_a_descriptor_in_yaml_and_by_its_own_name(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.csv").write_text("a\nx\n")
    text = "resources:\n  - name: a\n    path: a.csv\n    schema: {fields: [{name: a, type: date, example: 2020-01-01}]}\n"
    (tmp_path / "datapackage.yaml").write_text(text)
    (tmp_path / "lamps.package.json").write_text(json.dumps({"resources": [{"name": "a", "path": "a.csv"}]}))
    assert "a.csv:2:a MQ201" in run("mawaqif", "validate", tmp_path, cwd=tmp_path).stdout
    assert run("mawaqif", "validate", tmp_path / "lamps.package.json").stdout.startswith("no findings: 1 row")


def test_the_profile_is_what_the_data_set_asks_beside_the_standard(package: Path) -> None:
    """With the profile the invented package is held against every rule; without it, against the standard alone."""
    assert check_any(package)[0].clean
    edit(package / "datapackage" / "actors.csv", "Malta", " Malta")
    edit(package / "datapackage" / "statement_topics.csv", "lamp-oil,supports", "lamp-oil,support")
    with_profile = {item.code for item in check_any(package)[0].findings}
    assert with_profile == {"MQ204", "MQ405"}
    index = package / "datapackage.json"
    edit(index, '  "mawaqif:profile": "1.0",\n', "")
    without = {item.code for item in check_any(package)[0].findings}
    assert without == {"MQ204"}
    assert without <= {code.code for code in STANDARD_CODES}
    edit(index, '"name": "mawaqif"', '"mawaqif:profile": "0.7", "name": "mawaqif"')
    assert "MQ001" in {item.code for item in check_any(package)[0].findings}


def test_the_data_set_is_a_data_package_like_any_other() -> None:
    report, _ = check(ROOT)
    assert found(report) == []
    assert report.clean


def test_what_only_the_profile_knows_is_refused_without_it(tmp_path: Path, run: Run) -> None:
    made(tmp_path, {"a.csv": "a\n"}, {"name": "a", "path": "a.csv"})
    told = run("mawaqif", "validate", tmp_path, "--sources", tmp_path)
    assert told.returncode == 2
    assert "mawaqif:profile" in told.stderr


def test_init_describes_a_folder_that_then_has_no_finding(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    files = {
        "cities.csv": "id,Name,country_id,people,opened,open\n1,Sfax,TN,NA,2001-02-03,true\n02,قابس,TN,7,,false\n3,Oran,DZ,,,\n",
        "in/countries.csv": "country_id;name\nTN;Tunisia\nDZ;Algeria\n",
        "late.tsv": "n\tcode\n" + "".join(f"{number}\t007\n" for number in range(300)) + "many\t8\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    refused = run("mawaqif", "init", tmp_path)
    assert refused.returncode == 2
    assert not (tmp_path / "datapackage.json").exists()
    told = run("mawaqif", "init", tmp_path, "--yes")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "no findings: 306 rows in 3 tables" in told.stdout
    tables = {item["name"]: item for item in json.loads((tmp_path / "datapackage.json").read_text())["resources"]}
    types = {item["name"]: item["type"] for item in tables["cities"]["schema"]["fields"]}
    assert types == {
        "id": "string",
        "Name": "string",
        "country_id": "string",
        "people": "integer",
        "opened": "date",
        "open": "boolean",
    }
    assert tables["cities"]["schema"]["foreignKeys"][0]["reference"] == {"resource": "countries", "fields": ["country_id"]}
    assert tables["countries"]["schema"]["primaryKey"] == ["country_id"]
    assert tables["late"]["schema"]["fields"][0]["type"] == "string"
    again = run("mawaqif", "init", tmp_path, "--yes")
    assert again.returncode == 2
    assert "there already" in again.stderr


def test_init_tells_what_looks_like_a_slip(tmp_path: Path, run: Run) -> None:
    files = {
        "harbours.csv": "\ufeffcode;opened;closed;depth\r\nTRP;12/05/1907;31/12/1999;7,5\r\nLIM;1911-03-01;01/02/2001;9,25\r\n",
        "boats.csv": "boat_id,harbour,length,first trip\n1,TRP,12.5,44197\n2,TRP,9,44230\n2,XXX,10.2,44301\n,LIM,8m,44400\n",
        "crew.csv": "رقم,الاسم,القارب\r\n1,ليلى,1\r\n2,سالم,2\r\n3,هند,9\r\n".encode("cp1256"),
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    told = run("mawaqif", "init", tmp_path, "--yes")
    assert told.returncode == 0, told.stdout + told.stderr
    for doubt in (
        "look at harbours.csv, opened: its days are written in 2 ways, such as '12/05/1907', '1911-03-01'",
        "look at boats.csv, boat_id: it looks like a key, and is none: it is empty in line 5; '2' stands again in line 4",
        "look at boats.csv, harbour: it looks like a reference to harbours.csv, where 'XXX' does not stand",
        "look at boats.csv, length: most cells are of type number, but not '8m'",
        "look at boats.csv, first trip: these may be days that a spreadsheet wrote as numbers: '44197' would be 2021-01-01",
        "look at crew.csv: it is not UTF-8, and was read as windows-1256, which is a guess",
    ):
        assert doubt in told.stdout
    fields = {
        field["name"]: field
        for item in json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        for field in item["schema"]["fields"]
    }
    assert fields["depth"] == {"name": "depth", "type": "number", "decimalChar": ","}
    assert fields["closed"] == {"name": "closed", "type": "date", "format": "%d/%m/%Y"}
    assert fields["الاسم"]["type"] == "string"
    (tmp_path / "datapackage.json").unlink()
    (tmp_path / "twice.csv").write_text("lamp,lamp\n1,2\n", encoding="utf-8")
    assert "line 1 does not name each column once: 'lamp' stands there twice" in run("mawaqif", "init", tmp_path, "--yes").stderr


def test_of_very_many_findings_alike_the_first_are_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    key = [{"fields": ["to"], "reference": {"fields": ["id"]}}]
    fields = [
        {"name": "id", "type": "integer"},
        {"name": "to", "type": "string", "constraints": {"maxLength": 1, "enum": ["a", "bb"]}},
        {"name": "day", "type": "date", "constraints": {"required": True}},
        {"name": "one", "constraints": {"unique": True}},
    ]
    rows = "".join(f"x{n},{'bb' if n % 2 else 'c'},{n},one\n" for n in range(40)) + ",,,\n" * 10 + "1\n" * 10
    package = made(tmp_path, {"data/lamps-seen.csv": f"id,to,day,one\n{rows}"}, table(*fields, foreignKeys=key))
    kinds = ("id MQ201", "to MQ204", "to MQ206", "day MQ201", "day MQ202", "one MQ302", "to MQ303", " MQ108")
    everything, few = check(package, 10_000)[0], check(package, 3)[0]
    assert set(kinds) <= {item.partition(":")[2] for item in found(everything)}
    assert everything.left_out.total() == 0
    for kind in {item.partition(":")[2] for item in found(everything)}:
        column, _, code = kind.rpartition(" ")
        all_of, told = (
            [item.line for item in report.findings if (item.column, item.code) == (column, code)] for report in (everything, few)
        )
        assert told == all_of[:3], kind
        assert few.left_out["data/lamps-seen.csv", column, code] == max(0, len(all_of) - 3), kind


def test_not_a_number_is_a_value_and_not_an_empty_cell(tmp_path: Path) -> None:
    number = {"name": "n", "type": "number", "constraints": {"required": True}}
    for cells, expected in (("NaN\n1\n", []), ('NaN\n""\n3\n', ["3:n MQ202"])):
        report, _ = check(made(tmp_path, {"data/lamps-seen.csv": f"n\n{cells}"}, table(number)))
        assert found(report) == expected


def test_a_clean_package_loads_no_library_that_it_does_not_need(tmp_path: Path, run: Run) -> None:
    package = made(tmp_path, {"data/lamps-seen.csv": LAMPS}, table(NAME, HEIGHT))
    code = """import sys; from pathlib import Path
from mawaqif.reports import FORMATS; from mawaqif.validating.any_package import check_any
print(FORMATS['text'](check_any(Path(sys.argv[1]))[0], Path())); print(*sys.modules)"""
    told, loaded = run("python", "-c", code, package).stdout.splitlines()
    assert told.startswith("no findings: ")
    slow = {"pandera", "frictionless", "numpy", "pandas", "yaml", "rapidfuzz", "jsonschema", "mawaqif.checks", "mawaqif.tables"}
    assert not slow & set(loaded.split())


YAML = """# A descriptor by hand.
$schema: https://datapackage.org/profiles/2.0/datapackage.json
created: yesterday
resources:
  - name: lamps
    path: lamps.csv
    schema:
      fields:
        - name: lamp
          type: string
        - name: seen
          type: day
  - name: rows
    data:
      - {height: 1}
      - {height: high}
    schema:
      fields:
        - {name: height, type: integer}
"""


def test_a_finding_in_yaml_stands_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "lamps.csv").write_text("lamp,seen\nNorth,\n", encoding="utf-8")
    (tmp_path / "datapackage.yaml").write_text(YAML, encoding="utf-8")
    report, _ = check(tmp_path)
    assert [(item.file, place) for item, place in zip(report.findings, found(report), strict=True)] == [
        ("datapackage.yaml", "3: MQ001"),
        ("datapackage.yaml", "12: MQ003"),
        ("datapackage.yaml", "16:height MQ201"),
    ]
    assert not any("datapackage.json" in item.message for item in report.findings)
    (tmp_path / "datapackage.yaml").write_text(YAML + "created: today\n", encoding="utf-8")
    with pytest.raises(CannotRunError, match=r"datapackage.yaml:20: not YAML: the key 'created' stands twice"):
        check(tmp_path)


@pytest.mark.parametrize(
    ("member", "line"),
    [
        ({"name": "Lamps"}, 3),
        ({"licenses": [{"title": "Open"}]}, 4),
        ({"contributors": [{"title": "Idris", "email": "idris"}]}, 6),
        ({"sources": ["a book"]}, 3),
        ({"keywords": "lamps"}, 3),
        ({"created": "2021-12-14"}, 3),
        ({"title": ["Lamps"]}, 3),
    ],
    ids=str,
)
def test_what_the_descriptor_says_of_the_package_is_held_against_the_standard(
    tmp_path: Path, member: dict[str, Any], line: int
) -> None:
    index = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        **member,
        "resources": [{"name": "a", "data": []}],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(index, indent=1), encoding="utf-8")
    assert found(check(tmp_path)[0]) == [f"{line}: MQ001"]


def test_version_1_takes_lower_case_names_alone(tmp_path: Path) -> None:
    version_1 = "https://datapackage.org/profiles/1.0/datapackage.json"
    package = made(tmp_path, {"data/lamps-seen.csv": LAMPS}, table(NAME, HEIGHT))
    assert found(check(package)[0]) == []
    package = made(tmp_path, {"data/lamps-seen.csv": LAMPS}, table(NAME, HEIGHT), **{"$schema": version_1})
    report, _ = check(package)
    assert found(report) == ["5: MQ001"]
    assert report.rows == {"Lamps seen": 2}


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Lamp,Lamp,Lit", ""),
        ("Lamp,Glow,Lit", "missing 'Lamp'; unknown 'Glow'"),
        ("Lamp,Lit", "missing 'Lamp'"),
        ("Lit,Lamp,Lamp", "the columns are in another order"),
    ],
)
def test_two_fields_of_one_name_match_by_their_order(tmp_path: Path, header: str, told: str) -> None:
    fields = [{"name": "Lamp", "type": "string"}, {"name": "Lamp", "type": "string"}, {"name": "Lit", "type": "year"}]
    width = header.count(",") + 1
    row = ",".join("2021" for _ in range(width))
    report, _ = check(made(tmp_path, {"data/lamps-seen.csv": f"{header}\n{row}\n"}, table(*fields)))
    assert [item.code for item in report.findings] == (["MQ106"] if told else [])
    assert all(told in item.message for item in report.findings)


def test_a_format_that_is_no_pattern_is_told_as_such(tmp_path: Path) -> None:
    field = {"name": "day", "type": "date", "format": "YYYY-MM-DD"}
    report, _ = check(made(tmp_path, {"data/lamps-seen.csv": "day\n2021-12-14\n"}, table(field)))
    assert found(report) == ["2:day MQ201"]
    assert "which is no pattern such as %Y-%m-%d" in report.findings[0].message


def test_what_lies_in_place_of_a_packed_file_is_told(tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    report, _ = check(made(tmp_path, {"data/lamps.csv.gz": pointer}, table(NAME, HEIGHT, path="data/lamps.csv.gz")))
    assert found(report) == ["0: MQ102"]
    assert "a pointer of Git LFS in place of the file" in report.findings[0].message


def test_a_report_keeps_as_many_findings_alike_as_are_asked_for() -> None:
    report = Report()
    report.extend(codes.BLANK_LINE.at(Place("a.csv", line)) for line in range(1, 6))
    report.extend(codes.BLANK_LINE.at(Place("b.csv", line)) for line in range(1, 3))
    report.finish().keep(2)
    assert [(item.file, item.line) for item in report.findings] == [("a.csv", 1), ("a.csv", 2), ("b.csv", 1), ("b.csv", 2)]
    assert report.left_out == {("a.csv", "", "MQ111"): 3}
