"""The report as JUnit XML, which most CI servers read: one test case a check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from mawaqif.findings import Code, Finding, Language, Report, joined, said, spoken
from mawaqif.findings.escaping import apart, visible
from mawaqif.reports.as_text import line_of
from mawaqif.reports.in_words import count


def render(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:
    """Render a report as JUnit XML.

    A check with findings is a failed test case whose text lists them all; a check that
    could not run is an error, because it has not passed. Notes, and what this tool does not do, are output of the case.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.
        language: the language of what is said.
    """
    from mawaqif.checks import CODES  # noqa: PLC0415 - other formats, and packages without the profile, do without

    by_code: dict[str, list[Finding]] = defaultdict(list)
    for item in report.findings:
        by_code[item.code].append(item)
    reasons: dict[str, list[str]] = defaultdict(list)
    left: dict[str, list[str]] = defaultdict(list)
    for skipped in report.skipped:
        (reasons if skipped.fails else left)[skipped.code].append(skipped.reason)
    suite = ET.Element("testsuite", name="mawaqif")
    for check in CODES:
        _case(suite, check, (by_code[check.code], reasons[check.code]), root, language)
        told = [line_of(item, root, language=language) for item in report.notes if item.code == check.code]
        told += [visible(spoken(reason, language)) for reason in left[check.code]]
        if told:
            ET.SubElement(suite[-1], "system-out").text = apart("\n".join(told))
    failures, errors = len(suite.findall("testcase/failure")), len(suite.findall("testcase/error"))
    totals = {"tests": len(CODES), "failures": failures, "errors": errors, "skipped": 0}
    suite.attrib.update({key: str(value) for key, value in totals.items()})
    whole = ET.Element("testsuites", suite.attrib)
    whole.append(suite)
    ET.indent(whole)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(whole, encoding="unicode")


def _case(suite: ET.Element, check: Code, found: tuple[Sequence[Finding], Sequence[str]], root: Path, language: Language) -> None:
    findings, reasons = found
    case = ET.SubElement(suite, "testcase", classname="mawaqif", name=f"{check.code} {check.name}")
    if findings:
        why = said("{findings}: {why}", "{findings}: {why}", findings=count(len(findings), "finding"), why=check.why)
        failure = ET.SubElement(case, "failure", type=check.code, message=spoken(why, language))
        mend = said("How to mend: {mend}", "كيف يُصلَح: {mend}", mend=check.mend)
        lines = [*(line_of(item, root, language=language) for item in findings), spoken(mend, language)]
        failure.text = apart("\n".join(lines))
    if reasons:
        why = said("could not run: {reasons}", "تعذر إجراؤه: {reasons}", reasons=joined(reasons, "; "))
        ET.SubElement(case, "error", type="skipped", message=apart(visible(spoken(why, language))))
