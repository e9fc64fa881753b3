"""What differs between two reports of a package that is watched, as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from mawaqif.findings import Finding, Report
from mawaqif.reports.as_text import listed, summary
from mawaqif.reports.in_words import count


def changed_findings(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that came and those that went; one that only moved to another line did neither."""
    gone, new = Counter(before), Counter(after)
    same = gone & new
    went, came = list((gone - same).elements()), list((new - same).elements())
    moved = Counter(map(_wherever, went)) & Counter(map(_wherever, came))
    return _without(came, moved.copy()), _without(went, moved)


def _wherever(item: Finding) -> tuple[str, str, str, str]:
    return item.file, item.column, item.code, item.message


def _without(findings: list[Finding], moved: Counter[tuple[str, str, str, str]]) -> list[Finding]:
    left = []
    for item in sorted(findings, key=Finding.sort_key):
        if moved[_wherever(item)]:
            moved[_wherever(item)] -= 1
        else:
            left.append(item)
    return left


def changes(before: Report | None, after: Report, root: Path) -> Iterator[str]:
    """Yield a line for each finding that came (`+`) or went (`-`), and last their numbers and the summary.

    Args:
        before: the report before, or None where this is the first.
        after: the finished report.
        root: the folder that the paths of their findings start from.
    """
    earlier = before or Report()
    came, went = changed_findings(earlier.findings, after.findings)
    notes, gone = changed_findings(earlier.notes, after.notes)
    yield from (f"+ {line}" for line in listed(came, root))
    yield from (f"+ skipped {item.code} {item.name}: {item.reason}" for item in after.skipped if item not in earlier.skipped)
    yield from (f"+ note {line}" for line in listed(notes, root))
    yield from (f"- {line}" for line in listed(went, root))
    again = sum(item not in after.skipped for item in earlier.skipped)
    if again:
        yield f"- skipped: {count(again, 'check')} run again"
    yield from (f"- note {line}" for line in listed(gone, root))
    yield f"{count(len(came), 'finding')} came, {len(went):,} went; {summary(after)}"
