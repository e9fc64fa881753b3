"""The report as Markdown, for the summary page of a CI job or a comment on a pull request.

What a reviewer has to act on comes first: findings, then what had been published and differs, then new statements, each
as one block, then other new rows. Nothing is cut in the middle; what does not fit is counted, and the full report has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mawaqif.findings import Bilingual, Contribution, Finding, Language, NewStatement, Report, RowChange, said, spoken
from mawaqif.findings.escaping import ISOLATE, POP, apart, markdown, markdown_code
from mawaqif.reports.as_text import summary
from mawaqif.reports.in_words import (
    AFTER,
    ALTERED,
    BEFORE,
    CHANGE,
    CHECK,
    COLUMN,
    FINDINGS,
    HASH_ALONE,
    NEW_STATEMENTS,
    NOT_RUN,
    NOTES,
    OTHERS,
    PLACE,
    ROW,
    WRONG,
    count,
    followers,
    is_now,
    not_a_hash,
    ordinal,
    told_of,
    unproven,
    verdict,
)
from mawaqif.reports.in_words import summary as contribution_summary
from mawaqif.reports.one_of_each import one_of_each_first

# A job summary holds 1 MiB, a comment 65,536 characters; below both is left for the words around.
SUMMARY_BYTES, COMMENT_BYTES = 1_000_000, 60_000
# The first lines of a comment by which the next run finds it.
COMMENT_MARK = "<!-- mawaqif: rows of this pull request -->"
# A page in Arabic runs from right to left, as GitHub lets it.
FRAME = ('<div dir="rtl" lang="ar">\n\n', "\n\n</div>")


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


def render(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:  # noqa: ARG001 - as every rendering
    """Render a report as Markdown: a verdict, the findings, what was changed and removed, what is new.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from; they stand relative to it.
        language: the language of what is said.
    """
    return _page(report, SUMMARY_BYTES, language)


def render_comment(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:  # noqa: ARG001 - the same
    """Render a report as a comment on a pull request: the same page, as far as it fits, after the mark of the comment."""
    return f"{COMMENT_MARK}\n{_page(report, COMMENT_BYTES, language)}"


def _page(report: Report, room: int, language: Language) -> str:
    """Return the page in a number of bytes; one in Arabic is told to run from right to left."""
    first, last = FRAME if language is Language.ARABIC else ("", "")
    lines = [f"## Mawaqif: {spoken(verdict(report), language)}", "", spoken(summary(report), language), ""]
    if report.unproven:
        lines += [f"**{spoken(unproven(report.unproven), language)}**", ""]
    if report.contribution:
        lines += [markdown(spoken(contribution_summary(report.contribution), language)), ""]
    left = room - size([first, *lines, last])
    return first + "\n".join([*lines, *fitted(_sections(report, language), left, language)]).rstrip() + last


def contribution_markdown(contribution: Contribution) -> Iterator[str]:
    """Yield a contribution as lines of Markdown: a sentence, then what was changed and removed, then what is new."""
    yield from ("### What changes", "", markdown(contribution_summary(contribution)), "")
    yield from fitted(_of_contribution(contribution, Language.ENGLISH), SUMMARY_BYTES)


def size(lines: Iterable[str]) -> int:
    """Return the number of bytes that lines take, with their line ends."""
    return sum(len(line.encode("utf-8", "backslashreplace")) + 1 for line in lines)


def fitted(sections: Iterable[Section], room: int, language: Language = Language.ENGLISH) -> Iterator[str]:
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
        yield from _section(section, part + more, language)


def _section(section: Section, room: int, language: Language) -> Iterator[str]:
    left, shown = room - size(section.head), 0
    while shown < len(section.blocks) and (left := left - size([section.blocks[shown]])) >= 0:
        shown += 1
    yield from (*section.head, *section.blocks[:shown], "")
    over = len(section.blocks) - shown
    if over:
        rest = said(
            "and {blocks}, which the full report has.", "و{blocks} في التقرير الكامل.", blocks=count(over, f"more {section.noun}")
        )
        yield from (spoken(rest, language), "")


def _heading(words: Bilingual, language: Language) -> str:
    return f"### {spoken(words, language)}"


def _columns(names: Iterable[Bilingual], language: Language) -> tuple[str, str]:
    """Return the first two lines of a table."""
    heads = [spoken(name, language) for name in names]
    return f"| {' | '.join(head if language is Language.ARABIC else head.lower() for head in heads)} |", "|---" * len(heads) + "|"


def _sections(report: Report, language: Language) -> Iterator[Section]:
    if report.findings:
        head = (_heading(FINDINGS, language), "", *_columns((PLACE, CHECK, WRONG), language))
        rows = (_finding(item, language) for item in one_of_each_first(report.findings))
        yield Section(head, tuple(rows), "finding")
    if report.skipped:
        lines = (f"- {item.code} {item.name}: {apart(markdown(spoken(item.reason, language)))}" for item in report.skipped)
        yield Section((_heading(NOT_RUN, language), ""), tuple(lines), "check")
    if report.contribution:
        yield from _of_contribution(report.contribution, language)
    if report.notes:
        lines = (f"- {item.code} {item.name}: {apart(markdown(spoken(item.message, language)))}" for item in report.notes)
        yield Section((_heading(NOTES, language), ""), tuple(lines), "note")


def _of_contribution(contribution: Contribution, language: Language) -> Iterator[Section]:
    columns = _columns((CHANGE, ROW, COLUMN, BEFORE, AFTER), language)
    if contribution.altered:
        rows = tuple(_row(row, language) for row in contribution.altered)
        yield Section((_heading(ALTERED, language), "", *columns), rows, "row")
    following = len(contribution.rows) - len(contribution.told)
    if following:
        yield Section((markdown(spoken(followers(following), language)), ""), (), "row")
    if contribution.statements:
        blocks = tuple(_statement(item, language) for item in contribution.statements)
        yield Section((f"{_heading(NEW_STATEMENTS, language)}: {len(blocks):,}", ""), blocks, "new statement")
    if contribution.others:
        rows = tuple(_row(row, language) for row in contribution.others)
        yield Section((_heading(OTHERS, language), "", *columns), rows, "new row")
    reasons = (said("not compared: {reason}", "لم يقارَن: {reason}", reason=reason) for reason in contribution.unread)
    yield Section((), tuple(f"- {markdown(spoken(reason, language))}" for reason in reasons), "table")


def _finding(item: Finding, language: Language) -> str:
    place = markdown_code(item.file + (f":{item.line}" if item.line else ""))
    column = f" {markdown(item.column)}" if item.column else ""
    return f"| {place}{column} | {item.code} {item.name} | {apart(markdown(spoken(item.message, language)))} |"


def _whole(text: str | None) -> str:
    return f"{ISOLATE}{markdown(text)}{POP}" if text else ""


def _row(row: RowChange, language: Language) -> str:
    place = markdown_code(f"{row.file}:{row.line}" if row.line else row.file)
    title = spoken(is_now(row.title, row.successor), language) if row.successor else row.title
    lines: list[str] = []
    for cell in not_a_hash(row.cells):
        head = " | " if lines else f"{row.kind} | {markdown(title)} {place}"
        lines.append(f"| {head} | {markdown(cell.column)} | {_whole(cell.old)} | {_whole(cell.new)} |")
    return "\n".join(lines or [f"| {row.kind} | {markdown(title)} {place} | {spoken(HASH_ALONE, language)} | | |"])


def _statement(item: NewStatement, language: Language) -> str:
    place = markdown_code(f"{item.file}:{item.line}")
    lines = [f"#### {markdown(item.statement_id)}", ""]
    lines.append(f"- {spoken(ordinal(item), language)} {_whole(item.document)}, {place}")
    for title, values in told_of(item):
        if len(values) == 1:
            lines.append(f"- {markdown(spoken(title, language))}: {_whole(values[0][0])}")
        else:
            lines += [f"- {markdown(spoken(title, language))}:", *(f"  - {_whole(value)}" for value, _ in values)]
    return "\n".join([*lines, ""])
