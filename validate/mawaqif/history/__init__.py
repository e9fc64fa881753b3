"""History: earlier states of the package, and which rows a second reader has read.

In: a revision or folder of an earlier state, and the reading record. Out: the rows that differ, found by key (`Contribution`),
and the record as hashes of rows, which the checks hold against the rows at hand.
"""

from mawaqif.history.reading_record import (
    KEY_SEPARATOR,
    READING_CODES,
    RECORD_BROKEN,
    RECORD_DIFFERS,
    ROW_CHANGED,
    ROW_LOST,
    Present,
    RecordError,
    RowKey,
    Unread,
    read_record,
    record_text,
    row_hashes,
    unread,
)
from mawaqif.history.revisions import branch_point, contribution_since, earlier_state, resolve
from mawaqif.history.seal_marks import CHANGELOG, HEADING, MARK, Mark, mark_in, mark_of, released_version, why_sealed

__all__ = [
    "CHANGELOG",
    "HEADING",
    "KEY_SEPARATOR",
    "MARK",
    "READING_CODES",
    "RECORD_BROKEN",
    "RECORD_DIFFERS",
    "ROW_CHANGED",
    "ROW_LOST",
    "Mark",
    "Present",
    "RecordError",
    "RowKey",
    "Unread",
    "branch_point",
    "contribution_since",
    "earlier_state",
    "mark_in",
    "mark_of",
    "read_record",
    "record_text",
    "released_version",
    "resolve",
    "row_hashes",
    "unread",
    "why_sealed",
]
