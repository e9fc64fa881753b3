"""What a contribution does to the rows: plain facts, which a report carries and renderings tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What happened to a row, in the words of change tables of code lists."""

    ADDED = "ADD"
    CHANGED = "MOD"
    REMOVED = "DEL"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs; None where it is empty or its column is not there."""

    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that was added, changed or removed.

    Attributes:
        kind: what happened to it.
        table: name of its table.
        key: cells of its primary key, after the change; before it where it was removed.
        title: what the row is, in words, from `rowTitle` of its schema.
        file: path of the table, relative to the package.
        line: its line after the change; 0 where it was removed.
        old_line: its line before the change; 0 where it was added.
        cells: what differs; of an added or removed row every filled cell.
        successor: the identifier that stands for the row now, where its own was retired; empty where it was not.
        follows: true where it differs by nothing but identifiers that were retired for others.
    """

    kind: Kind
    table: str
    key: tuple[str, ...]
    title: str
    file: str
    line: int
    old_line: int
    cells: tuple[CellChange, ...]
    successor: str = ""
    follows: bool = False


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that came with a new statement and says something of it.

    Attributes:
        table: name of its table.
        title: title of its table, in English.
        words: what the row says, in words; names stand before identifiers, and no hashes.
        file: path of the table, relative to the package.
        line: its line.
        key: cells of its primary key.
    """

    table: str
    title: str
    words: str
    file: str
    line: int
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement that was added, with everything that came with it: what a reviewer reads beside the passage.

    Attributes:
        statement_id: its identifier.
        document: title of its document and its identifier.
        ordinal: its place in the reading order of the document, from 1.
        total: number of statements that the document has now.
        file: path of the table of statements, relative to the package.
        line: its line.
        facts: title and value of every filled cell but identifier, document and summaries, in order of columns.
        summary_en: the English summary, whole.
        summary_ar: the Arabic summary, whole.
        rows: the rows that came with it, in the order of the index.
    """

    statement_id: str
    document: str
    ordinal: int
    total: int
    file: str
    line: int
    facts: tuple[tuple[str, str], ...]
    summary_en: str
    summary_ar: str
    rows: tuple[NewRow, ...]


@dataclass(frozen=True)
class Contribution:
    """Everything that differs between an earlier state of the package and the one at hand.

    Attributes:
        base: the earlier state, as the user named it.
        rows: rows that were added, changed or removed, in the order of the index.
        files: other files of the package that differ: index, schemas, reading record.
        sealed: number of rows that the contribution itself records as read a second time.
        unread: tables that could not be compared, each with the reason.
        recorded: number of rows that the reading record of the earlier state has.
        readers: who read them, by the record; without those that it does not name.
        unsealed: table and key of the rows that are in that record and in this one no longer.
        unmarked: true where the index said how many rows the record has, and says it no longer.
        removed: line of every removed row before the change, by table and key.
        statements: the statements that were added, in the order in which they are read.
    """

    base: str
    rows: Sequence[RowChange] = ()
    files: Sequence[str] = ()
    sealed: int = 0
    readers: Sequence[str] = ()
    unread: Sequence[str] = ()
    recorded: int = 0
    unsealed: Sequence[tuple[str, str]] = ()
    unmarked: bool = False
    removed: dict[str, dict[tuple[str, ...], int]] = field(default_factory=dict)
    statements: Sequence[NewStatement] = ()

    @property
    def counts(self) -> dict[Kind, int]:
        """Number of rows by what happened to them."""
        counted = Counter(row.kind for row in self.rows)
        return {kind: counted[kind] for kind in Kind}

    @property
    def told(self) -> list[RowChange]:
        """The rows to tell of one by one: all but those that only follow an identifier that was retired."""
        return [row for row in self.rows if not row.follows]

    @property
    def altered(self) -> list[RowChange]:
        """The rows that were changed or removed, of those to tell of one by one: what had been published differs."""
        return [row for row in self.told if row.kind is not Kind.ADDED]

    @property
    def others(self) -> list[RowChange]:
        """The rows that were added and stand with no new statement."""
        shown = {(row.table, row.key) for item in self.statements for row in item.rows}
        shown |= {("statements", (item.statement_id,)) for item in self.statements}
        return [row for row in self.told if row.kind is Kind.ADDED and (row.table, row.key) not in shown]

    def places(self) -> set[tuple[str, int]]:
        """Return (file, line) of every row that was added or changed."""
        return {(row.file, row.line) for row in self.rows if row.line}
