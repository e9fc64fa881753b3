"""Names that no table can have, because an edition of a release has something else under them, or cannot take them."""

from __future__ import annotations

# What a sheet of Excel may be called at most. Source: Microsoft, "Excel specifications and limits".
LONGEST_SHEET_NAME = 31
# By what each name is taken; a test holds them against the editions.
RESERVED = {
    "readme": "the first sheet of the Excel workbook",
    "data_dictionary": "the list of all columns",
    "statements_search": "the search index of the SQLite edition",
    "codes": "a derived table",
    "actor_aliases": "a derived table",
    "history": "a sheet that Excel keeps for itself",
    "citations_named": "a view",
    "initiatives_named": "a view",
    "positions_named": "a view",
    "stances": "a view",
    "stances_by_group": "a view",
    "statements_named": "a view",
    "statements_wide": "a view",
}
# SQLite keeps these for itself, and its search index has further tables. Source: SQLite, "File Format", 2.6; "FTS5", 9.
RESERVED_STARTS = {"sqlite_": "SQLite", "statements_search_": "the search index of the SQLite edition"}


def reserved(name: str) -> str:
    """Say why no table can be called so; empty where one can."""
    if len(name) > LONGEST_SHEET_NAME:
        return f"has {len(name)} characters, and a sheet of Excel takes {LONGEST_SHEET_NAME}"
    start = next((taken for begin, taken in RESERVED_STARTS.items() if name.startswith(begin)), "")
    taken = RESERVED.get(name, start)
    return f"is taken by {taken}" if taken else ""
