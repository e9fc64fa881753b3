"""The report as Markdown, for the summary page of a CI job or a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mawaqif.findings import Contribution, Finding, Report, RowChange
from mawaqif.findings.escaping import markdown, markdown_code
from mawaqif.reports.as_text import summary
from mawaqif.reports.in_words import FOLLOWERS, contrast, count
from mawaqif.reports.in_words import summary as contribution_summary

# A job summary holds 1 MiB; so many rows of each table stay far below it.
LISTED = 500


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
        lines += map(_finding, report.findings[:LISTED])
        lines += _left(len(report.findings), "finding")
    if report.notes:
        lines += ["### Notes", "", *(f"- {item.code} {item.name}: {markdown(item.message)}" for item in report.notes), ""]
    if report.skipped:
        lines += ["### Checks that could not run", ""]
        lines += [f"- {item.code} {item.name}: {markdown(item.reason)}" for item in report.skipped]
        lines.append("")
    return "\n".join(lines).rstrip()


def _finding(item: Finding) -> str:
    place = markdown_code(item.file + (f":{item.line}" if item.line else ""))
    column = f" {markdown(item.column)}" if item.column else ""
    return f"| {place}{column} | {item.code} {item.name} | {markdown(item.message)} |"


def contribution_markdown(contribution: Contribution) -> Iterator[str]:
    """Yield a contribution as lines of Markdown: a sentence, and a table with one line a cell that differs."""
    yield from ("### What changes", "", markdown(contribution_summary(contribution)), "")
    if contribution.rows:
        yield from ("| change | row | column | before | after |", "|---|---|---|---|---|")
        for row in contribution.told[:LISTED]:
            yield from _row(row)
        yield from _left(len(contribution.told), "row")
        followers = len(contribution.rows) - len(contribution.told)
        yield from ([markdown(FOLLOWERS.format(count(followers, "row"))), ""] if followers else ())
    yield from (f"- not compared: {markdown(reason)}" for reason in contribution.unread)
    yield ""


def _row(row: RowChange) -> Iterable[str]:
    place = markdown_code(f"{row.file}:{row.line}" if row.line else row.file)
    for position, cell in enumerate(row.cells):
        before, after = (markdown(text) for text in contrast(cell.old, cell.new))
        blank = {"nothing": ""}
        title = f"{row.title} is now {row.successor}" if row.successor else row.title
        head = f"{row.kind} | {markdown(title)} {place}" if position == 0 else " | "
        yield f"| {head} | {markdown(cell.column)} | {blank.get(before, before)} | {blank.get(after, after)} |"


def _left(number: int, noun: str) -> list[str]:
    return ["", f"and {count(number - LISTED, f'more {noun}')}.", ""] if number > LISTED else [""]
