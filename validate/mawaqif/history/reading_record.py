"""The reading record: a hash of every row that a second reader has compared with its passage.

`datapackage/readings.csv` holds table, key and the SHA-256 of the cells of every row that was
read a second time, with the name of the reader and the day. A row that was changed or removed since
is a finding, so that no slip passes, even one that is valid by every other rule. Rows not yet in the
record are new; they are counted, and `mawaqif seal` adds them after the second reading. Git merges
the file line by line, so after a merge its lines may stand in any order, and one row may have two.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from mawaqif.findings import Bilingual, said
from mawaqif.paths import read_file, unlinked
from mawaqif.tables import READING_RECORD as RECORD
from mawaqif.tables import Dataset, Table, csv_text, merge_conflict, spelt_key

HEADER = ("table", "key", "row_sha256", "reader", "date")
HASH_LENGTH = 64
LARGEST_RECORD = 256 * 1024**2
_STATEMENT = re.compile(r"(.+)-s[0-9]{3}")


RESTORE = Bilingual("restore it from version control", "استعده من git")
KEEP = Bilingual(
    "keep the lines of both sides, remove the marks, and run `mawaqif fmt`",
    "أبقِ أسطر الجانبين، وأزل العلامات، وشغّل `mawaqif fmt`",
)


RowKey = tuple[str, str]
# Hash and row position of every row, by table and key.
RowHashes = Mapping[RowKey, tuple[str, int]]


@dataclass(frozen=True, order=True)
class Reading:
    """What the record says of one row.

    Attributes:
        date: day of the second reading, as ISO 8601 has it; empty where it is not known.
        reader: name of the person who read; empty where it is not known.
        row_sha256: hash of the row as it was read.
    """

    date: str
    reader: str
    row_sha256: str

    def line(self, key: RowKey) -> tuple[str, ...]:
        """Return its line in the record, in the order of the columns."""
        return (*key, self.row_sha256, self.reader, self.date)


class RecordError(ValueError):
    """The reading record cannot be parsed; the message says why, `line` where, `repair` what to do."""

    def __init__(self, line: int, problem: str, repair: str = RESTORE) -> None:
        """Keep the line, the problem and what to do."""
        super().__init__(problem)
        self.line, self.repair = line, repair


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
        yield spelt_key(cells[place] for place in width), digest


def read_record(root: Path) -> dict[RowKey, Reading]:
    """Read the reading record of a package; of a row with several lines, the latest.

    Returns:
        The readings by table and key; empty where the package has no record.

    Raises:
        RecordError: the file is not a reading record, or a link to one.
    """
    return {key: reading for _, key, reading in sorted(read_lines(root), key=lambda item: item[2])}


def read_lines(root: Path) -> list[tuple[int, RowKey, Reading]]:
    """Read the lines of a reading record: number, table and key, reading.

    Raises:
        RecordError: the file is not a reading record, or a link to one.
    """
    return parse_lines(_record_text(root) or "")


def parse_lines(text: str) -> list[tuple[int, RowKey, Reading]]:
    """Parse the lines of a reading record: number, table and key, reading.

    Raises:
        RecordError: the text is not that of a reading record.
    """
    conflict = merge_conflict(text)
    if conflict is not None:
        raise RecordError(conflict.line, conflict.in_words(), KEEP)
    found: list[tuple[int, RowKey, Reading]] = []
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for line, row in enumerate(reader, start=1):
            if line == 1:
                if tuple(row) != HEADER:
                    raise RecordError(1, said("the header is not {header}", "سطر الرأس ليس {header}", header=",".join(HEADER)))
            elif len(row) != len(HEADER) or len(row[2]) != HASH_LENGTH or not _is_day(row[4]):
                raise RecordError(
                    line,
                    Bilingual(
                        "the line is not a table, a key, a hash, a reader and a day", "ليس السطر جدولًا ومفتاحًا وبصمة وقارئًا ويومًا"
                    ),
                )
            else:
                found.append((line, (row[0], row[1]), Reading(row[4], row[3], row[2])))
    except csv.Error as error:
        raise RecordError(reader.line_num, str(error)) from error
    return found


@cache
def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _record_text(root: Path) -> str | None:
    try:
        text = read_file(unlinked(root, RECORD), LARGEST_RECORD).decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RecordError(0, error.strerror or Bilingual("it cannot be read", "لا يُقرأ")) from error
    except UnicodeDecodeError as error:
        raise RecordError(0, said("byte {byte} is not UTF-8", "البايت {byte} ليس من UTF-8", byte=error.start)) from error
    if not text.strip():
        raise RecordError(0, Bilingual("it is empty, so a save has failed", "هو فارغ، فقد فشل حفظه"))
    # What a checkout or an editor does to the form of the file is told by the check of the canonical form.
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if "\r" in text:
        raise RecordError(
            1,
            Bilingual(
                "its lines end with CR, which `mawaqif seal` never writes", "نهاية أسطره CR، ولا يكتب `mawaqif seal` ذلك أبدًا"
            ),
        )
    return text


def sealed_documents(record: Iterable[RowKey]) -> frozenset[str]:
    """Return the documents of which a statement was read, present or gone: its identifiers may be cited, and never change.

    Args:
        record: table and key of the rows that were read.
    """
    found = (_STATEMENT.fullmatch(key) for table, key in record if table == "statements")
    return frozenset(match[1] for match in found if match)


def settled_record(lines: Iterable[tuple[int, RowKey, Reading]], present: RowHashes) -> dict[RowKey, Reading]:
    """Return one reading a row: of several, one of the row at hand, and of these the latest.

    Args:
        lines: the lines of the record, from `read_lines`.
        present: the rows at hand, from `row_hashes`.
    """

    def rank(item: tuple[int, RowKey, Reading]) -> tuple[bool, str, str, str]:
        _, key, reading = item
        # As readings compare, which takes several times as long by themselves.
        return key in present and present[key][0] == reading.row_sha256, reading.date, reading.reader, reading.row_sha256

    return {key: reading for _, key, reading in sorted(lines, key=rank)}


def text_of(record: Mapping[RowKey, Reading]) -> str:
    """Return a reading record as its file has it: a line a row, sorted."""
    return csv_text(HEADER, sorted(reading.line(key) for key, reading in record.items()))


def record_difference(present: RowHashes, record: Mapping[RowKey, Reading]) -> RecordDifference:
    """Compare the rows, from `row_hashes`, with the reading record."""
    return RecordDifference(
        new=tuple(sorted(present.keys() - record.keys())),
        changed=tuple(sorted(key for key in present.keys() & record.keys() if present[key][0] != record[key].row_sha256)),
        gone=tuple(sorted(record.keys() - present.keys())),
    )
