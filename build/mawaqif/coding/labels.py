"""Labels: what rows and values are called in drop-downs, and which row a cell means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from mawaqif.checks import names_of, rows_named, suggestion
from mawaqif.coding.wording import Wording
from mawaqif.coding.workbook import Choice
from mawaqif.findings import said, show
from mawaqif.passages import fold
from mawaqif.tables import Dataset, Field, Table

# An identifier behind a label that several rows have.
_IDENTIFIED = re.compile(r"\[([a-z0-9-]+)\]\s*$")
MOST_LISTED = 8


def value_choices(wording: Wording, column: Field) -> tuple[Choice, ...]:
    """Return the values of a column that takes only some, with their labels."""
    items = {item["value"]: item for item in column.raw.get("categories", ())}
    told = {value: (wording.of(item, "label"), wording.of(item, "description")) for value, item in items.items()}
    return tuple(Choice(value, *told.get(value, (value, ""))) for value in column.constraints.get("enum", ()))


def row_choices(wording: Wording, table: Table) -> tuple[Choice, ...]:
    """Return the rows of a table that can be referred to, by the name in the language asked for.

    A name that several rows have is followed by the identifier of the row. What a text calls a row beside its name,
    as the number of an article, is its note.
    """
    names = _names(wording, table)
    numbers = _column(table, "label_ar" if wording.language == "ar" else "label") if "label" in table.cells.columns else {}
    many = Counter(fold(name) for name in names.values())
    found = (
        Choice(key, name if many[fold(name)] == 1 else f"{name} [{key}]", numbers.get(key, "")) for key, name in names.items()
    )
    return tuple(sorted(found, key=lambda choice: choice.label))


def _names(wording: Wording, table: Table) -> dict[str, str]:
    called = [name for name in table.schema.row_names if name.endswith(f"_{wording.language}") and not name.startswith("aliases")]
    names = _column(table, called[0] if called else table.schema.primary_key[0])
    return {key: " ".join((name or key).split()) for key, name in names.items()}


def _column(table: Table, name: str) -> dict[str, str]:
    """Return the cells of a column by the identifiers of their rows; nothing for a column that the table has not."""
    key = table.schema.primary_key[0]
    if name not in table.cells.columns:
        return {}
    return {row: cell or "" for row, cell in zip(table.cells[key], table.cells[name], strict=True) if row}


@dataclass
class Meanings:
    """Which rows the cells of a workbook mean.

    Attributes:
        dataset: the package.
        wording: the words of the language of the workbook.
        marks: identifiers of new rows by table and by the mark that the workbook gives them.
    """

    dataset: Dataset
    wording: Wording
    marks: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)

    def _labelled(self, table: Table, text: str) -> str:
        name = table.schema.name
        if name not in self._labels:
            self._labels[name] = {choice.label: choice.value for choice in row_choices(self.wording, table)}
        return self._labels[name].get(" ".join(text.split()), "")

    def row(self, name: str, text: str) -> tuple[str, str]:
        """Find the row of a table that a text means: by identifier, mark, label, name or alias.

        Returns:
            Its identifier, and what is wrong; one of them is empty.
        """
        table = self.dataset.tables.get(name)
        if table is None:
            return "", said("there is no table {table}", "لا جدول باسم {table}", table=name)
        known = {key[0] for key in table.keys}
        identified = _IDENTIFIED.search(text)
        exact = (self.marks.get((name, text)), self._labelled(table, text), text, identified[1] if identified else "")
        sure = next((row for row in exact if row and (row in known or row == exact[0])), "")
        if sure:
            return sure, ""
        found = rows_named(table, text)
        if len(found) == 1:
            return found[0], ""
        if found:
            several = "{text} may be {rows}; write the identifier", "قد يكون {text} أيًا من {rows}؛ اكتب المعرِّف"
            return "", said(*several, text=show(text), rows=", ".join(found[:MOST_LISTED]))
        hint = suggestion(table, text)
        return "", said(
            "no row of {table} is called {text}{hint}; correct it, or add a new row of {table} for it",
            "لا صف في {table} باسم {text}{hint}؛ صحّحه، أو أضف له صفًا جديدًا في {table}",
            table=name,
            text=show(text),
            hint=hint,
        )


def names_in(table: Table) -> dict[str, str]:
    """Return the identifier of each folded name and alias of a table that only one row has."""
    found: dict[str, set[str]] = {}
    for name, identifier in names_of(table):
        found.setdefault(fold(name), set()).add(identifier)
    return {name: next(iter(rows)) for name, rows in found.items() if name and len(rows) == 1}
