"""Identifiers rewritten everywhere: in their table, and in every column that refers to it by the foreign keys of the schemas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from mawaqif.history import Reading, RowKey, row_hashes
from mawaqif.tables import Dataset, Descriptor, TableSchema, own_identifier

# A number at the end of an identifier's pattern, as that of `icann-ge-014-e001`: such identifiers begin with that of a document.
_NUMBERED = re.compile(r"-[a-z]\[0-9\]\{3\}")
Column = tuple[str, str]
# New identifiers by old ones.
Names = Mapping[str, str]


def columns_holding(descriptor: Descriptor, table: str) -> list[Column]:
    """Return (table, column) of every column that holds the identifiers of a table: its own, and all that refer to it.

    A column that refers to one of these columns holds them as well, alone or as a part of a key of several columns.
    """
    found: list[Column] = [(table, own_identifier(descriptor.tables[table]))]
    for held in found:
        for name, schema in descriptor.tables.items():
            for key in schema.foreign_keys:
                pairs = zip(key.columns, key.references, strict=True)
                found += [
                    (name, column) for column, target in pairs if (key.table, target) == held and (name, column) not in found
                ]
    return found


def rewritten(dataset: Dataset, table: str, names: Names) -> dict[str, pl.DataFrame]:
    """Rewrite identifiers of a table everywhere, all at once, so that two may be exchanged.

    Args:
        dataset: the tables.
        table: the table whose rows have the identifiers; its key is one column that refers to no other table.
        names: new identifiers by old ones.

    Returns:
        The cells of every table in which something differs, each row where it stood.
    """
    found: dict[str, pl.DataFrame] = {}
    for name, column in columns_holding(dataset.descriptor, table):
        cells = found.get(name, dataset.tables[name].cells)
        if cells[column].is_in(list(names)).any():
            found[name] = cells.with_columns(pl.col(column).replace(dict(names)))
    return found


def built_on(dataset: Dataset, table: str, names: Names) -> dict[str, dict[str, str]]:
    """Return the identifiers that begin with one that is renamed, such as those of the statements of a document.

    Which do is read from the schemas: the pattern ends in a letter and a number of three digits, and the
    first required reference of the row leads to the table.

    Args:
        dataset: the tables.
        table: the table whose identifiers are renamed.
        names: their new ones by the old ones.

    Returns:
        By table, new identifiers by old ones.
    """
    found: dict[str, dict[str, str]] = {}
    for name, schema in dataset.descriptor.tables.items():
        parent = _parent(schema, table)
        if parent and name in dataset.tables:
            rows = dataset.tables[name].cells.select(own_identifier(schema), parent).drop_nulls().rows()
            found[name] = {
                old: names[stem] + old.removeprefix(stem) for old, stem in rows if stem in names and old.startswith(f"{stem}-")
            }
    return {name: pairs for name, pairs in found.items() if pairs}


def _parent(schema: TableSchema, table: str) -> str:
    """Return the column whose identifier those of a table begin with, where it refers to another table; empty where none does."""
    column = own_identifier(schema)
    if not column or not _NUMBERED.search(str(schema.by_name[column].constraints.get("pattern", ""))):
        return ""
    targets = {key.columns: key.table for key in schema.foreign_keys}
    first = next((item.name for item in schema.fields if item.required and (item.name,) in targets), "")
    return first if targets.get((first,)) == table else ""


def with_cells(dataset: Dataset, cells: Mapping[str, pl.DataFrame]) -> Dataset:
    """Return the tables with other cells; only the texts are exchanged, so it serves for keys and hashes."""
    tables = {name: replace(table, cells=cells.get(name, table.cells)) for name, table in dataset.tables.items()}
    return Dataset(dataset.descriptor, tables)


def carried_record(
    record: Mapping[RowKey, Reading], dataset: Dataset, cells: Mapping[str, pl.DataFrame]
) -> dict[RowKey, Reading]:
    """Return the reading record after identifiers were rewritten: a row that was read stays read.

    The words of such a row are what they were, and so is what it says: the new identifier names the same thing.
    A row that had changed since it was read stays changed.

    Args:
        record: the record.
        dataset: the tables as they were.
        cells: from `rewritten`, each row where it stood.
    """
    changed = Dataset(dataset.descriptor, {name: dataset.tables[name] for name in cells})
    before, after = row_hashes(changed), row_hashes(with_cells(changed, cells))
    found = {key: reading for key, reading in record.items() if key not in before}
    for (old, (was, _)), (new, (now, _)) in zip(before.items(), after.items(), strict=True):
        if old in record:
            found[new] = replace(record[old], row_sha256=now) if record[old].row_sha256 == was else record[old]
    return found
