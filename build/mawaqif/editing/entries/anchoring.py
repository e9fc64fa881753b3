"""The place of a passage, from its first and last words: always computed, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from mawaqif.editing.entries.ledger import Ledger
from mawaqif.editing.locating import Located, locate
from mawaqif.findings import CannotRunError, show

PASSAGES = "passages"
DOCUMENT = "document_id"
# What stands in for the columns of an anchor where a row is written.
FRAGMENTS = ("first", "last")


class UnclearError(Exception):
    """What is given does not lead to one row that can be new; the message says why."""


def place_part(ledger: Ledger, document: str, first: str, last: str, before: int) -> dict[str, str]:
    """Find the stretch of a document that is a new part of a passage.

    Args:
        ledger: the package, with copies of the documents.
        document: the document.
        first: the first words of the part.
        last: its last words.
        before: where the words just before it in reading order start or end: of several
            stretches, only those from here on can be meant.

    Returns:
        The cells of `passages` that say where it stands.

    Raises:
        UnclearError: no stretch is meant, or several may be, or it is coded already.
        CannotRunError: there is no copy of the document.
    """
    if ledger.copies is None:
        raise CannotRunError("first and last words need --sources DIR, the folder of the documents as <document_id>.txt")
    found = locate(ledger.root, ledger.copies, document, first, last)
    if not found:
        raise UnclearError(f"{document} has no stretch from {show(first)} to {show(last)}; copy the words from the document")
    later = [item for item in found if item.anchor.char_start >= before]
    meant = found if len(found) == 1 else later
    if len(meant) != 1:
        raise UnclearError(
            f"{len(found)} stretches of {document} go from {show(first)} to {show(last)}: {_places(found)}; give more"
        )
    if (meant[0].statement_id, str(meant[0].part)) in ledger.rows(PASSAGES, "statement_id", "part"):
        raise UnclearError(f"this is the passage of {meant[0].statement_id} already, part {meant[0].part}")
    return {column: str(value) for column, value in asdict(meant[0].anchor).items()}


def _places(found: Sequence[Located]) -> str:
    return ", ".join(f"{item.anchor.char_start} to {item.anchor.char_end} (after {show(item.before)})" for item in found)


def last_start(ledger: Ledger, document: str) -> int:
    """Return where the last statement of a document starts, 0 where it has none."""
    return max((start for start, _ in _starts(ledger, document)), default=0)


def last_end(ledger: Ledger, statement: str) -> int:
    """Return where the last part of a statement ends, 0 where it has none."""
    rows = ledger.rows(PASSAGES, "statement_id", "char_end")
    return max((int(end) for name, end in rows if name == statement and end.isdecimal()), default=0)


def refuse_between(ledger: Ledger, document: str, start: int) -> None:
    """Refuse a statement before one that is there already.

    Ordinals are the reading order and have no gaps, and identifiers are built from them:
    a statement between two others would need the identifiers of all that follow.

    Args:
        ledger: the package.
        document: the document.
        start: where the new statement would start.

    Raises:
        UnclearError: a statement of the document starts after it.
    """
    later = [statement for begin, statement in _starts(ledger, document) if begin > start]
    if not later:
        return
    read = [statement for statement in later if ("statements", statement) in ledger.used]
    mend = (
        f"{read[0]} was read and may be cited, and identifiers never change: ask the others before numbering {document} anew"
        if read
        else f"nobody has read {later[0]} yet: remove it and what follows it, and write them again after this one"
    )
    problem = f"the passage starts at {start}, before {later[0]}; statements are numbered as they are read, without gaps"
    raise UnclearError(f"{problem}; {mend}")


def _starts(ledger: Ledger, document: str) -> list[tuple[int, str]]:
    """Return where each statement of a document starts, in reading order."""
    own = {statement for statement, other in ledger.rows("statements", "statement_id", DOCUMENT) if other == document}
    starts: dict[str, int] = {}
    for statement, start in ledger.rows(PASSAGES, "statement_id", "char_start"):
        if statement in own and start.isdecimal():
            starts[statement] = min(int(start), starts.get(statement, int(start)))
    return sorted((start, statement) for statement, start in starts.items())
