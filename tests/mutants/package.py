"""The files of the project in memory, some of them damaged, and how a damage chooses its place."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mutants.place import Damage, change
from mutants.sheet import Row, Sheet

INDEX = "datapackage.json"
RECORD = "datapackage/readings.csv"
SEALINGS = "datapackage/sealings.csv"
Field = Mapping[str, Any]


class NoPlaceError(Exception):
    """The tables hold no place for this damage under this seed."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    table: str
    line: int
    column: str
    value: str
    row: Row


def read_project(root: Path) -> dict[str, bytes]:
    """Read the index, the schemas, the tables and the reading record of a package, by path."""
    paths = [root / INDEX, *sorted((root / "schemas").glob("*.json")), *sorted((root / "datapackage").glob("*.csv"))]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


class Package:
    """A copy of the project's files in memory; what is written replaces the original."""

    def __init__(self, originals: Mapping[str, bytes]) -> None:
        """Take the files by path; they are never changed."""
        self.originals = originals
        self.changed: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, as damaged so far."""
        data = self.changed.get(path, self.originals[path])
        if data is None:
            raise NoPlaceError(f"{path} was removed")
        return data

    def write(self, path: str, data: bytes | None) -> None:
        """Replace a file; None removes it."""
        self.changed[path] = data

    def json(self, path: str) -> Any:
        """Return a JSON file as objects of its own."""
        return json.loads(self.read(path))

    def write_json(self, path: str, value: object) -> None:
        """Write a JSON file in the form that the project uses."""
        self.write(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())

    def tables(self, rows: int = 0) -> list[str]:
        """Return the names of the tables with at least so many rows, in the order of the index as it was."""
        names = [item["name"] for item in json.loads(self.originals[INDEX])["resources"]]
        return [name for name in names if self.sheet(name).last > rows] if rows else names

    def schema(self, table: str) -> dict[str, Any]:
        """Return the schema of a table as it was before any damage."""
        schema: dict[str, Any] = json.loads(self.originals[f"schemas/{table}.json"])
        return schema

    def sheet(self, table: str) -> Sheet:
        """Return the lines of a table."""
        return Sheet(self.read(path_of(table)).decode("utf-8"))

    def write_sheet(self, table: str, sheet: Sheet) -> None:
        """Write the lines of a table."""
        self.write(path_of(table), sheet.text().encode("utf-8"))

    def fields(self, wanted: Callable[[str, Field], bool]) -> list[tuple[str, str]]:
        """Return table and name of every column that is wanted by its table and definition."""
        return [(table, item["name"]) for table in self.tables() for item in self.schema(table)["fields"] if wanted(table, item)]

    def pick(
        self,
        rng: random.Random,
        wanted: Callable[[str, Field], bool],
        holds: Callable[[Cell], bool] = lambda cell: bool(cell.value),
    ) -> Cell:
        """Choose a column that is wanted, then a cell in it that holds what the damage needs.

        Columns come before rows, so that a small table is damaged as often as a large one.

        Raises:
            NoPlaceError: no cell of the columns holds it.
        """
        columns = self.fields(wanted)
        rng.shuffle(columns)
        for table, column in columns:
            cells = (Cell(table, line, column, row[column], row) for line, row in self.sheet(table).rows())
            fitting = [cell for cell in cells if holds(cell)]
            if fitting:
                return rng.choice(fitting)
        raise NoPlaceError("no cell holds what is needed")

    def put(self, cell: Cell, value: str) -> Damage:
        """Write another value into a cell.

        Raises:
            NoPlaceError: it is the value that the cell has.
        """
        if value == cell.value:
            raise NoPlaceError("the value stays as it is")
        sheet = self.sheet(cell.table)
        sheet.put(cell.line, **{cell.column: value})
        self.write_sheet(cell.table, sheet)
        return Damage(path_of(cell.table), cell.line, (cell.column,), note=change(cell.value, value))


def path_of(table: str) -> str:
    """Return the path of a table's file."""
    return f"datapackage/{table}.csv"


def column(*places: str) -> Callable[[str, Field], bool]:
    """Want single columns, written `table.column`."""
    return lambda table, item: f"{table}.{item['name']}" in places


def references(package: Package) -> Iterator[tuple[str, str, str, str]]:
    """Yield every foreign key as table, column, the table it refers to, the column there."""
    for table in package.tables():
        for key in package.schema(table).get("foreignKeys", ()):
            if len(key["fields"]) == 1:
                yield table, key["fields"][0], key["reference"]["resource"] or table, key["reference"]["fields"][0]
