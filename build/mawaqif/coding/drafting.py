"""Drafting, behind `mawaqif draft`: a document as a workbook with all that a program can know, the rest left to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mawaqif.coding.carrying import CarriedLine, carried_lines, carried_rows, notes_on_links
from mawaqif.coding.citation_lines import citation_lines
from mawaqif.coding.dates import dates_in
from mawaqif.coding.footnotes import KnownDocuments, cited_items
from mawaqif.coding.labels import row_choices
from mawaqif.coding.layout import (
    CITATIONS,
    CODED,
    FIRST,
    KIND,
    LAST,
    LINES,
    MARK,
    NEW_ROWS,
    NOTES,
    OWN_ROWS,
    SET_ASIDE,
    Layout,
    require_tables,
    role_key,
)
from mawaqif.coding.mentions import Mentions
from mawaqif.coding.source_text import SourceText
from mawaqif.coding.units import LABEL, NOTE, PARAGRAPH, QUOTATION, Unit, enclosing, is_heading
from mawaqif.coding.wording import Wording
from mawaqif.coding.workbook import Column, Sheet, Workbook
from mawaqif.passages import anchor
from mawaqif.release.codebook import WORDINGS, boundaries
from mawaqif.tables import Dataset

# A quoted passage is introduced by who said it; so much before it is looked through.
INTRODUCTION = 120
# A unit that is set aside for one of these reasons is said by nobody on any day.
ALWAYS_ASIDE = ("heading", "citing_note")


@dataclass
class Line:
    """A line of the sheet of the text.

    Attributes:
        start: where it stands in the text.
        end: where it ends.
        cells: its cells by key of the column.
        proposed: keys of the cells that are only proposed.
    """

    start: int
    end: int
    cells: dict[str, str]
    proposed: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """The name of the line, by which its place is known when it comes back."""
        return f"{self.start}-{self.end}"


def draft_workbook(dataset: Dataset, source: SourceText, language: str) -> Workbook:
    """Make the workbook of a document.

    Args:
        dataset: the package; what it has of the document is carried over.
        source: the text of the document.
        language: `ar` or `en`.

    Raises:
        CannotRunError: the package lacks a table, or it cannot be read.
    """
    require_tables(dataset)
    layout = Layout(dataset, Wording(language))
    lines = _lines(layout, source)
    about = {"document": source.document, "text": source.digest, "lang": language}
    sheets = [
        _guide(layout),
        _sheet(layout, LINES, layout.lines, lines, frozen=4),
        *_citation_sheets(layout, source),
        *(_empty(layout, table, layout.own_rows(table), carried_rows(layout, source.document, table)) for table in OWN_ROWS),
        _notes_sheet(layout, source.document),
        _topics_sheet(layout),
    ]
    return Workbook(KIND, about, language, tuple(sheets))


def _guide(layout: Layout) -> Sheet:
    rows = [{"text": text} for text in layout.wording.section("guide").values()]
    return Sheet("guide", layout.wording.word("sheets", "guide"), (layout.own("text", 110, given=True),), rows)


def _sheet(layout: Layout, key: str, columns: tuple[Column, ...], lines: Sequence[Line], frozen: int = 0) -> Sheet:
    rows = [_labelled(columns, line.cells) for line in lines]
    marks = frozenset((number, key) for number, line in enumerate(lines) for key in line.proposed)
    return Sheet(key, layout.wording.word("sheets", key), columns, rows, [line.key for line in lines], {}, marks, frozen)


def _labelled(columns: Sequence[Column], cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells with the labels of their values, which people pick from the drop-down."""
    labels = {column.key: {choice.value: choice.label for choice in column.choices} for column in columns}
    return {key: labels.get(key, {}).get(cell, cell) for key, cell in cells.items()}


def _lines(layout: Layout, source: SourceText) -> list[Line]:
    """Return what is coded or set aside already, and every unit in which nothing is, in reading order."""
    carried = carried_lines(layout, source.document)
    held = [(line.start, line.end) for line in carried]
    found = [_carried(layout, source, line) for line in carried]
    proposals = _Proposals(layout, source)
    for unit in source.units:
        line = proposals.line(unit)
        if not any(start <= unit.start and unit.end <= end for start, end in held):
            found.append(line)
    return sorted(found, key=lambda line: (line.start, -line.end))


def _carried(layout: Layout, source: SourceText, line: CarriedLine) -> Line:
    unit = enclosing(source.units, line.start)
    cells = {
        "unit": unit.name if unit else "",
        "sort": layout.wording.word("values", "coded_before"),
        "page": source.page(line.start),
        "words": source.text[line.start : line.end],
        **line.cells,
    }
    if line.part and not cells.get(SET_ASIDE):
        cells |= cut_of(source, line.start, line.end)
    return Line(line.start, line.end, cells)


def cut_of(source: SourceText, start: int, end: int) -> dict[str, str]:
    """Return the cells that say where a line stands: its first and last words."""
    place = anchor(source.text, start, end)
    return {FIRST: place.text_start, LAST: place.text_end}


