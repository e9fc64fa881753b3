"""The package as it was read, and what it becomes with new rows in it, all in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from mawaqif.checks import check_form
from mawaqif.findings import CannotRunError, Finding, FindingsError, Report
from mawaqif.history import KEY_SEPARATOR, RecordError, read_record
from mawaqif.passages.copies import Copies
from mawaqif.tables import LINK, READING_RECORD, Dataset, Table, TableSchema, csv_text, load_dataset, parse_table


@dataclass(frozen=True)
class Row:
    """A row that is being written.

    Attributes:
        schema: the schema of its table.
        cells: what was decided so far, by column; empty text where the cell stays empty.
    """

    schema: TableSchema
    cells: Mapping[str, str]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells in the order of the columns; empty where nothing was decided."""
        return tuple(self.cells.get(column, "") for column in self.schema.columns)

    @property
    def key(self) -> str:
        """The primary key as the reading record spells it."""
        return KEY_SEPARATOR.join(self.cells.get(column, "") for column in self.schema.primary_key)


@dataclass(frozen=True)
class Ledger:
    """A package, and the rows that are to be written into it.

    Attributes:
        root: folder that holds `datapackage.json`.
        dataset: its tables, the new rows among them.
        found: what reading the tables has found.
        used: table and key of every row in the reading record, also of rows that are gone.
        copies: copies of the documents, or None where none are at hand.
        new: number of new rows, the last ones, by table.
    """

    root: Path
    dataset: Dataset
    found: tuple[Finding, ...]
    used: frozenset[tuple[str, str]]
    copies: Copies | None
    new: Mapping[str, int]

    def table(self, name: str) -> Table:
        """Return a table that rows can be added to.

        Raises:
            FindingsError: it could not be read whole, or is not in canonical form, so that
                adding a row would lose or move others.
        """
        table = self.dataset.tables.get(name)
        path = self.dataset.descriptor.tables[name].path
        wrong = [item for item in self.found if item.file == path]
        if table is not None and table.whole:
            wrong = check_form(Dataset(self.dataset.descriptor, {name: table}))
        if table is None or wrong:
            raise FindingsError(Report(wrong).finish(), self.root)
        return table

    def rows(self, name: str, *columns: str) -> list[tuple[str, ...]]:
        """Return some columns of every row of a table, as texts; nothing where they could not be read."""
        if self.dataset.unusable({name: columns}):
            return []
        return self.dataset.tables[name].cells.select(pl.col(columns).fill_null("")).rows()

    def taken(self, row: Row) -> bool:
        """True where the key of a row is that of another, or was that of one that is gone."""
        table = self.dataset.tables.get(row.schema.name)
        held = () if table is None else (KEY_SEPARATOR.join(part or "" for part in key) for key in table.keys)
        return (row.schema.name, row.key) in self.used or row.key in held

    def with_rows(self, rows: Sequence[Row]) -> Ledger:
        """Return the package with rows added, each after the last of its table.

        There the lines of the other rows stay as they are in the files, for the findings;
        the rows are put in order when they are written.

        Raises:
            FindingsError: a table of theirs cannot take rows.
        """
        tables, found, new = dict(self.dataset.tables), list(self.found), dict(self.new)
        for name in dict.fromkeys(row.schema.name for row in rows):
            table = tables[name] if name in new else self.table(name)
            added = [row.texts for row in rows if row.schema.name == name]
            after, problems = parse_table(table.text + csv_text(added[0], added[1:]), table.schema)
            if after is None:
                raise CannotRunError(f"{table.schema.path}: the row cannot be written as CSV")
            tables[name], new[name] = after, new.get(name, 0) + len(added)
            found = [item for item in found if item.file != table.schema.path] + problems
        dataset = Dataset(self.dataset.descriptor, tables)
        return replace(self, dataset=dataset, found=tuple(found), new=new)

    def new_row(self, item: Finding) -> tuple[str, ...] | None:
        """Return the new row at which a finding stands, as texts; None where it stands elsewhere."""
        for name, count in self.new.items():
            table = self.dataset.tables[name]
            if item.file == table.schema.path and item.line in table.lines[-count:]:
                row = table.cells.row(list(table.lines).index(item.line))
                return tuple(cell or "" for cell in row)
        return None


def open_ledger(root: Path, copies: Copies | None) -> Ledger:
    """Read a package that rows are to be added to.

    Args:
        root: folder that holds `datapackage.json`.
        copies: copies of the documents, where they are at hand.

    Raises:
        FindingsError: a file of the package is a link, which is neither followed nor replaced.
        CannotRunError: there is no readable descriptor, or the reading record, which says
            which identifiers were used, cannot be read.
    """
    dataset, found = load_dataset(root)
    links = [item for item in found if item.code == LINK.code]
    if links:
        raise FindingsError(Report(links).finish(), root)
    try:
        used = frozenset(read_record(root))
    except RecordError as error:
        raise CannotRunError(f"{root / READING_RECORD}: {error}; restore it from version control") from error
    return Ledger(root, dataset, tuple(found), used, copies, {})
