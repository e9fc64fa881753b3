"""A name that no edition can give to a table is told at `validate`, not at `build`, when rows wait to be published."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from conftest import Run
from mawaqif.deriving.tables import TABLES
from mawaqif.release.editions.data_dictionary import NAME
from mawaqif.release.editions.sqlite_edition import SEARCHED
from mawaqif.release.editions.xlsx_edition import README
from mawaqif.tables.reserved_names import LONGEST_SHEET_NAME, RESERVED, reserved

VIEWS = [
    item.name.removesuffix(".sql") for item in files("mawaqif.release").joinpath("views").iterdir() if item.name.endswith(".sql")
]

DERIVED = {item.name for item in TABLES}


def test_every_name_that_an_edition_takes_is_reserved() -> None:
    assert RESERVED.keys() == {*VIEWS, *DERIVED, NAME, README, f"{SEARCHED}_search", "history"}


@pytest.mark.parametrize("name", ["lamps", "order", "aux_lamps", "a" * LONGEST_SHEET_NAME, "sqliter"])
def test_other_names_are_free(name: str) -> None:
    assert reserved(name) == ""


def add_table(package: Path, name: str) -> None:
    (package / f"schemas/{name}.json").write_text('{"fields": [{"name": "id", "type": "string"}], "primaryKey": ["id"]}')
    (package / f"datapackage/{name}.csv").write_text("id\nx\n")
    index = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    index["resources"].append({"name": name, "path": f"datapackage/{name}.csv", "schema": f"schemas/{name}.json"})
    (package / "datapackage.json").write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def test_a_table_of_such_a_name_is_one_finding_each(package: Path, run: Run) -> None:
    for name in ("stances", "sqlite_lamps", "lamps_" * 6, "readme"):
        add_table(package, name)
    said = run("mawaqif", "validate", package).stdout.splitlines()[:-1]
    assert all("datapackage.json:" in line and " MQ001 " in line and "give the table another" in line for line in said)
    assert len(said) == 4


def test_a_release_has_its_flat_tables(published: Path, run: Run) -> None:
    assert run("mawaqif", "validate", published).stdout.startswith("no findings")
