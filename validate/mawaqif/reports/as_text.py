"""The report as lines of text: `file:line:column CODE message`, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import typer

from mawaqif.findings import Finding, Report, Skipped
from mawaqif.findings.escaping import apart, isolated, log_line, visible
from mawaqif.reports.in_words import contribution_lines, count
from mawaqif.reports.paths import shown_path

# So many findings of one code in one column are listed one by one, and so many contributed rows.
LISTED = 20
CHANGES_LISTED = 50

Paint = Callable[[str, str], str]


def _plain(text: str, _style: str) -> str:
    return text


_STYLES: dict[str, dict[str, Any]] = {
    "place": {"bold": True},
    "code": {"fg": "red", "bold": True},
    "skipped": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "clean": {"fg": "green"},
}


def _coloured(text: str, style: str) -> str:
    return str(typer.style(text, **_STYLES[style]))


def line_of(finding: Finding, root: Path, paint: Paint = _plain) -> str:
    """Return one finding as one line, in which nothing commands a terminal or a log."""
    place = shown_path(root, finding.file)
    if finding.line:
        place += f":{finding.line}"
    if finding.column:
        place += f":{finding.column}"
    return f"{paint(_safe(place), 'place')} {paint(finding.code, 'code')} {_safe(finding.message)}"


def _safe(text: str) -> str:
    return log_line(visible(text))


def render(report: Report, root: Path) -> str:
    """Render a report as text.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.
    """
    return apart(_text(report, root, _plain))


def render_for_terminal(report: Report, root: Path, *, colour: bool) -> str:
    """Render a report as text for a terminal: right-to-left values isolated, in colour if wanted.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.
        colour: whether the terminal takes colour.
    """
    return isolated(_text(report, root, _coloured if colour else _plain))


def _text(report: Report, root: Path, paint: Paint) -> str:
    lines: list[str] = []
    if report.contribution:
        lines += [*map(log_line, contribution_lines(report.contribution, partial(shown_path, root), CHANGES_LISTED)), ""]
    lines += listed(report.findings, root, paint)
    lines += [_skipped_line(item, paint) for item in report.skipped]
    lines += [f"{paint('note', 'note')} {line_of(item, root, paint)}" for item in report.notes]
    style = "clean" if report.clean else "code"
    return "\n".join([*lines, paint(summary(report), style)])


def _skipped_line(item: Skipped, paint: Paint) -> str:
    return f"{paint('skipped', 'skipped')} {item.code} {item.name}: {_safe(item.reason)}"


def listed(findings: Sequence[Finding], root: Path, paint: Paint = _plain) -> Iterator[str]:
    """Yield the findings, and in place of many alike in one column their number."""
    alike = Counter((finding.file, finding.code, finding.column) for finding in findings)
    shown: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        kind = (finding.file, finding.code, finding.column)
        shown[kind] += 1
        if shown[kind] <= LISTED or alike[kind] == LISTED + 1:
            yield line_of(finding, root, paint)
        elif shown[kind] == LISTED + 1:
            column = f" in the column {_safe(finding.column)}" if finding.column else ""
            left = f"{alike[kind] - LISTED:,} more findings of {finding.code}{column}; --format json lists them"
            yield f"{_safe(shown_path(root, finding.file))} {left}"


def summary(report: Report) -> str:
    """Say in one line how much was read and what was found."""
    read = f"{count(sum(report.rows.values()), 'row')} in {count(len(report.rows), 'table')}"
    new = f"; {count(report.unread, 'row')} not yet in the reading record" if report.unread else ""
    if report.clean:
        return f"no findings: {read}{new}"
    files = len({finding.file for finding in report.findings})
    skipped = f", {count(len(report.skipped), 'check')} skipped" if report.skipped else ""
    own = sum(map(report.contributed, report.findings))
    where = f", {own:,} on contributed rows" if report.contribution else ""
    where += f", {report.left_out.total():,} more left out" if report.left_out else ""
    return f"{count(len(report.findings), 'finding')} in {count(files, 'file')}{where}{skipped}: {read}{new}"
