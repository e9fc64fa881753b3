"""From a request to rows: the row itself, the parts of its passage, its links to other rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mawaqif.editing.entries.anchoring import DOCUMENT, PASSAGES, UnclearError, last_end, last_start, place_part, refuse_between
from mawaqif.editing.entries.asking import Asker, Question
from mawaqif.editing.entries.ledger import Ledger, Row
from mawaqif.editing.entries.proposals import proposal_for
from mawaqif.editing.entries.request import Request, has_passage, link_columns, links_of
from mawaqif.editing.entries.verdict import Verdict, judge
from mawaqif.tables import TableSchema

Cells = dict[str, str]


def enter(ledger: Ledger, request: Request, asker: Asker) -> Verdict:
    """Fill the rows that are asked for, and hold them against every check until nobody can better them.

    Args:
        ledger: the package as it was read.
        request: what is given.
        asker: decides what is not given.

    Raises:
        UnclearError: what is given does not lead to one row.
        FindingsError: a table cannot take rows.
        CannotRunError: something is missing and nobody can be asked, or a passage cannot be looked up.
    """
    rows = Composer(ledger, request, asker).rows()
    asker.finish(request.schema)
    verdict = judge(ledger, rows)
    while verdict.wrong and (mended := asker.mended(ledger, rows, verdict)):
        rows = mended
        verdict = judge(ledger, rows)
    return verdict


@dataclass(frozen=True)
class Composer:
    """Fills rows.

    Attributes:
        ledger: the package as it was read.
        request: what is given.
        asker: decides what is not given.
    """

    ledger: Ledger
    request: Request
    asker: Asker

    def rows(self) -> list[Row]:
        """Fill the row that is asked for and, with it, its passage and links.

        Returns:
            The rows, in the order in which they refer to one another.

        Raises:
            UnclearError: the words given name no place that a new passage can have.
            FindingsError: a table cannot take rows.
            CannotRunError: a passage cannot be looked up.
        """
        schema = self.request.schema
        descriptor = self.ledger.dataset.descriptor
        links, placed = links_of(descriptor, schema), has_passage(descriptor, schema)
        # A table that cannot take rows is told before anything is asked.
        for name in (schema.name, *([PASSAGES] if placed else []), *(link.name for link in links.values())):
            self.ledger.table(name)
        if schema.name == PASSAGES:
            return self._parts_of_a_statement()
        rows = self._with_passage() if placed else [self._own({})]
        for name, link in links.items():
            rows += self._links(name, link, rows)
        return rows

    def _own(self, cells: Mapping[str, str], only: Sequence[str] = ()) -> Row:
        schema = self.request.schema
        return Row(schema, self._filled(self.ledger, schema, self.request.given, cells, only))

    def _with_passage(self) -> list[Row]:
        """Fill a row that has a passage. Where it stands is asked first: no other answer helps where it cannot stand."""
        start = self._own({}, only=(DOCUMENT,)).cells
        document = start[DOCUMENT]
        parts = list(self._parts(document, last_start(self.ledger, document), new=True))
        row = self._own(start)
        passages = self.ledger.dataset.descriptor.tables[PASSAGES]
        key, number = passages.primary_key
        owner = row.cells[row.schema.primary_key[0]]
        return [row, *(Row(passages, {key: owner, number: str(n), **part}) for n, part in enumerate(parts, start=1))]

    def _parts_of_a_statement(self) -> list[Row]:
        """Fill further parts of the passage of a statement that is there already."""
        schema, given = self.request.schema, self.request.given
        start = self._own({}, only=("statement_id",)).cells
        statement = start["statement_id"]
        documents = [of for name, of in self.ledger.rows("statements", "statement_id", DOCUMENT) if name == statement]
        rows: list[Row] = []
        for part in self._parts(next(iter(documents), ""), last_end(self.ledger, statement), new=False):
            rows.append(Row(schema, self._filled(self.ledger.with_rows(rows), schema, given, {**start, **part})))
        return rows or [self._own(start)]

    def _parts(self, document: str, before: int, *, new: bool) -> Iterator[Cells]:
        """Yield the cells of each part, by the words given and, where they can be asked for, by further ones."""
        given = iter(self.request.fragments)
        number = 1
        while words := next(given, None) or self.asker.fragments(self.ledger, number):
            try:
                cells = place_part(self.ledger, document, *words, before)
                if new and number == 1:
                    refuse_between(self.ledger, document, int(cells["char_start"]))
            except UnclearError as error:
                self.asker.refuse(error)
                continue
            yield cells
            before, number = int(cells["char_end"]), number + 1

    def _links(self, name: str, link: TableSchema, rows: Sequence[Row]) -> list[Row]:
        """Fill the links to the row, as given and, where they can be asked for, further ones."""
        owner = {link.primary_key[0]: rows[0].cells[rows[0].schema.primary_key[0]]}
        columns = link_columns(link)
        found: list[Row] = []
        for text in self.request.linked.get(link.name, ()):
            given = dict(zip(columns, text.split(":", len(columns) - 1), strict=False))
            ledger = self.ledger.with_rows([*rows, *found])
            found.append(Row(link, self._filled(ledger, link, given, owner)))
        while self.asker.further(name):
            ledger = self.ledger.with_rows([*rows, *found])
            found.append(Row(link, self._filled(ledger, link, {}, owner)))
        return found

    def _filled(
        self, ledger: Ledger, schema: TableSchema, given: Mapping[str, str], cells: Mapping[str, str], only: Sequence[str] = ()
    ) -> Cells:
        """Decide the cells of a row, each after those that its value follows from."""
        filled = dict(cells)
        while waiting := [name for name in only or schema.columns if name not in filled]:
            ready = (name for name in waiting if set(_needs(schema, name)) <= filled.keys())
            name = next(ready, waiting[0])
            filled[name] = self._cell(ledger, schema, name, filled, given.get(name))
        return filled

    def _cell(self, ledger: Ledger, schema: TableSchema, name: str, cells: Cells, given: str | None) -> str:
        field = schema.by_name[name]
        proposal = proposal_for(schema, name)
        proposed = proposal.make(ledger, cells) if proposal and given is None else ""
        if proposal and proposal.sure and proposed:
            return proposed
        optional = not (field.required or name in schema.primary_key)
        taken = proposal is not None and proposal.taken
        if taken and not proposed and given is None:
            # What it follows from is missing; that is told instead.
            optional = optional or not all(cells[need] for need in _needs(schema, name))
        return self.asker.cell(Question(ledger, Row(schema, cells), field, proposed, taken, optional, given))


def _needs(schema: TableSchema, name: str) -> tuple[str, ...]:
    proposal = proposal_for(schema, name)
    return proposal.needs if proposal else ()
