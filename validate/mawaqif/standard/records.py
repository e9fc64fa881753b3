"""The records of a CSV text, each with its physical line, whatever breaks some of them.

A record whose quotation marks are broken ends with its line, so that the records after it are read.
Of a merge conflict, as git leaves it in a file, one side is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mawaqif.findings import Bilingual, show
from mawaqif.standard.merge_conflicts import merge_conflict

# What git writes at the start of a line: the side that was there, the state before both, the other side, the end.
OURS, BASE, THEIRS, END = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
_MARK = re.compile(r"^(?:<{7} |\|{7} |={7}\r?$|>{7} )", re.MULTILINE)
# A cell in quotation marks, from its opening mark; and one without.
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*("|$)')
_PLAIN = re.compile(r"[^,\r\n]*")
UNCLOSED = Bilingual(
    "is quoted wrongly, it opens before {text} and is not closed in this line",
    "اقتباسها خاطئ، يُفتح قبل {text} ولا يُغلق في هذا السطر",
)
EARLY = Bilingual(
    "is quoted wrongly, it closes after {text}, in the midst of the cell", "اقتباسها خاطئ، يُغلق بعد {text}، في وسط الخلية"
)
OTHERWISE = Bilingual("is quoted wrongly, {problem}", "اقتباسها خاطئ: {problem}")
STRAY = Bilingual(
    "holds a quotation mark after {text} and none around the cell", "فيها علامة اقتباس بعد {text}، وليس حولها علامتان"
)
WHOLE_ROWS = Bilingual("a cell holds whole rows", "في خلية صفوف كاملة")
NumberedLine = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CSV text.

    Attributes:
        line: physical line on which it starts, from 1.
        cells: its cells; those before the broken one where its quotation marks are broken.
        problem: what is wrong with its quotation marks; empty where nothing is.
        column: position of the cell where that is; -1 where it is not known.
        whole: true where all cells were read all the same.
        cut: true where a carriage return alone ends it, in a text whose lines end otherwise.
    """

    line: int
    cells: list[str]
    problem: str = ""
    column: int = -1
    whole: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Marks of a merge conflict: first and last line, and what git calls the two sides; empty where a mark is missing."""

    first: int
    last: int
    ours: str = ""
    theirs: str = ""


@dataclass
class Records:
    """The records of a CSV text in turn; `conflicts` is filled while they are read.

    Attributes:
        text: the text.
        options: arguments of Python's reader, where cells are not cut by commas and quotation marks.
        wary: whether what looks like a slip is taken for one: a cell that holds whole rows, a quotation mark inside a cell, a
            mark of a merge that stands alone. A file of which nothing is known but its dialect may hold all of that.
        conflicts: merge conflicts met so far.
        unfinished: true where a conflict has no end, so that what follows it was not read.
    """

    text: str = field(repr=False)
    options: Mapping[str, Any] = field(default_factory=dict)
    wary: bool = True
    conflicts: list[Conflict] = field(default_factory=list)
    unfinished: bool = False

    def __iter__(self) -> Iterator[Record]:
        """Yield the records; one with broken quotation marks ends with its first line."""
        numbered = _numbered(self.text)
        torn = _MARK.search(self.text) if self.wary else merge_conflict(self.text)
        lines = self._one_side(numbered) if torn else numbered
        again: deque[NumberedLine] = deque()
        pending: list[NumberedLine] = []
        width = 0
        has_lf = "\n" in self.text

        def feed() -> Iterator[str]:
            while following := again.popleft() if again else next(lines, None):
                pending.append(following)
                yield following[1]

        while True:
            try:
                for cells in csv.reader(feed(), strict=True, **self.options):
                    width = width or len(cells)
                    if self.wary:
                        _refuse_swallowed(pending, width)
                    record = Record(pending[0][0], cells, cut=has_lf and pending[-1][1].endswith("\r"))
                    yield _with_stray_mark(record, pending) if self.wary else record
                    pending.clear()
            except csv.Error as error:
                (line, text), *rest = pending
                again.extendleft(reversed(rest))
                pending.clear()
                yield _broken(line, text, error.args[0], commas=self.options.get("delimiter", ",") == ",")
            else:
                return

    def _one_side(self, lines: Iterator[NumberedLine]) -> Iterator[NumberedLine]:
        """Yield the lines without merge marks, and of each conflict those of the side that was there."""
        start, ours, skip, number = 0, "", False, 0
        for number, line in lines:
            mark = _MARK.match(line)
            if mark is None:
                if not skip:
                    yield number, line
            elif mark[0] == OURS:
                start, ours, skip = number, _name(line), False
            elif not start:
                self.conflicts.append(Conflict(number, number))
            elif mark[0] == END:
                self.conflicts.append(Conflict(start, number, ours, _name(line)))
                start, skip = 0, False
            else:
                skip = True
        if start:
            self.conflicts.append(Conflict(start, number, ours))
            self.unfinished = True


def _numbered(text: str) -> Iterator[NumberedLine]:
    """Yield the lines as Python's reader takes them, numbered as git, grep and GitHub number them: by LF, where there is one."""
    counted = "\n" if "\n" in text else "\r"
    number = 1
    for line in io.StringIO(text, newline=""):
        yield number, line
        number += counted in line


