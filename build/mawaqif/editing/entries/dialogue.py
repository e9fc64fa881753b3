"""The one who sits at a terminal is asked, told what is wrong, and asked again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from mawaqif.editing.entries.anchoring import UnclearError
from mawaqif.editing.entries.asking import Question, told
from mawaqif.editing.entries.ledger import Ledger, Row
from mawaqif.editing.entries.proposals import proposal_for
from mawaqif.editing.entries.references import reference_of
from mawaqif.editing.entries.request import encodable
from mawaqif.editing.entries.verdict import Verdict
from mawaqif.tables import TableSchema

with contextlib.suppress(ImportError):
    import readline  # noqa: F401 - input() then edits a line by letters, not by bytes

EMPTY, LIST = "-", "?"
INTRODUCTION = f"Enter takes the value in [brackets]; {EMPTY} leaves a cell empty; Ctrl-C ends and writes nothing."


class Terminal:
    """Asks at a terminal."""

    def __init__(self, say: Callable[[str], object]) -> None:
        """Begin.

        Args:
            say: shows a line.
        """
        self.say = say
        say(INTRODUCTION)

    def cell(self, question: Question) -> str:
        """Return a value that no check of the cell has anything against."""
        if question.given is not None:
            value, problem = question.settle(question.given)
            if not problem:
                return value
            self.say(f"{question.field.name}={question.given}")
            self.say(f"  {problem}")
        self._introduce(question)
        prompt = f"{question.field.name}{f' [{question.proposed}]' if question.proposed else ''}: "
        while True:
            answer = self._line(prompt) or question.proposed
            if reference_of(question.row.schema, question.field.name) and answer.startswith(LIST):
                self._list(question.choices(answer.removeprefix(LIST)))
                continue
            value, problem = question.settle("" if answer == EMPTY else answer)
            if not problem:
                if value != answer and value:
                    self.say(f"  {value}")
                return value
            self.say(f"  {problem}")

    def fragments(self, ledger: Ledger, part: int) -> tuple[str, str] | None:
        """Ask for the first and last words of a part of the passage; without copies there is nothing to find them in."""
        if ledger.copies is None:
            if part == 1:
                self.say("Without --sources DIR no passage can be found; it remains to be added.")
            return None
        self.say(f"\nWhere part {part} of the passage stands: copy its first and its last words, without quotation marks.")
        first = self._line("first words: " if part == 1 else "first words (Enter: no further part): ")
        return (first, self._line("last words: ")) if first else None

    def refuse(self, error: UnclearError) -> None:
        """Say why words name no place."""
        self.say(f"  {error}")

    def further(self, link: str) -> bool:
        """Ask whether there is a further link."""
        return self.agrees(f"\nadd {'an' if link[0] in 'aeiou' else 'a'} {link.replace('_', ' ')}?")

    def agrees(self, question: str) -> bool:
        """Ask a question that is answered y or n; Enter means n."""
        return self._line(f"{question} [y/N]: ").lower() in ("y", "yes")

    def finish(self, schema: TableSchema) -> None:
        """Do nothing: whatever was missing was asked for."""

    def mended(self, ledger: Ledger, rows: Sequence[Row], verdict: Verdict) -> list[Row]:
        """Ask again for the cells that the whole check has something against.

        Returns:
            The rows with other cells; none where what is wrong is in no cell that can be
            answered anew without others that follow from it.
        """
        mended = list(rows)
        for item in verdict.wrong:
            at = verdict.after.new_row(item)
            place = next((n for n, row in enumerate(rows) if row.texts == at and row.schema.path == item.file), -1)
            if place < 0 or not _alone(rows[place].schema, item.column):
                return []
            self.say(f"\n{item.code} {item.message}")
            row = mended[place]
            held = ledger.with_rows(mended[:place] + mended[place + 1 :])
            cells = {name: cell for name, cell in row.cells.items() if name != item.column}
            field, present = row.schema.by_name[item.column], row.cells[item.column]
            value = self.cell(Question(held, replace(row, cells=cells), field, present, taken=True, optional=True))
            mended[place] = replace(row, cells={**row.cells, item.column: value})
        return mended

    def _introduce(self, question: Question) -> None:
        title = question.field.raw.get("title", question.field.name)
        described = question.field.raw.get("description", "")
        self.say(f"\n{title}. {described} {'(may stay empty)' if question.optional else ''}".rstrip())
        key = reference_of(question.row.schema, question.field.name)
        if key is None:
            self._list(question.choices())
        else:
            self.say(f"  an identifier or name of {key.table}; {LIST} lists them, {LIST}word those with a word")

    def _list(self, lines: list[str]) -> None:
        for line in told(lines):
            self.say(f"  {line}")

    def _line(self, prompt: str) -> str:
        while True:
            with contextlib.suppress(UnicodeDecodeError):
                answer = input(prompt).strip()
                if encodable(answer):
                    return answer
            self.say("  what the terminal sent is not UTF-8; type it again")


def _alone(schema: TableSchema, column: str) -> bool:
    """True where a cell follows from no other, and no other follows from it."""
    proposals = {name: proposal_for(schema, name) for name in schema.columns}
    needed = {name for proposal in proposals.values() if proposal for name in proposal.needs}
    return column in schema.by_name and proposals[column] is None and column not in needed
