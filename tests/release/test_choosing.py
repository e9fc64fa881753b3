"""A release of some editions only: those that are asked for, and those whose format can hold the rows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl
import pytest

from conftest import Run
from mawaqif.data import load
from mawaqif.findings import CannotRunError
from mawaqif.release.building import build_release, wanted_editions
from mawaqif.release.checksums import checksums, present
from mawaqif.release.editions import statistics_edition, xlsx_sheet
from mawaqif.release.editions.registry import EDITIONS
from mawaqif.release.file_names import CHOICES
from mawaqif.release.views import view_names


def left_out(release: Path) -> dict[str, dict[str, Any]]:
    """Return what a release says of the editions that it lacks, by name, if its index and its list of releases say the same."""
    told = json.loads((release / "datapackage.json").read_text(encoding="utf-8")).get("leftOut", [])
    assert json.loads((release / "releases.json").read_text(encoding="utf-8"))["releases"][0].get("leftOut", []) == told
    return {item["edition"]: item for item in told}


def test_every_edition_with_files_of_its_own_can_be_chosen() -> None:
    assert sorted(CHOICES) == sorted(item.name for item in EDITIONS if item.files)
    names = [item.name for item in EDITIONS]
    assert {name for item in EDITIONS for name in item.needs} <= set(names)
    for number, item in enumerate(EDITIONS):
        others = [name for name in item.needs if name in CHOICES]
        assert all(names.index(name) < number for name in others), f"{item.name} is written before what it reads"


def test_a_misspelt_edition_gets_a_suggestion(package: Path, run: Run) -> None:
    done = run("mawaqif", "build", package, "--only", "parqet,duckdb")
    assert done.returncode == 2
    assert "--only: no edition is called 'parqet' (did you mean parquet?); there are csv, " in done.stderr
    assert not (package / "dist").exists()
    with pytest.raises(CannotRunError, match="--without: no edition is called"):
        wanted_editions(without="xslx")
    with pytest.raises(CannotRunError, match="they leave no edition"):
        wanted_editions(only="csv", without="csv")


def test_what_describes_a_release_describes_the_editions_that_it_has(package: Path, run: Run) -> None:
    out = package / "dist"
    done = run("mawaqif", "build", package, "--out", out, "--only", "parquet,duckdb")
    assert done.returncode == 0, done.stderr
    assert not done.stderr, "what was not asked for is not told"
    files = present(out)
    endings = {Path(name).suffix for name in files if not name.startswith(("queries/", "parquet/views"))}
    assert not endings & {".csv", ".xlsx", ".sqlite", ".sav", ".dta", ".sql"}
    assert set(checksums(out)) == files - {"SHA256SUMS"}
    assert set(left_out(out)) == set(CHOICES) - {"parquet", "duckdb"}
    index = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    for resource in index["resources"]:
        assert resource["path"].endswith(".parquet")
        assert (out / resource["path"]).is_file()
        assert resource["format"] == "parquet"
    croissant = json.loads((out / "croissant.json").read_text(encoding="utf-8"))
    assert {item["@id"] for item in croissant["distribution"]} <= files
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "pl.read_parquet(" in card
    assert "- `csv`: not asked for" in card
    assert "- `csv`: لم تُطلب" in card
    steps = run("mawaqif", "verify", out)
    assert steps.returncode == 0, steps.stdout + steps.stderr
    assert "not held: the release has no CSV edition" in steps.stdout
    assert run("mawaqif", "query", "--release", out, "SELECT count(*) FROM stances").returncode == 0


def test_a_release_without_flat_tables_has_the_views_and_nothing_of_their_files(package: Path, run: Run) -> None:
    out = package / "dist"
    files = build_release(package, out, wanted=frozenset({"csv", "parquet", "duckdb"})).files
    assert {"data_dictionary.csv", "data_dictionary.parquet", "postgres/load.sql", "parquet/views.sql"} <= set(files)
    flat = {f"{name}.{ending}" for name in view_names() for ending in ("csv", "parquet")}
    assert flat.isdisjoint(files)
    assert {"flat", "bibliography"} <= set(left_out(out))
    names = {item["name"] for item in json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["resources"]}
    assert names.isdisjoint(view_names())
    with ZipFile(next(out.glob("*-csv.zip"))) as archive:
        assert flat.isdisjoint(archive.namelist())
        assert "stances:" not in archive.read("README.txt").decode()
    assert "beside the folders" not in (out / "llms.txt").read_text(encoding="utf-8")
    counted = dict(pl.read_parquet(out / "data_dictionary.parquet").select("table_name", "row_count").iter_rows())
    assert counted["statements"] is not None
    assert counted["stances"] is None
    assert run("mawaqif", "query", "--release", out, "SELECT count(*) FROM stances").returncode == 0
    assert len(load("stances", release=out)) == len(load("stances", release=published_whole(package)))


def published_whole(package: Path) -> Path:
    """Publish the package with its flat tables alone beside the Parquet files, and return where."""
    return build_release(package, package / "whole", wanted=frozenset({"parquet", "flat"})).folder


@pytest.mark.parametrize("name", ["flat", "statistics", "bibliography"])
def test_an_edition_without_the_tables_is_published_by_itself(name: str, package: Path, run: Run) -> None:
    release = build_release(package, package / "dist", wanted=frozenset({name}))
    index = json.loads((package / "dist" / "datapackage.json").read_text(encoding="utf-8"))
    assert {item["path"] for item in index["resources"]} <= set(release.files)
    assert all(not path.startswith("parquet/") for path in release.files)
    steps = run("mawaqif", "verify", package / "dist")
    assert steps.returncode == 0, steps.stdout + steps.stderr


def test_what_others_are_made_of_is_not_published_with_them(package: Path, run: Run) -> None:
    release = build_release(package, package / "dist", wanted=frozenset({"xlsx", "csv"}))
    assert "mawaqif.xlsx" in release.files
    assert "postgres/schema.sql" in release.files
    assert not [name for name in release.files if name.endswith((".parquet", ".duckdb", ".sqlite"))]
    croissant = json.loads((package / "dist" / "croissant.json").read_text(encoding="utf-8"))
    sources = {
        field["source"]["fileObject"]["@id"] for item in croissant["recordSet"] for field in item["field"] if "source" in field
    }
    assert sources
    assert sources <= set(release.files)
    asked = run("mawaqif", "query", "--release", package / "dist", "SELECT 1")
    assert "name the folder of a release that has the DuckDB edition" in asked.stderr
    shown = run("mawaqif", "site", "--release", package / "dist", "--out", package / "site")
    assert shown.returncode == 2
    assert "name the folder of a release that has the Parquet edition" in shown.stderr
    assert not (package / "site").exists()


def test_a_release_of_one_file_names_it_for_every_table(package: Path) -> None:
    build_release(package, package / "dist", wanted=frozenset({"sqlite"}))
    index = json.loads((package / "dist" / "datapackage.json").read_text(encoding="utf-8"))
    assert {item["path"] for item in index["resources"]} == {"mawaqif.sqlite"}


def test_an_edition_that_cannot_hold_the_rows_is_left_out_and_told(
    package: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_sheet, "MOST_ROWS", 3)
    monkeypatch.setattr(statistics_edition, "LONGEST_TEXT", 5)
    out = package / "dist"
    done = run("mawaqif", "build", package, "--out", out, "--only", "xlsx,statistics,duckdb")
    assert done.returncode == 0, done.stderr
    assert "mawaqif: without the edition xlsx: the table " in done.stderr
    assert "mawaqif: without the edition statistics: a text in " in done.stderr
    assert {"mawaqif.xlsx", "stances.sav"}.isdisjoint(present(out))
    told = left_out(out)
    assert "rows, and a sheet of Excel takes 3 with its head" in told["xlsx"]["reason"]
    assert "صفوف" in told["xlsx"]["reason_ar"]
    assert told["csv"]["reason"] == "not asked for"
    assert told["xlsx"]["reason"] in (out / "README.md").read_text(encoding="utf-8").replace("\\", "")
    shutil.rmtree(out)
    alone = run("mawaqif", "build", package, "--out", out, "--only", "xlsx")
    assert alone.returncode == 2
    assert "mawaqif: the edition xlsx: the table " in alone.stderr
    assert not out.exists()
