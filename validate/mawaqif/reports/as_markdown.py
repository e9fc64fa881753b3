"""The report as Markdown, for the summary page of a CI job or a comment on a pull request.

What a reviewer has to act on comes first: findings, then what had been published and differs, then new statements, each
as one block, then other new rows. Nothing is cut in the middle; what does not fit is counted, and the full report has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mawaqif.findings import Contribution, Finding, NewStatement, Report, RowChange
from mawaqif.findings.escaping import ISOLATE, POP, apart, markdown, markdown_code
from mawaqif.reports.as_text import summary
from mawaqif.reports.in_words import FOLLOWERS, UNPROVEN, count, not_a_hash, told_of
from mawaqif.reports.in_words import summary as contribution_summary
from mawaqif.reports.one_of_each import one_of_each_first

# A job summary holds 1 MiB, a comment 65,536 characters; below both is left for the words around.
SUMMARY_BYTES, COMMENT_BYTES = 1_000_000, 60_000
# The first lines of a comment by which the next run finds it.
COMMENT_MARK = "<!-- mawaqif: rows of this pull request -->"


@dataclass(frozen=True)
class Section:
    """A part of the page: its heading with what stands under it, and its blocks, which are shown whole or counted.

    Attributes:
        head: lines before the blocks.
        blocks: one a finding, a row or a statement.
        noun: what a block is called where some are left out.
    """

    head: tuple[str, ...]
    blocks: tuple[str, ...]
    noun: str


def render(report: Report, root: Path, room: int = SUMMARY_BYTES) -> str:  # noqa: ARG001 - every rendering takes the folder
    """Render a report as Markdown: a verdict, the findings, what was changed and removed, what is new.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from; they stand relative to it.
        room: number of bytes that the page may have.
    """
    lines = [f"## Mawaqif: {'no findings' if report.clean else count(len(report.findings), 'finding')}", "", summary(report), ""]
    if report.unproven:
        lines += [f"**{UNPROVEN.format(count(report.unproven, 'passage'))}**", ""]
    if report.contribution:
        lines += [markdown(contribution_summary(report.contribution)), ""]
    return "\n".join([*lines, *fitted(_sections(report), room - size(lines))]).rstrip()


def render_comment(report: Report, root: Path) -> str:
    """Render a report as a comment on a pull request: the same page, as far as it fits, after the mark of the comment."""
    return f"{COMMENT_MARK}\n{render(report, root, COMMENT_BYTES)}"


def contribution_markdown(contribution: Contribution) -> Iterator[str]:
    """Yield a contribution as lines of Markdown: a sentence, then what was changed and removed, then what is new."""
    yield from ("### What changes", "", markdown(contribution_summary(contribution)), "")
    yield from fitted(_of_contribution(contribution), SUMMARY_BYTES)


def size(lines: Iterable[str]) -> int:
    """Return the number of bytes that lines take, with their line ends."""
    return sum(len(line.encode("utf-8", "backslashreplace")) + 1 for line in lines)


def fitted(sections: Iterable[Section], room: int) -> Iterator[str]:
    """Yield the lines of sections, as many blocks of each as fit, and how many do not.

    Each section has an equal part of the room first; what some leave is given to the others in order.
    """
    listed = list(sections)
    wanted = [size([*section.head, *section.blocks]) for section in listed]
    given = [min(want, room // max(1, len(listed))) for want in wanted]
    left = room - sum(given)
    for section, want, part in zip(listed, wanted, given, strict=True):
        more = min(want - part, max(0, left))
        left -= more
        yield from _section(section, part + more)


def _section(section: Section, room: int) -> Iterator[str]:
    left, shown = room - size(section.head), 0
    while shown < len(section.blocks) and (left := left - size([section.blocks[shown]])) >= 0:
        shown += 1
    yield from (*section.head, *section.blocks[:shown], "")
    over = len(section.blocks) - shown
    if over:
        yield from (f"and {count(over, f'more {section.noun}')}, which the full report has.", "")


def _sections(report: Report) -> Iterator[Section]:
    head = ("### Findings", "", "| place | check | what is wrong, and how to mend it |", "|---|---|---|")
    if report.findings:
        yield Section(head, tuple(map(_finding, one_of_each_first(report.findings))), "finding")
    if report.skipped:
        lines = (f"- {item.code} {item.name}: {apart(markdown(item.reason))}" for item in report.skipped)
        yield Section(("### Checks that could not run", ""), tuple(lines), "check")
    if report.contribution:
        yield from _of_contribution(report.contribution)
    if report.notes:
        lines = (f"- {item.code} {item.name}: {apart(markdown(item.message))}" for item in report.notes)
        yield Section(("### Notes", ""), tuple(lines), "note")


def _of_contribution(contribution: Contribution) -> Iterator[Section]:
    columns = ("| change | row | column | before | after |", "|---|---|---|---|---|")
    if contribution.altered:
        yield Section(("### Changed and removed rows", "", *columns), tuple(map(_row, contribution.altered)), "row")
    followers = len(contribution.rows) - len(contribution.told)
    if followers:
        yield Section((markdown(FOLLOWERS.format(count(followers, "row"))), ""), (), "row")
    if contribution.statements:
        blocks = tuple(map(_statement, contribution.statements))
        yield Section((f"### New statements: {len(blocks):,}", ""), blocks, "new statement")
    if contribution.others:
        yield Section(("### Other new rows", "", *columns), tuple(map(_row, contribution.others)), "new row")
    unread = tuple(f"- not compared: {markdown(reason)}" for reason in contribution.unread)
    yield Section((), unread, "table")


def _finding(item: Finding) -> str:
    place = markdown_code(item.file + (f":{item.line}" if item.line else ""))
    column = f" {markdown(item.column)}" if item.column else ""
    return f"| {place}{column} | {item.code} {item.name} | {apart(markdown(item.message))} |"


def _whole(text: str | None) -> str:
    return f"{ISOLATE}{markdown(text)}{POP}" if text else ""


def _row(row: RowChange) -> str:
    place = markdown_code(f"{row.file}:{row.line}" if row.line else row.file)
    title = f"{row.title} is now {row.successor}" if row.successor else row.title
    lines: list[str] = []
    for cell in not_a_hash(row.cells):
        head = " | " if lines else f"{row.kind} | {markdown(title)} {place}"
        lines.append(f"| {head} | {markdown(cell.column)} | {_whole(cell.old)} | {_whole(cell.new)} |")
    return "\n".join(lines or [f"| {row.kind} | {markdown(title)} {place} | the hash alone | | |"])


def _statement(item: NewStatement) -> str:
    place = markdown_code(f"{item.file}:{item.line}")
    lines = [f"#### {markdown(item.statement_id)}", ""]
    lines.append(f"- {item.ordinal:,} of {item.total:,} in the reading order of {_whole(item.document)}, {place}")
    for title, values in told_of(item):
        if len(values) == 1:
            lines.append(f"- {markdown(title)}: {_whole(values[0][0])}")
        else:
            lines += [f"- {markdown(title)}:", *(f"  - {_whole(value)}" for value, _ in values)]
    return "\n".join([*lines, ""])
