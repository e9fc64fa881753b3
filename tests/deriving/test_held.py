"""A release that is read again as a package: what it holds of derived columns and tables is held against its rows."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from mawaqif.checks import check_package
from mawaqif.findings import Report


@pytest.fixture
def again(published: Path) -> Path:
    """A release of the invented package whose files may be edited: its index says nothing of their bytes."""
    path = published / "datapackage.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    for resource in index["resources"]:
        for key in ("bytes", "hash", "rows"):
            resource.pop(key, None)
    path.write_text(json.dumps(index, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return published


def edited(package: Path, table: str, row: int, **cells: str) -> None:
    """Put cells into a row of a table, by its position from 0."""
    path = package / f"csv/{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for column, cell in cells.items():
        rows[row][header.index(column)] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def checked(package: Path) -> Report:
    _, report = check_package(package)
    return report


def found(report: Report) -> set[tuple[str, int | None, str]]:
    return {(item.file, item.line, item.column) for item in report.findings if item.code == "MQ492"}


def test_a_release_follows_from_itself(again: Path) -> None:
    report = checked(again)
    assert found(report) == set()
    assert [one for one in report.skipped if one.code == "MQ492"] == []


@pytest.mark.parametrize(
    ("table", "row", "cells"),
    [
        ("statements", 0, {"summary_ar_folded": "زيت المنارات"}),
        ("statements", 0, {"date_start": "2020-05-11"}),
        ("statements", 1, {"date_end": ""}),
        ("statements", 1, {"date_precision": "month"}),
        ("statements", 2, {"ordinal": "9"}),
        ("documents", 1, {"date_start": "1999-01-01"}),
        ("actor_aliases", 0, {"folded": "freya lund"}),
        ("actor_aliases", 0, {"alias": "Freya Lund"}),
        ("codes", 3, {"definition_ar": "غير ذلك."}),
        ("codes", 3, {"label_en": "lamp"}),
    ],
)
def test_a_cell_that_does_not_follow_is_a_finding_at_its_place(again: Path, table: str, row: int, cells: dict[str, str]) -> None:
    edited(again, table, row, **cells)
    (column,) = cells
    assert found(checked(again)) == {(f"csv/{table}.csv", row + 2, column)}


def test_the_finding_says_what_the_cell_should_be(again: Path) -> None:
    edited(again, "statements", 1, date_precision="year")
    (finding,) = (item for item in checked(again).findings if item.code == "MQ492")
    assert finding.message.startswith("date_precision is 'year', but date gives 'day'; ")


def test_what_cannot_be_read_is_skipped_and_not_passed(again: Path) -> None:
    edited(again, "statements", 1, date_start="dusk")
    report = checked(again)
    assert found(report) == set()
    assert "MQ492" in {one.code for one in report.skipped}
