"""The reading record: a hash of every row that a second reader has compared with its passage.

`datapackage/readings.csv` holds table, key and the SHA-256 of the cells of every row that was
read a second time. A row that was changed or removed since is a finding, so that no slip passes,
even one that is valid by every other rule. Rows not yet in the record are new; they are counted,
and `mawaqif seal` adds them after the second reading.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mawaqif.files import read_file
from mawaqif.findings import Code
from mawaqif.paths import unlinked
from mawaqif.tables import READING_RECORD as RECORD
from mawaqif.tables import Dataset, Table, csv_text

HEADER = ("table", "key", "row_sha256")
KEY_SEPARATOR = " "
HASH_LENGTH = 64
LARGEST_RECORD = 256 * 1024**2
_STATEMENT = re.compile(r"(.+)-s[0-9]{3}")

ROW_CHANGED = Code(
    "MQ601",
    "row-changed",
    "{key} is not as it was when it was last read against its passage; read it again, then run `mawaqif seal`",
    "Every published row was read twice. A change after the second reading is a change that nobody has checked.",
    "If the change is meant, read the row against its passage and run `mawaqif seal`; otherwise restore the row.",
    bad="initiative_id: harbour-code\nlaunched: 2019",
    good="initiative_id: harbour-code\nlaunched: 2020",
)
ROW_LOST = Code(
    "MQ602",
    "row-lost",
    "{key} was read and is gone{hint}; {repair}",
    "A row that disappears is a loss that no rule on the remaining rows can see.",
    "Restore the row from version control; if its removal is meant, say so in the change log and run `mawaqif seal`.",
    bad=(
        "readings.csv: statement_topics,lamp-report-2020-s003 harbour-lights,…\nstatement_topics.csv has no lamp-report-2020-s003"
    ),
    good=(
        "readings.csv: statement_topics,lamp-report-2020-s003 harbour-lights,…\n"
        "statement_topics.csv: lamp-report-2020-s003,harbour-lights,"
    ),
)
RECORD_BROKEN = Code(
    "MQ603",
    "reading-record",
    "the reading record cannot be used: {problem}; restore it from version control",
    "Without the record nobody can tell which rows were read.",
    "Restore datapackage/readings.csv; it is written by `mawaqif seal` only.",
    bad="readings.csv: table,key,hash",
    good="readings.csv: table,key,row_sha256",
)

RECORD_DIFFERS = Code(
    "MQ604",
    "record-differs",
    "the reading record is not the one that was sealed: {problem}; restore it from version control, or {repair}",
    "A record that was shortened hides that its rows have changed since they were read.",
    "Restore datapackage/readings.csv and `readings` in datapackage.json together; both are written by `mawaqif seal` only.",
    bad='datapackage.json: "rows": 3',
    good='datapackage.json: "rows": 2',
)

READING_CODES = (ROW_CHANGED, ROW_LOST, RECORD_BROKEN, RECORD_DIFFERS)

RowKey = tuple[str, str]
# Hash and row position of every row, by table and key.
RowHashes = Mapping[RowKey, tuple[str, int]]


class RecordError(ValueError):
    """The reading record cannot be parsed; the message says why, `line` where."""

    def __init__(self, line: int, problem: str) -> None:
        """Keep the line and the problem."""
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True)
class RecordDifference:
    """The rows that are new, changed or gone in comparison with the reading record."""

    new: tuple[RowKey, ...]
    changed: tuple[RowKey, ...]
    gone: tuple[RowKey, ...]


def row_hashes(dataset: Dataset) -> dict[RowKey, tuple[str, int]]:
    """Return the hash and the row position of every row, by table and key."""
    found: dict[RowKey, tuple[str, int]] = {}
    for name, table in dataset.tables.items():
        for position, (key, digest) in enumerate(_keys_and_hashes(table)):
            found[name, key] = (digest, position)
    return found


def _keys_and_hashes(table: Table) -> Iterator[tuple[str, str]]:
    width = [table.schema.columns.index(name) for name in table.schema.primary_key]
    for row in table.cells.iter_rows():
        cells = [cell or "" for cell in row]
        digest = hashlib.sha256("\x1f".join(cells).encode()).hexdigest()
        yield KEY_SEPARATOR.join(cells[place] for place in width), digest


def read_record(root: Path) -> dict[RowKey, str]:
    """Read the reading record of a package.

    Returns:
        Row hashes by table and key; empty where the package has no record.

    Raises:
        RecordError: the file is not a reading record, or a link to one.
    """
    text = _record_text(root)
    if text is None:
        return {}
    record: dict[RowKey, str] = {}
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for line, row in enumerate(reader, start=1):
            if line == 1:
                if tuple(row) != HEADER:
                    raise RecordError(1, f"the header is not {','.join(HEADER)}")
            elif len(row) != len(HEADER) or len(row[2]) != HASH_LENGTH or (row[0], row[1]) in record:
                raise RecordError(line, "the line is not a table, a key and a hash, or repeats an earlier one")
            else:
                record[row[0], row[1]] = row[2]
    except csv.Error as error:
        raise RecordError(reader.line_num, str(error)) from error
    return record


def _record_text(root: Path) -> str | None:
    try:
        text = read_file(unlinked(root, RECORD), LARGEST_RECORD).decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RecordError(0, error.strerror or "it cannot be read") from error
    except UnicodeDecodeError as error:
        raise RecordError(0, f"byte {error.start} is not UTF-8") from error
    if not text.strip():
        raise RecordError(0, "it is empty, so a save has failed")
    if text.startswith("\ufeff") or "\r" in text:
        raise RecordError(1, "it has a byte order mark or CR LF line ends, which `mawaqif seal` never writes")
    return text


def sealed_documents(record: Iterable[RowKey]) -> frozenset[str]:
    """Return the documents of which a statement was read, present or gone: its identifiers may be cited, and never change.

    Args:
        record: table and key of the rows that were read.
    """
    found = (_STATEMENT.fullmatch(key) for table, key in record if table == "statements")
    return frozenset(match[1] for match in found if match)


def record_text(present: RowHashes) -> str:
    """Return the reading record that says that every row was read as it is now."""
    return text_of({key: digest for key, (digest, _) in present.items()})


def text_of(record: Mapping[RowKey, str]) -> str:
    """Return a reading record as its file has it: a line a row, sorted."""
    return csv_text(HEADER, sorted((*key, digest) for key, digest in record.items()))


def record_difference(present: RowHashes, record: Mapping[RowKey, str]) -> RecordDifference:
    """Compare the rows, from `row_hashes`, with the reading record."""
    return RecordDifference(
        new=tuple(sorted(present.keys() - record.keys())),
        changed=tuple(sorted(key for key in present.keys() & record.keys() if present[key][0] != record[key])),
        gone=tuple(sorted(record.keys() - present.keys())),
    )
