"""Tables and data sets in memory: typed columns, the cell texts they are parsed from, and line numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import polars as pl

from mawaqif.findings import Finding, Place, said, show
from mawaqif.paths import size_of
from mawaqif.standard import codes
from mawaqif.tables import form_codes
from mawaqif.tables.csv_writer import csv_text
from mawaqif.tables.descriptor import load_descriptor
from mawaqif.tables.fast_reader import read_fast
from mawaqif.tables.memory import Memory
from mawaqif.tables.model import Descriptor, TableSchema
from mawaqif.tables.number_spellings import misspelt_number
from mawaqif.tables.prefilter import unusual_cells
from mawaqif.tables.reader import CellTable, decode, read_bytes, split_rows

# The byte order mark, decoded.
BYTE_ORDER_MARK = "\ufeff"
# The line of the first row where the header is one line.
FIRST_ROW = 2
# Tables that are read in parallel. More would need more memory: each text is held until its cells are parsed.
MAX_TABLES_AT_ONCE = 2


@dataclass(frozen=True, eq=False)
class Table:
    """A table in memory, equal only to itself.

    Attributes:
        schema: what its schema says.
        frame: one typed column a field, in schema order; null where the cell is empty
            or could not be read.
        cells: the same columns as the texts that the file holds; null where empty.
        lines: physical line of each row.
        broken: columns that are missing or hold a cell that could not be parsed; a check
            that needs one of them is skipped, not passed.
        missing: columns that the file does not have.
        faulty_rows: positions of rows with a wrong number of cells.
        header: column names as the file has them.
        fast_read: true where `mawaqif.tables.fast_reader` read the file: each row is one line in
            canonical spelling, in any order of rows.
        source: the text of the file, without a byte order mark; empty where `fast_read`,
            because `text` is then computed from the cells.
        has_byte_order_mark: true where the file starts with a byte order mark.
        altered: true where something was dropped or may mean something else: NUL bytes, a cell that is too long, one side of a
            merge conflict, a quotation mark.
        complete: false where reading stopped before the end of the file, or rows are known to be lost.
    """

    schema: TableSchema
    frame: pl.DataFrame
    cells: pl.DataFrame
    lines: Sequence[int]
    broken: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    faulty_rows: frozenset[int] = frozenset()
    header: tuple[str, ...] = ()
    fast_read: bool = False
    source: str = field(default="", repr=False)
    has_byte_order_mark: bool = False
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

    @cached_property
    def text(self) -> str:
        """The text of the file, without a byte order mark."""
        rows = ([cell or "" for cell in row] for row in self.cells.iter_rows())
        return csv_text(self.schema.columns, rows) if self.fast_read else self.source

    @cached_property
    def keys_ascend(self) -> bool:
        """True where each primary key is greater than the one before it, so that the table is sorted without duplicates.

        Texts compare by code point, integers by value. False for keys of other types, and where
        a key has an empty cell.
        """
        keys = self.frame.select(self.schema.primary_key)
        if not all(kind in (pl.String, pl.Int64) for kind in keys.dtypes) or sum(keys.null_count().row(0)):
            return False
        greater, equal = pl.lit(value=False), pl.lit(value=True)
        for name in self.schema.primary_key:
            before = pl.col(name).shift(1)
            greater |= equal & (pl.col(name) > before)
            equal &= pl.col(name) == before
        return bool(keys.lazy().select(greater.slice(1).all()).collect().item())

    def once(self, rows: pl.LazyFrame, key: Sequence[str], keep: Literal["first", "last", "any", "none"]) -> pl.LazyFrame:
        """Return rows of this table, one a key.

        Args:
            rows: all rows of the table, with the key, perhaps as text.
            key: columns that name a row.
            keep: which of the rows of one key are kept; where the table is sorted by that key, no key has several.
        """
        unique = tuple(key) == tuple(self.schema.primary_key) and self.keys_ascend
        return rows if unique else rows.unique(list(key), keep=keep)

    @cached_property
    def unusual(self) -> pl.DataFrame:
        """The rows and columns with unusual cells; see `mawaqif.tables.prefilter`."""
        return unusual_cells(self.cells)

    @property
    def lossless(self) -> bool:
        """True where `cells` holds everything that the file holds, so that the file can be rewritten from it."""
        return self.complete and not self.faulty_rows and not self.altered and set(self.header) == set(self.schema.columns)


@dataclass(frozen=True, eq=False)
class Dataset:
    """The tables of a package that could be read, and its descriptor; each is its own, whatever others hold."""

    descriptor: Descriptor
    tables: Mapping[str, Table]

    def unusable(self, needs: Mapping[str, Iterable[str]]) -> str:
        """Return why a check cannot run on these tables and columns; empty where it can."""
        for name, columns in needs.items():
            table = self.tables.get(name)
            if table is None:
                return said("the table {table} could not be read", "تعذرت قراءة الجدول {table}", table=name)
            if not table.complete:
                return said("the table {table} is not complete", "الجدول {table} غير تام", table=name)
            for column in columns:
                if column in table.broken or column not in table.schema.by_name:
                    return said(
                        "the column {column} of {table} could not be read",
                        "تعذرت قراءة العمود {column} من {table}",
                        column=column,
                        table=name,
                    )
        return ""

    def has(self, names: Iterable[str]) -> bool:
        """True where the index names all these tables, readable or not."""
        return all(name in self.descriptor.tables or name in self.descriptor.unreadable for name in names)


def load_dataset(root: Path, *, by_standard: bool = True, memory: Memory | None = None) -> tuple[Dataset, list[Finding]]:
    """Read the package in a folder: descriptor, schemas, tables.

    Args:
        root: folder that holds `datapackage.json`.
        by_standard: whether to hold index and schemas against the standard; see `load_descriptor`.
        memory: what an earlier reading has given; a table whose file and schema are the same is the same object.

    Returns:
        Every table that could be read, and findings on what could not.

    Raises:
        CannotRunError: there is no readable descriptor.
    """
    descriptor, found = load_descriptor(root, by_standard=by_standard, memory=memory or Memory())
    tables: dict[str, Table] = {}
    # The largest is read first, while nothing else is held: its text and its cells take most memory.
    largest_first = sorted(descriptor.tables.values(), key=lambda schema: size_of(root, schema.path), reverse=True)
    with ThreadPoolExecutor(max_workers=MAX_TABLES_AT_ONCE) as readers:
        read = readers.map(lambda schema: load_table(root, schema, memory), largest_first)
        by_name = {schema.name: one for schema, one in zip(largest_first, read, strict=True)}
    for name in descriptor.tables:
        table, problems = by_name[name]
        found += problems
        if table is not None:
            tables[name] = table
    return Dataset(descriptor, tables), found


def load_table(root: Path, schema: TableSchema, memory: Memory | None = None) -> tuple[Table | None, list[Finding]]:
    """Read one table of a package.

    Args:
        root: folder that the table's path starts from.
        schema: the table's schema.
        memory: what an earlier reading has given.

    Returns:
        The table, or None where the file holds no usable header, and findings.
    """
    data, found = read_bytes(root, schema)
    if data is None:
        return None, found
    if memory is None:  # it would keep the text of the file
        return _read_table(data, schema)
    table, found = memory.recall(("table", schema.name), (schema, data), lambda: _read_table(data, schema))
    return table, list(found)


def _read_table(data: bytes, schema: TableSchema) -> tuple[Table | None, list[Finding]]:
    rows = read_fast(data, schema)
    if rows is None:
        return _load_row_by_row(data, schema)
    lines = range(FIRST_ROW, FIRST_ROW + rows.height)
    table, found = _parse_cells(schema, rows, lines, frozenset())
    return replace(table, header=schema.columns, fast_read=True), found


def _load_row_by_row(data: bytes, schema: TableSchema) -> tuple[Table | None, list[Finding]]:
    text, found = decode(data, schema)
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
    marked = text.startswith(BYTE_ORDER_MARK)
    text = text.removeprefix(BYTE_ORDER_MARK)
    cells, found = split_rows(text, schema)
    if cells is None:
        return None, found
    table, problems = _parse_cells(schema, _texts(schema, cells), cells.lines, frozenset(cells.ragged))
    found += problems
    seen = {item.code for item in found}
    missing = frozenset(schema.columns) - set(cells.header)
    parsed = replace(
        table,
        header=tuple(cells.header),
        source=text,
        has_byte_order_mark=marked,
        missing=missing,
        broken=table.broken | missing | {*cells.oversized},
        altered=not seen.isdisjoint((form_codes.CELL_TOO_LONG.code, codes.CONFLICT.code, codes.QUOTING.code)),
        complete=cells.complete,
    )
    return parsed, found


def _texts(schema: TableSchema, cells: CellTable) -> pl.DataFrame:
    """Return the cells in the columns of the schema; a column that the file does not have is null."""
    frame = pl.DataFrame(cells.rows, schema={name: pl.String() for name in cells.names}, orient="row")
    missing = [name for name in schema.columns if name not in frame.columns]
    texts = frame.select(
        pl.lit(None, pl.String()).alias(name) if name in missing else pl.col(name).replace("", None) for name in schema.columns
    )
    return texts.head(len(cells.rows)) if missing else texts


def _parse_cells(
    schema: TableSchema, texts: pl.DataFrame, lines: Sequence[int], ragged: frozenset[int]
) -> tuple[Table, list[Finding]]:
    found: list[Finding] = []
    columns: list[pl.Series] = []
    broken: set[str] = set()
    for item in schema.fields:
        column = texts[item.name]
        typed = item.type.parse(column)
        lost = typed.null_count() > column.null_count()
        failed = (typed.is_null() & column.is_not_null()).arg_true().to_list() if lost else []
        for row in failed:
            if row not in ragged:
                place = schema.place(lines[row], item.name)
                problem, expected = misspelt_number(column[row], item.type)
                found.append(codes.CELL_TYPE.at(place, value=show(column[row]), problem=problem, expected=expected))
        if failed:
            broken.add(item.name)
        columns.append(typed.alias(item.name))
    return Table(schema, pl.DataFrame(columns), texts, lines, frozenset(broken), faulty_rows=ragged), found
