"""A new document at the desk: the row of a text that lies in the folder, by the code of `mawaqif new`.

Its publisher and the event at which it arose may be new, too; then their rows are written with it, or nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mawaqif.coding.drafting import names_in_language
from mawaqif.coding.labels import row_choices, value_choices
from mawaqif.coding.wording import LANGUAGES, Wording
from mawaqif.desk.errors import Json, language_of, malformed, text_of
from mawaqif.desk.state import State
from mawaqif.desk.steps import Desk
from mawaqif.editing.entries import Draft, NonInteractive, ValidationResult, create_rows, insert_rows, open_draft, read_request
from mawaqif.findings import Language, spoken
from mawaqif.tables import Field, TableSchema

TABLE = "documents"
# Rows that a document may need first, each table after those that it refers to, with the name of one row.
FIRST = {"actors": "actor", "events": "event"}
# What is known of a text that is coded here, or measured on it.
GIVEN = ("document_id", "role", "text_sha256", "text_length")


def fields_json(state: State, language: str) -> dict[str, Json]:
    """Return, by table, what it is called and the columns that a person fills in for a new document, and for what it may need."""
    wording, found = Wording(language), {}
    others = names_in_language(state.dataset, next(item for item in LANGUAGES if item != language))
    for table in (TABLE, *FIRST):
        schema = state.dataset.descriptor.tables[table]
        left = GIVEN if table == TABLE else schema.primary_key
        fields = [_field_json(state, wording, others, schema, field) for field in schema.fields if field.name not in left]
        found[table] = {"title": wording.title(schema), "fields": fields}
    return found


def _field_json(state: State, wording: Wording, others: Mapping[str, str], schema: TableSchema, field: Field) -> Json:
    reference = next((key for key in schema.foreign_keys if key.columns == (field.name,)), None)
    table = state.dataset.tables.get(reference.table) if reference else None
    choices = row_choices(wording, table) if table else value_choices(wording, field)
    return {
        "key": field.name,
        "label": wording.heading(field),
        "note": wording.about(field),
        "choices": [[item.value, item.label, others.get(item.value, "") if table else "", item.note] for item in choices],
        "refers": reference.table if reference and table else "",
        "required": field.required,
    }


def add_document(desk: Desk, asked: Mapping[str, Any]) -> Json:
    """Add the row of a document that is coded, with those that it needs, and write them where nothing is wrong with any.

    Raises:
        RefusedError: the tables were changed in the meantime.
        CannotRunError: something is missing.
        UnclearError: a name may mean several rows.
    """
    language = language_of(asked)
    needed = asked.get("new", {})
    if not isinstance(needed, dict) or not needed.keys() <= FIRST.keys():
        raise malformed(f"new has rows of {', '.join(FIRST)}")
    given = {table: _cells(needed[table]) for table in FIRST if table in needed}
    given[TABLE] = {"document_id": text_of(asked, "document"), "role": "corpus", **_cells(asked.get("cells"))}
    with desk.state_of(text_of(asked, "version"), language) as state:
        before = after = open_draft(state.root, state.copies, state.memory)
        for table, cells in given.items():
            result = _created(after, table, cells)
            if result.errors:
                return {"written": False, "problems": _problems(result, table, language)}
            after = result.draft
        made = desk.write(state, lambda: insert_rows(before, after, write=True), language)
        return {"written": True, "problems": [], **made}


def _created(draft: Draft, table: str, cells: Mapping[str, str]) -> ValidationResult:
    request = read_request(
        draft.dataset.descriptor, FIRST.get(table, "document"), [f"{key}={cell}" for key, cell in cells.items()]
    )
    return create_rows(draft, request, NonInteractive())


def _cells(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict) or not all(isinstance(cell, str) for cell in raw.values()):
        raise malformed("cells are texts by column")
    return {str(key): cell.strip() for key, cell in raw.items() if cell.strip()}


def _problems(result: ValidationResult, table: str, language: Language) -> list[Json]:
    return [{"sheet": table, "column": item.column, "message": spoken(item.told, language)} for item in result.errors]
