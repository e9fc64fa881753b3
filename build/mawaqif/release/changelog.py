"""`CHANGELOG.md`: what each version brings and when it was published.

A version's entry starts with a heading `## 0.1.0 (2026-11-30)`, or `## 0.1.0 (unreleased)`
until it is published, and ends before the next heading of that level. The day of a release
comes from here and not from the clock, so that the same rows always make the same files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mawaqif.findings import CannotRunError, show
from mawaqif.history import CHANGELOG, HEADING
from mawaqif.paths import read_file, unlinked

UNRELEASED = "unreleased"


@dataclass(frozen=True)
class Entry:
    """What the changelog says of one version.

    Attributes:
        version: the version.
        published: the day of its publication; None where it is not published yet.
        text: its entry in Markdown, without the heading.
    """

    version: str
    published: date | None
    text: str


def read_entry(root: Path, version: str) -> Entry | None:
    """Read the entry of a version.

    Args:
        root: folder of the package, with or without a changelog: rows alone make a package too.
        version: the version.

    Returns:
        The entry; None where there is no changelog.

    Raises:
        CannotRunError: the changelog has no entry for the version, its heading has neither a
            day nor `unreleased`, or the file is not text.
    """
    path = unlinked(root, CHANGELOG)
    if not path.is_file():
        return None
    lines = _lines(path)
    for position, line in enumerate(lines):
        heading = HEADING.match(line)
        if heading and heading["version"] == version:
            rest = lines[position + 1 :]
            end = next((number for number, other in enumerate(rest) if other.startswith("## ")), len(rest))
            return Entry(version, _day(path, position + 1, heading), "\n".join(rest[:end]).strip())
    raise CannotRunError(f"{path}: no entry for the version {version}; add `## {version} ({UNRELEASED})` and what it brings")


def published_versions(root: Path) -> list[tuple[str, date]]:
    """Return the versions that the changelog has with a day, each with its day, as they stand in it.

    Args:
        root: folder of the package, with or without a changelog.

    Raises:
        CannotRunError: a heading has a day that is none, or the file is not text.
    """
    path = unlinked(root, CHANGELOG)
    headings = enumerate(map(HEADING.match, _lines(path)), 1) if path.is_file() else ()
    found = [(heading["version"], _day(path, line, heading)) for line, heading in headings if heading and heading["when"]]
    return [(version, day) for version, day in found if day is not None]


def _lines(path: Path) -> list[str]:
    try:
        return read_file(path).decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{path}: byte {error.start} is not UTF-8") from error


def _day(path: Path, line: int, heading: re.Match[str]) -> date | None:
    when = heading["when"] or ""
    if when == UNRELEASED:
        return None
    try:
        # `fromisoformat` reads other forms too, such as 20260131.
        day = date.fromisoformat(when)
    except ValueError:
        day = None
    if day is None or when != day.isoformat():
        expected = f"expected `## {heading['version']} (2026-01-31)` or `({UNRELEASED})`"
        raise CannotRunError(f"{path}:{line}: the heading says {show(heading[0])}; {expected}")
    return day
