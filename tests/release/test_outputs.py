"""Every edition reads back equal to the checked rows, over every field type, by the programs that people use."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import yaml

import unchanged
from conftest import ROOT, Run, lay_out
from mawaqif import deriving
from mawaqif.checks import other_forms
from mawaqif.findings import CannotRunError
from mawaqif.passages import fold
from mawaqif.release.editions import DoesNotFitError, flat_schemas, xlsx_edition, xlsx_filling
from mawaqif.release.editions.archives import write_archives
from mawaqif.release.editions.registry import EDITIONS, INDEX_EDITION
from mawaqif.tables import FIELD_TYPES, Dataset, load_dataset

Rows = list[tuple[object, ...]]

KINDS = {
    "item": "string",
    "text": "string",
    "text_ar": "string",
    "whole": "integer",
    "decimal": "number",
    "flag": "boolean",
    "day": "date",
    "since": "year",
}
# What programs like to take for something else, one of each in a row; an empty cell is null.
# The views and the dictionary, which are published as files too.
FLAT = (*sorted(path.stem for path in (ROOT / "build/mawaqif/release/views").glob("*.sql")), "data_dictionary")
TEXTS = [
    *("", "=1+1", "+966", "-5", "@name", "007", "1e5", "true", "NA", "null", "2023-04", "1/2", "'", "_x0041_"),
    *("https://example.org/a?b=1&c=2#d", 'say "yes", twice', "a;b|c\\d", "O'Neil & <sons>", "مدى–طويل", "two\nlines"),
]
WHOLES = ["", "0", "-1", "999999999999999", "1000000000000000", "9007199254740993", str(2**63 - 1), str(-(2**63))]
DECIMALS = ["", "0", "-0.5", "0.30000000000000004", "12345678901234568", "0.0000000001", "100"]
DAYS = ["", "0001-01-01", "1899-12-31", "1900-02-28", "1900-03-01", "2020-02-29", "9999-12-31"]
YEARS = ["", "0001", "0907", "2021", "9999"]


def toy_csv() -> str:
    def pick(values: list[str], number: int) -> str:
        return values[number % len(values)]

    lines = [",".join(KINDS)]
    for number in range(len(TEXTS)):
        text = pick(TEXTS, number).replace('"', '""')
        quoted = f'"{text}"' if set(text) & set('",\n') else text
        arabic = pick(["", "=نص", "«عربي»"], number)
        flag = pick(["", "true", "false"], number)
        rest = [pick(values, number) for values in (WHOLES, DECIMALS)] + [flag, pick(DAYS, number), pick(YEARS, number)]
        lines.append(",".join([f"item-{number:02}", quoted, arabic, *rest]))
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented package with a table that has every field type."""
    folder = lay_out(tmp_path_factory.mktemp("toy"))
    fields = [{"name": name, "type": kind} for name, kind in KINDS.items()]
    schema = {"title": "Toys", "description": "One of each.", "fields": fields, "primaryKey": ["item"]}
    (folder / "schemas/toys.json").write_text(json.dumps(schema))
    (folder / "datapackage/toys.csv").write_text(toy_csv(), encoding="utf-8")
    index = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"].append({"name": "toys", "path": "datapackage/toys.csv", "schema": "schemas/toys.json"})
    index["created"] = "2026-02-03T04:05:06Z"
    (folder / "datapackage.json").write_text(json.dumps(index))
    return folder


@pytest.fixture(scope="module")
def read(toy: Path) -> Dataset:
    dataset, findings = load_dataset(toy)
    assert findings == []
    return deriving.published(dataset)


