"""References: the rows that a name or identifier may mean, and the choices for a reference column."""

from __future__ import annotations

from mawaqif.checks import names_of, rows_named
from mawaqif.passages import fold
from mawaqif.tables import Dataset, ForeignKey, TableSchema


def reference_of(schema: TableSchema, column: str) -> ForeignKey | None:
    """Return the foreign key that consists of this column alone, or None."""
    return next((key for key in schema.foreign_keys if key.columns == (column,)), None)


def rows_meant(dataset: Dataset, key: ForeignKey, text: str) -> list[str]:
    """Find the rows that a text may mean, by identifier, name or alias.

    Args:
        dataset: the package, with the table that is referred to.
        key: a reference by one column.
        text: an identifier, or a name in any spelling that folds alike.

    Returns:
        The identifiers; only the one where the text is an identifier, none where nothing
        is called so.
    """
    table = dataset.tables.get(key.table)
    if table is None or not text:
        return []
    if text in table.cells[key.references[0]].to_list():
        return [text]
    return rows_named(table, text)


def reference_choices(dataset: Dataset, key: ForeignKey, part: str = "") -> list[str]:
    """Return a line for every row that can be referred to: identifier and first name.

    Args:
        dataset: the package.
        key: a reference by one column.
        part: only rows whose identifier or names hold this text, folded.
    """
    table = dataset.tables.get(key.table)
    if table is None:
        return []
    called: dict[str, list[str]] = {name: [name] for name in table.cells[key.references[0]] if name is not None}
    for name, identifier in names_of(table):
        called.setdefault(identifier, [identifier]).append(name)
    rows = (names for names in called.values() if any(fold(part) in fold(name) for name in names))
    return [" — ".join(dict.fromkeys(names[:2])) for names in rows]
