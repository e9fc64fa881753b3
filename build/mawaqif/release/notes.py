"""What a release changes: `changes.csv` for programs, `changes.md` for readers, against the last release.

The base is named by version and by what cannot move, the commit or the hash of its
checksums, never by a path of the machine that built the release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mawaqif.findings import CannotRunError, Contribution, Kind, RowChange
from mawaqif.findings.escaping import apart, markdown
from mawaqif.paths import INDEX
from mawaqif.release.changelog import Entry
from mawaqif.release.checksums import CHECKSUMS, sha256_of
from mawaqif.release.diff import CHANGE_HEADER, change_table, found_since, state_of
from mawaqif.release.file_names import CHANGES
from mawaqif.reports import LISTED, VERBS, change_in_words, count, followers
from mawaqif.tables import Dataset, csv_text, load_descriptor

TABLE, NOTES = CHANGES, "changes.md"
_SHOWN = 12


@dataclass(frozen=True)
class Changes:
    """What changed since the last release.

    Attributes:
        version: the version of the new release.
        base: the last release, in words that mean the same everywhere.
        found: what differs.
        columns: the new columns, by table.
    """

    version: str
    base: str
    found: Contribution
    columns: Mapping[str, frozenset[str]]


def changes_in(dataset: Dataset, since: str) -> Changes:
    """Compare a data set with the last release.

    Args:
        dataset: the tables, checked.
        since: a revision that git knows, or a folder that holds the last release.

    Raises:
        CannotRunError: there is no such state, or no table of it can be read.
    """
    with state_of(dataset.descriptor.root, since) as (folder, commit):
        earlier, _ = load_descriptor(folder)
        if not earlier.tables:
            raise CannotRunError(f"{since}: no table of it can be read, so nothing can be compared")
        base = ", ".join(filter(None, (f"version {earlier.version}", _fixed(folder, commit))))
        columns = {
            name: frozenset(schema.columns) - frozenset(earlier.tables[name].columns)
            for name, schema in dataset.descriptor.tables.items()
            if name in earlier.tables
        }
        return Changes(dataset.descriptor.version, base, found_since(base, folder, dataset), columns)


def _fixed(folder: Path, commit: str) -> str:
    if commit:
        return f"commit {commit[:_SHOWN]}"
    name = CHECKSUMS if (folder / CHECKSUMS).is_file() else INDEX
    return f"SHA-256 of {name} {sha256_of(folder / name)[:_SHOWN]}"


def write_notes(changes: Changes, entry: Entry | None, folder: Path) -> None:
    """Write the changes as a table and as a page into a release.

    Args:
        changes: what changed.
        entry: what the changelog says of the version; None where there is no changelog.
        folder: the release.
    """
    rows = ((changes.base, *row) for row in change_table(changes.found))
    table = csv_text(("since", *CHANGE_HEADER), rows)
    (folder / TABLE).write_text(table, encoding="utf-8", newline="")
    text = "\n".join(_page(changes, entry)) + "\n"
    (folder / NOTES).write_text(text, encoding="utf-8", newline="")


def _page(changes: Changes, entry: Entry | None) -> Iterator[str]:
    published = f" ({entry.published})" if entry and entry.published else ""
    yield f"# What changes in version {markdown(changes.version)}{published}"
    if entry and entry.text:
        yield from ("", entry.text)
    rows = changes.found.rows
    counts = [f"{count(number, 'row')} {VERBS[kind]}" for kind, number in changes.found.counts.items() if number]
    yield from ("", "## Rows", "", f"Since {markdown(changes.base)}: {', '.join(counts) or 'no row differs'}.")
    if rows:
        yield from ("", f"Long values are cut here; `{TABLE}` has them whole.")
    for table, group in groupby(changes.found.told, key=lambda row: row.table):
        yield from _table(table, list(group), changes.columns.get(table, frozenset()))
    following = len(rows) - len(changes.found.told)
    if following:
        yield from ("", markdown(followers(following)))
    yield from (f"- not compared: {markdown(reason)}" for reason in changes.found.unread)


def _table(name: str, rows: list[RowChange], columns: frozenset[str]) -> Iterator[str]:
    """Yield the changes of a table; that a new column was filled is said once, and not of each row."""
    yield from ("", f"### {markdown(name)}", "")
    for column in sorted(columns):
        filled = sum(cell.column == column and row.kind is Kind.CHANGED for row in rows for cell in row.cells)
        if filled:
            yield f"- new column {markdown(column)}: filled in {count(filled, 'row')} that stood before"
    told = [row for row in rows if row.kind is not Kind.CHANGED or row.successor or {cell.column for cell in row.cells} - columns]
    yield from (f"- {VERBS[row.kind]}: {apart(markdown(change_in_words(row)))}" for row in told[:LISTED])
    if len(told) > LISTED:
        yield f"- and {count(len(told) - LISTED, 'more row')}; `{TABLE}` lists them"
