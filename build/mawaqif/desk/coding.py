"""Coding at the desk: what a selection proposes, what the checks say of a form, and writing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mawaqif.checks import LONGEST_SHARED
from mawaqif.coding.drafting import cut_of
from mawaqif.coding.loading import Loaded, load_filled, write_tables
from mawaqif.coding.selecting import longest_shared, selection
from mawaqif.coding.source_text import SourceText
from mawaqif.coding.workbook import AddedRow, ChangedWorkbook, SheetChange, SheetProblem, changed_workbook
from mawaqif.desk.errors import Json, language_of, malformed, number_of, text_of
from mawaqif.desk.sheets import apart, changes_of, problems_json
from mawaqif.desk.state import State
from mawaqif.desk.steps import Desk
from mawaqif.findings import Language, spoken
from mawaqif.reports import line_of

LINES = "lines"


def propose(state: State, asked: Mapping[str, Any]) -> Json:
    """Return the passage that a selection means, with its anchor and the footnotes that it closes.

    Raises:
        CannotRunError: there are no words in it.
    """
    source = state.opened(text_of(asked, "document")).source
    found = selection(source, number_of(asked, "start"), number_of(asked, "end"), as_given=asked.get("exact") is True)
    place = found.anchor
    return {
        "start": place.char_start,
        "end": place.char_end,
        "first": place.text_start,
        "last": place.text_end,
        "sha256": place.text_sha256,
        "problem": spoken(found.problem, language_of(asked)),
        "page": found.page,
        "notes": list(found.notes),
        "unit": found.unit,
    }


def shared_words(state: State, asked: Mapping[str, Any]) -> Json:
    """Return how many words in a row each summary shares with the source, and how many are too many."""
    source = state.opened(text_of(asked, "document")).source
    texts = asked.get("texts")
    if not isinstance(texts, dict):
        raise malformed("texts is no object")
    counted = {str(key): longest_shared(text_of(texts, key), source) for key in texts}
    return {"shared": {key: {"count": count, "words": words} for key, (count, words) in counted.items()}, "most": LONGEST_SHARED}


def check(state: State, asked: Mapping[str, Any]) -> Json:
    """Return what the checks say of a form, each at its field; with `whole`, of the whole package and the documents."""
    book, loaded = _load(state, asked, whole=asked.get("whole") is True)
    return _said(book, loaded, language_of(asked))


def write(desk: Desk, asked: Mapping[str, Any]) -> Json:
    """Write a form, all tables or none; where something is wrong, say it and write nothing.

    Raises:
        RefusedError: the tables were changed since the form was opened.
    """
    language = language_of(asked)
    with desk.state_of(text_of(asked, "version"), language) as state:
        book, loaded = _load(state, asked, whole=True)
        said = _said(book, loaded, language)
        if loaded.problems:
            return {**said, "written": False}
        return {**said, "written": True, **desk.write(state, lambda: write_tables(loaded.draft, loaded.tables), language)}


def _load(state: State, asked: Mapping[str, Any], *, whole: bool) -> tuple[ChangedWorkbook, Loaded]:
    document, language = text_of(asked, "document"), text_of(asked, "language")
    opened = state.opened(document)
    changes = changes_of(asked)
    if LINES in changes:
        changes[LINES] = replace(changes[LINES], added=_cut(opened.source, changes[LINES].added))
    book = _changed(state, document, language, changes)
    return book, load_filled(opened, book.filled, sealed=asked.get("sealed") is True, whole=whole)


def _changed(state: State, document: str, language: str, changes: Mapping[str, SheetChange]) -> ChangedWorkbook:
    try:
        return changed_workbook(state.book(document, language), changes)
    except KeyError as error:
        raise malformed(f"there is no {error.args[0]} in the draft of {document}") from error


def _cut(source: SourceText, rows: Sequence[AddedRow]) -> list[AddedRow]:
    """Return lines with the first and last words of their stretch."""
    made = []
    for row in rows:
        start, _, end = row.key.partition("-")
        if row.key and not (start.isdecimal() and end.isdecimal() and 0 <= int(start) < int(end) <= len(source.text)):
            raise malformed(f"{row.key!r} is no stretch of the text")
        made.append(replace(row, cells={**(cut_of(source, int(start), int(end)) if row.key else {}), **row.cells}))
    return made


def _said(book: ChangedWorkbook, loaded: Loaded, language: Language) -> Json:
    placed, findings = apart(loaded.problems)
    root = loaded.draft.root
    left_out: list[SheetProblem] = loaded.left_out
    return {
        "problems": problems_json(book, placed, language),
        "others": [line_of(item, root, language=language) for item in findings],
        "pending": [spoken(item.told, language) for item in loaded.pending],
        "left_out": problems_json(book, left_out, language),
        "kept": loaded.kept,
        "existing": loaded.existing,
        "changes": {table: dict(counts) for table, counts in loaded.changes.items()},
    }
