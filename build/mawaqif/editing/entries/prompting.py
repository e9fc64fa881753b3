"""The prompter interface: it supplies the values that a request lacks. `NonInteractive` is the one without a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from mawaqif.editing.entries.draft import Draft, Row
from mawaqif.editing.entries.passage_parts import UnclearError
from mawaqif.editing.entries.references import reference_choices, reference_of, rows_meant
from mawaqif.editing.entries.validation import ValidationResult, first_finding_on_cell
from mawaqif.findings import Bilingual, CannotRunError, Finding, joined, said, show
from mawaqif.findings.escaping import visible
from mawaqif.tables import Field, TableSchema

MAX_LISTED = 12
NEW_ROW = Bilingual("the new row", "الصف الجديد")


@dataclass(frozen=True)
class Question:
    """A cell to be filled in.

    Attributes:
        draft: the package, with the rows that the cell may refer to.
        row: the cells filled so far.
        field: the column.
        proposed: the proposed value; empty where there is none.
        usable_unasked: whether the proposed value is used where nobody can be asked.
        optional: whether the cell may stay empty.
        given: the value of the command line, or None.
    """

    draft: Draft
    row: Row
    field: Field
    proposed: str
    usable_unasked: bool
    optional: bool
    given: str | None = None

    def described(self, *keys: str) -> Bilingual:
        """Return what the schema says under the first of some keys that it has, in both languages."""
        raw = self.field.raw
        english = next((str(raw[key]) for key in keys if key in raw), "")
        arabic = next((str(raw[f"{key}_ar"]) for key in keys if f"{key}_ar" in raw), english)
        return Bilingual(english, visible(arabic))

    def asked(self, after: str) -> Bilingual:
        """Return what is asked for: the title of the column, what it holds, and what may be said after it."""
        title = self.described("title")
        named = title or self.field.name
        told = f"{named}. {self.described('description')} {after}".rstrip()
        whole = {"title": named, "description": self.described("description"), "after": after}
        arabic = "{title}: {description} {after}" if after else "{title}: {description}"
        return Bilingual(told.replace("{", "{{").replace("}", "}}"), arabic, whole)

    def expects(self) -> Bilingual:
        """Say in one line what the cell should hold."""
        parts: list[str] = [part for part in (self.described("description", "title"),) if part]
        values = self.field.constraints.get("enum", ())
        if values:
            parts.append(said("One of {values}.", "إحدى القيم: {values}.", values=joined(values)))
        key = reference_of(self.row.schema, self.field.name)
        if key:
            parts.append(said("An identifier or name of {table}.", "معرّف أو اسم من {table}.", table=key.table))
        return joined(parts, " ")

    def choices(self, part: str = "") -> list[str]:
        """Return the values to choose from, each with its label: of a list, or of the table referred to."""
        key = reference_of(self.row.schema, self.field.name)
        if key is not None:
            return reference_choices(self.draft.dataset, key, part)
        labels = {
            item["value"]: Bilingual(item["label"], visible(item.get("label_ar", item["label"])))
            for item in self.field.raw.get("categories", ())
        }
        return [
            said("{value} — {label}", "{value} — {label}", value=value, label=labels[value]) if value in labels else value
            for value in self.field.constraints.get("enum", ())
        ]

    def resolved(self, text: str) -> tuple[str, str]:
        """Replace a name by the identifier of the row that it means.

        Returns:
            The value, and the problem with it: a finding of the checks, or several rows
            that the name may mean; empty where there is none.
        """
        key = reference_of(self.row.schema, self.field.name)
        found = rows_meant(self.draft.dataset, key, text) if key else []
        if len(found) > 1:
            told = "{text} may be {rows}; write the identifier", "قد يكون {text} واحدًا من {rows}؛ اكتب المعرّف"
            return text, said(*told, text=f"'{text}'", rows=joined(found[:MAX_LISTED]))
        value = found[0] if found else text
        row = Row(self.row.schema, {**self.row.cells, self.field.name: value})
        fault = first_finding_on_cell(self.draft, row, self.field.name)
        # The row has no identifier yet, so the message has none to name it by.
        return value, _of_new_row(fault) if fault else ""


def _of_new_row(fault: Finding) -> Bilingual:
    told = f"{fault.code} {fault.message}".replace(show(None), NEW_ROW).replace("{", "{{").replace("}", "}}")
    message = fault.message.with_value(show(None), NEW_ROW) if isinstance(fault.message, Bilingual) else fault.message
    return Bilingual(told, "{code} {message}", {"code": fault.code, "message": message})


class Prompter(Protocol):
    """Supplies the values that a request lacks, and confirmation."""

    def cell(self, question: Question) -> str:
        """Return the value of a cell; empty where it stays empty."""
        ...

    def fragments(self, draft: Draft, part: int) -> tuple[str, str] | None:
        """Return the first and last words of a part of the passage, or None where there is no further part."""
        ...

    def reject(self, error: UnclearError) -> None:
        """Report words that lead to no place."""
        ...

    def has_another(self, link: str) -> bool:
        """True where the user wants to add another link of this name."""
        ...

    def require_complete(self, schema: TableSchema) -> None:
        """Report the values that are still missing in the rows; `schema` is that of the first."""
        ...

    def corrected(self, draft: Draft, rows: Sequence[Row], result: ValidationResult) -> list[Row]:
        """Return the rows with other values for the cells that have errors; none where they cannot be corrected."""
        ...

    def confirms(self, question: str) -> bool:
        """True where the answer to a question is yes."""
        ...


class NonInteractive:
    """A prompter without a terminal: uses given and proposed values, and collects what is missing or ambiguous."""

    def __init__(self) -> None:
        """Start with nothing missing."""
        self.missing: list[str] = []
        self.unclear: list[str] = []

    def cell(self, question: Question) -> str:
        """Return the given or proposed value; note a required cell that has neither."""
        name = question.field.name
        if question.given is not None:
            key = reference_of(question.row.schema, name)
            found = rows_meant(question.draft.dataset, key, question.given) if key else []
            if len(found) > 1:
                self.unclear.append(
                    said("{name}: {problem}", "{name}: {problem}", name=name, problem=question.resolved(question.given)[1])
                )
            return found[0] if len(found) == 1 else question.given
        if question.proposed and question.usable_unasked:
            return question.proposed
        if not question.optional:
            self.missing.append(said("{name}: {expected}", "{name}: {expected}", name=name, expected=question.expects()))
        return ""

    def fragments(self, draft: Draft, part: int) -> None:
        """Return None: what is not given is not asked for."""

    def reject(self, error: UnclearError) -> None:
        """Give up.

        Raises:
            UnclearError: always.
        """
        raise error

    def has_another(self, link: str) -> bool:  # noqa: ARG002 - the interface passes it
        """Return False: what is not given is not asked for."""
        return False

    def require_complete(self, schema: TableSchema) -> None:
        """Report everything that is missing or ambiguous at once.

        Raises:
            CannotRunError: cells that are needed were not given.
            UnclearError: a name may mean several rows.
        """
        if self.missing:
            told = (
                "a row of {table} needs more, as COLUMN=VALUE; nothing was written\n  {listed}",
                "ينقص صفًا من {table} ما يلي، على صورة COLUMN=VALUE؛ ولم يُكتب شيء\n  {listed}",
            )
            listed = joined(list(dict.fromkeys(self.missing)), "\n  ")
            raise CannotRunError(said(*told, table=schema.name, listed=listed))
        if self.unclear:
            raise UnclearError(joined(self.unclear, "\n  "))

    def corrected(self, draft: Draft, rows: Sequence[Row], result: ValidationResult) -> list[Row]:  # noqa: ARG002 - the same
        """Return no rows: nobody can be asked."""
        return []

    def confirms(self, question: str) -> bool:  # noqa: ARG002 - the same
        """Return True: a command without a terminal needs no confirmation."""
        return True


def first_lines(lines: list[str]) -> Iterator[str]:
    """Yield the first lines of a long list, and the number of those left out."""
    yield from lines[:MAX_LISTED]
    if len(lines) > MAX_LISTED:
        yield said("… and {left} more", "… وغيرها، وعدده {left}", left=len(lines) - MAX_LISTED)