@pytest.fixture(scope="module")
def toys(read: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every edition of the package with every field type, formulas and line breaks that a check would refuse among it."""
    folder = tmp_path_factory.mktemp("toys")
    for output in (*EDITIONS, INDEX_EDITION):
        output.write(read, folder)
    write_archives(EDITIONS, read, folder)
    return folder


@pytest.fixture(scope="module")
def real() -> Dataset:
    return unchanged.real_published()


def plain(value: object) -> object:
    """Undo what pandas makes of a missing value, and of a text that is a day."""
    if isinstance(value, pd.Timestamp) and value is not pd.NaT:
        return value.date().isoformat()
    return None if value is pd.NA or value is pd.NaT else value


def as_sqlite(value: object) -> object:
    return {True: 1, False: 0}[value] if isinstance(value, bool) else value.isoformat() if isinstance(value, date) else value


def as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def as_excel(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**15:
        return str(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day) if value >= date(1900, 3, 1) else value.isoformat()  # noqa: DTZ001 - Excel has none
    return value


def same(value: object) -> object:
    return value


def by_sqlite(folder: Path, name: str) -> Rows:
    with closing(sqlite3.connect(folder / "mawaqif.sqlite")) as connection:
        return connection.execute(f'SELECT * FROM "{name}"').fetchall()


def by_duckdb(folder: Path, name: str) -> Rows:
    with duckdb.connect(str(folder / "mawaqif.duckdb"), read_only=True) as connection:
        return connection.sql(f'FROM "{name}"').fetchall()


def by_openpyxl(folder: Path, name: str) -> Rows:
    book = openpyxl.load_workbook(folder / "mawaqif.xlsx", read_only=True)
    with closing(book):
        return list(book[name].iter_rows(min_row=2, values_only=True))


def by_pandas_excel(folder: Path, name: str) -> Rows:
    frame = pd.read_excel(folder / "mawaqif.xlsx", sheet_name=name, keep_default_na=False, na_values=[""], dtype=object)
    return [tuple(None if value != value else value for value in row) for row in frame.itertuples(index=False)]  # noqa: PLR0124 - NaN


def by_pandas_json(folder: Path, name: str) -> Rows:
    path = folder / "jsonl" / f"{name}.jsonl"
    frame = pd.read_json(path, lines=True, engine="pyarrow", dtype_backend="pyarrow")
    return [tuple(map(plain, row)) for row in frame.itertuples(index=False)]


def by_json(folder: Path, name: str) -> Rows:
    text = (folder / "jsonl" / f"{name}.jsonl").read_bytes().decode("utf-8")
    return [tuple(json.loads(line).values()) for line in text.split("\n") if line]


def by_polars_json(folder: Path, name: str) -> Rows:
    frame = pl.read_ndjson(folder / "jsonl" / f"{name}.jsonl", infer_schema_length=None)
    return frame.rows()


def by_pyarrow(folder: Path, name: str) -> Rows:
    return list(zip(*pq.read_table(folder / "parquet" / f"{name}.parquet").to_pydict().values(), strict=True))


def by_polars_parquet(folder: Path, name: str) -> Rows:
    return pl.read_parquet(folder / "parquet" / f"{name}.parquet").rows()


def by_csv(folder: Path, name: str) -> Rows:
    schema = pl.read_parquet_schema(folder / "parquet" / f"{name}.parquet")
    return pl.read_csv(folder / "csv" / f"{name}.csv", schema=schema).rows()


CLIENTS: dict[str, tuple[Callable[[Path, str], Rows], Callable[[object], object]]] = {
    "csv, polars": (by_csv, same),
    "parquet, polars": (by_polars_parquet, same),
    "parquet, pyarrow": (by_pyarrow, same),
    "duckdb": (by_duckdb, same),
    "sqlite": (by_sqlite, as_sqlite),
    "jsonl, json": (by_json, as_json),
    "jsonl, pandas": (by_pandas_json, as_json),
    "jsonl, polars": (by_polars_json, as_json),
    "xlsx, openpyxl": (by_openpyxl, as_excel),
    "xlsx, pandas": (by_pandas_excel, as_excel),
}


def test_the_toy_has_every_field_type() -> None:
    assert set(KINDS.values()) == set(FIELD_TYPES)


@pytest.mark.parametrize("client", CLIENTS)
def test_every_field_type_reads_back_equal(client: str, toys: Path, read: Dataset) -> None:
    rows_by, written = CLIENTS[client]
    expected = [tuple(map(written, row)) for row in read.tables["toys"].frame.rows()]
    found = rows_by(toys, "toys")
    assert found == expected
    flag = list(KINDS).index("flag")
    kind = int if client == "sqlite" else bool
    assert {type(row[flag]) for row in found} == {kind, type(None)}


SAMPLE = {name: CLIENTS[name] for name in ("sqlite", "jsonl, json")}


@pytest.mark.parametrize("client", SAMPLE)
def test_every_real_table_reads_back_equal(client: str, release: Path, real: Dataset) -> None:
    rows_by, written = SAMPLE[client]
    for name, table in real.tables.items():
        assert rows_by(release, name) == [tuple(map(written, row)) for row in table.frame.rows()], name


def test_every_sheet_reads_back_equal(release: Path, real: Dataset) -> None:
    sheets = pl.read_excel(release / "mawaqif.xlsx", sheet_id=0, infer_schema_length=None)
    assert list(sheets) == ["readme", "data_dictionary", *FLAT[:-1], *real.tables]
    for name, table in real.tables.items():
        read = sheets[name].select(pl.col(column).cast(kind) for column, kind in table.frame.schema.items())
        assert read.equals(table.frame), name
    for name in FLAT:
        frame = pl.read_parquet(release / f"{name}.parquet")
        read = sheets[name].select(pl.col(column).cast(kind) for column, kind in frame.schema.items())
        assert read.equals(frame), name


def test_csv_is_written_as_it_was_read(toy: Path, toys: Path) -> None:
    assert (toys / "csv/toys.csv").read_bytes() == (toy / "datapackage/toys.csv").read_bytes()


def test_json_lines_are_plain(toys: Path) -> None:
    data = (toys / "jsonl/toys.jsonl").read_bytes()
    lines = data.decode("utf-8").split("\n")
    assert lines[1] == (
        '{"item":"item-01","text":"=1+1","text_ar":"=نص","whole":0,"decimal":0.0,"flag":true,"day":"0001-01-01","since":1}'
    )
    assert lines[-1] == ""
    assert b"\r" not in data
    assert b"\\u" not in data


# Excel


@pytest.fixture(scope="module")
def book(toys: Path) -> Iterator[openpyxl.Workbook]:
    found = openpyxl.load_workbook(toys / "mawaqif.xlsx")
    with closing(found):
        yield found


def test_no_text_becomes_a_formula_or_a_link(book: openpyxl.Workbook) -> None:
    sheet = book["toys"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"=1+1", "+966", "@name", "=نص"} <= {str(cell.value) for cell in cells}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_sheets_are_laid_out_for_reading(book: openpyxl.Workbook) -> None:
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert [table.ref for table in sheet.tables.values()] == ([sheet.dimensions] if sheet.max_row > 1 else [])
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
        assert all(cell.comment for cell in sheet[1])
        for header, under in zip(sheet[1], sheet[2], strict=True):
            turned = (under.alignment.horizontal, under.alignment.readingOrder) == ("right", 2)
            # A cell that is empty has no form of its own.
            assert turned == (str(header.value).endswith("_ar") and under.value is not None), (name, header.value)


def address(cell: Any) -> str | None:
    """Return where a click on a cell leads; the part behind the sign stands apart in the file."""
    link = cell.hyperlink
    return link and "#".join(filter(None, (link.target, link.location)))


def test_addresses_open_and_columns_have_their_titles(release: Path) -> None:
    with closing(openpyxl.load_workbook(release / "mawaqif.xlsx")) as book:
        sheet = book["citations_named"]
        heads: dict[Any, Any] = {cell.value: cell for cell in sheet[1]}
        links = [row[heads["deep_link"].column - 1] for row in sheet.iter_rows(min_row=2)]
        assert [cell.value for cell in links] == [address(cell) for cell in links]
        assert heads["locator"].comment.text == "Locator\nالمحدِّد"
        assert [cell.value for cell in book["statements_wide"][1]][3:5] == ["summary_en", "summary_ar"]


def test_a_workbook_runs_from_right_to_left(release: Path, real: Dataset) -> None:
    with closing(openpyxl.load_workbook(release / "mawaqif.ar.xlsx")) as book:
        assert book.sheetnames == ["readme", "data_dictionary", *FLAT[:-1], "codes"]
        assert all(sheet.sheet_view.rightToLeft for sheet in book)
        for name, schema in flat_schemas(real).items():
            sheet: Any = book[name]
            heads = [str(cell.value) for cell in sheet[1]]
            assert len(set(heads)) == len(heads)
            assert all(head.startswith(field.raw["title_ar"]) for head, field in zip(heads, schema.fields, strict=True))
            assert [cell.comment.text.partition("\n")[0] for cell in sheet[1]] == list(schema.columns)
            assert sheet.max_row == pl.read_parquet(release / f"{name}.parquet").height + 1


def test_the_readme_sheet_says_what_the_descriptor_says(book: openpyxl.Workbook, toys: Path) -> None:
    index = json.loads((toys / "datapackage.json").read_text(encoding="utf-8"))
    texts = {cell for row in book["readme"].iter_rows(values_only=True) for cell in row if isinstance(cell, str)}
    assert {index["title"], index["title_ar"], index["description"], index["description_ar"], index["version"]} <= texts
    for limit in index["limits"]:
        assert {limit["description"], limit["description_ar"]} <= texts
    for resource in index["resources"]:
        assert {resource["name"], resource["schema"]["description"]} <= texts
    assert book.properties.title == index["title"]
    assert book.properties.created == datetime(2026, 2, 3, 4, 5, 6)  # noqa: DTZ001 - the library leaves the zone out


def test_a_text_that_a_cell_of_excel_cannot_hold_is_told(read: Dataset, toys: Path, tmp_path: Path) -> None:
    for name in flat_schemas(read):
        shutil.copy(toys / f"{name}.parquet", tmp_path)
    table = read.tables["toys"]
    long = replace(table, frame=table.frame.with_columns(text=pl.lit("💡" * 20_000)))
    with pytest.raises(CannotRunError, match="the table toys does not fit a sheet of Excel: see its column text"):
        xlsx_edition.EDITION.write(replace(read, tables={"toys": long}), tmp_path)
    assert not (tmp_path / "mawaqif.xlsx").exists()


def test_of_a_workbook_that_grows_too_large_nothing_is_left(
    read: Dataset, toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in flat_schemas(read):
        shutil.copy(toys / f"{name}.parquet", tmp_path)
    monkeypatch.setattr(xlsx_filling, "LARGEST_PART", 100_000)
    with pytest.raises(DoesNotFitError, match="a sheet of Excel would have more than 100,000 bytes"):
        xlsx_edition.EDITION.write(read, tmp_path)
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.parametrize(
    ("name", "words"),
    [("a" * 32, "has 32 characters, and a sheet of Excel takes 31"), ("data_dictionary", "is taken by the list of all columns")],
)
def test_a_name_that_an_edition_cannot_take_is_told(name: str, words: str, package: Path, run: Run) -> None:
    (package / "schemas/toys.json").write_text(json.dumps({"fields": [{"name": "item"}], "primaryKey": ["item"]}))
    (package / f"datapackage/{name}.csv").write_text("item\none\n")
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"].append({"name": name, "path": f"datapackage/{name}.csv", "schema": "schemas/toys.json"})
    (package / "datapackage.json").write_text(json.dumps(index))
    result = run("mawaqif", "build", package, "--out", package / "dist")
    assert result.returncode == 1
    (found, count, nothing) = result.stderr.splitlines()
    assert found.startswith("package/datapackage.json:1 MQ001 ")
    assert f"its name '{name}' {words}, so it cannot be published" in found
    assert count.startswith("1 finding in 1 file")
    assert nothing == "mawaqif: nothing was written; mend what is listed first"
    assert not (package / "dist").exists()


# SQLite


@pytest.fixture
def sqlite(release: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes((release / "mawaqif.sqlite").read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def test_sqlite_is_sound(sqlite: sqlite3.Connection, real: Dataset) -> None:
    def ask(pragma: str) -> list[tuple[object, ...]]:
        return sqlite.execute(f"PRAGMA {pragma}").fetchall()

    assert ask("integrity_check") == [("ok",)]
    assert ask("foreign_key_check") == []
    assert ask("freelist_count") == [(0,)]
    assert ask("application_id") == [(int.from_bytes(b"mwqf", "big"),)]
    major, minor, patch = map(int, real.descriptor.version.split("."))
    assert ask("user_version") == [(major * 10_000 + minor * 100 + patch,)]
    sqlite.execute("INSERT INTO statements_search (statements_search) VALUES ('integrity-check')")
    for name, table in real.tables.items():
        assert len({row[0] for row in ask(f"foreign_key_list({name})")}) == len(table.schema.foreign_keys), name
        assert [row[1] for row in ask(f"table_info({name})") if row[5]] == [
            column for column in table.schema.columns if column in table.schema.primary_key
        ]
        assert [row[5] for row in ask(f"table_list({name})")] == [1], "STRICT"


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO statement_topics VALUES ('nowhere-s001', 'open-internet', 'supports', NULL)",
        "UPDATE statement_topics SET stance = 'unsure'",
        "INSERT INTO topics SELECT * FROM topics LIMIT 1",
        "UPDATE citations SET ibid = 2",
        "UPDATE citations SET note_number = 0",
        "UPDATE citations SET note_number = 'one'",
        "UPDATE statements SET summary_en = 'short'",
        "UPDATE statements SET document_id = NULL",
        "DELETE FROM documents",
    ],
)
def test_sqlite_refuses_broken_rows(statement: str, sqlite: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        sqlite.execute(statement)


def test_sqlite_refuses_what_is_no_day(toys: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes((toys / "mawaqif.sqlite").read_bytes())
    with closing(sqlite3.connect(copy)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE toys SET day = '2021-02-30'")


def test_views_say_the_same_in_both_databases(release: Path, sqlite: sqlite3.Connection) -> None:
    views = [path.stem for path in (ROOT / "build/mawaqif/release/views").glob("*.sql")]
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        for view in views:
            ours, theirs = sqlite.execute(f"SELECT * FROM {view}"), connection.sql(f"FROM {view}")
            assert [item[0] for item in ours.description] == theirs.columns
            # SQLite has no type for dates.
            assert ours.fetchall() == [tuple(map(in_sqlite, row)) for row in theirs.fetchall()], view


def in_sqlite(value: object) -> object:
    return str(value) if isinstance(value, date) else value


def test_sqlite_search_finds_every_spelling(sqlite: sqlite3.Connection, real: Dataset) -> None:
    rows = real.tables["statements"].frame.select("statement_id", "summary_en", "summary_ar").rows()
    for word in ("الإنترنت", "دولة", "sovereignty"):
        expected = {key for key, *texts in rows if any(fold(word) in fold(text).split() for text in texts)}
        query = "SELECT statement_id FROM statements_search WHERE statements_search MATCH ?"
        assert {key for (key,) in sqlite.execute(query, (fold(word),))} >= expected != set()
        printed = {key for key, *texts in rows if any(word in text.split() for text in texts)}
        assert {key for (key,) in sqlite.execute(query, (word,))} >= printed != set()


def test_sqlite_search_finds_a_term_by_its_variants(sqlite: sqlite3.Connection, real: Dataset) -> None:
    rows = real.tables["statements"].frame.select("statement_id", "summary_ar").rows()
    forms = other_forms(real, pl.Series([fold(text) for _, text in rows]))
    key, told = next((key, told) for (key, _), told in zip(rows, forms, strict=True) if told)
    query = "SELECT statement_id FROM statements_search WHERE statements_search MATCH ?"
    assert (key,) in sqlite.execute(query, (fold(told),)).fetchall()


def test_the_data_dictionary_describes_every_column(sqlite: sqlite3.Connection, real: Dataset) -> None:
    rows = sqlite.execute(
        "SELECT table_name, column_name, title_ar, description_en, description_ar FROM data_dictionary"
    ).fetchall()
    schemas = {**{name: table.schema for name, table in real.tables.items()}, **flat_schemas(real)}
    assert [row[:2] for row in rows] == [(name, column) for name in sorted(schemas) for column in schemas[name].columns]
    assert all(all(row) for row in rows)
    found = sqlite.execute(
        "SELECT refers_to, allowed_values_ar FROM data_dictionary WHERE column_name IN ('stance', 'cited_document_id')"
    )
    assert ("documents.document_id", None) in found.fetchall()


# The flat table


QUOTED = {
    "statement_id": "lamp-report-2020-s001",
    "document_id": "lamp-report-2020",
    "ordinal": 1,
    "document_title_en": "Lighthouse report",
    "document_title_ar": "تقرير المنارات",
    "publisher_en": "Lamp Office",
    "publisher_ar": "مكتب المنارات",
    "document_date": "2020-06-01",
    "document_date_start": date(2020, 6, 1),
    "document_date_end": date(2020, 6, 1),
    "document_date_precision": "day",
    "document_date_precision_en": "day",
    "document_date_precision_ar": "يوم",
    "kind": "quotation",
    "kind_en": "quotation",
    "kind_ar": "اقتباس",
    "date": "2020-05-12",
    "date_start": date(2020, 5, 12),
    "date_end": date(2020, 5, 12),
    "date_precision": "day",
    "date_precision_en": "day",
    "date_precision_ar": "يوم",
    "year": 2020,
    "event_id": "lamp-session-1-meeting-2",
    "event_en": "Second meeting",
    "event_ar": "الاجتماع الثاني",
    "forum_id": "lamp-talks",
    "forum_en": "Lighthouse talks",
    "forum_ar": "محادثات المنارات",
    "speakers_en": "Freya Lind",
    "speakers_ar": "فريا ليند",
    "on_behalf_of_en": "Iceland",
    "on_behalf_of_ar": "آيسلندا",
    "topic_ids": "lamp-oil",
    "stances": "supports",
    "stances_en": "supports",
    "stances_ar": "يؤيد",
    "topics_en": "Lamp oil",
    "topics_ar": "زيت المنارات",
    "places": "47-130",
    "citation_count": 1,
    "cited_document_ids": "lamp-minutes-2",
    "cited_locators": "page 7",
    "cited_locators_en": "page 7",
    "cited_locators_ar": "صفحة 7",
    "cited_titles_en": "Minutes of the second meeting",
    "cited_titles_ar": "محضر الاجتماع الثاني",
    "first_link": "https://example.org/minutes/2",
}
REMARK = {
    **{key: QUOTED[key] for key in QUOTED if key.startswith(("document", "publisher", "topic"))},
    "statement_id": "lamp-report-2020-s002",
    "ordinal": 2,
    "kind": "commentary",
    "kind_en": "commentary",
    "kind_ar": "تعليق",
    "date": "2020-06-01",
    "date_start": date(2020, 6, 1),
    "date_end": date(2020, 6, 1),
    "date_precision": "day",
    "date_precision_en": "day",
    "date_precision_ar": "يوم",
    "year": 2020,
    "speakers_en": "Lamp Office",
    "speakers_ar": "مكتب المنارات",
    "stances": "neutral",
    "stances_en": "neutral",
    "stances_ar": "محايد",
    "responds_to": "lamp-report-2020-s001",
    "places": "143-217 | 295-328",
    "citation_count": 0,
}


def test_the_flat_table_joins_everything(toys: Path) -> None:
    quoted, remark, *_ = pl.read_parquet(toys / "statements_wide.parquet").drop("summary_en", "summary_ar").to_dicts()
    assert {key: value for key, value in quoted.items() if value is not None} == QUOTED
    assert {key: value for key, value in remark.items() if value is not None} == REMARK


@pytest.mark.parametrize("name", FLAT)
def test_a_flat_table_is_one_in_every_edition(name: str, release: Path) -> None:
    frame = pl.read_parquet(release / f"{name}.parquet")
    assert by_duckdb(release, name) == frame.rows()
    assert by_sqlite(release, name) == [tuple(map(in_sqlite, row)) for row in frame.rows()]
    assert pl.read_csv(release / f"{name}.csv", schema=frame.schema).equals(frame)


def test_the_wide_table_has_every_statement_and_citation(release: Path, real: Dataset) -> None:
    frame = pl.read_parquet(release / "statements_wide.parquet")
    statements = real.tables["statements"].frame.sort("document_id", "ordinal")
    assert frame["statement_id"].equals(statements["statement_id"])
    assert frame["citation_count"].sum() == real.tables["citations"].frame["statement_id"].count()


@pytest.mark.parametrize(
    ("many", "alike"),
    [
        ("topic_ids", ["stances", "stances_en", "stances_ar", "topics_en", "topics_ar"]),
        ("initiative_ids", ["relations", "relations_en", "relations_ar", "initiatives_en", "initiatives_ar"]),
        ("cited_document_ids", ["cited_locators", "cited_titles_en", "cited_titles_ar"]),
        ("cited_locators", ["cited_locators_en", "cited_locators_ar"]),
        ("speakers_en", ["speakers_ar"]),
    ],
)
def test_lists_of_the_flat_table_run_in_step(many: str, alike: list[str], release: Path) -> None:
    frame = pl.read_parquet(release / "statements_wide.parquet").select(many, *alike)
    counts = frame.select(pl.all().str.split(" | ").list.len())
    assert counts[many].max() > 1  # type: ignore[operator]
    for column in alike:
        assert counts[column].equals(counts[many].alias(column)), column


def test_a_release_can_be_asked_and_built_again(release: Path, tmp_path: Path, run: Run) -> None:
    # Read as a package of its own, it has the flat table as a table.
    asked = run("mawaqif", "query", "SELECT count(*) AS n FROM statements_wide", "--format", "csv", cwd=release)
    assert (asked.returncode, asked.stdout) == (0, f"n\n{pl.read_parquet(release / 'statements_wide.parquet').height}\n")
    again = tmp_path / "again"
    assert run("mawaqif", "build", release, "--out", again).returncode == 0
    assert (again / "csv/statements_wide.csv").read_bytes() == (release / "statements_wide.csv").read_bytes()


def test_links_lead_to_the_place_cited(release: Path) -> None:
    query = "SELECT locator_kind, locator, url, deep_link FROM citations_named WHERE url IS NOT NULL"
    with closing(sqlite3.connect(release / "mawaqif.sqlite")) as connection:
        rows = connection.execute(query).fetchall()
    for kind, locator, url, link in rows:
        if kind == "page" and url.endswith(".pdf"):
            assert link == f"{url}#page={int(locator.split(',')[0].split('-')[0])}"
        elif kind == "timestamp" and url.startswith("https://media.un.org/"):
            hours, minutes, seconds = map(int, locator.split(":"))
            assert link == f"{url}?kalturaStartTime={hours * 3600 + minutes * 60 + seconds}"
        else:
            assert link == url


# Archives


def test_archives_hold_an_edition_and_what_it_takes_to_cite_it(release: Path) -> None:
    index = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    version = index["version"]
    day = date.fromisoformat(index["created"][:10]) if "created" in index else date(1980, 1, 1)
    names = {path.name for path in release.glob("*.zip")}
    assert names == {f"mawaqif-{version}-{kind}.zip" for kind in ("csv", "parquet", "duckdb", "sqlite", "xlsx", "jsonl")}
    held: set[str] = set()
    without_rows = {path.stem for path in (release / "parquet").glob("*.parquet") if not pq.read_metadata(path).num_rows}
    for name in names:
        stem = name.removesuffix(".zip")
        with ZipFile(release / name) as archive:
            assert archive.testzip() is None
            members = {item.filename.removeprefix(f"{stem}/"): item for item in archive.infolist()}
            assert list(members) == sorted(members)
            moment = (day.year, day.month, day.day, 0, 0, 0)
            assert {(item.date_time, item.external_attr >> 16) for item in members.values()} == {(moment, 0o100644)}
            note = archive.read(members.pop("README.txt")).decode("utf-8")
            for companion in ("LICENSE-DATA", "CITATION.cff"):
                assert archive.read(members.pop(companion)) == (ROOT / companion).read_bytes()
            card = archive.read(members.pop("README.md")).decode("utf-8").split("---\n") if "README.md" in members else []
            files_of_tables = {path for path in members if path.endswith((".csv", ".parquet", ".jsonl"))}
            configured = {item["data_files"][0]["path"] for item in yaml.safe_load(card[1])["configs"]} if card else set()
            assert configured == {path for path in files_of_tables if Path(path).stem not in without_rows}
            for path, item in members.items():
                assert archive.read(item) == (release / path).read_bytes()
        assert f"Version {version}" in note
        assert "CC-BY-4.0" in note
        held |= set(members)
    files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    about = {"README.md", "croissant.json", "dataset.jsonld", "ro-crate-metadata.json", "LICENSE-DATA", "CITATION.cff"}
    about.add("folding-vectors.json")  # how to prove a passage, whatever edition is at hand
    about |= {"codebook.md", "codebook.ar.md", "llms.txt"}
    about |= {path.name for path in release.iterdir() if path.suffix in {".dta", ".sav"}}  # each says all of itself
    # What programs follow, and what each version brought.
    about |= {"dcat.jsonld", "releases.json", "statistics.json", "HISTORY.md"}
    assert held == files - names - about - {"SHA256SUMS"}


def test_the_archive_of_tables_is_a_data_package(release: Path, run: Run) -> None:
    (path,) = release.glob("*-csv.zip")
    with ZipFile(path) as archive:
        index = json.loads(archive.read("datapackage.json"))
        assert {resource["path"] for resource in index["resources"]} <= set(archive.namelist())
        assert "statements_wide" in {resource["name"] for resource in index["resources"]}
    done = run("frictionless", "validate", path)
    assert done.returncode == 0, done.stdout


def test_an_archive_carries_the_day_of_the_package(toys: Path) -> None:
    with ZipFile(next(toys.glob("*-jsonl.zip"))) as archive:
        assert {item.date_time for item in archive.infolist()} == {(2026, 2, 3, 4, 5, 6)}
