"""Files that a test leaves as they are, read and held against their schemas once a worker.

A test of one finding changes a file or two of forty. Reading and understanding the others
again takes as long as checking all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conftest import ROOT, lay_out
from mawaqif.checks import relations
from mawaqif.checks.constraints import check_constraints
from mawaqif.checks.rules import row_again
from mawaqif.checks.rules.base import CellRule
from mawaqif.deriving import published
from mawaqif.findings import Finding
from mawaqif.tables import Dataset, Table, TableSchema, load_dataset, load_table, table_schema


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
_FOUND: dict[tuple[object, ...], Sequence[Finding]] = {}
# The checks that look at one table, by where they are called; kept as they are before a test changes anything.
_OF_ONE_TABLE: Mapping[str, Callable[..., Iterable[Finding]]] = {
    "mawaqif.checks.package.check_constraints": check_constraints,
    "mawaqif.checks.relations._duplicate_keys": relations._duplicate_keys,  # noqa: SLF001
    "mawaqif.checks.rules.base.CellRule._table": CellRule._table,  # noqa: SLF001
    "mawaqif.checks.rules.row_again._table": row_again._table,  # noqa: SLF001
}


def count_as_read(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each schema and each table of a data set count as read, where a package holds the same, byte by byte.

    Nothing but schema and rows decides what the checks of single tables find in such a table, so they are asked once.
    """

    def understood(resource: Mapping[str, str], raw: object, *, by_standard: bool = True) -> TableSchema:
        schema = dataset.descriptor.tables.get(resource["name"])
        if schema is not None and (schema.raw, schema.path, schema.schema_path) == (raw, resource["path"], resource["schema"]):
            return schema
        return table_schema(resource, raw, by_standard=by_standard)

    def read(root: Path, schema: TableSchema) -> tuple[Table | None, list[Finding]]:
        table, path = dataset.tables.get(schema.name), root / schema.path
        if table is not None and table.schema is schema and path.is_file() and path.read_bytes() == table.text.encode():
            return table, []
        return load_table(root, schema)

    def once(question: str, ask: Callable[..., Iterable[Finding]]) -> Callable[..., Sequence[Finding]]:
        def asked(*words: object) -> Sequence[Finding]:
            tables = [word for word in words if isinstance(word, Table)]
            if any(table is not dataset.tables.get(table.schema.name) for table in tables):
                return list(ask(*words))
            said = (word.schema.name if isinstance(word, Table) else getattr(word, "code", None) or repr(word) for word in words)
            key = (dataset.descriptor.root, question, *said)
            if key not in _FOUND:
                _FOUND[key] = list(ask(*words))
            return _FOUND[key]

        return asked

    monkeypatch.setattr("mawaqif.tables.descriptor.table_schema", understood)
    monkeypatch.setattr("mawaqif.tables.table.load_table", read)
    for question, ask in _OF_ONE_TABLE.items():
        monkeypatch.setattr(question, once(question, ask))
