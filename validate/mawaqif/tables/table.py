"""A table as the checks see it: typed columns, the texts they came from, and their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import polars as pl

from mawaqif.findings import Finding, Place, show
from mawaqif.tables import codes
from mawaqif.tables.descriptor import load_descriptor
from mawaqif.tables.model import Descriptor, TableSchema
from mawaqif.tables.reader import CellTable, read_text, split_rows

# The byte order mark, decoded.
MARK = "\ufeff"


@dataclass(frozen=True)
class Table:
    """One table, read.

    Attributes:
        schema: what its schema says.
        frame: one typed column a field, in schema order; null where the cell is empty
            or could not be read.
        cells: the same columns as the texts that the file holds; null where empty.
        lines: physical line of each row.
        broken: columns that are missing or hold a cell that could not be read; a check
            that needs one of them is skipped, not passed.
        missing: columns that the file does not have.
        faulty_rows: positions of rows that already have a finding as a whole.
        header: column names as the file has them.
        text: the file's text, without a byte order mark.
        marked: true where the file starts with a byte order mark.
        altered: true where characters were left out to read on: NUL bytes, or a cell too long.
        complete: false where the reading broke off before the end of the file, or rows are known to be lost.
    """

    schema: TableSchema
    frame: pl.DataFrame
    cells: pl.DataFrame
    lines: Sequence[int]
    broken: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    faulty_rows: frozenset[int] = frozenset()
    header: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    marked: bool = False
    altered: bool = False
    complete: bool = True

    def place(self, row: int, column: str = "") -> Place:
        """Return the place of a row, by position from 0, for a finding."""
        return self.schema.place(self.lines[row], column)

    @cached_property
    def keys(self) -> list[tuple[str | None, ...]]:
        """Primary key of every row, as texts."""
        return self.cells.select(self.schema.primary_key).rows()

    @cached_property
    def row_of(self) -> dict[tuple[str | None, ...], int]:
        """Position of the first row with each primary key."""
        return {key: row for row, key in reversed(list(enumerate(self.keys)))}

    @property
    def whole(self) -> bool:
        """True where `cells` holds everything that the file holds, so that it can be written anew."""
        return self.complete and not self.faulty_rows and not self.altered and set(self.header) == set(self.schema.columns)


@dataclass(frozen=True)
class Dataset:
    """All tables that could be read, with the descriptor that names them."""

    descriptor: Descriptor
    tables: Mapping[str, Table]

    def unusable(self, needs: Mapping[str, Iterable[str]]) -> str:
        """Say why a check cannot run on these tables and columns; empty where it can."""
        for name, columns in needs.items():
            table = self.tables.get(name)
            if table is None:
                return f"the table {name} could not be read"
            if not table.complete:
                return f"the table {name} is not complete"
            for column in columns:
                if column in table.broken or column not in table.schema.by_name:
                    return f"the column {column} of {name} could not be read"
        return ""

    def has(self, names: Iterable[str]) -> bool:
        """True where the index names all these tables, readable or not."""
        return all(name in self.descriptor.tables or name in self.descriptor.unreadable for name in names)


def load_dataset(root: Path) -> tuple[Dataset, list[Finding]]:
    """Read the package in a folder: descriptor, schemas, tables.

    Args:
        root: folder that holds `datapackage.json`.

    Returns:
        Every table that could be read, and findings on what could not.

    Raises:
        CannotRunError: there is no readable descriptor.
    """
    descriptor, found = load_descriptor(root)
    tables: dict[str, Table] = {}
    for name, schema in descriptor.tables.items():
        table, problems = load_table(root, schema)
        found += problems
        if table is not None:
            tables[name] = table
    return Dataset(descriptor, tables), found


def load_table(root: Path, schema: TableSchema) -> tuple[Table | None, list[Finding]]:
    """Read one table of a package.

    Args:
        root: folder that the table's path starts from.
        schema: the table's schema.

    Returns:
        The table, or None where the file holds no usable header, and findings.
    """
    text, found = read_text(root / schema.path, schema)
    if text is None:
        return None, found
    table, problems = parse_table(text, schema)
    if table is not None and found:
        table = replace(table, altered=True)  # NUL bytes were left out
    return table, found + problems


def parse_table(text: str, schema: TableSchema) -> tuple[Table | None, list[Finding]]:
    """Read a table from the text of its file.

    Args:
        text: the text, with its byte order mark if it has one.
        schema: the table's schema.

    Returns:
        The table, or None where the text holds no usable header, and findings.
    """
    marked = text.startswith(MARK)
    text = text.removeprefix(MARK)
    cells, found = split_rows(text, schema)
    if cells is None:
        return None, found
    table, problems = _typed(schema, cells)
    found += problems
    seen = {item.code for item in found}
    whole = replace(
        table,
        header=tuple(cells.header),
        text=text,
        marked=marked,
        altered=codes.CELL_TOO_LONG.code in seen,
        complete=codes.QUOTING.code not in seen,
    )
    return whole, found


def _typed(schema: TableSchema, cells: CellTable) -> tuple[Table, list[Finding]]:
    wanted = {name: pl.String() for name in cells.header}
    frame = pl.DataFrame(cells.rows, schema=wanted, orient="row")
    missing = frozenset(name for name in schema.columns if name not in cells.header)
    texts = frame.select(
        pl.lit(None, pl.String()).alias(name) if name in missing else pl.col(name).replace("", None) for name in schema.columns
    )
    if missing and len(cells.rows) != texts.height:
        texts = texts.head(len(cells.rows))
    found: list[Finding] = []
    broken = set(missing) | {cells.header[column] for _, column in cells.oversized}
    columns: list[pl.Series] = []
    for item in schema.fields:
        column = texts[item.name]
        typed = item.type.parse(column)
        failed = (typed.is_null() & column.is_not_null()).arg_true().to_list()
        for row in failed:
            if row not in cells.ragged:
                place = schema.place(cells.lines[row], item.name)
                message = {"value": show(column[row]), "type": item.type.name, "expected": item.type.expected}
                found.append(codes.CELL_TYPE.at(place, **message))
        if failed:
            broken.add(item.name)
        columns.append(typed.alias(item.name))
    table = Table(
        schema=schema,
        frame=pl.DataFrame(columns),
        cells=texts,
        lines=cells.lines,
        broken=frozenset(broken),
        missing=missing,
        faulty_rows=frozenset(cells.ragged),
    )
    return table, found
