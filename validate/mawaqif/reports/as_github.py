"""The report as workflow commands, which GitHub shows as annotations at the lines of a pull request.

Source of the form: GitHub's reference of workflow commands, `error`, `warning` and `notice`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mawaqif.findings import Finding, Language, Report, said, spoken
from mawaqif.findings.escaping import apart, log_line, visible
from mawaqif.reports.as_text import render as render_text
from mawaqif.reports.in_words import could_not_run, count
from mawaqif.reports.in_words import summary as contribution_summary
from mawaqif.reports.one_of_each import one_of_each_first
from mawaqif.reports.paths import shown_path

# GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest unseen.
CAP = 10


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def command(kind: str, message: str, properties: Mapping[str, str]) -> str:
    """Return one workflow command, one line, with everything escaped that would end it early or begin another."""
    listed = ",".join(f"{key}={_property(visible(value))}" for key, value in properties.items() if value)
    return f"::{kind}{' ' if listed else ''}{listed}::{_data(apart(log_line(visible(message))))}"


def _annotation(kind: str, item: Finding, root: Path, language: Language) -> str:
    title = f"{item.code} {item.name}"
    if item.column:
        title = spoken(said("{check} in {column}", "{check} في {column}", check=title, column=item.column), language)
    place = {"file": shown_path(root, item.file), "line": str(item.line or 1), "title": title}
    return command(kind, spoken(item.message, language), place)


def render(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:
    """Render a report as annotations: errors first, one of each code before a second of any, at most ten.

    Where there are more, the last of the ten says how many are left out. A check that
    could not run is a warning; a note, and what the contribution changes, is a notice. The report as
    text follows, for the job's log.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from; annotations need paths
            relative to the repository, which is where CI runs the command.
        language: the language of what is said.
    """
    ordered = one_of_each_first(report.findings)
    fitting = ordered if len(ordered) <= CAP else ordered[: CAP - 1]
    lines = [_annotation("error", item, root, language) for item in fitting]
    left = len(ordered) - len(fitting)
    if left:
        more = said(
            "{findings}; the job's log and summary have them all",
            "{findings}؛ وكلها في سجل المهمة وملخصها",
            findings=count(left, "more finding"),
        )
        lines.append(command("error", spoken(more, language), {}))
    skipped = [spoken(could_not_run(item), language) for item in report.skipped]
    if len(skipped) > CAP:
        number = len(skipped) - CAP + 1
        others = said("{number:,} more checks could not run", "عدد الفحوص الأخرى التي تعذر إجراؤها {number:,}", number=number)
        skipped[CAP - 1 :] = [spoken(others, language)]
    lines += [command("warning", text, {}) for text in skipped]
    lines += [_annotation("notice", item, root, language) for item in report.notes[: CAP - 1]]
    if report.contribution:
        lines.append(command("notice", spoken(contribution_summary(report.contribution), language), {}))
    return "\n".join([*lines, render_text(report, root, language)])
