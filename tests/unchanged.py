"""Files that a test leaves as they are, read and held against their schemas once a worker.

A test of one finding changes a file or two of forty. Reading and understanding the others
again takes as long as checking all of them. What a check looks at is noted while it runs on the
package as it is; where a test leaves all of that as it is, what was found then is found again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from conftest import ROOT, lay_out
from mawaqif.checks import relations
from mawaqif.checks.constraints import check_constraints
from mawaqif.checks.rules import row_again
from mawaqif.checks.rules.base import CellRule, Rule, Sources
from mawaqif.deriving import published
from mawaqif.findings import Finding, Place, Report
from mawaqif.standard import by_frictionless
from mawaqif.tables import (
    Dataset,
    Descriptor,
    ForeignKey,
    Memory,
    Table,
    TableSchema,
    load_dataset,
    load_table,
    table_schema,
)


@cache
def invented() -> Dataset:
    """Read the invented package."""
    with TemporaryDirectory() as folder:
        dataset, findings = load_dataset(lay_out(Path(folder)))
    assert findings == []
    return dataset


@cache
def real() -> Dataset:
    """Read the real tables."""
    dataset, findings = load_dataset(ROOT)
    assert findings == []
    return dataset


@cache
def real_published() -> Dataset:
    """Read the real tables with their derived columns."""
    return published(real())


# What was found in tables that are read once, by package, question and tables.
_FOUND: dict[tuple[object, ...], Sequence[Any]] = {}
# The checks that look at tables alone, by where they are called; kept as they are before a test changes anything.
_OF_TABLES: Mapping[str, Callable[..., Iterable[Finding]]] = {
    "mawaqif.checks.package.check_constraints": check_constraints,
    "mawaqif.checks.relations._duplicate_keys": relations._duplicate_keys,  # noqa: SLF001
    "mawaqif.checks.relations._cycles": relations._cycles,  # noqa: SLF001
    "mawaqif.checks.rules.base.CellRule.on_table": CellRule.on_table,
    "mawaqif.checks.rules.row_again._table": row_again._table,  # noqa: SLF001
}
# The others, likewise.
_RUN, _UNUSED, _ORPHANS = Rule.run, relations._unused, relations._collect_orphans  # noqa: SLF001
_BY_STANDARD = by_frictionless.package_problems
# What a check can look at besides single tables.
_ALL_TABLES, _INDEX, _FOLDER = "#tables", "#index", "#folder"


class _NotedTables(Mapping[str, Table]):
    """Tables that note which of them are looked at."""

    def __init__(self, tables: Mapping[str, Table], noted: set[str]) -> None:
        self._tables, self._noted = tables, noted

    def __getitem__(self, name: str) -> Table:
        self._noted.add(name)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        self._noted.add(_ALL_TABLES)
        return iter(self._tables)

    def __len__(self) -> int:
        self._noted.add(_ALL_TABLES)
        return len(self._tables)


class _NotedIndex:
    """A descriptor that notes that it is looked at, or that its folder is."""

    def __init__(self, descriptor: Descriptor, noted: set[str]) -> None:
        self._descriptor, self._noted = descriptor, noted

    def __getattr__(self, name: str) -> Any:
        self._noted.add(_FOLDER if name == "root" else _INDEX)
        return getattr(self._descriptor, name)


class Noted:
    """What checks of a whole data set find in one package, and what they have looked at for it."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._found: dict[tuple[object, ...], tuple[set[str], Report]] = {}
        # Answers are by the identity of what was asked, which lives as long as they do.
        self._asked: list[object] = []

    def report(self, given: Dataset, check: Callable[[Dataset, Report], None], *asked: object) -> Report:
        """Return what a check finds in a data set.

        Args:
            given: the tables, some of them those of the package.
            check: adds what it finds to a report.
            asked: what tells this check from others.
        """
        key = tuple(map(id, asked))
        if key not in self._found:
            noted: set[str] = set()
            index: Any = _NotedIndex(self._dataset.descriptor, noted)
            found = Report()
            check(Dataset(index, _NotedTables(self._dataset.tables, noted)), found)
            self._found[key] = noted, found
            self._asked += asked
        noted, found = self._found[key]
        if all(map(self._same(given), noted)):
            return found
        report = Report()
        check(given, report)
        return report

    def _same(self, given: Dataset) -> Callable[[str], bool]:
        own = self._dataset

        def same(name: str) -> bool:
            if name == _FOLDER:
                return False
            if name == _INDEX:
                index, known = given.descriptor, own.descriptor
                schemas = [*index.tables.values()], [*known.tables.values()]
                parts = (index.raw, index.unreadable, index.resources), (known.raw, known.unreadable, known.resources)
                return list(map(id, schemas[0])) == list(map(id, schemas[1])) and parts[0] == parts[1]
            if name == _ALL_TABLES:
                return [*given.tables] == [*own.tables] and all(given.tables[one] is table for one, table in own.tables.items())
            return given.tables.get(name) is own.tables.get(name)

        return same


