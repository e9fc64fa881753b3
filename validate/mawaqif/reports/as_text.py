"""The report as lines of text: `file:line:column CODE message`, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import typer

from mawaqif.findings import Bilingual, Finding, Language, Report, Skipped, joined, said, spoken
from mawaqif.findings.escaping import apart, isolated, log_line, visible
from mawaqif.reports.in_words import NOTHING_FOUND, contribution_lines, count
from mawaqif.reports.paths import shown_path

# So many findings of one code in one column are listed one by one, and so many contributed rows.
LISTED = 20
CHANGES_LISTED = 50

READ = "{rows} in {tables}", "عدد الصفوف {n_rows:,}، وعدد الجداول {n_tables:,}"
NOTE, SKIPPED = Bilingual("note", "تنبيه"), Bilingual("skipped", "لم يُجرَ")

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


def line_of(finding: Finding, root: Path, paint: Paint = _plain, language: Language = Language.ENGLISH) -> str:
    """Return one finding as one line, in which nothing commands a terminal or a log."""
    place = shown_path(root, finding.file)
    if finding.line:
        place += f":{finding.line}"
    if finding.column:
        place += f":{finding.column}"
    return f"{paint(_safe(place), 'place')} {paint(finding.code, 'code')} {_safe(spoken(finding.message, language))}"


def _safe(text: str) -> str:
    return log_line(visible(text))


def render(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:
    """Render a report as text.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.
        language: the language of what is said; places and codes stay as they are.
    """
    return apart(_text(report, root, _plain, language))


def render_for_terminal(report: Report, root: Path, *, colour: bool, language: Language = Language.ENGLISH) -> str:
    """Render a report as text for a terminal: right-to-left values isolated, in colour if wanted.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.
        colour: whether the terminal takes colour.
        language: the language of what is said.
    """
    return isolated(_text(report, root, _coloured if colour else _plain, language))


def _text(report: Report, root: Path, paint: Paint, language: Language) -> str:
    lines: list[str] = []
    if report.contribution:
        told = contribution_lines(report.contribution, partial(shown_path, root), CHANGES_LISTED, language)
        lines += [*map(log_line, told), ""]
    lines += listed(report.findings, root, paint, language)
    lines += [skipped_line(item, paint, language) for item in report.skipped]
    mark = paint(spoken(NOTE, language), "note")
    lines += [f"{mark} {line_of(item, root, paint, language)}" for item in report.notes]
    style = "clean" if report.clean else "code"
    return "\n".join([*lines, paint(spoken(summary(report), language), style)])


def skipped_line(item: Skipped, paint: Paint = _plain, language: Language = Language.ENGLISH) -> str:
    """Return in one line which check could not run, and why."""
    mark = paint(spoken(SKIPPED, language), "skipped")
    return f"{mark} {item.code} {item.name}: {_safe(spoken(item.reason, language))}"


def listed(
    findings: Sequence[Finding], root: Path, paint: Paint = _plain, language: Language = Language.ENGLISH
) -> Iterator[str]:
    """Yield the findings, and in place of many alike in one column their number."""
    alike = Counter((finding.file, finding.code, finding.column) for finding in findings)
    shown: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        kind = (finding.file, finding.code, finding.column)
        shown[kind] += 1
        if shown[kind] <= LISTED or alike[kind] == LISTED + 1:
            yield line_of(finding, root, paint, language)
        elif shown[kind] == LISTED + 1:
            more = _left(alike[kind] - LISTED, finding.code, _safe(finding.column))
            yield f"{_safe(shown_path(root, finding.file))} {spoken(more, language)}"


def _left(number: int, code: str, column: str) -> Bilingual:
    where = said(" in the column {column}", " في العمود {column}", column=column) if column else ""
    return said(
        "{number:,} more findings of {code}{where}; --format json lists them",
        "مخالفات {code} الباقية{where}: {number:,}؛ يسردها {option}",
        number=number,
        code=code,
        where=where,
        option="--format json",
    )


def summary(report: Report) -> Bilingual:
    """Say in one line how much was read and what was found."""
    number = sum(report.rows.values())
    rows, tables = count(number, "row"), count(len(report.rows), "table")
    read: list[str] = [said(*READ, rows=rows, tables=tables, n_rows=number, n_tables=len(report.rows))]
    if report.unread:
        unread = count(report.unread, "row")
        read.append(said("{rows} not yet in the reading record", "وليس في سجل القراءة بعد {rows}", rows=unread))
    parts: list[str] = [NOTHING_FOUND, *_skipped(report)] if report.clean else list(_found(report))
    return said("{found}: {read}", "{found}: {read}", found=joined(parts), read=joined(read, "; "))


def _found(report: Report) -> Iterator[Bilingual]:
    number = len({item.file for item in report.findings})
    findings, files = count(len(report.findings), "finding"), count(number, "file")
    yield said("{findings} in {files}", "{findings}، عدد ملفاتها {n_files:,}", findings=findings, files=files, n_files=number)
    if report.contribution:
        own = sum(map(report.contributed, report.findings))
        yield said("{own:,} on contributed rows", "منها في صفوف المساهمة {own:,}", own=own)
    if report.left_out:
        left = report.left_out.total()
        yield said("{left:,} more left out", "وعدد ما لم يُذكر غيرها {left:,}", left=left)
    yield from _skipped(report)


def _skipped(report: Report) -> Iterator[Bilingual]:
    if report.skipped:
        skipped = count(len(report.skipped), "check")
        yield said("{checks} skipped", "ولم يُجرَ {checks}", checks=skipped)
