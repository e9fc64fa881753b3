"""The report as Markdown, for the summary page of a CI job or a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mawaqif.findings import Contribution, Report, RowChange
from mawaqif.reports.as_text import summary
from mawaqif.reports.in_words import contrast, count
from mawaqif.reports.in_words import summary as contribution_summary

# A job summary holds 1 MiB; so many rows of each table stay far below it.
LISTED = 500
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def escaped(text: str) -> str:
    """Escape what Markdown and HTML would take as markup."""
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;"))


def render(report: Report, root: Path) -> str:  # noqa: ARG001 - every rendering takes the folder
    """Render a report as Markdown: a verdict, what the contribution changes, a table of findings.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from; they stand relative to it.
    """
    lines = [f"## Mawaqif: {'no findings' if report.clean else count(len(report.findings), 'finding')}", "", summary(report), ""]
    if report.contribution:
        lines += contribution_markdown(report.contribution)
    if report.findings:
        lines += ["### Findings", "", "| place | check | what is wrong, and how to mend it |", "|---|---|---|"]
        lines += [
            f"| `{item.file}{f':{item.line}' if item.line else ''}`{f' {escaped(item.column)}' if item.column else ''} "
            f"| {item.code} {item.name} | {escaped(item.message)} |"
            for item in report.findings[:LISTED]
        ]
        lines += _left(len(report.findings), "finding")
    if report.skipped:
        lines += ["### Checks that could not run", ""]
        lines += [f"- {item.code} {item.name}: {escaped(item.reason)}" for item in report.skipped]
        lines.append("")
    return "\n".join(lines).rstrip()


def contribution_markdown(contribution: Contribution) -> Iterator[str]:
    """Yield a contribution as lines of Markdown: a sentence, and a table with one line a cell that differs."""
    yield from ("### What changes", "", escaped(contribution_summary(contribution)), "")
    if contribution.rows:
        yield from ("| change | row | column | before | after |", "|---|---|---|---|---|")
        for row in contribution.rows[:LISTED]:
            yield from _row(row)
        yield from _left(len(contribution.rows), "row")
    yield from (f"- not compared: {escaped(reason)}" for reason in contribution.unread)
    yield ""


def _row(row: RowChange) -> Iterable[str]:
    place = f"`{row.file}:{row.line}`" if row.line else f"`{row.file}`"
    for position, cell in enumerate(row.cells):
        before, after = (escaped(text) for text in contrast(cell.old, cell.new))
        blank = {"nothing": ""}
        head = f"{row.kind} | {escaped(row.title)} {place}" if position == 0 else " | "
        yield f"| {head} | {cell.column} | {blank.get(before, before)} | {blank.get(after, after)} |"


def _left(number: int, noun: str) -> list[str]:
    return ["", f"and {count(number - LISTED, f'more {noun}')}.", ""] if number > LISTED else [""]
