"""The examples of timelines and pivots, each run by the client that it is for: all give what SQLite counts."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pytest
from openpyxl.utils import column_index_from_string

from pages import read, sections
from spark import asked_of_spark, needs_spark

BLOCKS = [block for section in sections(read("docs/computing.md")) for block in section.blocks]
TWO_KEYS = ("timeline", "english", "arabic")
ANSWERS = (*TWO_KEYS, "kinds")
# What is not of Python, and may not be here.
RSCRIPT = shutil.which("Rscript")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

Counts = dict[Any, int]


def block(mark: str) -> str:
    """Return the one block of the page in which a text stands."""
    (found,) = (text for _, text in BLOCKS if mark in text)
    return found


@pytest.fixture(autouse=True)
def dist(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dist").symlink_to(release)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def wanted(release: Path) -> dict[str, Counts]:
    """The four answers, counted by SQLite from the tables and not from `stances`."""
    named = (
        "FROM statement_topics JOIN topics USING (topic_id) JOIN statement_actors USING (statement_id) JOIN codes"
        " ON table_name = 'statement_topics' AND column_name = 'stance' AND value = stance GROUP BY 1, 2"
    )
    queries = {
        "timeline": "SELECT CAST(strftime('%Y', date_start) AS INT), CAST(strftime('%m', date_start) AS INT), count(*)"
        " FROM statements WHERE date_precision <> 'year' GROUP BY 1, 2",
        "english": f"SELECT topics.label_en, codes.label_en, count(*) {named}",
        "arabic": f"SELECT topics.label_ar, codes.label_ar, count(*) {named}",
        "kinds": "SELECT label_ar, count(*) FROM statements JOIN codes"
        " ON table_name = 'statements' AND column_name = 'kind' AND value = kind GROUP BY 1",
    }
    with closing(sqlite3.connect(release / "mawaqif.sqlite")) as connection:
        found = {name: keyed(connection.execute(sql)) for name, sql in queries.items()}
    assert all(len(answer) > 1 for answer in found.values())
    return found


def keyed(rows: Iterable[tuple[Any, ...]]) -> Counts:
    """Return the last value of rows by all before it; a count of nothing is left out."""
    return {keys[0] if len(keys) == 1 else tuple(keys): int(count) for *keys, count in rows if count}


def unpivoted(columns: list[str], rows: Iterable[tuple[Any, ...]]) -> Counts:
    """Return the cells of a pivot by what stands at the start of their row and at the top of their column."""
    return keyed((row[0], column, count) for row in rows for column, count in zip(columns[1:], row[1:], strict=True))


def test_pandas(wanted: dict[str, Counts]) -> None:
    space: dict[str, Any] = {}
    exec(block("import pandas"), space)  # noqa: S102 - the page's own code
    assert {name: {key: int(n) for key, n in space[name].items()} for name in ("timeline", "kinds")} == {
        name: wanted[name] for name in ("timeline", "kinds")
    }
    for name in ("english", "arabic"):
        frame = space[name].reset_index()
        assert unpivoted(list(frame.columns), frame.itertuples(index=False, name=None)) == wanted[name]


def test_polars(wanted: dict[str, Counts]) -> None:
    space: dict[str, Any] = {}
    exec(block("timeline = dated.group_by"), space)  # noqa: S102 - the page's own code
    assert {name: keyed(space[name].rows()) for name in ("timeline", "kinds")} == {
        name: wanted[name] for name in ("timeline", "kinds")
    }
    for name in ("english", "arabic"):
        assert unpivoted(space[name].columns, space[name].rows()) == wanted[name]


def test_duckdb(wanted: dict[str, Counts]) -> None:
    attach, *queries = (text for text in block("ATTACH").split(";\n") if text.strip())
    with duckdb.connect() as connection:
        connection.execute(attach)
        timeline, english, arabic, kinds = (connection.sql(query).pl() for query in queries)
    assert (keyed(timeline.rows()), keyed(kinds.rows())) == (wanted["timeline"], wanted["kinds"])
    assert unpivoted(english.columns, english.rows()) == wanted["english"]
    assert unpivoted(arabic.columns, arabic.rows()) == wanted["arabic"]


@pytest.mark.skipif(not RSCRIPT, reason="no Rscript here; `apt-get install r-base-core` brings it")
def test_r(wanted: dict[str, Counts], tmp_path: Path) -> None:
    written = "".join(
        f'\nwrite.csv(as.data.frame({name}), "{name}.csv", row.names = FALSE, fileEncoding = "UTF-8")' for name in ANSWERS
    )
    (tmp_path / "example.R").write_text(block("read.csv") + written + "\n", encoding="utf-8")
    done = subprocess.run(
        [str(RSCRIPT), "--vanilla", "--encoding=UTF-8", "example.R"],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for name in ANSWERS:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            _, *rows = csv.reader(file)
        if name == "timeline":
            rows = [[str(int(year)), str(int(month)), count] for year, month, count in rows]
        texts = {tuple(map(str, key)) if isinstance(key, tuple) else key: n for key, n in wanted[name].items()}
        assert keyed((*keys, int(count)) for *keys, count in rows) == texts


@needs_spark
def test_spark(wanted: dict[str, Counts], release: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = asked_of_spark(release, tmp_path_factory)
    found = json.loads((folder / "example.json").read_text(encoding="utf-8"))
    assert {name: keyed(found[name][1]) for name in ("timeline", "kinds")} == {
        name: wanted[name] for name in ("timeline", "kinds")
    }
    for name in ("english", "arabic"):
        assert unpivoted(found[name][0], found[name][1]) == wanted[name]


@cache
def columns_of(release: Path, sheet: str) -> dict[str, list[Any]]:
    """Return the typed cells of a sheet by column."""
    workbook = openpyxl.load_workbook(release / "mawaqif.xlsx", read_only=True)
    header, *rows = workbook[sheet].iter_rows(values_only=True)
    workbook.close()
    return {str(name): list(cells) for name, cells in zip(header, zip(*rows, strict=True), strict=True)}


def test_the_cells_of_a_workbook_are_days_and_labels(wanted: dict[str, Counts], release: Path) -> None:
    statements, stances = columns_of(release, "statements"), columns_of(release, "stances")
    timeline: Counts = {}
    for start, precision in zip(statements["date_start"], statements["date_precision"], strict=True):
        if start and precision != "year":
            timeline[start.year, start.month] = timeline.get((start.year, start.month), 0) + 1
    assert timeline == wanted["timeline"]
    for language, name in (("en", "english"), ("ar", "arabic")):
        counted = pl.DataFrame({key: stances[f"{key}_{language}"] for key in ("topic", "stance")}).group_by(pl.all()).len()
        assert keyed(counted.rows()) == wanted[name]


def test_formulas_name_the_columns_that_they_are_about(release: Path) -> None:
    named = [["date_start"] * 2 + ["date_precision"], ["topic_en", "stance_en"], ["topic_ar", "stance_ar"]]
    named += [["kind", "value", "label_ar"]]
    found = []
    for formula in block("COUNTIFS").splitlines():
        ranges = re.findall(r"(\w+)!([A-Z]+):\2", formula)
        found.append([list(columns_of(release, sheet))[column_index_from_string(letters) - 1] for sheet, letters in ranges])
    assert found == named


@pytest.mark.skipif(not OFFICE, reason="no LibreOffice here; `apt-get install libreoffice-calc-nogui` brings it")
def test_a_spreadsheet_computes_them(wanted: dict[str, Counts], tmp_path: Path, release: Path) -> None:
    workbook = openpyxl.load_workbook(release / "mawaqif.xlsx")
    asked = workbook.create_sheet("asked", 0)
    for row, formula in enumerate(block("COUNTIFS").splitlines(), start=1):
        asked.cell(row, 1).value = formula
    workbook.save(tmp_path / "asked.xlsx")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    words = [str(OFFICE), home, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "asked.xlsx"]
    subprocess.run(words, check=True, capture_output=True)
    multistakeholder = ("Multistakeholder model", "supports"), ("نموذج أصحاب المصلحة المتعددين", "يؤيد")
    assert [int(line) for line in (tmp_path / "asked.csv").read_text(encoding="utf-8").split()] == [
        wanted["timeline"][2021, 12],
        wanted["english"][multistakeholder[0]],
        wanted["arabic"][multistakeholder[1]],
        wanted["kinds"]["كلام منقول"],
    ]


def test_regions_and_memberships_are_one_join_away(release: Path) -> None:
    space: dict[str, Any] = {}
    exec(block("country_converter"), space)  # noqa: S102 - the page's own code
    memberships = {row["iso3"]: row for row in space["memberships"].to_dicts()}
    states = pl.read_parquet(release / "parquet/actors.parquet").filter(pl.col("kind") == "state")
    assert set(states["iso3"].drop_nulls()) <= memberships.keys()
    facts = {
        "CHN": (156, "Asia", "Eastern Asia", False, None, True, True),
        "FRA": (250, "Europe", "Western Europe", True, 1961, False, True),
        "COL": (170, "America", "South America", False, 2020, False, False),
        "ZAF": (710, "Africa", "Southern Africa", False, None, False, True),
        "NZL": (554, "Oceania", "Australia and New Zealand", False, 1973, False, False),
    }
    order = ("m49", "region", "subregion", "eu", "oecd_since", "bric", "g20")
    assert {code: tuple(memberships[code][name] for name in order) for code in facts} == facts
    stances = pl.read_parquet(release / "stances.parquet").filter(pl.col("iso3").is_not_null())
    assert space["joined"].height == stances.height
    assert (
        space["by_region"]
        .group_by("topic_en", "stance_en")
        .agg(pl.col("states").sum())
        .sort(pl.all())
        .equals(stances.group_by("topic_en", "stance_en").agg(states=pl.col("actor_id").n_unique()).sort(pl.all()))
    )
    assert {row["iso3"] for row in space["members"].to_dicts()} <= {
        code for code, row in memberships.items() if row["oecd_since"]
    }


def test_every_block_is_run_by_one_of_these() -> None:
    marks = ("import pandas", "timeline = dated.group_by", "ATTACH", "read.csv", "SparkSession", "COUNTIFS", "country_converter")
    assert [block(mark) for mark in marks] == [text for _, text in BLOCKS]
