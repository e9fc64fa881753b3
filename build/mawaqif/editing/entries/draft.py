"""A draft: the package in memory, with the new rows that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from mawaqif.checks import check_canonical_form
from mawaqif.editing.entries.set_aside import SET_ASIDE, coded_stretches, without_rows
from mawaqif.editing.identifiers import rewritten
from mawaqif.findings import CannotRunError, Finding, FindingsError, Report
from mawaqif.history import RecordError, RowKey, read_record
from mawaqif.passages.copies import Copies
from mawaqif.tables import (
    LINK,
    READING_RECORD,
    Dataset,
    Memory,
    Table,
    TableSchema,
    csv_text,
    load_dataset,
    parse_table,
    spelt_key,
)
from mawaqif.tables import RETIRED_IDENTIFIERS as RETIRED


@dataclass(frozen=True)
class Row:
    """A new row.

    Attributes:
        schema: the schema of its table.
        cells: the cells that are filled so far, by column; an empty text is an empty cell.
    """

    schema: TableSchema
    cells: Mapping[str, str]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells in the order of the columns; empty where not filled."""
        return tuple(self.cells.get(column, "") for column in self.schema.columns)

    @property
    def key(self) -> str:
        """The primary key as the reading record spells it."""
        return spelt_key(self.cells.get(column, "") for column in self.schema.primary_key)


@dataclass(frozen=True)
class Draft:
    """A package with new rows.

    Attributes:
        root: folder that holds `datapackage.json`.
        dataset: its tables, with the new rows at their ends.
        findings: findings from reading the tables.
        used_keys: table and key of every row in the reading record, also of rows that were removed, and every
            retired identifier.
        copies: copies of the documents, or None.
        new_counts: number of new rows by table.
        coded_now: the rows of `set_aside` that new passages cover, which are left out; as texts.
        renamed: new identifiers of statements that made room for a new one, by the old ones.
    """

    root: Path
    dataset: Dataset
    findings: tuple[Finding, ...]
    used_keys: frozenset[tuple[str, str]]
    copies: Copies | None
    new_counts: Mapping[str, int]
    coded_now: tuple[tuple[str, ...], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> Table:
        """Return a table that can take new rows.

        Raises:
            FindingsError: it could not be read whole, or is not in canonical form, so that
                adding a row would lose or move others.
        """
        table = self.dataset.tables.get(name)
        path = self.dataset.descriptor.tables[name].path
        wrong = [item for item in self.findings if item.file == path]
        if table is not None and table.lossless:
            wrong = check_canonical_form(Dataset(self.dataset.descriptor, {name: table}))
        if table is None or wrong:
            raise FindingsError(Report(wrong).finish(), self.root)
        return table

    def rows(self, name: str, *columns: str) -> list[tuple[str, ...]]:
        """Return some columns of every row of a table, as texts; no rows where a column could not be read."""
        if self.dataset.unusable({name: columns}):
            return []
        return self.dataset.tables[name].cells.select(pl.col(columns).fill_null("")).rows()

    def has_key(self, row: Row) -> bool:
        """True where another row has the key of a row, or a removed row had it."""
        table = self.dataset.tables.get(row.schema.name)
        held = () if table is None else map(spelt_key, table.keys)
        return (row.schema.name, row.key) in self.used_keys or row.key in held

    def with_rows(self, rows: Sequence[Row]) -> Draft:
        """Return the draft with further rows, each at the end of its table.

        So the line numbers of the other rows stay those of the files. The rows are sorted when
        they are written.

        Raises:
            FindingsError: one of the tables cannot take new rows.
        """
        tables, found, new = dict(self.dataset.tables), list(self.findings), dict(self.new_counts)
        for name in dict.fromkeys(row.schema.name for row in rows):
            table = tables[name] if name in new else self.table(name)
            added = [row.texts for row in rows if row.schema.name == name]
            after, problems = parse_table(table.text + csv_text(added[0], added[1:]), table.schema)
            if after is None:
                raise CannotRunError(f"{table.schema.path}: the row cannot be written as CSV")
            tables[name], new[name] = after, new.get(name, 0) + len(added)
            found = [item for item in found if item.file != table.schema.path] + problems
        coded = self._coded_now(tables, rows)
        dataset = Dataset(self.dataset.descriptor, tables)
        return replace(self, dataset=dataset, findings=tuple(found), new_counts=new, coded_now=(*self.coded_now, *coded))

    def _coded_now(self, tables: dict[str, Table], rows: Sequence[Row]) -> list[tuple[str, ...]]:
        """Leave out of the tables what was set aside and lies under new passages, and return it."""
        positions = coded_stretches(tables, [row.cells for row in rows if row.schema.name == "passages"])
        if not positions:
            return []
        self.table(SET_ASIDE)  # refused where rows cannot be left out without moving others
        table = tables[SET_ASIDE]
        tables[SET_ASIDE] = without_rows(table, positions)
        return [tuple(cell or "" for cell in table.cells.row(at)) for at in positions]

    def renumbered(self, names: Mapping[str, str]) -> Draft:
        """Return the draft with other identifiers of statements, in every table that refers to them; each row stays in its place.

        Args:
            names: new identifiers by old ones.

        Raises:
            FindingsError: a table that refers to them was not read whole or is not in canonical form.
        """
        tables = dict(self.dataset.tables)
        for name, cells in rewritten(self.dataset, "statements", names).items():
            schema = self.table(name).schema
            text = csv_text(schema.columns, ([cell or "" for cell in row] for row in cells.iter_rows()))
            after, _ = parse_table(text, schema)
            tables[name] = after or tables[name]
        return replace(self, dataset=Dataset(self.dataset.descriptor, tables), renamed=names)

    def new_row_at(self, item: Finding) -> tuple[str, ...] | None:
        """Return the new row that a finding is on, as texts; None where it is on another row."""
        for name, count in self.new_counts.items():
            table = self.dataset.tables[name]
            if item.file == table.schema.path and item.line in table.lines[-count:]:
                row = table.cells.row(list(table.lines).index(item.line))
                return tuple(cell or "" for cell in row)
        return None


def open_draft(root: Path, copies: Copies | None, memory: Memory | None = None) -> Draft:
    """Read a package to add rows to it.

    Args:
        root: folder that holds `datapackage.json`.
        copies: copies of the documents, or None.
        memory: what an earlier reading has given.

    Raises:
        FindingsError: a file of the package is a link, which is neither followed nor replaced.
        CannotRunError: there is no readable descriptor, or the reading record, which says
            which identifiers were used, cannot be read.
    """
    dataset, found = load_dataset(root, memory=memory)
    links = [item for item in found if item.code == LINK.code]
    if links:
        raise FindingsError(Report(links).finish(), root)
    try:
        used = frozenset((*read_record(root), *_retired(dataset)))
    except RecordError as error:
        raise CannotRunError(f"{root / READING_RECORD}: {error}; restore it from version control") from error
    return Draft(root, dataset, tuple(found), used, copies, {})


def _retired(dataset: Dataset) -> list[RowKey]:
    """Return table and identifier of what was retired and is never used again; nothing where that table is not there."""
    if dataset.unusable({RETIRED: ("table_name", "identifier")}):
        return []
    return dataset.tables[RETIRED].cells.select("table_name", "identifier").drop_nulls().rows()