def _refuse_swallowed(lines: list[NumberedLine], width: int) -> None:
    """Refuse a record in which a cell has swallowed whole rows, between a mark too many and the next one.

    Raises:
        csv.Error: a line after the first is a row by itself. The last one looks like a row, too, where the first cell of
            the record has the line break.
    """
    if width == 1 or len(lines) == 1:
        return
    first = len(next(csv.reader([lines[0][1]]), [])) == 1
    for _, line in lines[1 : -1 if first else None]:
        if len(next(csv.reader([line]), [])) == width:
            raise csv.Error(WHOLE_ROWS)


def stray_mark(text: str, delimiter: str = ",") -> tuple[int, str] | None:
    """Return the first quotation mark in a cell that has none around it: position of the cell in its row, and what stands before.

    Args:
        text: CSV text in which each opened quotation mark is closed.
        delimiter: what separates its cells.
    """
    sign = re.escape(delimiter)
    column = 0
    for found in re.finditer(rf'("(?:[^"]|"")*"|[^{sign}\r\n]*)([{sign}\r\n]|\Z)', text):
        cell = found[1]
        if '"' in cell and not cell.startswith('"'):
            return column, cell.partition('"')[0]
        column = column + 1 if found[2] == delimiter else 0
    return None


def _with_stray_mark(record: Record, lines: list[NumberedLine]) -> Record:
    """Return a record with the mark told that is taken for part of a cell; most records hold none."""
    if not any('"' in cell for cell in record.cells):
        return record
    found = stray_mark("".join(line for _, line in lines))
    if found is None:
        return record
    return replace(record, problem=STRAY.filled(text=show(found[1])), column=found[0], whole=True)


def _name(mark: str) -> str:
    return mark.partition(" ")[2].strip()


def _broken(line: int, text: str, error: str, *, commas: bool) -> Record:
    """Return the cells of a line before the one with broken quotation marks, where commas cut them, and what is wrong with it."""
    cells: list[str] = []
    at = 0
    while commas and at <= len(text):
        quoted = _QUOTED.match(text, at)
        if quoted is None:
            plain = _PLAIN.match(text, at)
            end = plain.end() if plain else at
            cells.append(text[at:end])
        else:
            end = quoted.end()
            if not quoted[1]:
                return Record(line, cells, UNCLOSED.filled(text=show(text[at + 1 :].strip())), len(cells))
            if text[end : end + 1] not in {",", "\r", "\n", ""}:
                return Record(line, cells, EARLY.filled(text=show(quoted[0][1:-1])), len(cells))
            cells.append(quoted[0][1:-1].replace('""', '"'))
        if text[end : end + 1] != ",":
            break
        at = end + 1
    return Record(line, cells[:0], OTHERWISE.filled(problem=error))
