"""What tells that a package was sealed, apart from its reading record: so that the record cannot vanish.

`mawaqif seal` writes into the index how many rows the record has, and its hash. A record that
was emptied, shortened or removed is then another one than the index names, and to take the
words out of the index as well is a change that anyone sees. A changelog with a version that
was published says the same of the package as a whole: what was published had been read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mawaqif.files import read_file
from mawaqif.history.reading_record import RowKey, text_of
from mawaqif.home import INDEX
from mawaqif.tables import Descriptor

CHANGELOG = "CHANGELOG.md"
# `## 0.1.0 (2026-11-30)`, or `## 0.1.0 (unreleased)`.
HEADING = re.compile(r"^## (?P<version>\S+)(?: \((?P<when>[^)]*)\))? *$")
LARGEST_CHANGELOG = 4 * 1024**2
# The property of the index.
MARK = "readings"


@dataclass(frozen=True)
class Mark:
    """What the index says of the reading record.

    Attributes:
        rows: number of rows in it.
        digest: hash of it, as `sha256:` and hexadecimal digits.
    """

    rows: int
    digest: str

    def as_json(self) -> dict[str, object]:
        """Return it as the index has it."""
        return {"rows": self.rows, "hash": self.digest}


def mark_of(record: Mapping[RowKey, str]) -> Mark:
    """Return the mark of a record; its lines may stand in any order."""
    return Mark(len(record), f"sha256:{hashlib.sha256(text_of(record).encode()).hexdigest()}")


def mark_in(descriptor: Descriptor) -> Mark | None:
    """Return the mark that an index has; None where it has none, or one that cannot be understood."""
    raw = descriptor.raw.get(MARK)
    if not isinstance(raw, dict) or not isinstance(raw.get("rows"), int) or not isinstance(raw.get("hash"), str):
        return None
    return Mark(raw["rows"], raw["hash"])


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


def why_sealed(descriptor: Descriptor) -> str:
    """Say what tells that the package has a reading record; empty where nothing does, as in a new one."""
    mark = mark_in(descriptor)
    if mark is not None and mark.rows > 0:
        return f"{INDEX} says that it has {mark.rows:,} rows"
    version = released_version(descriptor.root)
    return f"{CHANGELOG} has the published version {version}" if version else ""
