"""History: earlier states of the package, and which rows a second reader has read.

In: a revision or folder of an earlier state, and the reading record. Out: the rows that differ, found by key (`Contribution`),
and the record as hashes of rows, which the checks hold against the rows at hand.
"""

from mawaqif.history.reading_record import (
    KEY_SEPARATOR,
    READING_CODES,
    RECORD_BROKEN,
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

__all__ = [
    "KEY_SEPARATOR",
    "READING_CODES",
    "RECORD_BROKEN",
    "ROW_CHANGED",
    "ROW_LOST",
    "Present",
    "RecordError",
    "RowKey",
    "Unread",
    "branch_point",
    "contribution_since",
    "earlier_state",
    "read_record",
    "record_text",
    "resolve",
    "row_hashes",
    "unread",
]
