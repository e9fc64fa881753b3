"""The report as lines of text: `file:line:column CODE message`, then a summary."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from mawaqif.findings import Finding, Report

# So many findings of one code in one column are listed one by one.
LISTED = 20


def shown_path(root: Path, file: str) -> str:
    """Return a path that an editor can open from here: relative where the file lies below, else whole."""
    path = root / file
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith("..") else relative


def line_of(finding: Finding, root: Path) -> str:
    """Return one finding as one line."""
    place = shown_path(root, finding.file)
    if finding.line:
        place += f":{finding.line}"
    if finding.column:
        place += f":{finding.column}"
    return f"{place} {finding.code} {finding.message}"


def render(report: Report, root: Path) -> str:
    """Render a report as text.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.
    """
    lines = list(_listed(report.findings, root))
    lines += [f"skipped {item.code} {item.name}: {item.reason}" for item in report.skipped]
    return "\n".join([*lines, _summary(report)])


def _listed(findings: Sequence[Finding], root: Path) -> Iterator[str]:
    """Yield the findings, and in place of many alike in one column their number."""
    alike = Counter((finding.file, finding.code, finding.column) for finding in findings)
    shown: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        kind = (finding.file, finding.code, finding.column)
        shown[kind] += 1
        if shown[kind] <= LISTED or alike[kind] == LISTED + 1:
            yield line_of(finding, root)
        elif shown[kind] == LISTED + 1:
            column = f" in the column {finding.column}" if finding.column else ""
            left = f"{alike[kind] - LISTED:,} more findings of {finding.code}{column}; --format json lists them"
            yield f"{shown_path(root, finding.file)} {left}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _summary(report: Report) -> str:
    read = f"{_count(sum(report.rows.values()), 'row')} in {_count(len(report.rows), 'table')}"
    new = f"; {_count(report.unread, 'row')} not yet in the reading record" if report.unread else ""
    if report.clean:
        return f"no findings: {read}{new}"
    files = len({finding.file for finding in report.findings})
    skipped = f", {_count(len(report.skipped), 'check')} skipped" if report.skipped else ""
    return f"{_count(len(report.findings), 'finding')} in {_count(files, 'file')}{skipped}: {read}{new}"
