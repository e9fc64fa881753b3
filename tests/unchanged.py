"""Files that a test leaves as they are, read and held against their schemas once a worker.

A test of one finding changes a file or two of forty. Reading and understanding the others
again takes as long as checking all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conftest import ROOT, lay_out
from mawaqif.checks.constraints import check_constraints
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


# What the constraints of a table that is read once have found, by package and table.
_FOUND: dict[tuple[Path, str], Sequence[Finding]] = {}


def count_as_read(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each schema and each table of a data set count as read, where a package holds the same, byte by byte.

    Nothing but schema and rows decides what the constraints of such a table find, so they are asked once.
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

    def constrained(table: Table) -> Sequence[Finding]:
        key = (dataset.descriptor.root, table.schema.name)
        if table is not dataset.tables.get(table.schema.name):
            return list(check_constraints(table))
        if key not in _FOUND:
            _FOUND[key] = list(check_constraints(table))
        return _FOUND[key]

    monkeypatch.setattr("mawaqif.tables.descriptor.table_schema", understood)
    monkeypatch.setattr("mawaqif.tables.table.load_table", read)
    monkeypatch.setattr("mawaqif.checks.package.check_constraints", constrained)
