"""Anchors of new passage parts, computed from their first and last words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from mawaqif.editing.entries.draft import Draft
from mawaqif.editing.locating import Located, locate
from mawaqif.findings import Bilingual, CannotRunError, joined, said, show
from mawaqif.history import sealed_documents

PASSAGES = "passages"
DOCUMENT = "document_id"
# The arguments that replace the columns of an anchor on the command line.
FRAGMENTS = ("first", "last")

NEED_SOURCES = Bilingual(
    "first and last words need --sources DIR, the folder of the documents as <document_id>.txt",
    "تحتاج الكلمات الأولى والأخيرة إلى `--sources DIR`، وهو مجلد الوثائق بأسماء `<document_id>.txt`",
)
NO_STRETCH = (
    "{document} has no stretch from {first} to {last}; copy the words from the document",
    "ليس في {document} نص من {first} إلى {last}؛ انسخ الكلمات من الوثيقة",
)
SEVERAL = Bilingual(
    "{number} stretches of {document} go from {first} to {last}: {places}; give more",
    "في {document} من {first} إلى {last} مواضع عددها {number}: {places}؛ زد الكلمات",
)
ALREADY = "this is the passage of {statement} already, part {part}", "هذا مقطع {statement} المرمَّز من قبل، الجزء {part}"


class UnclearError(Exception):
    """The given values do not lead to exactly one new row; the message says why."""


def locate_part(draft: Draft, document: str, first: str, last: str, before: int) -> dict[str, str]:
    """Find a new part of a passage in its document.

    Args:
        draft: the package, with copies of the documents.
        document: the document.
        first: the first words of the part.
        last: its last words.
        before: offset of the previous part or statement; where the words occur several times,
            only occurrences from there on count.

    Returns:
        The anchor columns of its row in `passages`.

    Raises:
        UnclearError: the words do not occur, occur several times, or are coded already.
        CannotRunError: there is no copy of the document.
    """
    if draft.copies is None:
        raise CannotRunError(NEED_SOURCES)
    found = locate(draft.root, draft.copies, document, first, last)
    if not found:
        raise UnclearError(said(*NO_STRETCH, document=document, first=show(first), last=show(last)))
    later = [item for item in found if item.anchor.char_start >= before]
    meant = found if len(found) == 1 else later
    if len(meant) != 1:
        told = {"number": len(found), "document": document, "first": show(first), "last": show(last)}
        raise UnclearError(SEVERAL.filled(**told, places=_listed_places(found)))
    if (meant[0].statement_id, str(meant[0].part)) in draft.rows(PASSAGES, "statement_id", "part"):
        raise UnclearError(said(*ALREADY, statement=meant[0].statement_id, part=meant[0].part))
    return {column: str(value) for column, value in asdict(meant[0].anchor).items()}


def _listed_places(found: Sequence[Located]) -> Bilingual:
    told = "{start} to {end} (after {before})", "{start} إلى {end} (بعد {before})"
    places = [(item.anchor.char_start, item.anchor.char_end, show(item.before)) for item in found]
    return joined([said(*told, start=start, end=end, before=before) for start, end, before in places])


def last_start(draft: Draft, document: str) -> int:
    """Return the offset at which the last statement of a document starts; 0 where it has none."""
    return max((start for start, _ in _starts(draft, document)), default=0)


def last_end(draft: Draft, statement: str) -> int:
    """Return the offset at which the last part of a statement ends; 0 where it has none."""
    rows = draft.rows(PASSAGES, "statement_id", "char_end")
    return max((int(end) for name, end in rows if name == statement and end.isdecimal()), default=0)


def between_others(draft: Draft, document: str, start: int) -> bool:
    """True where a statement that starts at an offset stands before another, and numbers of its document may still change."""
    if document in sealed_documents(draft.used_keys):
        return False
    return any(begin > start for begin, _ in _starts(draft, document))


def _starts(draft: Draft, document: str) -> list[tuple[int, str]]:
    """Return the start offset of each statement of a document, in reading order."""
    own = {statement for statement, other in draft.rows("statements", "statement_id", DOCUMENT) if other == document}
    starts: dict[str, int] = {}
    for statement, start in draft.rows(PASSAGES, "statement_id", "char_start"):
        if statement in own and start.isdecimal():
            starts[statement] = min(int(start), starts.get(statement, int(start)))
    return sorted((start, statement) for statement, start in starts.items())
