"""A document that is coded twice: what is coded in it, and the codes that its tables hold now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from mawaqif.checks import DOUBLE_CODINGS, DoubleCoding
from mawaqif.coding.workbook import FilledRow
from mawaqif.findings import Bilingual, CannotRunError, said, show
from mawaqif.tables import KEY_SEPARATOR, Dataset

TOPICS, KINDS, LOCATORS, POSITIONS = (coding.table for coding in DOUBLE_CODINGS)
CODING_OF: Mapping[str, DoubleCoding] = {coding.table: coding for coding in DOUBLE_CODINGS}
# Table with both codes, and key of the row in it: what one code is about.
Unit = tuple[str, str]
Codes = dict[Unit, str]
NEEDED = ("documents", "statements", "passages", "statement_actors", "topics", "provisions", "actors")


@dataclass(frozen=True)
class CodedDocument:
    """A document and its codes.

    Attributes:
        dataset: the package.
        name: its `document_id`.
        statements: its statements in the order in which their passages stand in it.
        citations: its citations, by note and item.
        codes: the codes in the main tables: stances by statement and topic, kinds, locators, positions.
        found: the statement that a position rests on which is not in the main table, by its key.
    """

    dataset: Dataset
    name: str
    statements: tuple[str, ...]
    citations: tuple[str, ...]
    codes: Codes
    found: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def coded_twice(self) -> frozenset[Unit]:
        """What stands in the tables with both codes already; of the topics, the statements."""
        done = {(name, key) for name in (KINDS, LOCATORS, POSITIONS) for key in _keys(self.dataset, CODING_OF[name])}
        return frozenset(done)

    def open(self) -> list[Unit]:
        """Return what was not coded twice yet: kinds, which stand for statements with their topics, locators, positions."""
        wanted = [(KINDS, name) for name in self.statements] + [(LOCATORS, name) for name in self.citations]
        wanted += [unit for unit in self.codes if unit[0] == POSITIONS]
        return [unit for unit in wanted if unit not in self.coded_twice]

    def cut(self, unit: Unit) -> str:
        """Return a short hash of the words of the passage that a unit rests on; empty where it rests on none."""
        return self._cuts.get(self._statement(unit), "")

    def renumbered(self, unit: Unit, cut: str) -> Unit:
        """Return what a unit is called now that was judged on a passage, where its statement has got another number since.

        Args:
            unit: what was judged, under the name that it had then.
            cut: hash of the words of its passage then.
        """
        statement = self._statement(unit)
        if not cut or unit[0] in (LOCATORS, POSITIONS) or self._cuts.get(statement) == cut:
            return unit
        same = self.cut_so(cut)
        return (unit[0], unit[1].replace(statement, same, 1)) if same else unit

    def cut_so(self, cut: str) -> str:
        """Return the statement whose passage has the words of a hash; empty where none or several have."""
        same = [name for name, other in self._cuts.items() if other == cut]
        return same[0] if len(same) == 1 else ""

    def _statement(self, unit: Unit) -> str:
        return self.evidence.get(unit[1], "") if unit[0] == POSITIONS else unit[1].partition(KEY_SEPARATOR)[0]

    @cached_property
    def _cuts(self) -> dict[str, str]:
        parts = self.dataset.tables["passages"].cells.filter(pl.col("statement_id").is_in(list(self.statements)))
        told = parts.sort("statement_id", pl.col("part").cast(pl.Int64, strict=False)).group_by(
            "statement_id", maintain_order=True
        )
        return {
            statement: hashlib.sha256("|".join(hashes).encode()).hexdigest()[:8]
            for statement, hashes in told.agg(pl.col("text_sha256").fill_null("")).iter_rows()
        }

    @cached_property
    def evidence(self) -> dict[str, str]:
        """The statement that each position rests on, by its key."""
        rows = self.dataset.tables["positions"].cells.select("provision_id", "actor_id", "statement_id").rows()
        held = {f"{provision}{KEY_SEPARATOR}{actor}": statement for provision, actor, statement in rows}
        return {**self.found, **held}


def coded_document(dataset: Dataset, name: str) -> CodedDocument:
    """Return a document with what is coded in it.

    Args:
        dataset: the package; its tables were read whole.
        name: its `document_id`.

    Raises:
        CannotRunError: there is no such document, it has no statements, or a table cannot be read.
    """
    needs = {table: columns for coding in DOUBLE_CODINGS for table, columns in coding.needs().items()}
    lacking = [table for table in (*NEEDED, *needs) if table not in dataset.tables]
    reason = f"the package has no table {lacking[0]}" if lacking else dataset.unusable(needs)
    if reason:
        raise CannotRunError(f"{reason}; mend what `mawaqif validate` finds first")
    own = dataset.tables["statements"].frame.filter(pl.col("document_id") == name).select("statement_id")
    if own.is_empty():
        known = dataset.tables["statements"].frame["document_id"].unique().sort()
        uncoded = "no statement of {document} is coded; there are {known}", "لا قول مرمَّزًا في {document}؛ والموجود {known}"
        raise CannotRunError(said(*uncoded, document=show(name), known=", ".join(known.drop_nulls())))
    starts = dataset.tables["passages"].frame.group_by("statement_id").agg(pl.col("char_start").min())
    ordered = own.join(starts, on="statement_id", how="left").sort("char_start", "statement_id")["statement_id"].to_list()
    citations = dataset.tables["citations"].frame.filter(pl.col("document_id") == name)
    notes = citations.sort("note_number", "item")["citation_id"].to_list()
    return CodedDocument(dataset, name, tuple(ordered), tuple(notes), _codes(dataset, set(ordered), set(notes)))


def _codes(dataset: Dataset, statements: set[str], citations: set[str]) -> Codes:
    codes: Codes = {}
    for coding in DOUBLE_CODINGS:
        table = dataset.tables[coding.settled_in].cells
        column, mine = ("citation_id", citations) if coding.table == LOCATORS else ("statement_id", statements)
        rows = table.filter(pl.col(column).is_in(list(mine))).select(*coding.key, *coding.columns)
        for row in rows.iter_rows():
            codes[coding.table, joined(row[: len(coding.key)])] = joined(row[len(coding.key) :])
    return codes


def _keys(dataset: Dataset, coding: DoubleCoding) -> list[str]:
    return [joined(row) for row in dataset.tables[coding.table].cells.select(coding.key).iter_rows()]


def twice(key: str, row: FilledRow) -> Bilingual:
    """Say that a key stands in two rows of a sheet, of which one came before."""
    return said(
        "{key} stands in row {number}, too; take one of the two out",
        "{key} في الصف {number} أيضًا؛ احذف أحدهما",
        key=key,
        number=row.number,
    )


def joined(cells: Iterable[str | None]) -> str:
    """Return cells as one text, as a key or a code is written; empty cells at the end leave nothing."""
    return KEY_SEPARATOR.join(cell or "" for cell in cells).rstrip(KEY_SEPARATOR)