class _Proposals:
    """What is proposed for the units of a text, one after the other: a heading dates what follows it."""

    def __init__(self, layout: Layout, source: SourceText) -> None:
        self.layout, self.source = layout, source
        self.mentions = Mentions(layout.dataset)
        self.names = {column.key: {choice.value: choice.label for choice in column.choices} for column in layout.lines}
        self.quoting = {unit.name.partition(".")[0] for unit in source.units if unit.sort == QUOTATION}
        notes = [(unit.note, source.text[unit.start : unit.end]) for unit in source.units if unit.sort == NOTE]
        cited = cited_items(notes, KnownDocuments(layout.dataset))
        self.citing = {item.note for item in cited if item.url or item.document or item.ibid}
        self.day = self.event = ""

    def line(self, unit: Unit) -> Line:
        words = self.source.text[unit.start : unit.end]
        named = {table: self.mentions.in_text(table, words) for table in ("actors", "initiatives", "events")}
        if is_heading(self.source.text, unit):
            days = dates_in(words)
            if days or named["events"]:
                # A heading with another day is no longer that of the event before.
                self.day, self.event = next(iter(days), ""), next(iter(named["events"]), "")
        reason = self._reason(unit)
        proposed = {MARK: unit.name, **cut_of(self.source, unit.start, unit.end)}
        if reason not in ALWAYS_ASIDE:
            proposed |= {"date": self.day, "event_id": self.event}
        speaker = self._speaker(unit)
        if speaker:
            proposed[role_key("speaker")] = self.names[role_key("speaker")].get(speaker, speaker)
        for number, initiative in enumerate(named["initiatives"][:3], start=1):
            proposed[f"initiative_id_{number}"] = initiative
        proposed[SET_ASIDE] = self.layout.reasons.get(reason, "")
        proposed = {key: cell for key, cell in proposed.items() if cell}
        given = {
            "unit": unit.name,
            "sort": self.layout.wording.word("values", unit.sort),
            "page": self.source.page(unit.start),
            "words": words,
            "mentions": " | ".join(self._named(named)),
        }
        return Line(unit.start, unit.end, given | proposed, set(proposed))

    def _named(self, named: Mapping[str, Sequence[str]]) -> list[str]:
        keys = {"actors": role_key("speaker"), "initiatives": "initiative_id_1", "events": "event_id"}
        return [self.names[keys[table]].get(row, row) for table, rows in named.items() for row in rows]

    def _reason(self, unit: Unit) -> str:
        """Return why nothing, or nothing more, may be coded of a unit; empty where it can hardly be guessed."""
        if unit.sort == LABEL or (unit.sort == PARAGRAPH and unit.name in self.quoting):
            return "attribution"
        if is_heading(self.source.text, unit):
            return "heading"
        return "citing_note" if unit.note in self.citing else ""

    def _speaker(self, unit: Unit) -> str:
        """Return the actor that is named just before a quotation, where it is only one."""
        if unit.sort != QUOTATION:
            return ""
        before = self.source.text[max(0, unit.start - INTRODUCTION) : unit.start].rpartition("\n")[2]
        named = self.mentions.in_text("actors", before)
        return named[0] if len(named) == 1 else ""


def _citation_sheets(layout: Layout, source: SourceText) -> list[Sheet]:
    cited, documents = citation_lines(layout, source)
    columns = layout.citations()
    rows = [_labelled(columns, line.cells) for line in cited]
    keys = [f"{line.cells.get('note_number', '')}-{line.cells.get('item', '')}" for line in cited]
    marks = frozenset((number, key) for number, line in enumerate(cited) for key in line.proposed)
    citations = Sheet(CITATIONS, layout.wording.word("sheets", CITATIONS), columns, rows, keys, {}, marks)
    new = [_empty(layout, table, layout.new_rows(table), documents if table == "documents" else []) for table in NEW_ROWS]
    return [citations, *new]


def _empty(layout: Layout, table: str, columns: tuple[Column, ...], cells: Sequence[Mapping[str, str]]) -> Sheet:
    rows = [_labelled(columns, row) for row in cells]
    # What was there before is confirmed; what is proposed is not.
    marks = frozenset(
        (number, key) for number, row in enumerate(cells) for key, cell in row.items() if cell and not row.get(CODED)
    )
    return Sheet(table, layout.wording.title(layout.schema(table)), columns, rows, [f"r{n}" for n in range(len(rows))], {}, marks)


def _notes_sheet(layout: Layout, document: str) -> Sheet:
    columns = layout.notes()
    rows = [_labelled(columns, row) for row in notes_on_links(layout, document)]
    return Sheet(NOTES, layout.wording.word("sheets", NOTES), columns, rows, [f"r{n}" for n in range(len(rows))])


def _topics_sheet(layout: Layout) -> Sheet:
    wording = next(item for item in WORDINGS if item.code == layout.wording.language)
    told = boundaries(layout.dataset.descriptor.root, wording)
    columns, rows = layout.topics(told)
    return Sheet("topics", layout.wording.word("sheets", "topics"), columns, rows)


def names_in_language(dataset: Dataset, language: str) -> dict[str, str]:
    """Return what the rows that a draft can name are called in a language, by identifier."""
    tables = (dataset.tables[name] for name in (*NEW_ROWS, "topics") if name in dataset.tables)
    return {choice.value: choice.label for table in tables for choice in row_choices(Wording(language), table)}
