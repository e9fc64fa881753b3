"""The builder of rows: from a request to the row itself, the parts of its passage and its links to other rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mawaqif.editing.entries.draft import Draft, Row
from mawaqif.editing.entries.page_rows import page_rows
from mawaqif.editing.entries.passage_parts import (
    DOCUMENT,
    PASSAGES,
    UnclearError,
    between_others,
    last_end,
    last_start,
    locate_part,
)
from mawaqif.editing.entries.prompting import Prompter, Question
from mawaqif.editing.entries.proposals import proposal_for
from mawaqif.editing.entries.request import Request, has_passage, link_columns, links_of
from mawaqif.editing.entries.set_aside import SET_ASIDE
from mawaqif.editing.entries.validation import ValidationResult, validate_rows
from mawaqif.editing.numbering import making_room
from mawaqif.tables import TableSchema

Cells = dict[str, str]


def create_rows(draft: Draft, request: Request, prompter: Prompter) -> ValidationResult:
    """Build the requested rows and validate them, until they have no errors or cannot be corrected.

    Args:
        draft: the package as it was read.
        request: what is given.
        prompter: supplies what is not given.

    Raises:
        UnclearError: what is given does not lead to one row.
        FindingsError: a table cannot take new rows.
        CannotRunError: a value is missing and nobody can be asked, or a passage cannot be looked up.
    """
    draft, rows = RowBuilder(draft, request, prompter).rows()
    prompter.require_complete(request.schema)
    result = validate_rows(draft, rows)
    while result.errors and (corrected := prompter.corrected(draft, rows, result)):
        rows = corrected
        result = validate_rows(draft, rows)
    return result


@dataclass(frozen=True)
class RowBuilder:
    """Fills in new rows.

    Attributes:
        draft: the package as it was read.
        request: what is given.
        prompter: supplies what is not given.
    """

    draft: Draft
    request: Request
    prompter: Prompter

    def rows(self) -> tuple[Draft, list[Row]]:
        """Fill in the requested row with its passage and links.

        Returns:
            The draft, in which statements have made room for a new one between them, and the rows, in the order in which
            they refer to one another.

        Raises:
            UnclearError: the given words lead to no place that a new passage can have.
            FindingsError: a table cannot take new rows.
            CannotRunError: a passage cannot be looked up.
        """
        schema = self.request.schema
        descriptor = self.draft.dataset.descriptor
        links, placed = links_of(descriptor, schema), has_passage(descriptor, schema)
        # A table that cannot take rows is reported before any question.
        for name in self._tables(schema, links, placed=placed):
            self.draft.table(name)
        if schema.name == PASSAGES:
            return self.draft, self._further_parts()
        if schema.name == SET_ASIDE:
            return self.draft, self._stretches()
        builder, rows = self._with_passage() if placed else (self, [self._main_row({})])
        for name, link in links.items():
            rows += builder._fill_links(name, link, rows)  # noqa: SLF001 - another state of itself
        for link, given in self.request.further:
            rows.append(builder._referring(link, given, rows))  # noqa: SLF001 - the same
        if schema.name == "documents":
            rows += page_rows(self.draft, rows[0].cells)
        return builder.draft, rows

    def _tables(self, schema: TableSchema, links: Mapping[str, TableSchema], *, placed: bool) -> list[str]:
        """Return the tables that the rows go into."""
        further = [table.name for table, _ in self.request.further]
        return [*dict.fromkeys((schema.name, *([PASSAGES] if placed else []), *(link.name for link in links.values()), *further))]

    def _referring(self, schema: TableSchema, given: Mapping[str, str], rows: Sequence[Row]) -> Row:
        """Fill in a row of another table that refers to the first of the new ones."""
        key = rows[0].schema.primary_key[0]
        return Row(schema, self._fill_cells(self.draft.with_rows(rows), schema, given, {key: rows[0].cells[key]}))

    def _main_row(self, cells: Mapping[str, str], only: Sequence[str] = ()) -> Row:
        schema = self.request.schema
        return Row(schema, self._fill_cells(self.draft, schema, self.request.given, cells, only))

    def _with_passage(self) -> tuple[RowBuilder, list[Row]]:
        """Fill in a row with a passage, the passage first: without a place for it the other answers are useless."""
        start = self._main_row({}, only=(DOCUMENT,)).cells
        document = start[DOCUMENT]
        parts = list(self._locate_parts(document, last_start(self.draft, document)))
        builder, key_cells = self._with_room(document, parts)
        row = builder._main_row({**start, **key_cells})  # noqa: SLF001 - another state of itself
        passages = self.draft.dataset.descriptor.tables[PASSAGES]
        key, number = passages.primary_key
        owner = row.cells[row.schema.primary_key[0]]
        return builder, [row, *(Row(passages, {key: owner, number: str(n), **part}) for n, part in enumerate(parts, start=1))]

    def _with_room(self, document: str, parts: Sequence[Cells]) -> tuple[RowBuilder, Cells]:
        """Let the statements of an unsealed document make room for a new one that stands between them."""
        key = self.request.schema.primary_key[0]
        start = min((int(part["char_start"]) for part in parts), default=-1)
        if key in self.request.given or start < 0 or not between_others(self.draft, document, start):
            return self, {}
        identifier, names = making_room(self.draft.dataset, document, start)
        return replace(self, draft=self.draft.renumbered(names)), {key: identifier}

    def _further_parts(self) -> list[Row]:
        """Fill in further parts of the passage of an existing statement."""
        schema, given = self.request.schema, self.request.given
        start = self._main_row({}, only=("statement_id",)).cells
        statement = start["statement_id"]
        documents = [of for name, of in self.draft.rows("statements", "statement_id", DOCUMENT) if name == statement]
        rows: list[Row] = []
        for part in self._locate_parts(next(iter(documents), ""), last_end(self.draft, statement)):
            rows.append(Row(schema, self._fill_cells(self.draft.with_rows(rows), schema, given, {**start, **part})))
        return rows or [self._main_row(start)]

    def _stretches(self) -> list[Row]:
        """Fill in stretches of one document that are not coded, all for the same reason."""
        schema, given = self.request.schema, self.request.given
        start = self._main_row({}, only=(DOCUMENT,)).cells
        rows: list[Row] = []
        for place in self._locate_parts(start[DOCUMENT], 0):
            rows.append(Row(schema, self._fill_cells(self.draft.with_rows(rows), schema, given, {**start, **place})))
        return rows or [self._main_row(start)]

    def _locate_parts(self, document: str, before: int) -> Iterator[Cells]:
        """Yield the cells of each part of a passage, from the given words, then from those prompted for."""
        yield from map(dict, self.request.anchors)
        given = iter(self.request.fragments)
        number = 1
        while words := next(given, None) or self.prompter.fragments(self.draft, number):
            try:
                cells = locate_part(self.draft, document, *words, before)
            except UnclearError as error:
                self.prompter.reject(error)
                continue
            yield cells
            before, number = int(cells["char_end"]), number + 1

    def _fill_links(self, name: str, link: TableSchema, rows: Sequence[Row]) -> list[Row]:
        """Fill in the links to the row, the given ones, then those prompted for."""
        owner = {link.primary_key[0]: rows[0].cells[rows[0].schema.primary_key[0]]}
        columns = link_columns(link)
        found: list[Row] = []
        for text in self.request.linked.get(link.name, ()):
            given = dict(zip(columns, text.split(":", len(columns) - 1), strict=False))
            draft = self.draft.with_rows([*rows, *found])
            found.append(Row(link, self._fill_cells(draft, link, given, owner)))
        while self.prompter.has_another(name):
            draft = self.draft.with_rows([*rows, *found])
            found.append(Row(link, self._fill_cells(draft, link, {}, owner)))
        return found

    def _fill_cells(
        self, draft: Draft, schema: TableSchema, given: Mapping[str, str], cells: Mapping[str, str], only: Sequence[str] = ()
    ) -> Cells:
        """Fill in the cells of a row, each after the cells that its proposal needs."""
        filled = dict(cells)
        while waiting := [name for name in only or schema.columns if name not in filled]:
            ready = (name for name in waiting if set(_needs(schema, name)) <= filled.keys())
            name = next(ready, waiting[0])
            filled[name] = self._fill_cell(draft, schema, name, filled, given.get(name))
        return filled

    def _fill_cell(self, draft: Draft, schema: TableSchema, name: str, cells: Cells, given: str | None) -> str:
        field = schema.by_name[name]
        proposal = proposal_for(schema, name)
        proposed = proposal.make(draft, cells) if proposal and given is None else ""
        if proposal and proposal.certain and proposed:
            return proposed
        optional = not (field.required or name in schema.primary_key)
        usable_unasked = proposal is not None and proposal.usable_unasked
        if usable_unasked and not proposed and given is None:
            # The cells that it follows from are missing and are reported instead.
            optional = optional or not all(cells[need] for need in _needs(schema, name))
        return self.prompter.cell(Question(draft, Row(schema, cells), field, proposed, usable_unasked, optional, given))


def _needs(schema: TableSchema, name: str) -> tuple[str, ...]:
    proposal = proposal_for(schema, name)
    return proposal.needs if proposal else ()
