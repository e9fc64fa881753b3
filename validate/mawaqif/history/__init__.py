"""History: earlier states of the package, and the record of the rows that a second reader has checked.

In: a revision or folder of an earlier state, and the reading record. Out: the rows that differ, found by key (`Contribution`),
the record as hashes of rows, which the checks hold against the rows at hand, and who wrote a line, as git has it.
"""

from mawaqif.history.authors import line_authors
from mawaqif.history.reading_record import (
    KEY_SEPARATOR,
    READING_CODES,
    RECORD_BROKEN,
    RECORD_DIFFERS,
    ROW_CHANGED,
    ROW_LOST,
    RecordDifference,
    RecordError,
    RowHashes,
    RowKey,
    read_record,
    record_difference,
    record_text,
    row_hashes,
    sealed_documents,
    text_of,
)
from mawaqif.history.revisions import checked_out_state, contribution_since, merge_base, resolve_revision
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
    "RecordDifference",
    "RecordError",
    "RowHashes",
    "RowKey",
    "checked_out_state",
    "contribution_since",
    "line_authors",
    "mark_in",
    "mark_of",
    "merge_base",
    "read_record",
    "record_difference",
    "record_text",
    "released_version",
    "resolve_revision",
    "row_hashes",
    "sealed_documents",
    "text_of",
    "why_sealed",
]
