"""What one sealing covers: a document with all rows that hang on it, single rows, or the whole package."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from mawaqif.findings import CannotRunError, show
from mawaqif.history import RowKey
from mawaqif.tables import Dataset, ForeignKey, Table, spelt_key

# The tables on whose rows others hang; a row that refers to any other table only uses its row.
OWNERS = ("documents", "statements", "citations")
# Rows that are about the same thing as a row of another table, by the columns that both have.
BESIDE = {"recoded_positions": ("positions", ("provision_id", "actor_id"))}
_NUMBERED = r"(-[sne][0-9]{3}(-[0-9]+)?)?"

Values = tuple[str | None, ...]


def rows_of_document(dataset: Dataset, document_id: str, read: Collection[RowKey]) -> set[RowKey]:
    """Return the rows that belong to a document, present or gone.

    These are its own row, all that hang on it by the foreign keys of the schemas, such as statements, passages, codes,
    citations and what is set aside, and the rows that these use and nobody has read yet, such as new actors.

    Args:
        dataset: the tables.
        document_id: the document.
        read: table and key of the rows in the reading record.

    Raises:
        CannotRunError: there is no such document.
    """
    documents = dataset.tables.get("documents")
    if documents is None or (document_id,) not in documents.row_of:
        raise CannotRunError(f"{show(document_id)} is no document of the package")
    held: dict[str, set[int]] = defaultdict(set, {"documents": {documents.row_of[document_id,]}})
    _add_hanging(dataset, held)
    own = {(name, _key(dataset.tables[name], row)) for name, rows in held.items() for row in rows}
    used = {key for key in _used_rows(dataset, held) if key not in read}
    mine = re.compile(re.escape(document_id) + _NUMBERED)
    gone = {(table, key) for table, key in read if any(mine.fullmatch(part) for part in key.split(" ")) and table != "documents"}
    present = {(name, _key(table, row)) for name, table in dataset.tables.items() for row in range(table.cells.height)}
    return own | used | (gone - present)


def named_rows(dataset: Dataset, read: Collection[RowKey], texts: Iterable[str]) -> set[RowKey]:
    """Return the rows that texts such as `statement_topics:lamp-report-2020-s003 harbour-lights` name.

    Args:
        dataset: the tables.
        read: table and key of the rows in the reading record, so that rows that are gone can be named too.
        texts: a table, a colon and the key; the parts of the key are joined by a space.

    Raises:
        CannotRunError: there is no such row.
    """
    found: set[RowKey] = set()
    for text in texts:
        name, _, key = text.partition(":")
        table = dataset.tables.get(name)
        if table is None:
            raise CannotRunError(f"--rows {show(text)}: no table {show(name)}; expected TABLE:KEY, such as actors:malta")
        if (name, key) not in read and key not in map(spelt_key, table.keys):
            raise CannotRunError(f"--rows {show(text)}: {name} has no row {show(key)}; parts of a key are joined by a space")
        found.add((name, key))
    return found


def _key(table: Table, row: int) -> str:
    return spelt_key(table.keys[row])


def _add_hanging(dataset: Dataset, held: dict[str, set[int]]) -> None:
    """Add the rows that hang on rows, until none is left."""
    size = -1
    while size != sum(map(len, held.values())):
        size = sum(map(len, held.values()))
        for name, table in dataset.tables.items():
            for key in table.schema.foreign_keys:
                if key.table in OWNERS and key.columns == key.references and key.table in dataset.tables:
                    held[name] |= _referring(table, key, dataset.tables[key.table], held[key.table])
        for name, (other, columns) in BESIDE.items():
            if {name, other} <= dataset.tables.keys():
                same = {_values(dataset.tables[other], columns, row) for row in held[other]}
                rows = enumerate(dataset.tables[name].cells.select(columns).iter_rows())
                held[name] |= {row for row, values in rows if values in same}


def _referring(table: Table, key: ForeignKey, target: Table, rows: Iterable[int]) -> set[int]:
    wanted = {_values(target, key.references, row) for row in rows}
    return {row for row, values in enumerate(table.cells.select(key.columns).iter_rows()) if values in wanted}


def _values(table: Table, columns: Sequence[str], row: int) -> Values:
    return tuple(table.cells[column][row] for column in columns)


def _used_rows(dataset: Dataset, held: dict[str, set[int]]) -> set[RowKey]:
    """Return the rows that rows refer to, and those that these refer to."""
    found: set[tuple[str, int]] = set()
    new = [(name, row) for name, rows in held.items() for row in rows]
    while new:
        name, row = new.pop()
        for key in dataset.tables[name].schema.foreign_keys:
            target = dataset.tables.get(key.table)
            at = target.row_of.get(_values(dataset.tables[name], key.columns, row)) if target is not None else None
            if at is not None and (key.table, at) not in found:
                found.add((key.table, at))
                new.append((key.table, at))
    return {(name, _key(dataset.tables[name], row)) for name, row in found}
