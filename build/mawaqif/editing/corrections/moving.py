"""Moving, behind `mawaqif move`: the bounds of a passage are corrected, and its offsets, fragments and hash with them."""

from __future__ import annotations

from dataclasses import asdict

import polars as pl

from mawaqif.editing.corrections.change import Change, Package
from mawaqif.editing.corrections.renaming import require_row
from mawaqif.editing.locating import Located, locate
from mawaqif.findings import CannotRunError, show
from mawaqif.passages.copies import Copies

PASSAGES, STATEMENTS = "passages", "statements"


def move(package: Package, copies: Copies, statement: str, first: str, last: str, part: int = 1, after: int = 0) -> Change:
    """Correct where a part of a passage starts and ends.

    Args:
        package: the package.
        copies: copies of the documents.
        statement: the statement.
        first: first words of the part.
        last: its last words.
        part: which part of the passage.
        after: offset at which the search starts.

    Raises:
        CannotRunError: there is no such part, the copy is another text than was coded, or the words are in no
            stretch of it, or in several.
    """
    tables = package.dataset.tables
    if not {PASSAGES, STATEMENTS} <= tables.keys():
        raise CannotRunError(f"the package has no tables {STATEMENTS} and {PASSAGES}, so no passage can be moved")
    document = str(require_row(package, tables[STATEMENTS].schema, statement)["document_id"])
    row = tables[PASSAGES].row_of.get((statement, str(part)))
    if row is None:
        parts = ", ".join(str(key[1]) for key in tables[PASSAGES].keys if key[0] == statement) or "none"
        raise CannotRunError(f"the passage of {statement} has no part {part}; it has {parts}")
    found = _located(package, copies, document, first, last, after)
    place = {column: str(value) for column, value in asdict(found.anchor).items()}
    before = tables[PASSAGES].cells.row(row, named=True)
    differing = {column: value for column, value in place.items() if before[column] != value}
    if not differing:
        raise CannotRunError(f"the passage of {statement} stands there already; nothing to do")
    frame = tables[PASSAGES].cells.with_row_index("#row")
    here = pl.col("#row") == row
    frame = frame.with_columns(
        pl.when(here).then(pl.lit(value)).otherwise(pl.col(column)).alias(column) for column, value in differing.items()
    )
    told = (
        f"{statement}, part {part}: {before['char_start']}-{before['char_end']} is now {place['char_start']}-{place['char_end']}",
        *(
            f"{column}: {show(before[column] or '')} → {show(place[column])}"
            for column in ("text_start", "text_end")
            if column in differing
        ),
        f"after {show(found.before)}, before {show(found.after)}",
    )
    return Change({PASSAGES: frame.drop("#row")}, package.record, told)


def _located(package: Package, copies: Copies, document: str, first: str, last: str, after: int) -> Located:
    found = locate(package.root, copies, document, first, last, after)
    if len(found) == 1:
        return found[0]
    stretch = f"from {show(first)} to {show(last)}"
    if not found:
        raise CannotRunError(f"{document} has no stretch {stretch}; copy the words from the document")
    places = ", ".join(f"{item.anchor.char_start} to {item.anchor.char_end}" for item in found)
    raise CannotRunError(f"{len(found)} stretches of {document} go {stretch}: {places}; give more words, or --after OFFSET")
