"""What the sheets of both codings share: words of passages and footnotes, names, choices, propositions and boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from mawaqif.coding.double_coding.coded_document import CODING_OF, CodedDocument
from mawaqif.coding.double_coding.sheet_wording import SheetWording
from mawaqif.coding.units import NOTE, units
from mawaqif.coding.workbook import Choice, Column, Sheet
from mawaqif.findings import CannotRunError
from mawaqif.passages.copies import Copies
from mawaqif.release.codebook import WORDINGS, boundaries

# What a coder chooses who finds that nothing is there; no identifier or value can be spelt so.
NOTHING = "(none)"
# So many characters before and after a passage are shown with it.
AROUND = 160
GAP = " […] "


@dataclass(frozen=True)
class SheetParts:
    """The parts that the sheets on a document are made of.

    Attributes:
        document: the document.
        wording: the language of the sheets.
        text: its text; empty where only what comes back is read.
    """

    document: CodedDocument
    wording: SheetWording
    text: str = ""

    def passage(self, statement: str) -> tuple[str, str, str]:
        """Return the words before a passage, its own, and those after it."""
        rows = self.document.dataset.tables["passages"].frame.filter(pl.col("statement_id") == statement).sort("part")
        spans = rows.select("char_start", "char_end").rows()
        if not spans or not self.text:
            return "", "", ""
        start, end = spans[0][0], spans[-1][1]
        words = GAP.join(self.text[first:last] for first, last in spans)
        return self.text[max(0, start - AROUND) : start], words, self.text[end : end + AROUND]

    @cached_property
    def footnotes(self) -> Mapping[int, str]:
        """The words of the footnotes by their number."""
        return {unit.note: self.text[unit.start : unit.end] for unit in units(self.text) if unit.sort == NOTE}

    @cached_property
    def boundaries(self) -> Mapping[str, str]:
        """What each topic takes and does not, by topic."""
        wording = next(item for item in WORDINGS if item.code == self.wording.language)
        return boundaries(self.document.dataset.descriptor.root, wording)

    def named(self, table: str, *columns: str) -> dict[str, str]:
        """Return a column of a table in the language of the sheets by its key; the English one where it has none."""
        held = self.document.dataset.tables[table]
        wanted = [name for column in columns for name in (f"{column}_{self.wording.language}", f"{column}_en", column)]
        there = [name for name in dict.fromkeys(wanted) if name in held.schema.columns]
        rows = held.cells.select(held.schema.primary_key[0], *there).iter_rows()
        return {row[0]: next((cell for cell in row[1:] if cell), row[0]) for row in rows if row[0]}

    def choices(self, table: str, column: str, *more: Choice) -> tuple[Choice, ...]:
        """Return the values that a column of a table takes, with their labels."""
        field = self.document.dataset.descriptor.tables[table].by_name[column]
        labels = {item["value"]: self.wording.of(item, "label") for item in field.raw.get("categories", ())}
        return (*(Choice(value, str(labels.get(value, value))) for value in field.constraints.get("enum", ())), *more)

    def codes(self, table: str, *, nothing: str = "") -> tuple[Choice, ...]:
        """Return the codes that one of the double codings takes; with a word, also that nothing is there."""
        coding = CODING_OF[table]
        more = [Choice(NOTHING, self.wording.text(nothing))] if nothing else []
        return self.choices(coding.settled_in, coding.columns[0], *more)

    @cached_property
    def topics(self) -> tuple[Choice, ...]:
        """The topics, in the order of their table."""
        return tuple(Choice(topic, label) for topic, label in self.named("topics", "label").items())

    def column(
        self, key: str, width: int = 18, choices: tuple[Choice, ...] = (), *, given: bool = False, left_to_right: bool = False
    ) -> Column:
        """Return a column with its heading, and the comment on it where there is one; `topic_3` is headed as `topic`."""
        note = self.wording.comment(key)
        heading = self.wording.text(key.rstrip("_0123456789"))
        return Column(key, heading, width, choices, given=given, note=note, left_to_right=left_to_right)

    def topic_sheet(self) -> Sheet:
        """Return the sheet with each topic's proposition and boundary."""
        labels, propositions = self.named("topics", "label"), self.named("topics", "proposition")
        rows = [
            {"topic": labels[topic], "proposition": propositions[topic], "boundary": self.boundaries.get(topic, "")}
            for topic in labels
        ]
        columns = [self.column(key, width, given=True) for key, width in (("topic", 30), ("proposition", 70), ("boundary", 70))]
        return Sheet("topics", self.wording.text("sheet_topics"), tuple(columns), rows, frozen=1)


def sheet_parts(document: CodedDocument, copies: Copies, language: str) -> SheetParts:
    """Take the parts from a package and a copy of the document, which must be the one that was coded.

    Raises:
        CannotRunError: there is no copy, or it is another text.
    """
    text = copies.text(document.name)
    if text is None:
        raise CannotRunError(copies.problem(document.name) or f"there is no copy of {document.name} in {copies.folder}")
    known = document.dataset.tables["documents"].frame.filter(pl.col("document_id") == document.name)["text_sha256"].to_list()
    if copies.digest(document.name) not in known:
        raise CannotRunError(
            f"{copies.folder}: the copy of {document.name} is not the text that was coded, so its passages stand elsewhere; "
            "take the file of which documents has the hash"
        )
    return SheetParts(document, SheetWording(language), text)
