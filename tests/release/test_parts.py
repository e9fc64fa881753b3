"""Editions that are written some rows at a time: the same files, however many rows are held at once."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import unchanged
from mawaqif.checks import load_checked
from mawaqif.release.editions import csv_edition, duckdb_edition, flat_edition, parquet_edition
from mawaqif.release.editions.profiles import count_tables
from mawaqif.release.editions.sorted_lists import with_sorted_lists
from mawaqif.release.views import view_names
from mawaqif.tables import Dataset, Table, TableSchema, csv_text, sorted_rows, table_schema, to_text

ODD = ("plain", "a,b", 'he said "lamp"', "two\nlines", "one\rline", " spaced ", "'", "=1", "#", "قنديل", "", None)


def schema_of(keys: list[str], **types: str) -> TableSchema:
    raw = {"fields": [{"name": name, "type": kind} for name, kind in types.items()], "primaryKey": keys}
    return table_schema({"name": "lamps", "path": "lamps.csv", "schema": ""}, raw, by_standard=False)


def as_reference(table: Table) -> str:
    """Return the text of a table as the writer for single rows has it."""
    columns = [to_text(table.frame[name]).fill_null("").to_list() for name in table.schema.columns]
    return csv_text(table.schema.columns, sorted_rows(table.schema, zip(*columns, strict=True)))


TABLES: dict[str, tuple[TableSchema, dict[str, Any]]] = {
    "texts out of order": (schema_of(["name"], name="string", note="string"), {"name": ODD, "note": ODD[::-1]}),
    "truth values": (schema_of(["name"], name="string", lit="boolean"), {"name": ODD, "lit": [True, False, None] * 4}),
    "one column": (schema_of(["name"], name="string"), {"name": ODD}),
    "numbers, some empty, some again": (
        schema_of(["number"], number="integer", height="number"),
        {"number": [10, 9, None, -1, 9, 100], "height": [1.0, 2.5, None, 1e20, 0.25, -3.0]},
    ),
    "ascending": (schema_of(["number"], number="integer", name="string"), {"number": range(12), "name": ODD}),
    "no rows": (schema_of(["number"], number="integer", name="string"), {"number": [], "name": []}),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("at_once", [1, 5, 20_000])
def test_a_csv_file_is_what_the_writer_of_rows_makes_of_it(
    name: str, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema, columns = TABLES[name]
    frame = pl.DataFrame({item.name: pl.Series(list(columns[item.name]), dtype=item.type.dtype) for item in schema.fields})
    table = Table(schema=schema, frame=frame, cells=frame, lines=())
    monkeypatch.setattr(csv_edition, "ROWS_AT_ONCE", at_once)
    csv_edition.write_csv(table, tmp_path / "lamps.csv")
    assert (tmp_path / "lamps.csv").read_bytes().decode() == as_reference(table)


def test_flat_tables_that_are_asked_for_part_by_part_are_the_same(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = unchanged.real_published()
    monkeypatch.setattr(flat_edition, "STATEMENTS_AT_ONCE", 1)
    monkeypatch.setattr(flat_edition, "ROW_GROUP", 2)
    parts = flat_edition.parts_of(dataset)
    assert len(parts) > 1
    shutil.copytree(release / "parquet", tmp_path / "parquet")
    flat_edition.EDITION.write(dataset, tmp_path)
    for name in view_names():
        assert (tmp_path / f"{name}.csv").read_bytes() == (release / f"{name}.csv").read_bytes(), name
        assert pl.read_parquet(tmp_path / f"{name}.parquet").equals(pl.read_parquet(release / f"{name}.parquet")), name


def test_what_goes_wrong_in_the_next_part_is_told_once_this_one_is_used() -> None:
    used: list[int] = []
    with pytest.raises(ZeroDivisionError):
        used.extend(flat_edition.ahead(2 // (2 - number) for number in range(3)))
    assert (used, list(flat_edition.ahead(iter("abc")))) == ([1, 2], ["a", "b", "c"])


@pytest.mark.parametrize("name", sorted(view_names()))
def test_a_flat_table_has_the_rows_of_its_view(name: str, release: Path) -> None:
    expected = pl.read_parquet(release / f"{name}.parquet")
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        assert connection.sql(f"FROM {name}").pl().cast(expected.schema).equals(expected)


def test_lists_of_sorted_rows_are_those_of_windows() -> None:
    rows = "(VALUES (1, 'b', 2, 'x'), (1, 'a', 1, 'y'), (2, NULL, 1, 'x'), (1, 'c', 3, NULL), (2, 'd', 2, 'x')) AS t (k, v, o, f)"
    lists = "count(*) OVER w AS n, group_concat(v || '!', ', ') FILTER (WHERE f = 'x') OVER w AS x, first_value(v) OVER w AS y"
    window = "WINDOW w AS (PARTITION BY k ORDER BY o ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
    sql = f"SELECT * FROM (SELECT DISTINCT k, {lists} FROM {rows} {window}) ORDER BY k"
    sorted_lists = with_sorted_lists(sql)
    assert "WINDOW" not in sorted_lists
    with duckdb.connect(config={"threads": 1}) as connection:
        found = connection.execute(sorted_lists).fetchall()
        assert found == connection.execute(sql).fetchall() == [(1, 3, "b!", "a"), (2, 2, "d!", None)]


def test_tables_are_written_in_groups_of_rows(
    package: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = load_checked(package)
    for edition in (parquet_edition, duckdb_edition):
        monkeypatch.setattr(edition, "ROW_GROUP", 2)
        edition.EDITION.write(dataset, tmp_path)
    with duckdb.connect(str(tmp_path / "mawaqif.duckdb"), read_only=True) as connection:
        for name in dataset.tables:
            expected = pl.read_parquet(published / "parquet" / f"{name}.parquet")
            assert pl.read_parquet(tmp_path / "parquet" / f"{name}.parquet").equals(expected), name
            assert (
                connection.table(name)
                .pl()
                .select(expected.columns)
                .cast(expected.schema)
                .sort(pl.all())
                .equals(expected.sort(pl.all()))
            ), name


@pytest.mark.parametrize("least", [64, 1])
def test_the_duckdb_edition_has_the_same_bytes_in_little_memory_and_takes_more_where_keys_need_it(
    least: int, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[str] = []
    fill = duckdb_edition.fill

    def noting(connection: duckdb.DuckDBPyConnection, dataset: Dataset, **options: bool) -> None:
        limits.extend(connection.sql("SELECT current_setting('memory_limit')").fetchall()[0])
        fill(connection, dataset, **options)

    monkeypatch.setattr(duckdb_edition, "fill", noting)
    monkeypatch.setattr(duckdb_edition, "LEAST_MEMORY", least * 1024**2)
    monkeypatch.setattr(duckdb_edition, "MEMORY_OF_TABLES", 0)
    monkeypatch.setattr(duckdb_edition, "MORE_MEMORY", (1, 256))
    folder = tmp_path / "new"
    folder.mkdir()
    duckdb_edition.EDITION.write(unchanged.real_published(), folder)
    assert limits == {64: ["64.0 MiB"], 1: ["1.0 MiB", "256.0 MiB"]}[least]
    assert (folder / "mawaqif.duckdb").read_bytes() == (release / "mawaqif.duckdb").read_bytes()
    assert [path.name for path in folder.iterdir()] == ["mawaqif.duckdb"]


def test_to_count_tables_leaves_their_parts_as_they_are() -> None:
    dataset = unchanged.real_published()
    table = dataset.tables["topics"]
    table = replace(table, frame=pl.concat([table.frame[:2], table.frame[2:]], rechunk=False))
    count_tables(Dataset(dataset.descriptor, {"topics": table}))
    assert table.frame.n_chunks() > 1
