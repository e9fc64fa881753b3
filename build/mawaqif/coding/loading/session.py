"""What the steps of loading share: the package, the text, the sheets, and what they have gathered so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from mawaqif.coding.labels import Meanings
from mawaqif.coding.layout import CODED, Layout
from mawaqif.coding.source_text import SourceText
from mawaqif.coding.workbook import Column, Filled, FilledRow, SheetProblem
from mawaqif.editing.entries import Draft
from mawaqif.findings import said, show

Key = tuple[str, ...]
CLOSE = 60


@dataclass(frozen=True)
class WantedRow:
    """A row that a sheet asks for.

    Attributes:
        cells: its cells by column of the table.
        row: the row of the sheet that it comes from.
        places: the column of the sheet from which each cell comes, where it has another name.
    """

    cells: dict[str, str]
    row: FilledRow
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Session:
    """A workbook that is being loaded.

    Attributes:
        draft: the package as it was read.
        source: the text of the document.
        layout: the columns of the sheets.
        filled: the workbook.
        meanings: which rows its cells mean.
        problems: what is wrong, each with its place.
        left_out: what is only proposed, or filled in and not confirmed, each with its place.
        wanted: the rows that it asks for, by table and key.
        unconfirmed: how many lines are only proposed.
        unconfirmed_marks: marks of new rows that are not confirmed, with their table.
        nameless: what other sheets call new rows that have no identifier yet, with their table; that is told at their own lines.
        renamed: new identifiers of statements by those that they have.
    """

    draft: Draft
    source: SourceText
    layout: Layout
    filled: Filled
    meanings: Meanings
    problems: list[SheetProblem] = field(default_factory=list)
    left_out: list[SheetProblem] = field(default_factory=list)
    unconfirmed: int = 0
    wanted: dict[str, dict[Key, WantedRow]] = field(default_factory=dict)
    unconfirmed_marks: set[tuple[str, str]] = field(default_factory=set)
    nameless: set[tuple[str, str]] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)

    def tell(self, row: FilledRow, key: str, message: str) -> None:
        """Note what is wrong with a cell, or with a row where the key is empty."""
        self.problems.append(SheetProblem(row.at(key), message))

    def rows(self, sheet: str) -> list[FilledRow]:
        """Return the rows of a sheet; none where it is missing."""
        found = self.filled.sheets.get(sheet)
        return list(found.rows) if found else []

    def confirmed(self, row: FilledRow, column: Column) -> bool:
        """True where a person has confirmed a row, or has added it without saying that it does not count."""
        text = column.chosen(row.text(CODED))
        if text not in ("", "yes", "no"):
            self.tell(row, CODED, _none_of(row.text(CODED), column))
        return text == "yes" or (not text and not row.key)

    def value(self, row: FilledRow, column: Column) -> str:
        """Return the value of a cell that takes one of some values; the text itself where it takes any."""
        text = row.text(column.key)
        if not text or not column.choices or not column.strict:
            return text
        chosen = column.chosen(text)
        if chosen in {choice.value for choice in column.choices}:
            return chosen
        close = process.extractOne(text, [choice.label for choice in column.choices], scorer=fuzz.ratio, score_cutoff=CLOSE)
        hint = said(" (did you mean {meant}?)", " (أتقصد {meant}؟)", meant=show(close[0])) if close else ""
        self.tell(row, column.key, _none_of(text, column, hint))
        return ""

    def says_none(self, text: str) -> bool:
        """True where a cell says that there is nothing, so that nothing is filled in."""
        return text in ("-", "none", self.layout.wording.word("values", "none"))

    def reference(self, row: FilledRow, key: str, table: str, text: str) -> str:
        """Return the identifier of the row that a text means; note what is wrong where it means none."""
        if not text or (table, text) in self.nameless:
            return ""
        found, problem = self.meanings.row(table, text)
        if problem and (table, text) in self.unconfirmed_marks:
            problem = said(
                "the line with the mark {mark} in the sheet of {table} is not confirmed; fill it in, and confirm it",
                "السطر ذو العلامة {mark} في ورقة {table} غير مؤكَّد؛ املأه وأكّده",
                mark=show(text),
                table=table,
            )
        if problem:
            self.tell(row, key, problem)
        return found

    def want(self, table: str, cells: dict[str, str], row: FilledRow, places: Mapping[str, str] | None = None) -> None:
        """Ask for a row; note where another line asks for another one with the same key."""
        schema = self.layout.schema(table)
        key = tuple(cells.get(name, "") for name in schema.primary_key)
        rows = self.wanted.setdefault(table, {})
        before = rows.get(key)
        if before is None:
            rows[key] = WantedRow(cells, row, places or {})
        elif before.cells != cells:
            differing = [name for name in schema.columns if before.cells.get(name, "") != cells.get(name, "")]
            place = (places or {}).get(differing[0], differing[0])
            told = said(
                "{key}: row {number} of sheet '{sheet}' says {value}; let one of them stand",
                "{key}: في الصف {number} من ورقة «{sheet}» القيمة {value}؛ أبقِ واحدة منهما",
                key=" and ".join(key),
                number=before.row.number,
                sheet=before.row.sheet.title,
                value=show(before.cells.get(differing[0], "")),
            )
            self.tell(row, place if place in row.sheet.places else "", told)


def _none_of(text: str, column: Column, hint: str = "") -> str:
    labels = ", ".join(choice.label for choice in column.choices)
    return said("{text} is none of {labels}{hint}", "{text} ليس أيًا من {labels}{hint}", text=show(text), labels=labels, hint=hint)
