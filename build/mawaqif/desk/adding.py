"""A new document at the desk: the row of a text that lies in the folder, by the code of `mawaqif new`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mawaqif.coding.wording import Wording
from mawaqif.desk.errors import Json, malformed, text_of
from mawaqif.desk.state import State
from mawaqif.desk.steps import Desk
from mawaqif.editing.entries import NonInteractive, create_rows, insert_rows, open_draft, read_request

TABLE = "documents"
# What is known of a text that is coded here, or measured on it.
GIVEN = ("document_id", "role", "text_sha256", "text_length")


def fields_json(state: State, language: str) -> list[Json]:
    """Return the columns that a person fills in for a new document."""
    wording = Wording(language)
    return [
        {
            "key": field.name,
            "label": wording.heading(field),
            "note": wording.of(field.raw, "description"),
            "choices": [[value, _label(wording, field.raw, value)] for value in field.constraints.get("enum", ())],
            "required": field.required,
        }
        for field in state.dataset.descriptor.tables[TABLE].fields
        if field.name not in GIVEN
    ]


def _label(wording: Wording, raw: Mapping[str, Any], value: str) -> str:
    return next((wording.of(item, "label") for item in raw.get("categories", ()) if item["value"] == value), value)


def add_document(desk: Desk, asked: Mapping[str, Any]) -> Json:
    """Add the row of a document that is coded, and write it where nothing is wrong with it.

    Raises:
        RefusedError: the tables were changed in the meantime.
        CannotRunError: something is missing.
        UnclearError: a name may mean several rows.
    """
    cells = asked.get("cells")
    if not isinstance(cells, dict) or not all(isinstance(cell, str) for cell in cells.values()):
        raise malformed("cells are texts by column")
    name = text_of(asked, "document")
    with desk.state_of(text_of(asked, "version")) as state:
        draft = open_draft(state.root, state.copies)
        given = {"document_id": name, "role": "corpus", **{key: cell.strip() for key, cell in cells.items() if cell.strip()}}
        request = read_request(draft.dataset.descriptor, "document", [f"{key}={cell}" for key, cell in given.items()])
        result = create_rows(draft, request, NonInteractive())
        if result.errors:
            problems = [{"column": item.column, "message": f"{item.code} {item.message}"} for item in result.errors]
            return {"written": False, "problems": problems}
        made = desk.write(state, lambda: insert_rows(draft, result.draft, write=True))
        return {"written": True, "problems": [], **made}
