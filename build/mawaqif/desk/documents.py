"""The documents that lie in the folder, and one of them with all that is coded in it."""

from __future__ import annotations

from collections.abc import Iterator

from mawaqif.coding.covering import document_coverage
from mawaqif.coding.drafting import names_in_language
from mawaqif.coding.selecting import footnote_markers
from mawaqif.coding.wording import LANGUAGES
from mawaqif.desk.errors import Json
from mawaqif.desk.sheets import Lists, sheet_json
from mawaqif.desk.state import State

CORPUS = "corpus"


def documents_json(state: State, language: str) -> list[Json]:
    """Return the documents of the corpus, and texts that no row names, each with what keeps it from being opened."""
    rows = state.dataset.tables["documents"].cells.select("document_id", "role", "title_en", "title_ar").rows()
    known = {name for name, *_ in rows}
    found = [
        {"id": name, "title": (arabic if language == "ar" else english) or name, "problem": state.copies.problem(name)}
        for name, role, english, arabic in rows
        if role == CORPUS and name
    ]
    return found + [
        {"id": name, "title": name, "problem": "", "new": True}
        for name in state.copies.document_ids()
        if name not in known and not state.copies.not_codable(name)
    ]


def document_json(state: State, document: str, language: str) -> Json:
    """Return a document for its coder: text, units, sheets of its draft, coverage.

    Raises:
        CannotRunError: the package cannot be read, or there is no such text.
    """
    book, source = state.book(document, language), state.opened(document).source
    other = next(item for item in LANGUAGES if item != language)
    lists = Lists(names_in_language(state.dataset, other))
    sheets = [sheet_json(sheet, lists, with_words=False) for sheet in book.sheets if sheet.key != "guide"]
    return {
        "version": state.version,
        "document": document,
        "text": source.text,
        "units": [[unit.name, unit.sort, unit.start, unit.end, unit.note] for unit in source.units],
        "markers": {str(note): places for note, places in footnote_markers(source.text).items()},
        "sheets": sheets,
        "lists": lists.all,
        "coverage": coverage_json(state, document),
        "sealed": list(_sealed(state, document)),
    }


def coverage_json(state: State, document: str) -> Json:
    """Return how far a document is coded, and the stretches that are neither coded nor set aside."""
    (told,) = document_coverage(state.dataset, state.copies, document)
    left = [[item.line, item.start, item.end, item.first_words] for item in told.left or ()]
    return {"length": told.length, "coded": told.coded, "aside": told.aside, "left": left, "problem": told.problem}


def _sealed(state: State, document: str) -> Iterator[str]:
    """Yield the statements of a document that a second reader has read."""
    used = state.opened(document).draft.used_keys
    for statement, of in state.opened(document).draft.rows("statements", "statement_id", "document_id"):
        if of == document and ("statements", statement) in used:
            yield statement
