"""The identifiers of the statements of a document that is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from mawaqif.coding.loading.session import Session
from mawaqif.coding.loading.statements import CodedStatement
from mawaqif.history import sealed_documents

STATEMENTS, PASSAGES = "statements", "passages"
# Tables of which loading writes the rows of a document itself; what else refers to its statements follows their numbers.
MANAGED = frozenset(
    {
        STATEMENTS,
        PASSAGES,
        "statement_actors",
        "statement_topics",
        "statement_initiatives",
        "positions",
        "citations",
        "errata",
        "initiative_actors",
    }
)


def number_statements(session: Session, statements: Sequence[CodedStatement]) -> None:
    """Give each statement its identifier, and note those that get another one than they have.

    A document of which nobody has read a statement yet is numbered in reading order. In any other, a statement keeps
    its number, and a new one takes the next that none has or had.

    Args:
        session: the workbook that is loaded.
        statements: the statements, in reading order.
    """
    document = session.source.document
    used = _used(session, document)
    held = _held(session, statements, used)
    sealed = document in sealed_documents(session.draft.used_keys)
    last = max((int(name[-3:]) for name in used), default=0) if sealed else 0
    for place, statement in enumerate(statements):
        if sealed and place in held:
            statement.identifier = held[place]
            continue
        last += 1
        statement.identifier = f"{document}-s{last:03}"
        if place in held and held[place] != statement.identifier:
            session.renamed[held[place]] = statement.identifier


def _used(session: Session, document: str) -> set[str]:
    own = {name for name, other in session.draft.rows(STATEMENTS, "statement_id", "document_id") if other == document}
    sealed = {key for table, key in session.draft.used_keys if table == STATEMENTS and key.rpartition("-s")[0] == document}
    return own | sealed


def _held(session: Session, statements: Sequence[CodedStatement], used: set[str]) -> dict[int, str]:
    """Return the identifier that a statement has in the tables, by its mark, or by a part of its passage."""
    spans = {(start, end): name for name, start, end in session.draft.rows(PASSAGES, "statement_id", "char_start", "char_end")}
    held: dict[int, str] = {}
    for place, statement in enumerate(statements):
        by_place = [spans.get((str(start), str(end)), "") for (start, end), _ in statement.parts]
        names = [name for name in (statement.mark, *by_place) if name in used and name not in held.values()]
        if names:
            held[place] = names[0]
    return held
