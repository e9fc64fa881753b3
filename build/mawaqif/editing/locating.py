"""The search behind `mawaqif locate`: the anchor of a passage, from its first and last words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from mawaqif.findings import CannotRunError
from mawaqif.passages import ARABIC_MARKS, EDGE_MARKS, Anchor, Words, anchor, fold
from mawaqif.passages.copies import Copies
from mawaqif.tables import Dataset, load_dataset

CONTEXT_CHARACTERS = 30
# Marks that are never part of a passage, and Arabic marks, which belong to their letter.
EXCLUDED_MARKS = frozenset(EDGE_MARKS + ARABIC_MARKS)


@dataclass(frozen=True)
class Located:
    """One passage with the given first and last words.

    Attributes:
        statement_id: the statement that has this passage already, else one with the number 000.
        part: its part.
        anchor: its anchor.
        before: the characters just before it.
        after: the characters just after it.
    """

    statement_id: str
    part: int
    anchor: Anchor
    before: str
    after: str


def locate(root: Path, copies: Copies, document_id: str, first: str, last: str, after: int = 0) -> list[Located]:
    """Find the passages of a document that start and end with given words.

    Spelling variants that fold alike are the same words. Punctuation given at the outer
    ends is taken in where the document has it.

    Args:
        root: folder of the package, whose passages are looked up.
        copies: the reader's copies of the documents.
        document_id: the document.
        first: its first words.
        last: its last words.
        after: offset at which the search starts.

    Returns:
        Every passage found, in reading order; for each start the nearest end.

    Raises:
        CannotRunError: there is no copy of the document, or it is another text than was coded.
    """
    for words in (first, last):
        if not fold(words):
            raise CannotRunError("the first and the last words must hold a letter or digit each")
    dataset, _ = load_dataset(root)
    text = _text_of(dataset, copies, document_id)
    taken = _coded_passages(dataset)
    found = []
    for start, end in stretches(Words(text), first, last):
        if start < after:
            continue
        place = anchor(text, start, end)
        statement, part = taken.get((document_id, start, end), (f"{document_id}-s000", 1))
        before, behind = text[max(0, start - CONTEXT_CHARACTERS) : start], text[end : end + CONTEXT_CHARACTERS]
        found.append(Located(statement, part, place, before, behind))
    return found


def stretches(words: Words, first: str, last: str) -> list[tuple[int, int]]:
    """Return the offsets of the stretches of a text that start and end with given words, in order; see `locate`."""
    return [_widen(words.text, *span, first, last) for span in words.find(first, last)]


def _widen(text: str, start: int, end: int, first: str, last: str) -> tuple[int, int]:
    first, last = first.strip(), last.strip()
    lead = "".join(_leading_marks(first))
    tail = "".join(reversed(list(_leading_marks(reversed(last)))))
    if lead and text[max(0, start - len(lead)) : start] == lead:
        start -= len(lead)
    if tail and text[end : end + len(tail)] == tail:
        end += len(tail)
    return start, end


def _leading_marks(chars: Iterable[str]) -> list[str]:
    marks = []
    for char in chars:
        if char.isalnum() or char.isspace() or char in EXCLUDED_MARKS:
            break
        marks.append(char)
    return marks


def _text_of(dataset: Dataset, copies: Copies, document_id: str) -> str:
    """Return the text in which offsets are counted: that which was coded, or of a new document the one at hand."""
    recorded = _recorded(dataset).get(document_id)
    if recorded is None:
        problem = copies.not_codable(document_id)
        text = None if problem else copies.text(document_id)
    else:
        coded = copies.coded(document_id, *recorded)
        problem, text = coded.difference, coded.text
    if text is not None:
        return text
    if recorded is not None and copies.digest(document_id):
        problem += "; use the file that was coded, or take the new edition in with `mawaqif reanchor`"
    raise CannotRunError(f"{copies.folder}: no copy of {document_id} to code: {problem}{name_hint(copies, document_id)}")


def name_hint(copies: Copies, document_id: str) -> str:
    """Return what documents there are in a folder where that of the name is not there."""
    known = [name for name in copies.document_ids() if name != document_id]
    if copies.digest(document_id) or copies.rendered(document_id):
        return ""
    match = process.extractOne(document_id, known, score_cutoff=60)
    return f"; did you mean {match[0]}?" if match else f"; there are {', '.join(known) or 'none'}"


def _recorded(dataset: Dataset) -> dict[str, tuple[str, int | None]]:
    columns = ("document_id", "text_sha256", "text_length")
    if not dataset.has({"documents": columns}) or dataset.unusable({"documents": columns}):
        return {}
    rows = dataset.tables["documents"].frame.select(columns).iter_rows()
    return {document: (digest, length) for document, digest, length in rows if document and digest}


def _coded_passages(dataset: Dataset) -> dict[tuple[str, int, int], tuple[str, int]]:
    if not {"passages", "statements"} <= dataset.tables.keys():
        return {}
    documents = dict(dataset.tables["statements"].cells.select("statement_id", "document_id").iter_rows())
    rows = dataset.tables["passages"].frame.select("statement_id", "part", "char_start", "char_end").iter_rows()
    return {(documents.get(statement, ""), start, end): (statement, part) for statement, part, start, end in rows}
