"""Derived columns: in every edition, described as the others, and not in the hand-kept files."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest

from conftest import Run, edit
from mawaqif import data
from mawaqif.deriving import kept_columns, published, reading_order
from mawaqif.deriving.days import calendar_days
from mawaqif.deriving.derivation import described
from mawaqif.deriving.forum_of_event import topmost
from mawaqif.tables import EDTF_LEVEL_0
from unchanged import invented, real, real_published

DAYS = {
    "2021-12-14": ((2021, 12, 14), (2021, 12, 14), "day"),
    "2024-02": ((2024, 2, 1), (2024, 2, 29), "month"),
    "2023-12": ((2023, 12, 1), (2023, 12, 31), "month"),
    "2019": ((2019, 1, 1), (2019, 12, 31), "year"),
}
DATED = [
    (name, field.name)
    for name, schema in real().descriptor.tables.items()
    for field in schema.fields
    if field.rdf_type == EDTF_LEVEL_0
]


@pytest.mark.parametrize("text", DAYS)
def test_a_date_names_its_first_and_last_day(text: str) -> None:
    start, end, precision = calendar_days(pl.Series([text]))
    assert (start[0], end[0], precision[0]) == (dt.date(*DAYS[text][0]), dt.date(*DAYS[text][1]), DAYS[text][2])


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13", "about 1990", "", None])
def test_what_is_no_date_names_no_day(text: str | None) -> None:
    assert [column[0] for column in calendar_days(pl.Series([text], dtype=pl.String))] == [None, None, None]


def test_the_reading_order_is_that_of_passages() -> None:
    statements = pl.DataFrame({"statement_id": ["a-s001", "a-s002", "b-s001", "a-s003"], "document_id": ["a", "a", "b", "a"]})
    starts = {"a-s001": 50, "a-s002": 9, "b-s001": 70}
    passages = pl.DataFrame({"statement_id": [*starts, "a-s002"], "char_start": [*starts.values(), 80]})
    assert reading_order(statements, passages).to_list() == [2, 1, 1, 3]


@pytest.mark.parametrize(("table", "column"), DATED)
def test_each_date_has_its_days_beside_it(table: str, column: str) -> None:
    held = real_published().tables[table]
    assert list(held.schema.columns)[held.schema.columns.index(column) + 1 :][:3] == [
        f"{column}_{part}" for part in ("start", "end", "precision")
    ]
    for part, kind in (("start", pl.Date), ("end", pl.Date), ("precision", pl.String)):
        field = held.schema.by_name[f"{column}_{part}"]
        assert held.frame[field.name].dtype == kind
        assert held.frame[field.name].is_null().equals(held.frame[column].is_null())
        assert all(column in field.raw[key] and "{" not in field.raw[key] for key in ("description", "description_ar"))
        assert "{" not in field.raw["title"] + field.raw["title_ar"]
    assert (held.frame[f"{column}_start"].drop_nulls() <= held.frame[f"{column}_end"].drop_nulls()).all()
    assert held.frame.filter(pl.col(f"{column}_precision") == "day")[f"{column}_start"].cast(pl.String).to_list() == (
        held.frame.filter(pl.col(column).str.len_chars() == len("2021-12-14"))[column].to_list()
    )


def test_the_forum_of_an_event_is_at_its_top() -> None:
    keys = pl.Series(["talks", "session", "meeting", "fair", "lost", "round", "about"])
    parents = pl.Series([None, "talks", "session", None, "nowhere", "about", "round"], dtype=pl.String)
    assert topmost(keys, parents).to_list() == ["talks", "talks", "talks", "fair", None, None, None]


def test_no_hand_kept_file_holds_what_is_derived() -> None:
    schemas = real().descriptor.tables
    for name, table in real_published().tables.items():
        if name in schemas:
            assert kept_columns(table.schema, schemas) == schemas[name].columns


def test_what_is_published_is_not_derived_again() -> None:
    once = published(invented())
    twice = published(once)
    assert {name: table.schema.columns for name, table in twice.tables.items()} == {
        name: table.schema.columns for name, table in once.tables.items()
    }
    assert all(table.frame.equals(once.tables[name].frame) for name, table in twice.tables.items())


def test_clients_count_with_days(release: Path) -> None:
    """A difference of days is computed in each client, without parsing."""
    frame = real_published().tables["statements"].frame.drop_nulls("date")
    wanted = (frame["date_end"].max() - frame["date_start"].min()).days  # type: ignore[operator, union-attr]
    of_pandas = pd.read_csv(release / "csv/statements.csv", parse_dates=["date_start", "date_end"])
    assert (of_pandas["date_end"].max() - of_pandas["date_start"].min()).days == wanted
    of_parquet = pd.read_parquet(release / "parquet/statements.parquet")
    assert (of_parquet["date_end"].max() - of_parquet["date_start"].min()).days == wanted
    assert pl.read_parquet(release / "parquet/statements.parquet").schema["date_start"] == pl.Date
    question = "SELECT max(date_end) - min(date_start) FROM statements_named"
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        assert connection.sql(question).fetchall() == [(wanted,)]
    with closing(sqlite3.connect(release / "mawaqif.sqlite")) as connection:
        days = "SELECT julianday(max(date_end)) - julianday(min(date_start)) FROM stances"
        assert connection.execute(days).fetchone() == (wanted,)
    book = openpyxl.load_workbook(release / "mawaqif.xlsx", read_only=True)
    header, *rows = book["statements"].iter_rows(values_only=True)
    starts = [row[header.index("date_start")] for row in rows]
    assert {type(start) for start in starts if start is not None} == {dt.datetime}
    book.close()
    assert data.load("statements", "pandas")["date_start"].dtype.kind == "M"


def test_a_package_is_asked_with_what_is_derived(package: Path, run: Run) -> None:
    edit(package / "datapackage/statements.csv", ",commentary,,2020-06-01,", ",commentary,,2020-06,")
    query = "SELECT ordinal, date_end, date_precision FROM statements WHERE kind = 'commentary'"
    result = run("mawaqif", "query", query, "--format", "json", cwd=package)
    assert json.loads(result.stdout) == [{"ordinal": 2, "date_end": "2020-06-30", "date_precision": "month"}]


@pytest.mark.parametrize("name", ["date", "folded"])
def test_a_derived_column_is_there_since_its_own_column_is(name: str) -> None:
    column = real().descriptor.tables["documents"].by_name["date"]
    assert "since" not in column.raw
    own = {raw["since"] for raw in described(name, column)}
    later = replace(column, raw={**column.raw, "since": "10.0.0"})
    assert {raw["since"] for raw in described(name, later)} == {"10.0.0"}
    earlier = replace(column, raw={**column.raw, "since": "0.0.9"})
    assert {raw["since"] for raw in described(name, earlier)} == own
