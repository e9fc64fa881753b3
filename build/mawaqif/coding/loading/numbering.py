"""The identifiers of the statements of a document that is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from mawaqif.coding.loading.session import Session
from mawaqif.coding.loading.statements import CodedStatement

STATEMENTS, PASSAGES = "statements", "passages"
# Tables of which loading writes the rows of a document itself; what else refers to its statements keeps their numbers.
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
    """Give each statement its identifier.

    A document of which nobody has read a statement yet, and to whose statements nothing else refers, is numbered
    in reading order. In any other, a statement keeps its number, and a new one takes the next that none has or had.

    Args:
        session: the workbook that is loaded.
        statements: the statements, in reading order.
    """
    document = session.source.document
    used = _used(session, document)
    held = _held(session, statements, used)
    if not _fixed(session, used):
        held, used = {}, set()
    free = (f"{document}-s{number:03}" for number in range(1, 1000))
    last = max((int(name[-3:]) for name in used), default=0)
    for place, statement in enumerate(statements):
        if place in held:
            statement.identifier = held[place]
        elif used:
            last += 1
            statement.identifier = f"{document}-s{last:03}"
        else:
            statement.identifier = next(free)


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


def _fixed(session: Session, used: set[str]) -> bool:
    if any((STATEMENTS, name) in session.draft.used_keys for name in used):
        return True
    for schema in session.draft.dataset.descriptor.tables.values():
        columns = [key.columns[0] for key in schema.foreign_keys if key.table == STATEMENTS and len(key.columns) == 1]
        if schema.name not in MANAGED and any(
            name in used for column in columns for (name,) in session.draft.rows(schema.name, column)
        ):
            return True
    return False
