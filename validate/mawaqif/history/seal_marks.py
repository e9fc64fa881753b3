"""What tells that a package was sealed, apart from its reading record: so that the record cannot vanish.

`datapackage/sealings.csv` is the journal of the sealings: each line says by how many rows a run of `mawaqif seal`
changed the record, and by which sum of hashes. The sum of all lines is that of the record, so one that was emptied
or shortened shows. Lines are only added, so that git keeps those of both sides of a merge, and the sum of both is that
of the merged record. A changelog with a version that was published says that what was published had been read.

Source of the method: Bellare and Micciancio, "A New Paradigm for Collision-Free Hashing" (1997): the hash of a set is
the sum of the hashes of its members, so that it needs no order and both sides of a merge can be added.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mawaqif.findings import said
from mawaqif.history.reading_record import Reading, RecordError, RowKey
from mawaqif.paths import read_file, unlinked
from mawaqif.tables import SEALINGS, Descriptor, csv_text

CHANGELOG = "CHANGELOG.md"
# `## 0.1.0 (2026-11-30)`, or `## 0.1.0 (unreleased)`.
HEADING = re.compile(r"^## (?P<version>\S+)(?: \((?P<when>[^)]*)\))? *$")
LARGEST_CHANGELOG = 4 * 1024**2
SEALING_HEADER = ("date", "reader", "rows", "sum_sha256")
_SUM = re.compile(r"[0-9a-f]{64}")
_SIZE = 2**256


@dataclass(frozen=True)
class Mark:
    """What identifies a reading record, whatever the order of its lines.

    Attributes:
        rows: number of its lines.
        total: sum of the SHA-256 of its lines, modulo 2 to the power of 256.
    """

    rows: int
    total: int

    def __add__(self, other: Mark) -> Mark:
        """Return the mark of the lines of both."""
        return Mark(self.rows + other.rows, (self.total + other.total) % _SIZE)

    def __sub__(self, other: Mark) -> Mark:
        """Return what must be added to another mark to give this one."""
        return Mark(self.rows - other.rows, (self.total - other.total) % _SIZE)


NOTHING = Mark(0, 0)


def mark_of(lines: Iterable[tuple[RowKey, Reading]]) -> Mark:
    """Return the mark of the lines of a record, such as `record.items()`."""
    marks = [int.from_bytes(hashlib.sha256("\x1f".join(reading.line(key)).encode()).digest(), "big") for key, reading in lines]
    return Mark(len(marks), sum(marks) % _SIZE)


def mark_said(root: Path) -> Mark | None:
    """Return the mark that the journal of a package gives its record; None where there is no journal.

    Raises:
        RecordError: the file is not such a journal, or a link to one.
    """
    rows = _journal(root)
    return None if rows is None else sum((Mark(int(row[2]), int(row[3], 16)) for row in rows), NOTHING)


def with_sealing(root: Path, after: Mark, reader: str = "", day: str = "") -> str:
    """Return the journal with a line that leads to a mark; as it is where it says that mark already.

    Args:
        root: folder of the package.
        after: the mark of the record afterwards.
        reader: who read.
        day: when, as ISO 8601 has it.

    Raises:
        RecordError: the file is not such a journal, or a link to one.
    """
    rows = _journal(root) or []
    change = after - (mark_said(root) or NOTHING)
    new = [] if change == NOTHING else [(day, reader, str(change.rows), f"{change.total:064x}")]
    return csv_text(SEALING_HEADER, [*rows, *new])


def _journal(root: Path) -> list[tuple[str, ...]] | None:
    try:
        text = read_file(unlinked(root, SEALINGS)).decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(0, said("{journal} cannot be read", "لا يُقرأ {journal}", journal=SEALINGS)) from error
    try:
        rows = [tuple(row) for row in csv.reader(text.splitlines(keepends=True), strict=True)]
    except csv.Error as error:
        raise RecordError(
            0, said("{journal} is no CSV: {error}", "ليس {journal} ملف CSV: {error}", journal=SEALINGS, error=error)
        ) from error
    for line, row in enumerate(rows, start=1):
        sound = row == SEALING_HEADER if line == 1 else len(row) == len(SEALING_HEADER) and _is_sealing(row)
        if not sound:
            raise RecordError(0, said(*NOT_A_SEALING, line=line, journal=SEALINGS, header=", ".join(SEALING_HEADER)))
    return rows[1:] if rows else None


def _is_sealing(row: tuple[str, ...]) -> bool:
    return re.fullmatch(r"-?[0-9]{1,9}", row[2]) is not None and _SUM.fullmatch(row[3]) is not None


def released_version(root: Path) -> str:
    """Return the newest version that the changelog calls published; empty where there is none, or no readable changelog."""
    try:
        text = read_file(root / CHANGELOG, LARGEST_CHANGELOG).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    headings = (HEADING.match(line) for line in text.splitlines())
    return next((found["version"] for found in headings if found and _is_day(found["when"] or "")), "")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


NOT_A_SEALING = "line {line} of {journal} is not {header}", "السطر {line} من {journal} ليس {header}"


def why_sealed(descriptor: Descriptor) -> str:
    """Say what tells that the package has a reading record; empty where nothing does, as in a new one."""
    mark = mark_said(descriptor.root)
    if mark is not None and mark.rows > 0:
        return said(
            "{journal} says that it has {rows:,} rows", "يقول {journal} إن صفوفه {rows:,}", journal=SEALINGS, rows=mark.rows
        )
    version = released_version(descriptor.root)
    told = "{file} has the published version {version}", "في {file} الإصدار المنشور {version}"
    return said(*told, file=CHANGELOG, version=version) if version else ""
