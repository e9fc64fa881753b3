"""A code in a view or flat table has beside it what it is called in both languages, as the table `codes` says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT
from mawaqif.release.editions import quoted

VIEWS = sorted(path.stem for path in (ROOT / "build/mawaqif/release/views").glob("*.sql"))

Codes = dict[str, dict[str, set[tuple[str, str]]]]


@pytest.fixture(scope="module")
def database(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def codes(database: duckdb.DuckDBPyConnection) -> Codes:
    """What each value of a coded column may be called, by the name of the column."""
    found: Codes = defaultdict(lambda: defaultdict(set))
    for column, value, english, arabic in database.sql("SELECT column_name, value, label_en, label_ar FROM codes").fetchall():
        found[column][value].add((english, arabic))
    return found


def coded(column: str, codes: Codes) -> str:
    """Return the column of a table whose codes a column of a view holds, by its name; empty where it holds none."""
    return max((name for name in codes if column == name or column.endswith(f"_{name}")), key=len, default="")


@pytest.mark.parametrize("view", VIEWS)
def test_a_code_has_its_labels_beside_it(view: str, database: duckdb.DuckDBPyConnection, codes: Codes) -> None:
    frame = database.sql(f"FROM {quoted(view)}").pl()
    held = {column: name for column in frame.columns if (name := coded(column, codes))}
    for column, name in held.items():
        for value, english, arabic in frame.select(column, f"{column}_en", f"{column}_ar").unique().rows():
            assert (english, arabic) in codes[name][value] if value is not None else english is arabic is None, (column, value)
    assert held


@pytest.mark.parametrize("view", VIEWS)
def test_no_arabic_column_of_a_view_holds_a_code(view: str, database: duckdb.DuckDBPyConnection, codes: Codes) -> None:
    values = {value for of_column in codes.values() for value in of_column}
    frame = database.sql(f"FROM {quoted(view)}").pl()
    for column in (name for name in frame.columns if name.endswith("_ar")):
        cells = {part for cell in frame[column].drop_nulls() for part in cell.replace("(", " ").replace(")", " ").split()}
        assert cells & values == set(), column
