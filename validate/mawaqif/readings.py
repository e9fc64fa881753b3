"""The reading record: which rows a second reader has held against their passage.

`datapackage/readings.csv` keeps, for every row that was read a second time, its table,
its key and the SHA-256 of its cells. A row that differs from what was read, or that is
gone, is a finding: no slip of the hand passes, even one that is valid by every other
rule. Rows not yet in the record are new; they are counted, and `mawaqif seal` adds them
after they were read.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from mawaqif.findings import Code, Finding, Place, Skipped, show
from mawaqif.tables import READING_RECORD as RECORD
from mawaqif.tables import Dataset, Table
from mawaqif.tables.canonical import csv_text
from mawaqif.tables.files import read_file

HEADER = ("table", "key", "row_sha256")
KEY_SEPARATOR = " "
HASH_LENGTH = 64
# From this many on, rows that changed or were lost together are one finding.
MANY = 20
SIMILAR_ENOUGH = 80
RESTORE = "restore the row, or run `mawaqif seal` if it was removed on purpose"

ROW_CHANGED = Code(
    "MQ601",
    "row-changed",
    "{key} is not as it was when it was last read against its passage; read it again, then run `mawaqif seal`",
    "Every published row was read twice. A change after the second reading is a change that nobody has checked.",
    "If the change is meant, read the row against its passage and run `mawaqif seal`; otherwise restore the row.",
    bad="initiative_id: harbour-code\nlaunched: 2021",
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

READING_CODES = (ROW_CHANGED, ROW_LOST, RECORD_BROKEN)

RowKey = tuple[str, str]
# Hash and row position of every row, by table and key.
Present = Mapping[RowKey, tuple[str, int]]


class RecordError(ValueError):
    """The reading record is not a record; the message says why, `line` where."""

    def __init__(self, line: int, problem: str) -> None:
        """Keep the line and the problem."""
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True)
class Unread:
    """Rows that differ from the reading record, by kind of difference."""

    new: tuple[RowKey, ...]
    changed: tuple[RowKey, ...]
    gone: tuple[RowKey, ...]


def row_hashes(dataset: Dataset) -> dict[RowKey, tuple[str, int]]:
    """Return the hash and the row position of every row, by table and key."""
    found: dict[RowKey, tuple[str, int]] = {}
    for name, table in dataset.tables.items():
        for position, (key, digest) in enumerate(_hashes(table)):
            found[name, key] = (digest, position)
    return found


def _hashes(table: Table) -> Iterator[tuple[str, str]]:
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
        RecordError: the file is not a reading record.
    """
    text = _record_text(root / RECORD)
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


def _record_text(path: Path) -> str | None:
    try:
        text = read_file(path).decode("utf-8")
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


def record_text(present: Present) -> str:
    """Return the reading record that says that every row was read as it is now."""
    rows = sorted((table, key, digest) for (table, key), (digest, _) in present.items())
    return csv_text(HEADER, rows)


def unread(present: Present, record: Mapping[RowKey, str]) -> Unread:
    """Compare the rows, from `row_hashes`, with the reading record."""
    return Unread(
        new=tuple(sorted(present.keys() - record.keys())),
        changed=tuple(sorted(key for key in present.keys() & record.keys() if present[key][0] != record[key])),
        gone=tuple(sorted(record.keys() - present.keys())),
    )


def check_readings(
    dataset: Dataset, taken: set[tuple[str, int]], needed: Mapping[RowKey, str]
) -> tuple[list[Finding], list[Skipped], int]:
    """Check that every row in the reading record is there, and is as it was read.

    Args:
        dataset: the tables.
        taken: (file, line) that have a finding already; they get no second one.
        needed: by table and key of a row that is not there, a place that refers to it.

    Returns:
        The findings, the checks that could not run, and the number of rows not yet in the
        record; 0 where the package keeps none, as a release does.
    """
    try:
        record = read_record(dataset.descriptor.root)
    except RecordError as error:
        return [RECORD_BROKEN.at(Place(RECORD, error.line), problem=error)], [], 0
    present = row_hashes(dataset)
    difference = unread(present, record)
    found: list[Finding] = []
    changed = [item for item in difference.changed if not dataset.tables[item[0]].missing]
    for name in sorted({table for table, _ in changed}):
        rows = [item for item in changed if item[0] == name]
        if len(rows) > MANY and len(rows) * 2 > dataset.tables[name].frame.height:
            place = dataset.tables[name].place(present[rows[0]][1])
            found.append(ROW_CHANGED.at(place, key=f"{show(rows[0][1])} and {len(rows) - 1} other rows of {name}: each"))
            changed = [item for item in changed if item[0] != name]
    for table, key in changed:
        place = dataset.tables[table].place(present[table, key][1])
        if (place.file, place.line) not in taken:
            found.append(ROW_CHANGED.at(place, key=show(key)))
    skipped: list[Skipped] = []
    descriptor = dataset.descriptor
    new = {name: [key for table, key in difference.new if table == name] for name in dataset.tables}
    for name in sorted({table for table, _ in difference.gone}):
        lost = dataset.tables.get(name)
        if name not in descriptor.tables and name not in descriptor.unreadable:
            count = sum(other == name for other, _ in difference.gone)
            hint = f" with the table {name}, which the index does not name ({count} rows)"
            found.append(ROW_LOST.at(Place(RECORD), key="every row", hint=hint, repair=RESTORE))
            continue
        if lost is None or not lost.complete or lost.missing:
            skipped.append(Skipped(ROW_LOST.code, ROW_LOST.name, f"the table {name} could not be read"))
            continue
        gone = {key: needed.get((name, key), "") for other, key in difference.gone if other == name}
        found += _lost(lost, gone, new[name], taken)
    return found, skipped, len(difference.new) if record else 0


def _lost(table: Table, gone: Mapping[str, str], new: list[str], taken: set[tuple[str, int]]) -> Iterator[Finding]:
    keys = [KEY_SEPARATOR.join(part or "" for part in key) for key in table.keys]
    left = list(new)
    if len(gone) > MANY and len(gone) * 2 > len(keys):
        hint = f", with {len(gone) - 1} other rows of {table.schema.name}"
        yield ROW_LOST.at(table.schema.place(1), key=show(next(iter(gone))), hint=hint, repair=RESTORE)
        return
    for key, user in gone.items():
        match = process.extractOne(key, left, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH)
        if match:
            left.remove(match[0])
            place = table.place(keys.index(match[0]))
            hint = f"; {show(match[0])} stands in its place"
        else:
            later = next((row for row, other in enumerate(keys) if other > key), len(keys) - 1)
            place = table.place(later) if keys else table.schema.place(1)
            hint = "; it stood near this line"
        if not match or (place.file, place.line) not in taken:
            repair = f"restore the row, or mend the rows that need it, such as {user}" if user else RESTORE
            yield replace(ROW_LOST.at(place, key=show(key), hint=hint, repair=repair), subject=(table.schema.name, key))
