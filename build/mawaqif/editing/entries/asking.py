"""Who decides what is not given: nobody, where there is no terminal, or the one who sits at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from mawaqif.editing.entries.anchoring import UnclearError
from mawaqif.editing.entries.ledger import Ledger, Row
from mawaqif.editing.entries.references import listing, reference_of, resolve
from mawaqif.editing.entries.verdict import Verdict, cell_fault
from mawaqif.findings import CannotRunError, show
from mawaqif.tables import Field, TableSchema

MOST_LISTED = 12


@dataclass(frozen=True)
class Question:
    """A cell that is to be filled.

    Attributes:
        ledger: the package, with the rows that the cell may refer to.
        row: the cells decided so far.
        field: the column.
        proposed: what can be proposed; empty where nothing can.
        taken: whether that is taken where nobody can be asked.
        optional: whether the cell may stay empty.
        given: the value of the command line, or None.
    """

    ledger: Ledger
    row: Row
    field: Field
    proposed: str
    taken: bool
    optional: bool
    given: str | None = None

    def expects(self) -> str:
        """Say in one line what the cell should hold."""
        described = self.field.raw.get("description", self.field.raw.get("title", ""))
        values = ", ".join(self.field.constraints.get("enum", ()))
        key = reference_of(self.row.schema, self.field.name)
        parts = (described, f"One of {values}." if values else "", f"An identifier or name of {key.table}." if key else "")
        return " ".join(filter(None, parts))

    def choices(self, part: str = "") -> list[str]:
        """Return the values to choose from, each with its label: of a list, or of the table referred to."""
        key = reference_of(self.row.schema, self.field.name)
        if key is not None:
            return listing(self.ledger.dataset, key, part)
        labels = {item["value"]: item["label"] for item in self.field.raw.get("categories", ())}
        return [f"{value} — {labels[value]}" if value in labels else value for value in self.field.constraints.get("enum", ())]

    def settle(self, text: str) -> tuple[str, str]:
        """Turn a name into the identifier that it stands for.

        Returns:
            The value, and what is wrong with it: a fault of the checks, or several rows
            that the name may mean; empty where nothing is.
        """
        key = reference_of(self.row.schema, self.field.name)
        found = resolve(self.ledger.dataset, key, text) if key else []
        if len(found) > 1:
            return text, f"'{text}' may be {', '.join(found[:MOST_LISTED])}; write the identifier"
        value = found[0] if found else text
        row = Row(self.row.schema, {**self.row.cells, self.field.name: value})
        fault = cell_fault(self.ledger, row, self.field.name)
        # The row has no identifier yet, so the message has none to name it by.
        return value, f"{fault.code} {fault.message}".replace(show(None), "the new row") if fault else ""


class Asker(Protocol):
    """Decides what is not given."""

    def cell(self, question: Question) -> str:
        """Return the value of a cell; empty where it stays empty."""
        ...

    def fragments(self, ledger: Ledger, part: int) -> tuple[str, str] | None:
        """Return the first and last words of a part of the passage, or None where there is no further one."""
        ...

    def refuse(self, error: UnclearError) -> None:
        """Deal with words that name no place."""
        ...

    def further(self, link: str) -> bool:
        """True where there is a link of a name beside those given."""
        ...

    def finish(self, schema: TableSchema) -> None:
        """Deal with what is missing in the rows, the first of which is of a table."""
        ...

    def mended(self, ledger: Ledger, rows: Sequence[Row], verdict: Verdict) -> list[Row]:
        """Return rows that are better than those that a verdict is on; none where they cannot be bettered."""
        ...

    def agrees(self, question: str) -> bool:
        """True where the answer to a question is yes."""
        ...


class Unasked:
    """Takes what is given and what follows from it, and remembers what is missing or unclear."""

    def __init__(self) -> None:
        """Start with nothing missing."""
        self.missing: list[str] = []
        self.unclear: list[str] = []

    def cell(self, question: Question) -> str:
        """Return the value given or proposed; where there is none and one is needed, remember it."""
        name = question.field.name
        if question.given is not None:
            key = reference_of(question.row.schema, name)
            found = resolve(question.ledger.dataset, key, question.given) if key else []
            if len(found) > 1:
                self.unclear.append(f"{name}: {question.settle(question.given)[1]}")
            return found[0] if len(found) == 1 else question.given
        if question.proposed and question.taken:
            return question.proposed
        if not question.optional:
            self.missing.append(f"{name}: {question.expects()}")
        return ""

    def fragments(self, ledger: Ledger, part: int) -> None:
        """Return None: what is not given is not asked for."""

    def refuse(self, error: UnclearError) -> None:
        """Give up.

        Raises:
            UnclearError: always.
        """
        raise error

    def further(self, link: str) -> bool:  # noqa: ARG002 - of no name
        """Return False: what is not given is not asked for."""
        return False

    def finish(self, schema: TableSchema) -> None:
        """Say all that is missing or unclear at once.

        Raises:
            CannotRunError: cells that are needed were not given.
            UnclearError: a name may mean several rows.
        """
        if self.missing:
            listed = "\n  ".join(dict.fromkeys(self.missing))
            raise CannotRunError(f"a row of {schema.name} needs more, as COLUMN=VALUE; nothing was written\n  {listed}")
        if self.unclear:
            raise UnclearError("\n  ".join(self.unclear))

    def mended(self, ledger: Ledger, rows: Sequence[Row], verdict: Verdict) -> list[Row]:  # noqa: ARG002 - asks nobody
        """Return nothing: nobody can be asked again."""
        return []

    def agrees(self, question: str) -> bool:  # noqa: ARG002 - whatever it is
        """Return True: the command was given in full."""
        return True


def told(lines: list[str]) -> Iterator[str]:
    """Yield the first lines of a list, and how many are left out."""
    yield from lines[:MOST_LISTED]
    if len(lines) > MOST_LISTED:
        yield f"… and {len(lines) - MOST_LISTED} more"
