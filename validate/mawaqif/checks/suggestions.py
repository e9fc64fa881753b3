"""Suggestions ("did you mean …?"): rows by misspelt identifiers, by names and by aliases."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from mawaqif.findings import Bilingual, said, show
from mawaqif.passages import fold
from mawaqif.tables import Table

MIN_SIMILARITY = 70
# Names are longer than identifiers and vary in their small words.
MIN_NAME_SIMILARITY = 80
ALIAS_SEPARATOR = " | "


def names_of(table: Table) -> Iterator[tuple[str, str]]:
    """Yield (name, identifier) for every name and alias of every row.

    Args:
        table: a table with a key of one column; its schema says in `rowNames` which
            columns hold names. A cell may hold several, separated by ` | `.
    """
    columns = [name for name in table.schema.row_names if name not in table.missing]
    if not columns:
        return
    for key, row in zip(table.keys, table.cells.select(columns).iter_rows(), strict=True):
        for cell in row:
            for name in (cell or "").split(ALIAS_SEPARATOR):
                if name and key[0]:
                    yield name, key[0]


def rows_named(table: Table, name: str) -> list[str]:
    """Return the identifiers of the rows with a name; case, hamza and vowel signs do not matter."""
    folded = fold(name)
    return sorted({identifier for other, identifier in names_of(table) if folded and fold(other) == folded})


# A name that is the same when folded.
SAME = 100
SAME_NAME = Bilingual("which has that name", "وله هذا الاسم")


def suggestion(table: Table, value: str) -> str:
    """Return "(did you mean …?)" with the most similar row; empty where none is similar enough.

    Args:
        table: the table that was referred to.
        value: the text in place of an identifier.
    """
    identifier, name, similarity = _closest(table, value)
    if not identifier:
        return ""
    if not name:
        return said(" (did you mean {identifier}?)", " (أتقصد {identifier}؟)", identifier=show(identifier))
    told = SAME_NAME if similarity == SAME else show(name)
    named = " (did you mean {identifier}, {name}?)", " (أتقصد {identifier}، {name}؟)"
    return said(*named, identifier=show(identifier), name=told)


def identifier_meant(table: Table, value: str) -> str:
    """Return the identifier of the row that a text most likely means; empty where none is similar enough."""
    return _closest(table, value)[0] if len(table.schema.primary_key) == 1 else ""


def _closest(table: Table, value: str) -> tuple[str, str, float]:
    """Return identifier, name and similarity of the most similar row; no name where the identifier is what is similar."""
    identifiers = [key[0] for key in table.keys if key[0]]
    close = process.extractOne(value, identifiers, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    named = _by_name(table, value)
    if named and (not close or named[2] > close[1]):
        return named
    return (close[0], "", close[1]) if close else ("", "", 0)


def _by_name(table: Table, value: str) -> tuple[str, str, float] | None:
    """Return identifier, name and similarity of the row with the most similar name."""
    known = list(names_of(table))
    folded = [fold(name) for name, _ in known]
    match = process.extractOne(
        fold(value.replace("-", " ")), folded, scorer=fuzz.token_sort_ratio, score_cutoff=MIN_NAME_SIMILARITY
    )
    if match is None:
        return None
    name, identifier = known[match[2]]
    return identifier, name, match[1]
