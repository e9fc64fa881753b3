"""What a workbook is made of, to be written and as it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from string import ascii_uppercase
from urllib.parse import parse_qsl, urlencode

# The cell that tells what a sheet is stands in the row of keys, and begins so.
SIGNATURE = "mawaqif"


@dataclass(frozen=True)
class Choice:
    """One value to choose: `label` is what people see and pick, `value` is what is read back, `note` says what it means."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes:
        key: name by which programs know it; unique in its sheet.
        label: heading that people see.
        width: in characters.
        choices: values of a drop-down; empty where anything may be written.
        strict: whether the spreadsheet refuses what is not among the choices.
        given: whether the column is there to be read only: grey, locked, and ignored when read back unless asked for.
        note: a comment on the heading, such as what is expected.
        left_to_right: whether its text is set from left to right in a sheet that is not, as identifiers are.
        refers: the table whose rows it names; empty where it names none.
        required: whether a row needs a value in it.
    """

    key: str
    label: str
    width: int = 18
    choices: tuple[Choice, ...] = ()
    strict: bool = True
    given: bool = False
    note: str = ""
    left_to_right: bool = False
    refers: str = ""
    required: bool = False

    def chosen(self, text: str) -> str:
        """Return the value of the choice that a text names, by its label or value in any case; else the text as it is."""
        wanted = " ".join(text.split()).casefold()
        for choice in self.choices:
            if wanted in (choice.label.casefold(), choice.value.casefold()):
                return choice.value
        return text


@dataclass(frozen=True)
class Sheet:
    """A sheet to be written.

    Attributes:
        key: name by which programs know it; unique in its workbook, lower-case ASCII.
        title: name that people see; at most 31 characters without brackets, colons, stars, question marks and slashes.
        columns: its columns, in order.
        rows: the text of each row by key of the column; what is missing is empty.
        row_keys: a name for each row, which comes back with it, or nothing.
        notes: comments on cells, by number of the row, from 0, and key of the column.
        marks: cells that are tinted because what they hold is only proposed, as (row, key).
        frozen: number of columns that stay in sight.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, str]] = ()
    row_keys: Sequence[str] = ()
    notes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    marks: AbstractSet[tuple[int, str]] = frozenset()
    frozen: int = 0


@dataclass(frozen=True)
class Workbook:
    """Sheets that belong together.

    Attributes:
        kind: what they are for, such as `draft`; lower-case ASCII.
        about: what a program needs to know when they come back, such as the document.
        language: `ar` for sheets from right to left, else `en`.
        sheets: the sheets, in order.
    """

    kind: str
    about: Mapping[str, str]
    language: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class CellPlace:
    """Where something stands in a workbook, as people find it.

    Attributes:
        sheet: title of the sheet, or name of the CSV file.
        row: number of the row, as the spreadsheet counts; 0 for a whole sheet.
        column: number of the column, from 0; -1 for a whole row.
        label: heading of the column.
    """

    sheet: str
    row: int = 0
    column: int = -1
    label: str = ""

    def __str__(self) -> str:
        """Return the place in words."""
        parts = [f"sheet '{self.sheet}'"]
        if self.row:
            parts.append(f"row {self.row}")
        if self.column >= 0:
            parts.append(f"column {letters(self.column)}{f' ({self.label})' if self.label else ''}")
        return ", ".join(parts)


@dataclass(frozen=True)
class SheetProblem:
    """What is wrong at a place, and how to mend it, in one line."""

    place: CellPlace
    message: str

    def __str__(self) -> str:
        """Return place and message."""
        return f"{self.place}: {self.message}"


@dataclass(frozen=True)
class FilledRow:
    """A row that came back.

    Attributes:
        sheet: the sheet that it stands in.
        number: its number, as the spreadsheet counts.
        key: the name that it was given when written; empty for a row that a person added.
        cells: stripped texts by key of the column.
    """

    sheet: FilledSheet
    number: int
    key: str
    cells: Mapping[str, str]

    def text(self, key: str) -> str:
        """Return the text of a cell; empty where there is none."""
        return self.cells.get(key, "")

    def at(self, key: str = "") -> CellPlace:
        """Return the place of a cell, or of the row."""
        column = self.sheet.places.get(key, -1)
        return CellPlace(self.sheet.title, self.number, column, self.sheet.labels.get(key, ""))


@dataclass(frozen=True)
class FilledSheet:
    """A sheet that came back.

    Attributes:
        key: name by which programs know it.
        title: name that people see.
        places: number of each column, from 0, by its key.
        labels: heading of each column by its key.
        rows: the rows that are not empty; filled after the sheet itself is made.
    """

    key: str
    title: str
    places: Mapping[str, int]
    labels: Mapping[str, str]
    rows: list[FilledRow] = field(default_factory=list)

    def at(self, key: str = "") -> CellPlace:
        """Return the place of a heading, or of the sheet."""
        return CellPlace(self.title, 2 if key in self.places else 0, self.places.get(key, -1), self.labels.get(key, ""))


@dataclass(frozen=True)
class Filled:
    """A workbook that came back; see `Workbook` for `kind` and `about`.

    Attributes:
        kind: what it is for.
        about: what was written into it for the program.
        sheets: its sheets by key.
        problems: what a spreadsheet, or a person, has done to it that no cell can be read through.
    """

    kind: str
    about: Mapping[str, str]
    sheets: Mapping[str, FilledSheet]
    problems: Sequence[SheetProblem]


def letters(number: int) -> str:
    """Return the letters by which a spreadsheet calls a column: `A` for 0, `AA` for 26."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name


def signature(book: Workbook, sheet: Sheet) -> str:
    """Return the cell by which a sheet is known when it comes back, over the names of its rows."""
    return f"{SIGNATURE}/{book.kind}/{sheet.key}?{urlencode(book.about)}"


def read_signature(text: str) -> tuple[str, str, dict[str, str]] | None:
    """Return kind, sheet and what was written about a workbook; None where the cell is no such signature."""
    name, _, about = text.strip().partition("?")
    parts = name.split("/")
    if parts[0] != SIGNATURE or len(parts) != 3:  # noqa: PLR2004 - signature, kind and sheet
        return None
    return parts[1], parts[2], dict(parse_qsl(about, keep_blank_values=True))
