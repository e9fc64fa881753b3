"""The second coder's desk, and the desk of both: the sheets of `blind` and `settle`, without a file in between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mawaqif.coding.double_coding import BlindRound, Settling, blind_book, load_blind, load_settled, settle_book
from mawaqif.coding.workbook import ChangedWorkbook, Workbook, changed_workbook
from mawaqif.desk.errors import Json, language_of, malformed, text_of
from mawaqif.desk.sheets import book_json, changes_of, problems_json
from mawaqif.desk.state import State
from mawaqif.desk.steps import Desk
from mawaqif.findings import Language, spoken
from mawaqif.reports import line_of


def blind_json(desk: Desk, state: State, asked: Mapping[str, Any]) -> Json:
    """Return what a second coder judges, and nothing that the first coder gave.

    Raises:
        CannotRunError: somebody else has begun, or all is coded twice.
    """
    document = text_of(asked, "document")
    book = _blind(desk, state, document, text_of(asked, "language"))
    return {"version": state.version, "document": document, "text": state.copies.text(document) or "", **book_json(book)}


def check_blind(desk: Desk, state: State, asked: Mapping[str, Any]) -> Json:
    """Return what is wrong with the codes of a second coder, and what is missing."""
    document = text_of(asked, "document")
    book = _changed(_blind(desk, state, document, text_of(asked, "language")), asked)
    done = load_blind(book.filled, state.coded(document), write=False)
    return _blind_said(book, done, language_of(asked))


def write_blind(desk: Desk, asked: Mapping[str, Any]) -> Json:
    """Keep the codes of a second coder apart from the tables.

    Raises:
        RefusedError: the tables were changed since the sheet was opened.
    """
    document = text_of(asked, "document")
    with desk.state_of(text_of(asked, "version"), language_of(asked)) as state:
        book = _changed(_blind(desk, state, document, text_of(asked, "language")), asked)
        done = load_blind(book.filled, state.coded(document), write=False)
        said = _blind_said(book, done, language_of(asked))
        if done.problems:
            return {**said, "written": False}
        made = desk.write(state, lambda: load_blind(book.filled, state.coded(document), write=True), language_of(asked))
        return {**said, "written": True, **made, "counts": dict(done.counts)}


def settle_json(state: State, asked: Mapping[str, Any]) -> Json:
    """Return what differs between the two codings, both codes side by side.

    Raises:
        CannotRunError: the second coding is not complete.
    """
    document = text_of(asked, "document")
    book = settle_book(state.coded(document), state.copies, text_of(asked, "language"))
    return {"version": state.version, "document": document, **book_json(book)}


def write_settled(desk: Desk, asked: Mapping[str, Any], *, really: bool = True) -> Json:
    """Write what both settled, into all tables or none; with `partly`, also where something is not settled yet.

    Args:
        desk: the desk.
        asked: version, document, language and changes.
        really: whether to write; otherwise only say what is wrong and what is missing.

    Raises:
        RefusedError: the tables were changed since the sheet was opened.
    """
    document, partly = text_of(asked, "document"), asked.get("partly") is True
    with desk.state_of(text_of(asked, "version"), language_of(asked)) as state:
        coded = state.coded(document)
        book = _changed(settle_book(coded, state.copies, text_of(asked, "language")), asked)
        done = load_settled(book.filled, coded, state.found, write=False, partly=partly)
        said = _settled_said(book, done, state, language_of(asked))
        if done.problems or done.findings or (done.unsettled and not partly) or not really:
            return {**said, "written": False}
        made = desk.write(
            state, lambda: load_settled(book.filled, coded, state.found, write=True, partly=partly), language_of(asked)
        )
        return {**said, "written": True, **made}


def _blind_said(book: ChangedWorkbook, done: BlindRound, language: Language) -> Json:
    return {
        "problems": problems_json(book, done.problems, language),
        "missing": [spoken(item, language) for item in done.missing],
        "remarks": [spoken(item, language) for item in done.remarks],
    }


def _settled_said(book: ChangedWorkbook, done: Settling, state: State, language: Language) -> Json:
    return {
        "problems": problems_json(book, done.problems, language),
        "others": [line_of(item, state.root, language=language) for item in done.findings],
        "missing": done.unsettled,
        "changed": done.changed,
    }


def _blind(desk: Desk, state: State, document: str, language: str) -> Workbook:
    return blind_book(state.coded(document), desk.coder, state.copies, language)


def _changed(book: Workbook, asked: Mapping[str, Any]) -> ChangedWorkbook:
    try:
        return changed_workbook(book, changes_of(asked))
    except KeyError as error:
        raise malformed(f"there is no {error.args[0]} in the sheets") from error
