"""The records of a CSV text, each with its physical line, whatever breaks some of them.

A record whose quotation marks are broken ends with its line, so that the records after it are read.
Of a merge conflict, as git leaves it in a file, one side is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from mawaqif.findings import Bilingual, show

# What git writes at the start of a line: the side that was there, the state before both, the other side, the end.
OURS, BASE, THEIRS, END = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
_MARK = re.compile(r"^(?:<{7} |\|{7} |={7}\r?$|>{7} )", re.MULTILINE)
# A cell in quotation marks, from its opening mark; and one without.
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*("|$)')
_PLAIN = re.compile(r"[^,\r\n]*")
UNCLOSED = Bilingual("it opens before {text} and is not closed in this line", "يُفتح قبل {text} ولا يُغلق في هذا السطر")
EARLY = Bilingual("it closes after {text}, in the midst of the cell", "يُغلق بعد {text}، في وسط الخلية")
NumberedLine = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CSV text.

    Attributes:
        line: physical line on which it starts, from 1.
        cells: its cells; those before the broken one where its quotation marks are broken.
        problem: what is wrong with its quotation marks; empty where nothing is.
    """

    line: int
    cells: list[str]
    problem: str = ""


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
        conflicts: merge conflicts met so far.
        unfinished: true where a conflict has no end, so that what follows it was not read.
    """

    text: str = field(repr=False)
    conflicts: list[Conflict] = field(default_factory=list)
    unfinished: bool = False

    def __iter__(self) -> Iterator[Record]:
        """Yield the records; one with broken quotation marks ends with its first line."""
        numbered: Iterator[NumberedLine] = enumerate(io.StringIO(self.text, newline=""), start=1)
        lines = self._one_side(numbered) if _MARK.search(self.text) else numbered
        again: deque[NumberedLine] = deque()
        pending: list[NumberedLine] = []

        def feed() -> Iterator[str]:
            while following := again.popleft() if again else next(lines, None):
                pending.append(following)
                yield following[1]

        while True:
            try:
                for cells in csv.reader(feed(), strict=True):
                    yield Record(pending[0][0], cells)
                    pending.clear()
            except csv.Error as error:
                (line, text), *rest = pending
                again.extendleft(reversed(rest))
                pending.clear()
                yield _broken(line, text, str(error))
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


def _name(mark: str) -> str:
    return mark.partition(" ")[2].strip()


def _broken(line: int, text: str, error: str) -> Record:
    """Return the cells of a line before the one with broken quotation marks, and what is wrong with it."""
    cells: list[str] = []
    at = 0
    while at <= len(text):
        quoted = _QUOTED.match(text, at)
        if quoted is None:
            plain = _PLAIN.match(text, at)
            end = plain.end() if plain else at
            cells.append(text[at:end])
        else:
            end = quoted.end()
            if not quoted[1]:
                return Record(line, cells, UNCLOSED.filled(text=show(text[at + 1 :].strip())))
            if text[end : end + 1] not in {",", "\r", "\n", ""}:
                return Record(line, cells, EARLY.filled(text=show(quoted[0][1:-1])))
            cells.append(quoted[0][1:-1].replace('""', '"'))
        if text[end : end + 1] != ",":
            break
        at = end + 1
    return Record(line, cells[:0], error)
