"""Changes of rows in words: `position of Egypt on ahc-art-29: retain → delete`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mawaqif.findings import LONGEST_VALUE_SHOWN, CellChange, Contribution, Kind, NewStatement, RowChange, show
from mawaqif.findings.escaping import visible

_HASH = re.compile(r"[0-9a-f]{64}")
VERBS = {Kind.ADDED: "added", Kind.CHANGED: "changed", Kind.REMOVED: "removed"}
# Says of how many rows nothing differs but an identifier that was retired for another.
FOLLOWERS = "{} beside these only follow what is told as `is now`"
# So many rows of each table stand in the release notes; the change table has them all.
LISTED = 500
# Says of how many passages nothing is known but what their rows say.
UNPROVEN = "{} not proven here: the documents were not at hand, so no offset and no hash was held against a text"
# So many characters are shown before the place where two long texts differ.
LEAD = 15


def count(number: int, noun: str) -> str:
    """Return a number with its noun in singular or plural."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def not_a_hash(cells: Sequence[CellChange]) -> list[CellChange]:
    """Return the cells that a person can read: all but the SHA-256 of a text."""
    return [cell for cell in cells if not _HASH.fullmatch(cell.new or cell.old or "")]


def told_of(item: NewStatement) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what is told of a new statement: title, and each value with its place; first who speaks, last the note."""
    speaking: list[str] = []
    other: list[str] = []
    rows: dict[str, list[tuple[str, str]]] = {}
    for row in item.rows:
        if row.title not in rows:
            (speaking if row.table == "statement_actors" else other).append(row.title)
        rows.setdefault(row.title, []).append((row.words, f"{row.file}:{row.line}"))
    notes = [(title, [(value, "")]) for title, value in item.facts if title == "Note"]
    facts = [(title, [(value, "")]) for title, value in item.facts if title != "Note"]
    summaries = [("English summary", [(item.summary_en, "")]), ("Arabic summary", [(item.summary_ar, "")])]
    return [*((title, rows[title]) for title in speaking), *facts, *summaries, *((title, rows[title]) for title in other), *notes]


def change_in_words(change: RowChange) -> str:
    """Say in one line what happened to a row: its title and, of what differs, the old and the new value."""
    if change.successor:
        rest = [_cell(change, cell) for cell in change.cells if change.kind is Kind.CHANGED and cell.new != change.successor]
        return visible("; ".join([f"{change.title} is now {change.successor}", *rest]))
    if change.kind is Kind.CHANGED:
        return visible(change.title + ": " + "; ".join(_cell(change, cell) for cell in change.cells))
    named = next((cell for cell in change.cells if change.title.startswith(f"{cell.column} of ")), None)
    return visible(change.title + (f": {named.new or named.old}" if named else ""))


def _cell(change: RowChange, cell: CellChange) -> str:
    old, new = contrast(cell.old, cell.new)
    if change.title.startswith(f"{cell.column} of "):
        return f"{cell.old} → {cell.new}"
    return f"{cell.column} {old} → {new}"


def contrast(old: str | None, new: str | None) -> tuple[str, str]:
    """Quote two values; of long ones, the part where they begin to differ is shown."""
    start = 0
    if old is not None and new is not None and max(len(old), len(new)) > LONGEST_VALUE_SHOWN:
        alike = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        start = max(0, alike - LEAD)
    return _from(old, start), _from(new, start)


def _from(text: str | None, start: int) -> str:
    if text is None:
        return "nothing"
    rest = text[start:]
    cut = rest[: LONGEST_VALUE_SHOWN - 1] + "…" if len(rest) > LONGEST_VALUE_SHOWN else rest
    return show(("…" if start else "") + cut[: LONGEST_VALUE_SHOWN - (start > 0)])


def contribution_lines(contribution: Contribution, shown: Callable[[str], str] = str, limit: int | None = None) -> Iterator[str]:
    """Yield a contribution as lines of text: how much, then each row with its place.

    Args:
        contribution: the changes.
        shown: makes of a path in the package the path that the reader sees.
        limit: list at most so many rows, then say how many are left.
    """
    yield summary(contribution)
    for row in contribution.told[:limit]:
        line = f":{row.line}" if row.line else f" (line {row.old_line} before)"
        yield f"  {row.kind} {visible(shown(row.file))}{line} {change_in_words(row)}"
    left = len(contribution.told) - (limit or len(contribution.told))
    if left > 0:
        yield f"  and {count(left, 'more row')}; `mawaqif diff` lists them"
    followers = len(contribution.rows) - len(contribution.told)
    if followers:
        yield f"  {FOLLOWERS.format(count(followers, 'row'))}"
    yield from (f"  not compared: {visible(reason)}" for reason in contribution.unread)


def summary(contribution: Contribution) -> str:
    """Say in one line how many rows differ, which other files, and what the contribution seals itself."""
    parts = [f"{count(number, 'row')} {VERBS[kind]}" for kind, number in contribution.counts.items() if number]
    text = f"since {contribution.base}: " + (", ".join(parts) or "no row differs")
    if contribution.files:
        text += f"; also differs: {', '.join(contribution.files)}"
    if contribution.sealed:
        text += f"; it records {count(contribution.sealed, 'row')} as read a second time"
        text += f" by {', '.join(map(show, contribution.readers))}" if contribution.readers else ": by whom?"
    return visible(text)
