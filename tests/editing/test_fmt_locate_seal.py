"""`fmt`, `locate`, `seal`: what they change, what they leave, and what they say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conftest import ROOT, Run, edit
from mawaqif.editing.formatting import format_package
from mawaqif.reports import line_of
from mawaqif.tables import TableSchema, canonical_text, csv_text, load_table
from mawaqif.tables.reader import split_rows
from unchanged import invented, real

ACTORS = "datapackage/actors.csv"


def test_fmt_mends_form_and_nothing_else(package: Path, run: Run) -> None:
    wanted = (package / ACTORS).read_bytes()
    header, *rows = wanted.decode().splitlines()
    columns = header.split(",")
    shuffled = [columns[1], columns[0], *columns[2:]]
    moved = [",".join([cells[1], cells[0], *cells[2:]]) for cells in (row.split(",") for row in rows)]
    messy = [",".join(shuffled), *reversed(moved), "", ""]
    (package / ACTORS).write_bytes(b"\xef\xbb\xbf" + "\r\n".join(messy).replace("Malta", '"Malta"').encode())
    assert run("mawaqif", "fmt", package, "--check").returncode == 1
    assert (package / ACTORS).read_bytes() != wanted
    result = run("mawaqif", "fmt", package)
    assert result.returncode == 0
    assert result.stdout.startswith(f"changed {ACTORS}\n1 changed, ")
    assert (package / ACTORS).read_bytes() == wanted
    assert run("mawaqif", "fmt", package, "--check").returncode == 0


SPREADSHEETS = {
    "semicolons": (
        lambda text: "\ufeff" + text.replace(",", ";"),
        "1 MQ106 ",
        "separated by semicolons, not by commas; run `mawaqif fmt`",
    ),
    "tabs": (lambda text: text.replace(",", "\t"), "1 MQ106 ", "separated by tabs, not by commas; run `mawaqif fmt`"),
    "capitals": (
        lambda text: text.replace(",true,", ",TRUE,"),
        "3:ibid MQ201 'TRUE' ",
        "in small letters, as `mawaqif fmt` writes them",
    ),
    "empty columns": (lambda text: text.replace("\n", ",,\r\n"), "1 MQ107 the header names '' ", "more than once"),
    "empty rows": (lambda text: text + "," * 10 + "\n", "4 MQ111 ", "the line is blank"),
}


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_fmt_undoes_what_a_spreadsheet_does(name: str, package: Path, run: Run) -> None:
    path = package / "datapackage/citations.csv"
    wanted = path.read_bytes()
    damage, place, message = SPREADSHEETS[name]
    path.write_bytes(damage(wanted.decode()).encode())
    (finding,) = load_table(package, real().tables["citations"].schema)[1][:1]
    assert line_of(finding, package).startswith(f"{path}:{place}")
    assert message in finding.message
    assert run("mawaqif", "fmt", package).returncode == 0
    assert path.read_bytes() == wanted


@pytest.mark.parametrize("cell", ["5;6", "12/05/2020"])
def test_fmt_leaves_values_as_they_are(cell: str, package: Path, run: Run) -> None:
    edit(package / "datapackage/citations.csv", ",page,7,", f",page,{cell},")
    before = (package / "datapackage/citations.csv").read_bytes()
    assert run("mawaqif", "fmt", package).returncode == 0
    assert (package / "datapackage/citations.csv").read_bytes() == before


@pytest.mark.parametrize("old_new", [("malta,state", "malta,state,"), ("Malta,", '"Malta,'), ("Malta", "Mal\0ta")])
def test_fmt_leaves_what_it_cannot_read(old_new: tuple[str, str], package: Path, run: Run) -> None:
    edit(package / ACTORS, *old_new)
    before = (package / ACTORS).read_bytes()
    result = run("mawaqif", "fmt", package)
    assert result.returncode == 1
    assert "1 left as they are" in result.stdout
    assert (package / ACTORS).read_bytes() == before


def test_the_real_tables_are_canonical() -> None:
    result = format_package(ROOT, write=False)
    assert (result.changed, result.left) == ([], [])


SCHEMA_COLUMNS = real().tables["actors"].schema
WIDTH = len(SCHEMA_COLUMNS.columns)
CELL = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=WIDTH, max_size=WIDTH), max_size=6))
def test_canonical_text_keeps_every_cell(rows: list[list[str]], tmp_path: Path) -> None:
    schema: TableSchema = SCHEMA_COLUMNS
    (tmp_path / "datapackage").mkdir(exist_ok=True)
    (tmp_path / schema.path).write_text(csv_text(schema.columns, rows), encoding="utf-8", newline="")
    table, found = load_table(tmp_path, schema)
    assert table is not None
    # A cell with a line that looks like a row is told as a fault, and then nothing is written.
    assume(not any(item.code == "MQ109" for item in found))
    text = canonical_text(table)
    again = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    # A row without a single value is a blank line.
    assert sorted(map(tuple, again)) == sorted(tuple(row) for row in rows if any(row))
    (tmp_path / schema.path).write_text(text, encoding="utf-8", newline="")
    twice, _ = load_table(tmp_path, schema)
    assert twice is not None
    assert canonical_text(twice) == text


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300), header=st.booleans())
def test_any_bytes_give_findings_and_no_error(data: bytes, header: bool) -> None:  # noqa: FBT001
    schema: TableSchema = SCHEMA_COLUMNS
    text = (",".join(schema.columns) + "\n" if header else "") + data.decode("utf-8", errors="replace")
    cells, found = split_rows(text, schema)
    assert cells is not None or found
    for finding in found:
        assert finding.file == schema.path
        assert "\n" not in finding.message


def test_locate_prints_the_row_of_a_passage(package: Path, run: Run) -> None:
    words = ("locate", "lamp-report-2020", "تعارض ناورو", "شطبها من النص", "--sources", "sources")
    result = run("mawaqif", *words, cwd=package)
    assert result.returncode == 0, result.stderr
    assert result.stdout in (package / "datapackage/passages.csv").read_text(encoding="utf-8")


def test_locate_finds_every_spelling_and_stays_outside_marks(package: Path, run: Run) -> None:
    result = run("mawaqif", "locate", "lamp-report-2020", "يَنبغي ان تضاء", 'ثمن الزيت".', "--sources", "sources", cwd=package)
    assert result.stdout.startswith("lamp-report-2020-s001,1,47,130,")


def test_locate_says_where_it_is_unsure(package: Path, run: Run) -> None:
    twice = run("mawaqif", "locate", "lamp-report-2020", "الغروب", "النص", "--sources", "sources", cwd=package)
    assert twice.returncode == 1
    assert "2 stretches" in twice.stderr
    after = run("mawaqif", "locate", "lamp-report-2020", "الغروب", "النص", "--sources", "sources", "--after", "200", cwd=package)
    assert (after.returncode, len(after.stdout.splitlines())) == (0, 1)
    assert after.stdout.startswith("lamp-report-2020-s000,1,")
    assert run("mawaqif", "locate", "lamp-report-2020", "سفينة", "النص", "--sources", "sources", cwd=package).returncode == 1
    unknown = run("mawaqif", "locate", "lamp-report-2021", "الغروب", "النص", "--sources", "sources", cwd=package)
    assert unknown.returncode == 2
    assert "did you mean lamp-report-2020?" in unknown.stderr


def test_seal_records_readings_and_names_what_changed(package: Path, run: Run) -> None:
    assert run("mawaqif", "seal", package, "--check").returncode == 1
    first = run("mawaqif", "seal", package)
    rows = sum(table.cells.height for table in invented().tables.values())
    assert first.stdout.endswith(f"read by Freya\nsealed: {rows} new, 0 changed, 0 gone\n")
    assert run("mawaqif", "seal", package, "--check").returncode == 0
    edit(package / "datapackage/initiatives.csv", ",2020,", ",2019,")
    found = run("mawaqif", "validate", package, cwd=package)
    assert (found.returncode, found.stdout.splitlines()[0][:41]) == (1, "datapackage/initiatives.csv:2 MQ601 'harb")
    again = run("mawaqif", "seal", package)
    assert again.stdout == "initiatives: 1 changed\nread by Freya\nsealed: 0 new, 1 changed, 0 gone\n"
    assert run("mawaqif", "validate", package).returncode == 0


def test_seal_tells_where_the_findings_are(package: Path, run: Run) -> None:
    edit(package / "datapackage/initiatives.csv", ",2020,", ",2020-13,")
    result = run("mawaqif", "seal", package)
    assert result.stderr.startswith("package/datapackage/initiatives.csv:2:launched MQ401")


# A form that `mawaqif fmt` mends is a finding of seal too; a record that cannot be used stops it.
@pytest.mark.parametrize(("content", "status"), [("", 2), ("table,key,row_sha256,reader,date\r\n", 1)])
def test_a_broken_record_is_a_finding_and_is_not_sealed_over(content: str, status: int, package: Path, run: Run) -> None:
    (package / "datapackage/readings.csv").write_bytes(content.encode())
    assert "datapackage/readings.csv MQ603" in run("mawaqif", "validate", package, cwd=package).stdout.replace(":1 ", " ")
    assert run("mawaqif", "seal", package).returncode == status
    assert (package / "datapackage/readings.csv").read_bytes() == content.encode()


def test_a_table_taken_out_of_the_index_is_missed(package: Path, run: Run) -> None:
    assert run("mawaqif", "seal", package).returncode == 0
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"] = [item for item in index["resources"] if item["name"] != "errata"]
    (package / "datapackage.json").write_text(json.dumps(index))
    (package / "datapackage/errata.csv").unlink()
    result = run("mawaqif", "validate", package, cwd=package)
    assert result.stdout.startswith("datapackage.json MQ602 every row was read and is gone with the table errata")


def test_seal_refuses_rows_with_findings(package: Path, run: Run) -> None:
    edit(package / "datapackage/initiatives.csv", ",2020,", ",2020-13,")
    result = run("mawaqif", "seal", package)
    assert result.returncode == 1
    assert "MQ401" in result.stderr
    assert not (package / "datapackage/readings.csv").exists()
