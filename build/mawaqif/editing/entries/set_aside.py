"""What was set aside and is coded now: its row goes when the passage that covers it comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mawaqif.findings import CannotRunError
from mawaqif.tables import Table, csv_text, parse_table

SET_ASIDE = "set_aside"


def coded_stretches(tables: Mapping[str, Table], passages: Iterable[Mapping[str, str]]) -> list[int]:
    """Return the positions of the rows of `set_aside` that lie wholly under new passages.

    Args:
        tables: the tables of the package, with the statements of the new passages.
        passages: cells of the new rows of `passages`, by column.
    """
    if SET_ASIDE not in tables or "statements" not in tables:
        return []
    documents = dict(tables["statements"].cells.select("statement_id", "document_id").iter_rows())
    spans = [
        (documents.get(cells["statement_id"]), int(cells["char_start"]), int(cells["char_end"]))
        for cells in passages
        if cells.get("char_start", "").isdecimal() and cells.get("char_end", "").isdecimal()
    ]
    rows = tables[SET_ASIDE].frame.select("document_id", "char_start", "char_end").iter_rows()
    return [
        position
        for position, (document, start, end) in enumerate(rows)
        if None not in (start, end) and any(document == of and first <= start and end <= last for of, first, last in spans)
    ]


def without_rows(table: Table, positions: Sequence[int]) -> Table:
    """Return a table without some of its rows.

    Raises:
        CannotRunError: what is left cannot be read back.
    """
    kept = [[cell or "" for cell in row] for at, row in enumerate(table.cells.iter_rows()) if at not in positions]
    after, problems = parse_table(csv_text(table.schema.columns, kept), table.schema)
    if after is None or problems:
        raise CannotRunError(f"{table.schema.path}: it would not read back without the rows that are coded now")
    return after
