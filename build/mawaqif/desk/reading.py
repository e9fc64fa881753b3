"""The second reader's desk: each passage beside all that its rows say, and sealing what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from mawaqif.coding.reviewing import Block, review_blocks
from mawaqif.coding.source_text import source_text
from mawaqif.coding.wording import Wording
from mawaqif.desk.errors import Json, language_of, malformed, text_of
from mawaqif.desk.state import State
from mawaqif.desk.steps import Desk
from mawaqif.editing.sealing import Sealing, seal_package
from mawaqif.findings import CannotRunError
from mawaqif.history import RecordError, read_record, user_name


def reading_json(state: State, asked: Mapping[str, Any]) -> Json:
    """Return all rows that belong to a document, in blocks in reading order, each with its words.

    Raises:
        CannotRunError: there is no such text, or the reading record cannot be used.
    """
    document = text_of(asked, "document")
    source = source_text(state.dataset, state.copies, document)
    try:
        record = read_record(state.root)
    except RecordError as error:
        raise CannotRunError(f"the reading record cannot be used: {error}; `mawaqif validate` says more") from error
    blocks = review_blocks(state.dataset, source, record, Wording(text_of(asked, "language")))
    return {
        "version": state.version,
        "document": document,
        "reader": user_name(state.root),
        "blocks": [_block_json(block) for block in blocks],
    }


def _block_json(block: Block) -> Json:
    rows = [
        {
            "key": ":".join(row.key),
            "title": row.title,
            "read": row.read,
            "by": row.by,
            "facts": [asdict(fact) for fact in row.facts],
        }
        for row in block.rows
    ]
    return {"kind": block.kind, "name": block.name, "place": block.place, "words": block.words, "rows": rows}


def seal(desk: Desk, asked: Mapping[str, Any]) -> Json:
    """Record that rows were read, by whom and today.

    Raises:
        RefusedError: the tables were changed since they were read.
        FindingsError: something is wrong with the package; rows with findings are not sealed.
        CannotRunError: nobody says who reads.
    """
    rows, reader = asked.get("rows"), text_of(asked, "reader")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, str) for row in rows):
        raise malformed("rows are named as TABLE:KEY")
    language = language_of(asked)
    with desk.state_of(text_of(asked, "version"), language) as state:
        done: list[Sealing] = []
        made = desk.write(state, lambda: done.append(seal_package(state.root, write=True, reader=reader, rows=rows)), language)
        return {**made, "written": True, "reader": done[0].reader, "own": done[0].own}
