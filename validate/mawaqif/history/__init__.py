"""History: earlier states of the package, and the record of the rows that a second reader has checked.

In: a revision or folder of an earlier state, and the reading record. Out: the rows that differ, found by key (`Contribution`),
the record as hashes of rows, which the checks hold against the rows at hand, and who wrote a line, as git has it.
"""

from mawaqif.history.authors import authors_by_line, line_authors, user_name
from mawaqif.history.changes import compare_datasets
from mawaqif.history.reading_codes import (
    READING_CODES,
    RECORD_BROKEN,
    RECORD_DIFFERS,
    ROW_CHANGED,
    ROW_LOST,
    ROW_READ_TWICE,
)
from mawaqif.history.reading_record import (
    Reading,
    RecordDifference,
    RecordError,
    RowHashes,
    RowKey,
    parse_lines,
    read_lines,
    read_record,
    record_difference,
    row_hashes,
    sealed_documents,
    settled_record,
    text_of,
)
from mawaqif.history.revisions import checked_out_state, contribution_since, merge_base, resolve_revision
from mawaqif.history.seal_marks import (
    CHANGELOG,
    HEADING,
    NOTHING,
    Mark,
    mark_of,
    mark_said,
    released_version,
    why_sealed,
    with_sealing,
)

__all__ = [
    "CHANGELOG",
    "HEADING",
    "NOTHING",
    "READING_CODES",
    "RECORD_BROKEN",
    "RECORD_DIFFERS",
    "ROW_CHANGED",
    "ROW_LOST",
    "ROW_READ_TWICE",
    "Mark",
    "Reading",
    "RecordDifference",
    "RecordError",
    "RowHashes",
    "RowKey",
    "authors_by_line",
    "checked_out_state",
    "compare_datasets",
    "contribution_since",
    "line_authors",
    "mark_of",
    "mark_said",
    "merge_base",
    "parse_lines",
    "read_lines",
    "read_record",
    "record_difference",
    "released_version",
    "resolve_revision",
    "row_hashes",
    "sealed_documents",
    "settled_record",
    "text_of",
    "user_name",
    "why_sealed",
    "with_sealing",
]