# What is found in whole packages, by their folder; what the standard says of an index, by the index.
_NOTED: dict[Path, Noted] = {}
_BY_INDEX: dict[str, Sequence[str]] = {}


def count_as_read(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each schema and each table of a data set count as read, where a package holds the same, byte by byte.

    Nothing but schema and rows decides what the checks of single tables find in such a table, so they are asked once, and
    a rule is asked again only where a test changes what the rule looks at.
    """
    for place, replacement in {**_reading(dataset), **_checking(dataset)}.items():
        monkeypatch.setattr(place, replacement)
    for question, ask in _OF_TABLES.items():
        monkeypatch.setattr(question, _once(dataset, question, ask))


def _reading(dataset: Dataset) -> dict[str, Callable[..., object]]:
    """Return what reads a package, by where it is called."""

    def understood(resource: Mapping[str, str], raw: object, *, by_standard: bool = True) -> TableSchema:
        schema = dataset.descriptor.tables.get(resource["name"])
        if schema is not None and (schema.raw, schema.path, schema.schema_path) == (raw, resource["path"], resource["schema"]):
            return schema
        return table_schema(resource, raw, by_standard=by_standard)

    def read(root: Path, schema: TableSchema, memory: Memory | None = None) -> tuple[Table | None, list[Finding]]:
        table, path = dataset.tables.get(schema.name), root / schema.path
        if table is not None and table.schema is schema and path.is_file() and path.read_bytes() == table.text.encode():
            return table, []
        return load_table(root, schema, memory)

    def by_standard(raw: Mapping[str, Any]) -> Sequence[str]:
        index = repr(raw)
        if index not in _BY_INDEX:
            _BY_INDEX[index] = list(_BY_STANDARD(raw))
        return _BY_INDEX[index]

    return {
        "mawaqif.tables.descriptor.table_schema": understood,
        "mawaqif.tables.table.load_table": read,
        "mawaqif.standard.by_frictionless.package_problems": by_standard,
    }


def _checking(dataset: Dataset) -> dict[str, Callable[..., object]]:
    """Return what checks several tables, by where it is called."""
    noted = _NOTED.setdefault(dataset.descriptor.root, Noted(dataset))

    def run(rule: Rule, given: Dataset, sources: Sources | None, report: Report) -> None:
        found = noted.report(given, lambda tables, own: _RUN(rule, tables, sources, own), rule)
        report.extend([*found.findings, *found.notes])
        report.skipped += found.skipped

    def unused(given: Dataset, table: Table) -> Sequence[Finding]:
        if table is not dataset.tables.get(table.schema.name):
            return list(_UNUSED(given, table))
        return noted.report(given, lambda tables, own: own.extend(_UNUSED(tables, table)), table).findings

    def collect_orphans(table: Table, key: ForeignKey, parent: Table, orphans: relations.Orphans) -> None:
        if _once(dataset, "orphans", _orphans)(table, key, parent):
            _ORPHANS(table, key, parent, orphans)

    return {
        "mawaqif.checks.rules.base.Rule.run": run,
        "mawaqif.checks.relations._unused": unused,
        "mawaqif.checks.relations._collect_orphans": collect_orphans,
    }


def _orphans(table: Table, key: ForeignKey, parent: Table) -> list[Place]:
    """Return where a reference leads nowhere."""
    found: relations.Orphans = defaultdict(lambda: defaultdict(list))
    _ORPHANS(table, key, parent, found)
    return [place for values in found.values() for places in values.values() for place in places]


def _once(dataset: Dataset, question: str, ask: Callable[..., Iterable[Any]]) -> Callable[..., Sequence[Any]]:
    def asked(*words: object) -> Sequence[Any]:
        tables = [word for word in words if isinstance(word, Table)]
        if any(table is not dataset.tables.get(table.schema.name) for table in tables):
            return list(ask(*words))
        said = (word.schema.name if isinstance(word, Table) else getattr(word, "code", None) or repr(word) for word in words)
        key = (dataset.descriptor.root, question, *said)
        if key not in _FOUND:
            _FOUND[key] = list(ask(*words))
        return _FOUND[key]

    return asked
