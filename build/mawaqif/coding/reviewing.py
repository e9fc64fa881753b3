"""The page behind `mawaqif review`: each passage beside all that its rows say, in reading order, to be ticked off."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain

from jinja2 import Environment, PackageLoader, StrictUndefined

from mawaqif.coding.source_text import SourceText
from mawaqif.coding.wording import Wording
from mawaqif.editing.seal_scope import rows_of_document
from mawaqif.history import Reading, RowKey, row_hashes
from mawaqif.tables import Dataset, Field, Table, spelt_key

# Columns that say where a row stands; the place and the words are shown instead.
PLACE = frozenset(
    {"char_start", "char_end", "text_start", "text_end", "text_sha256", "number", "part", "statement_id", "document_id"}
)
STATEMENTS, PASSAGES, ASIDE, CITATIONS = "statements", "passages", "set_aside", "citations"


@dataclass(frozen=True)
class Fact:
    """One cell in words.

    Attributes:
        label: title of the column.
        text: the cell, or the name that it stands for.
        language: language of the text; empty where it is a name or a code.
        more: what the name stands for, such as the proposition of a topic.
    """

    label: str
    text: str
    language: str = ""
    more: str = ""


@dataclass(frozen=True)
class ReviewRow:
    """One row to be read.

    Attributes:
        key: table and key.
        title: title of its table.
        facts: its cells, without those that are empty.
        read: whether it is in the reading record as it is now.
        by: who read it and when; empty where that is not known.
    """

    key: RowKey
    title: str
    facts: tuple[Fact, ...]
    read: bool
    by: str


@dataclass
class Block:
    """What is read at once: a statement or a set-aside stretch with its words, or other rows of the document.

    Attributes:
        kind: `statement`, `aside` or `rows`.
        name: identifier of the statement; empty for others.
        start: offset of its first word; the end of the text for other rows.
        place: page and line of it; empty for other rows.
        words: its words, a text a part.
        rows: its rows.
    """

    kind: str
    name: str
    start: int
    place: str = ""
    words: list[str] = field(default_factory=list)
    rows: list[ReviewRow] = field(default_factory=list)

    @property
    def unread(self) -> int:
        """Number of its rows that nobody has read as they are."""
        return sum(not row.read for row in self.rows)

    @property
    def keys(self) -> str:
        """Its rows as `mawaqif seal --rows` takes them, as JSON."""
        return json.dumps([f"{table}:{key}" for table, key in (row.key for row in self.rows)], ensure_ascii=False)


def review_page(dataset: Dataset, source: SourceText, record: Mapping[RowKey, Reading], language: str) -> str:
    """Return the page as HTML; it holds the words of the source.

    Args:
        dataset: the tables.
        source: the text of the document.
        record: the reading record.
        language: `en` or `ar`, in which labels and names are shown.
    """
    wording = Wording(language)
    blocks = review_blocks(dataset, source, record, wording)
    template = _templates().get_template("review.html")
    script, style = (files("mawaqif.coding").joinpath(f"review.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return template.render(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        document=source.document,
        blocks=blocks,
        unread=sum(block.unread for block in blocks),
        total=sum(len(block.rows) for block in blocks),
        word=wording.section("review"),
        script=script,
        style=style,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _templates() -> Environment:
    loader = PackageLoader("mawaqif", "coding")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def review_blocks(dataset: Dataset, source: SourceText, record: Mapping[RowKey, Reading], wording: Wording) -> list[Block]:
    """Return all rows that belong to a document, in blocks in reading order; rows without a place come last."""
    present = row_hashes(dataset)
    order = {name: number for number, name in enumerate(dict.fromkeys([STATEMENTS, *dataset.tables]))}
    wanted = (key for key in rows_of_document(dataset, source.document, record) if key in present)
    keys = sorted(wanted, key=lambda key: (order[key[0]], present[key][1]))
    grouped: dict[tuple[str, str], Block] = {}
    owners = _owners(dataset)
    for name, key in keys:
        table, row = dataset.tables[name], present[name, key][1]
        owner = owners.get((name, key), ("rows", ""))
        if owner not in grouped:
            grouped[owner] = Block(owner[0], owner[1] if owner[0] == "statement" else "", len(source.text))
        block = grouped[owner]
        block.rows.append(_row(dataset, table, row, (name, key), (present[name, key][0], record.get((name, key)), wording)))
        if name in {PASSAGES, ASIDE}:
            start, end = (table.frame[column][row] for column in ("char_start", "char_end"))
            block.words.append(source.text[start:end])
            block.start = min(block.start, start)
    for block in grouped.values():
        if block.words:
            page = source.page(block.start)
            line = f"{wording.word('review', 'line')} {source.text.count(chr(10), 0, block.start) + 1}"
            block.place = f"{wording.word('columns', 'page')} {page}, {line}" if page else line
    return sorted(grouped.values(), key=lambda block: (block.kind == "rows", block.start))


def _owners(dataset: Dataset) -> dict[RowKey, tuple[str, str]]:
    """Return the block of each row that belongs to a statement or is one stretch."""
    found: dict[RowKey, tuple[str, str]] = {}
    citing: dict[str, str] = {}
    for name, table in dataset.tables.items():
        columns = table.schema.columns
        if name == ASIDE:
            found |= {(name, spelt_key(key)): ("aside", spelt_key(key)) for key in table.keys}
        elif "statement_id" in columns:
            for key, statement in zip(table.keys, table.cells["statement_id"], strict=True):
                if statement is not None:
                    found[name, spelt_key(key)] = ("statement", statement)
                    citing |= {spelt_key(key): statement} if name == CITATIONS else {}
    locators = dataset.tables.get("recoded_locators")
    if locators is not None:
        held = (
            (spelt_key(key), citing.get(citation or "")) for key, (citation, *_) in zip(locators.keys, locators.keys, strict=True)
        )
        found |= {("recoded_locators", key): ("statement", statement) for key, statement in held if statement is not None}
    return found


def _row(dataset: Dataset, table: Table, row: int, key: RowKey, facts: tuple[str, Reading | None, Wording]) -> ReviewRow:
    digest, reading, wording = facts
    read = reading is not None and reading.row_sha256 == digest
    by = " ".join(filter(None, (reading.reader, reading.date))) if reading is not None and read else ""
    cells = ((item, table.cells[item.name][row]) for item in table.schema.fields)
    shown = tuple(_fact(dataset, table, item, value, wording) for item, value in cells if value and item.name not in PLACE)
    return ReviewRow(key, wording.title(table.schema), shown, read, by)


def _fact(dataset: Dataset, table: Table, item: Field, value: str, wording: Wording) -> Fact:
    label = wording.heading(item)
    values = {entry["value"]: wording.of(entry, "label") for entry in item.raw.get("categories", ())}
    target = next((key.table for key in table.schema.foreign_keys if key.columns == (item.name,)), "")
    other = dataset.tables.get(target)
    at = other.row_of.get((value,)) if other is not None else None
    if other is None or at is None:
        return Fact(label, values.get(value, value), item.language)
    name, more = _names(other, at, wording.language)
    return Fact(label, name or value, "", more)


def _names(table: Table, row: int, language: str) -> tuple[str, str]:
    """Return what a row is called in a language, and the proposition of a topic."""
    columns = table.schema.columns
    named: Iterator[str] = (f"{stem}_{language}" for stem in ("name", "label", "title"))
    texts: Iterable[str | None] = (table.cells[column][row] for column in named if column in columns)
    proposition = f"proposition_{language}"
    more = table.cells[proposition][row] if proposition in columns else None
    return next(chain(filter(None, texts), [""])), more or ""
