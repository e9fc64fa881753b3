"""What differs between two reports of a package that is watched, as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from mawaqif.findings import Finding, Language, Report, said, spoken
from mawaqif.reports.as_text import NOTE, listed, skipped_line, summary
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


def changes(before: Report | None, after: Report, root: Path, language: Language = Language.ENGLISH) -> Iterator[str]:
    """Yield a line for each finding that came (`+`) or went (`-`), and last their numbers and the summary.

    Args:
        before: the report before, or None where this is the first.
        after: the finished report.
        root: the folder that the paths of their findings start from.
        language: the language of the lines; the last one is in both, as it goes on.
    """
    earlier = before or Report()
    came, went = changed_findings(earlier.findings, after.findings)
    notes, gone = changed_findings(earlier.notes, after.notes)
    mark = spoken(NOTE, language)
    yield from (f"+ {line}" for line in listed(came, root, language=language))
    yield from (f"+ {skipped_line(item, language=language)}" for item in after.skipped if item not in earlier.skipped)
    yield from (f"+ {mark} {line}" for line in listed(notes, root, language=language))
    yield from (f"- {line}" for line in listed(went, root, language=language))
    again = sum(item not in after.skipped for item in earlier.skipped)
    if again:
        run = said("skipped: {checks} run again", "أُجري من جديد مما لم يُجرَ: {checks}", checks=count(again, "check"))
        yield f"- {spoken(run, language)}"
    yield from (f"- {mark} {line}" for line in listed(gone, root, language=language))
    told = {"came": count(len(came), "finding"), "went": len(went), "summary": summary(after)}
    yield said("{came} came, {went:,} went; {summary}", "الجديد {came}، والزائل {went:,}؛ {summary}", **told)
