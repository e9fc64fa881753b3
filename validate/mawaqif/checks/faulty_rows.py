"""Rows that hold a fault of their own, and which other rows name the same things."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl
from rapidfuzz import fuzz, process

from mawaqif.checks.suggestions import MIN_SIMILARITY, identifier_meant
from mawaqif.findings import Finding
from mawaqif.tables import Dataset, Table

# Place of a row: its table and its position.
RowPlace = tuple[str, int]


@dataclass
class FaultyRows:
    """The rows with a fault of their own, of which other findings may be consequences.

    Attributes:
        dataset: the tables.
        columns: faulty columns of each such row; "" where the whole row is faulty.
    """

    dataset: Dataset
    columns: dict[RowPlace, set[str]] = field(default_factory=lambda: defaultdict(set))
    _meanings: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def _by_path(self) -> Mapping[str, Table]:
        return {table.schema.path: table for table in self.dataset.tables.values()}

    def place_of(self, finding: Finding) -> RowPlace | None:
        """Return the row on which a finding stands; None where it stands on none."""
        table = self._by_path.get(finding.file)
        if table is None or not finding.line:
            return None
        row = bisect_left(table.lines, finding.line)
        return (table.schema.name, row) if row < len(table.lines) and table.lines[row] == finding.line else None

    def add(self, findings: Iterable[Finding]) -> None:
        """Add the rows on which findings stand, and those that refer to the missing row that a finding is about."""
        for item in findings:
            place = self.place_of(item)
            if place is not None:
                self.columns[place].add(item.column)
                self._add_references(*item.subject)

    def _add_references(self, parent: str, value: str) -> None:
        for table in self.dataset.tables.values() if parent else ():
            for key in table.schema.foreign_keys:
                if key.table == parent and len(key.columns) == 1 and key.columns[0] not in table.missing:
                    for row in table.cells.select((pl.col(key.columns[0]) == value).arg_true()).to_series():
                        self.columns[table.schema.name, row].add(key.columns[0])

    def cell(self, place: RowPlace, column: str) -> str:
        """Return the text of a cell; empty where it has none."""
        return str(self.dataset.tables[place[0]].cells[column][place[1]] or "")

    def key(self, place: RowPlace) -> tuple[str, ...]:
        """Return the primary key of a row."""
        return tuple(self.cell(place, column) for column in self.dataset.tables[place[0]].schema.primary_key)

    def links(self, place: RowPlace, other: RowPlace) -> bool:
        """True where a faulty row, had it no fault, would name the same things as another row.

        All identifying columns that both have are compared, a faulty cell by what was most likely
        meant; of a row that is faulty as a whole, the first part of the key.
        """
        faulty = self.columns[place]
        identifying = self._identifying(other[0])
        shared = [name for name in self._identifying(place[0]) if name in identifying]
        if "" in faulty:
            shared, faulty = shared[:1], set()
        return bool(shared) and all(
            self._means(place, column, self.cell(other, column))
            if column in faulty
            else self.cell(place, column) == self.cell(other, column)
            for column in shared
        )

    def means(self, place: RowPlace, other: RowPlace) -> bool:
        """True where a faulty cell of a row was most likely meant to refer to another row."""
        schemas = self.dataset.tables[place[0]].schema, self.dataset.tables[other[0]].schema
        columns = [key.columns[0] for key in schemas[0].foreign_keys if key.table == schemas[1].name and len(key.columns) == 1]
        return any(self._means(place, name, self.key(other)[0]) for name in columns if name in self.columns[place])

    def _identifying(self, name: str) -> list[str]:
        table = self.dataset.tables[name]
        own = [key.columns[0] for key in table.schema.foreign_keys if len(key.columns) == 1]
        return [column for column in dict.fromkeys([*table.schema.primary_key, *own]) if column not in table.missing]

    def _means(self, place: RowPlace, column: str, wanted: str) -> bool:
        keys = self.dataset.tables[place[0]].schema.foreign_keys
        target = next((key.table for key in keys if key.columns == (column,)), "")
        if target in self.dataset.tables:
            said = (target, self.cell(place, column))
            if said not in self._meanings:
                self._meanings[said] = identifier_meant(self.dataset.tables[target], said[1])
            return self._meanings[said] == wanted
        return self.misspelt_key(place[0], wanted) == place

    def misspelt_key(self, name: str, value: str) -> RowPlace | None:
        """Return the row of a table whose faulty key was most likely meant to be a value; None where there is none."""
        table = self.dataset.tables.get(name)
        if table is None or len(table.schema.primary_key) != 1:
            return None
        key = table.schema.primary_key[0]
        places = [place for place, columns in self.columns.items() if place[0] == name and key in columns]
        texts = {place: self.cell(place, key) for place in places}
        found = process.extractOne(value, texts, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
        return found[2] if found else None
