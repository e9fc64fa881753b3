"""The prompter at a terminal: it asks for each cell, shows what is wrong with an answer, and asks again."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from mawaqif.editing.entries.draft import Draft, Row
from mawaqif.editing.entries.passage_parts import UnclearError
from mawaqif.editing.entries.prompting import Question, first_lines
from mawaqif.editing.entries.proposals import proposal_for
from mawaqif.editing.entries.references import reference_of
from mawaqif.editing.entries.request import encodable
from mawaqif.editing.entries.validation import ValidationResult
from mawaqif.findings import Bilingual, Language, said, spoken
from mawaqif.findings.escaping import Spoken
from mawaqif.tables import TableSchema

with contextlib.suppress(ImportError):
    import readline  # noqa: F401 - input() then edits a line by letters, not by bytes

EMPTY, LIST = "-", "?"
YES = frozenset({"y", "yes", "ن", "نعم"})
INTRODUCTION = Bilingual(
    f"Enter takes the value in [brackets]; {EMPTY} leaves a cell empty; Ctrl-C ends and writes nothing.",
    "مفتاح Enter يأخذ القيمة التي بين [قوسين]؛ و'-' تترك الخلية فارغة؛ وCtrl-C ينهي ولا يكتب شيئًا.",
)
WITHOUT_SOURCES = Bilingual(
    "Without --sources DIR no passage can be found; it remains to be added.",
    "بلا `--sources DIR` لا يُعثر على مقطع؛ وتبقى إضافته.",
)
PART = Bilingual(
    "Where part {part} of the passage stands: copy its first and its last words, without quotation marks.",
    "موضع الجزء {part} من المقطع: انسخ كلماته الأولى وكلماته الأخيرة، بلا علامات اقتباس.",
)
FIRST, LAST = Bilingual("first words: ", "الكلمات الأولى: "), Bilingual("last words: ", "الكلمات الأخيرة: ")
FURTHER = Bilingual("first words (Enter: no further part): ", "الكلمات الأولى (Enter: لا جزء آخر): ")
OPTIONAL = Bilingual("(may stay empty)", "(يجوز أن تبقى فارغة)")
NAMES = Bilingual(
    f"an identifier or name of {{table}}; {LIST} lists them, {LIST}word those with a word",
    "معرّف أو اسم من {table}؛ '?' تسردها، و`?word` تسرد ما فيه هذه الكلمة",
)
NOT_UTF8 = Bilingual("what the terminal sent is not UTF-8; type it again", "ما أرسلته الطرفية ليس UTF-8؛ اكتبه من جديد")


class Terminal:
    """A prompter that reads answers with `input`."""

    def __init__(self, say: Callable[[str], object], language: Language = Language.ENGLISH) -> None:
        """Show the introduction.

        Args:
            say: shows a line.
            language: the language of the questions.
        """
        self.say, self.language = say, language
        say(self._in(INTRODUCTION))

    def _in(self, text: str) -> str:
        return spoken(text, self.language)

    def _indented(self, text: str) -> None:
        shown = self._in(text)
        self.say(Spoken(f"  {shown}") if isinstance(shown, Spoken) else f"  {shown}")

    def cell(self, question: Question) -> str:
        """Ask until the answer passes the checks of the cell, and return it."""
        if question.given is not None:
            value, problem = question.resolved(question.given)
            if not problem:
                return value
            self.say(f"{question.field.name}={question.given}")
            self._indented(problem)
        self._show_question(question)
        prompt = f"{question.field.name}{f' [{question.proposed}]' if question.proposed else ''}: "
        while True:
            answer = self._read_line(prompt) or question.proposed
            if reference_of(question.row.schema, question.field.name) and answer.startswith(LIST):
                self._show_lines(question.choices(answer.removeprefix(LIST)))
                continue
            value, problem = question.resolved("" if answer == EMPTY else answer)
            if not problem:
                if value != answer and value:
                    self.say(f"  {value}")
                return value
            self._indented(problem)

    def fragments(self, draft: Draft, part: int) -> tuple[str, str] | None:
        """Ask for the first and last words of a part of the passage; None without copies of the documents."""
        if draft.copies is None:
            if part == 1:
                self.say(self._in(WITHOUT_SOURCES))
            return None
        self.say("")
        self.say(self._in(PART.filled(part=part)))
        first = self._read_line(self._in(FIRST if part == 1 else FURTHER))
        return (first, self._read_line(self._in(LAST))) if first else None

    def reject(self, error: UnclearError) -> None:
        """Show why words lead to no place."""
        self._indented(error.args[0])

    def has_another(self, link: str) -> bool:
        """Ask whether to add another link."""
        self.say("")
        told = f"add {'an' if link[0] in 'aeiou' else 'a'} {{link}}?", "أتضيف صفًا إلى {link}؟"
        return self.confirms(said(*told, link=link.replace("_", " ")))

    def confirms(self, question: str) -> bool:
        """Ask a question that is answered y or n; Enter means n."""
        asked = said("{question} [y/N]: ", "{question} (نعم أو لا، وEnter تعني لا) ", question=question)
        return self._read_line(self._in(asked)).lower() in YES

    def require_complete(self, schema: TableSchema) -> None:
        """Do nothing: every missing value was asked for."""

    def corrected(self, draft: Draft, rows: Sequence[Row], result: ValidationResult) -> list[Row]:
        """Ask again for the cells that have errors.

        Returns:
            The corrected rows; none where an error is on no single cell, or on one that other
            cells depend on.
        """
        corrected = list(rows)
        for item in result.errors:
            at = result.draft.new_row_at(item)
            place = next((n for n, row in enumerate(rows) if row.texts == at and row.schema.path == item.file), -1)
            if place < 0 or not _is_independent(rows[place].schema, item.column):
                return []
            self.say("")
            self.say(self._in(said("{code} {message}", "{code} {message}", code=item.code, message=item.message)))
            row = corrected[place]
            held = draft.with_rows(corrected[:place] + corrected[place + 1 :])
            cells = {name: cell for name, cell in row.cells.items() if name != item.column}
            field, present = row.schema.by_name[item.column], row.cells[item.column]
            value = self.cell(Question(held, replace(row, cells=cells), field, present, usable_unasked=True, optional=True))
            corrected[place] = replace(row, cells={**row.cells, item.column: value})
        return corrected

    def _show_question(self, question: Question) -> None:
        self.say("")
        self.say(self._in(question.asked(OPTIONAL if question.optional else "")))
        key = reference_of(question.row.schema, question.field.name)
        if key is None:
            self._show_lines(question.choices())
        else:
            self._indented(NAMES.filled(table=key.table))

    def _show_lines(self, lines: list[str]) -> None:
        for line in first_lines(lines):
            self._indented(line)

    def _read_line(self, prompt: str) -> str:
        while True:
            with contextlib.suppress(UnicodeDecodeError):
                answer = input(prompt).strip()
                if encodable(answer):
                    return answer
            self._indented(NOT_UTF8)


def _is_independent(schema: TableSchema, column: str) -> bool:
    """True where a cell is computed from no other, and no other from it."""
    proposals = {name: proposal_for(schema, name) for name in schema.columns}
    needed = {name for proposal in proposals.values() if proposal for name in proposal.needs}
    return column in schema.by_name and proposals[column] is None and column not in needed
