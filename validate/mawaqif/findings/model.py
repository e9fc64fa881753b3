"""Findings: what a check says about a place in the data, and the report of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mawaqif.findings.bilingual import Bilingual, said
from mawaqif.findings.contribution import Contribution
from mawaqif.findings.escaping import visible

LONGEST_VALUE_SHOWN = 60
# So many findings of one code in one column of a file are kept; what is beyond is counted.
MOST_ALIKE = 10_000


def show(value: object) -> str:
    """Quote a value for a message; a long one is cut and followed by its length.

    Control characters and line breaks are shown as escapes, so that a finding is
    always one line. Arabic stays in logical order.
    """
    text = str(value)
    shown = visible(text[:LONGEST_VALUE_SHOWN])
    if len(text) > LONGEST_VALUE_SHOWN:
        return said("{shown} ({length:,} characters)", "{shown} (عدد محارفه {length:,})", shown=f"'{shown}…'", length=len(text))
    return f"'{shown}'"


def written(name: str) -> str:
    r"""Return a name or text so that UTF-8 can hold it: bytes that are no UTF-8, and halves of pairs, become `\udcNN`."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at one place.

    Attributes:
        code: stable code of the check, such as `MQ304`; never reused.
        name: readable name of the check, such as `foreign-key`.
        file: path of the file, relative to the package, with forward slashes.
        line: physical line of the file, from 1; 0 where the whole file is meant.
        column: name of the table column; empty where the whole line is meant.
        message: the value, what was expected, and how to mend it; `spoken` gives it in Arabic.
        order: position of the column in its table, for sorting.
        subject: table and key of another row that is what is wrong, where there is one.
        incomplete: true where the row is as it should be and another row is still missing,
            one that can only be written after it.
        note: true where nothing is wrong, and readers should know of it all the same; see `Code.note`.
    """

    code: str
    name: str
    file: str
    line: int
    column: str
    message: str
    order: int = field(default=0, repr=False)
    subject: tuple[str, str] = field(default=("", ""), repr=False)
    incomplete: bool = field(default=False, repr=False, compare=False)
    note: bool = field(default=False, repr=False, compare=False)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order findings as a reader meets them: by file, line, column, code."""
        return (self.file, self.line, self.order, self.code, self.message)

    @property
    def told(self) -> Bilingual:
        """Code and message, in both languages."""
        return said("{code} {message}", "{code} {message}", code=self.code, message=self.message)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands; see `Finding` for the parts."""

    file: str
    line: int = 0
    column: str = ""
    order: int = 0


@dataclass(frozen=True)
class Code:
    r"""The facts of one check: what `mawaqif explain` tells and what a message says.

    An example is an excerpt of the check's own case in `tests/cases/`, so that a test can
    hold it against the files. It has one to three lines, each in one of these forms:

    - `column: value`, a cell of the row that the finding names, as the file spells it;
      several such lines are cells of one row, and an empty cell has nothing after the colon;
    - `file: text`, a piece of a line of a file, with `…` for what is left out;
    - `file has no text`, where the fault is that something is missing;
    - a few plain words, where the fault is no text: a lost file, a blank line.

    A character that cannot be seen or is easily taken for another is written `\u200f`, a byte
    that is no UTF-8 `\xe9`.

    Attributes:
        code: stable code, `MQ` and three digits.
        name: readable name, lower-case words joined by `-`.
        message: template with named fields, filled for each finding; like `why` and `mend`, `Bilingual` in both languages.
        why: why the check exists, in one or two sentences.
        mend: what to do about a finding, with a text editor or a spreadsheet.
        bad: an example of the fault.
        good: the same, mended.
        note: whether what it finds is told and fails nothing: rows are sound, and something is still to be done.
    """

    code: str
    name: str
    message: str
    why: str
    mend: str
    bad: str
    good: str
    note: bool = field(default=False, kw_only=True)

    def at(self, place: Place, **fields: object) -> Finding:
        """Make a finding of this code at a place, with the fields of its message filled in."""
        text = self.message.filled(**fields) if isinstance(self.message, Bilingual) else self.message.format(**fields)
        return Finding(self.code, self.name, place.file, place.line, place.column, text, place.order, note=self.note)

    def lacking(self, place: Place, **fields: object) -> Finding:
        """Make a finding that says that another row is still missing; see `Finding.incomplete`."""
        return replace(self.at(place, **fields), incomplete=True)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that could not run, and why. A skipped check has not passed.

    Attributes:
        code: code of the check.
        name: its name.
        reason: why it could not run.
        fails: false where this tool does not do what a package asks for, so that nothing is wrong with the package.
    """

    code: str
    name: str
    reason: str
    fails: bool = True


@dataclass
class Report:
    """Everything one run found.

    Attributes:
        findings: what is wrong, in reading order once `finish` was called.
        skipped: checks that could not run.
        rows: number of rows read, by table.
        unread: number of rows that are not in the reading record.
        left_out: number of findings that were not kept, because there are `most` like them, by
            file, column and code.
        contribution: what differs from an earlier state, where one was asked for.
        notes: what is told and fails nothing, in the same order.
        unproven: number of passages that were not held against a document, because none was at hand.
        most: number of findings alike that are kept.
    """

    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    unread: int = 0
    contribution: Contribution | None = None
    unproven: int = 0
    left_out: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    notes: list[Finding] = field(default_factory=list)
    most: int = field(default_factory=lambda: MOST_ALIKE, repr=False)
    _alike: Counter[tuple[str, str, str]] = field(default_factory=Counter, repr=False)

    @property
    def clean(self) -> bool:
        """True where nothing is wrong and every check ran that this tool has."""
        return not self.findings and not any(item.fails for item in self.skipped)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add findings, of each kind in each column no more than are kept, one at a time."""
        before, kind = None, ("", "", "")
        for item in findings:
            if item is before:  # it stands for others like it, of which there are too many to be kept
                self.left_out[kind] += 1
                continue
            before, kind = item, (item.file, item.column, item.code)
            self._alike[kind] += 1
            if self._alike[kind] <= self.most:
                (self.notes if item.note else self.findings).append(item)
            else:
                self.left_out[kind] += 1

    def keep(self, most: int) -> None:
        """Keep of each kind in each column so many findings, and count the rest."""
        self.most = most
        self._alike.clear()
        for items in (self.findings, self.notes):
            held = [*items]
            items.clear()
            self.extend(held)

    def add(self, part: Report) -> None:
        """Add what one check found by itself; each check has codes of its own."""
        self.findings += part.findings
        self.notes += part.notes
        self.skipped += part.skipped
        self.left_out += part.left_out

    def finish(self) -> Report:
        """Sort the findings, those on contributed rows first, drop exact repeats, and return the report."""
        self.findings, self.notes = (
            sorted(set(items), key=lambda item: (not self.contributed(item), item.sort_key()))
            for items in (self.findings, self.notes)
        )
        return self

    def contributed(self, finding: Finding) -> bool:
        """True where a finding stands on a row that the contribution added or changed."""
        return (finding.file, finding.line) in self._contributed

    @cached_property
    def _contributed(self) -> set[tuple[str, int]]:
        return self.contribution.places() if self.contribution else set()


class CannotRunError(Exception):
    """Nothing could be checked; the message says why and what to do."""


class FindingsError(Exception):
    """The package has findings, so what needs a clean one was not done."""

    def __init__(self, report: Report, root: Path) -> None:
        """Keep the report, and the folder that its paths start from."""
        super().__init__(f"{len(report.findings)} findings")
        self.report = report
        self.root = root
