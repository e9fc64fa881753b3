"""Derived tables: what codes mean, and names of actors as a search compares them; Arabic columns hold no English codes."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl
import pytest

from conftest import Run
from mawaqif.checks import check_package
from mawaqif.checks.described_values import UNDESCRIBED
from mawaqif.passages import fold
from unchanged import real_published

CODED = [
    (name, field.name)
    for name, table in real_published().tables.items()
    for field in table.schema.fields
    if "enum" in field.constraints
]


@pytest.mark.parametrize(("table", "column"), CODED)
def test_every_value_is_named_and_defined(table: str, column: str) -> None:
    codes = real_published().tables["codes"].frame.filter((pl.col("table_name") == table) & (pl.col("column_name") == column))
    allowed = real_published().tables[table].schema.by_name[column].constraints["enum"]
    assert codes.sort("position")["value"].to_list() == allowed
    assert codes.null_count().sum_horizontal().to_list() == [0]
    texts = codes.select("label_en", "definition_en", "label_ar", "definition_ar").unpivot()["value"]
    assert not texts.str.contains(r"^\s|\s$|_").any()
    assert codes.select("label_ar", "definition_ar").unpivot()["value"].str.contains("[\u0621-\u064a]").all()
    assert codes["definition_en"].n_unique() == codes["definition_ar"].n_unique() == codes.height


def test_every_name_of_an_actor_is_there_folded() -> None:
    tables = real_published().tables
    names = tables["actor_aliases"].frame
    wanted = {
        (actor, name)
        for actor, *cells in tables["actors"].cells.select("actor_id", "name_en", "name_ar", "aliases_ar").iter_rows()
        for cell in cells
        if cell
        for name in cell.split(" | ")
    }
    assert set(names.select("actor_id", "alias").iter_rows()) == wanted
    assert names["folded"].to_list() == [fold(name) for name in names["alias"]]


def test_folded_summaries_are_found_in_every_engine(release: Path) -> None:
    """Whatever the spelling of a word, an engine without the macro finds what Python finds."""
    word = fold("الإنترنت")
    texts = real_published().tables["statements"].frame.select("statement_id", "summary_ar").iter_rows()
    wanted = sorted(key for key, text in texts if word in fold(text))
    assert wanted
    found = pl.read_parquet(release / "parquet/statements.parquet").filter(
        pl.col("summary_ar_folded").str.contains(word, literal=True)
    )
    assert found["statement_id"].to_list() == wanted
    with closing(sqlite3.connect(release / "mawaqif.sqlite")) as connection:
        rows = connection.execute("SELECT statement_id FROM statements WHERE summary_ar_folded LIKE ? ORDER BY 1", (f"%{word}%",))
        assert [key for (key,) in rows] == wanted
        aliases = connection.execute("SELECT count(*) FROM actor_aliases JOIN actors USING (actor_id)").fetchone()
    assert aliases == (real_published().tables["actor_aliases"].frame.height,)


def test_no_arabic_column_holds_a_code(release: Path) -> None:
    """Names keep the letters of their owners; what the schemas call a value is in Arabic."""
    codes = {value for value in real_published().tables["codes"].frame["value"] if "_" in value}
    codes |= {"supports", "opposes", "mixed", "neutral", "quotation", "reported", "commentary"}
    word = re.compile(rf"(?<![A-Za-z_])({'|'.join(sorted(codes))})(?![A-Za-z_])")
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        columns = connection.sql(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE column_name LIKE '%\\_ar' ESCAPE '\\' AND NOT internal "
            # The dictionary names the codes that it explains.
            "AND table_name <> 'data_dictionary'"
        ).fetchall()
        assert ("stances", "stance_ar") in columns
        for table, column in columns:
            values = connection.sql(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL').fetchall()
            assert [value for (value,) in values if word.search(value)] == [], f"{table}.{column}"


def test_a_release_is_told_what_its_codes_mean_when_asked(release: Path, run: Run) -> None:
    query = "SELECT label_ar FROM codes WHERE table_name = 'statement_topics' AND value = 'opposes'"
    asked = run("mawaqif", "query", "--release", release, query, "--format", "csv")
    assert asked.stdout == "label_ar\nيعارض\n"


LACKING = {
    "no categories": (r'"categories": \[.*?\],?\s*', "label, label_ar, description, description_ar"),
    "no definition": (r'"description_ar": "تقدم الجهة المادة نصًا من عندها\."', "description_ar"),
    "the label again": (r'"description": "The actor tables[^"]*"', "description"),
}
IN_PLACE = {"no categories": "", "no definition": '"description_ar": ""', "the label again": '"description": "Propose."'}


@pytest.mark.parametrize("name", LACKING)
def test_a_value_that_nobody_explains_is_found(name: str, package: Path) -> None:
    path = package / "schemas/positions.json"
    text = path.read_text(encoding="utf-8")
    pattern, lacking = LACKING[name]
    changed = re.sub(pattern, IN_PLACE[name], text, count=1, flags=re.DOTALL)
    if name == "no categories":
        changed = re.sub(r",(\s*\})", r"\1", changed)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    found = [item for item in check_package(package)[1].findings if item.code == UNDESCRIBED.code]
    assert found
    assert f"lacks {lacking};" in found[0].message
    assert found[0].file == "schemas/positions.json"
    assert found[0].line > 1
