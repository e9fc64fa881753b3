"""The report as SARIF 2.1.0, the exchange format of static analysis, for code scanning and editors."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mawaqif.findings import Code, Finding, Language, Report, spoken
from mawaqif.findings.escaping import sarif, visible
from mawaqif.reports.in_words import could_not_run
from mawaqif.reports.paths import uri_of
from mawaqif.standard.codes import STANDARD_CODES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:
    """Render a report as a SARIF log with one run.

    Every check is a rule of the tool; a check that could not run is a notification, and
    the run then did not succeed. Lines are whole lines: a region has no columns, because
    a column of a table is not a column of the text; it is a logical location instead.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from; locations are relative
            to the folder where the command ran, `SRCROOT`, and whole where they lie elsewhere.
        language: the language of what is said; fingerprints are the same in each.
    """
    from mawaqif.checks import CODES  # noqa: PLC0415 - other formats, and packages without the profile, do without

    index = {check.code: position for position, check in enumerate(CODES)}
    driver = {"name": "Mawaqif", "semanticVersion": version("mawaqif"), "rules": [_rule(check, language) for check in CODES]}
    notes = [
        {
            "level": "error" if item.fails else "note",
            "message": {"text": sarif(spoken(could_not_run(item), language))},
            "associatedRule": {"id": item.code, "index": index[item.code]},
        }
        for item in report.skipped
    ]
    ran = not any(item.fails for item in report.skipped)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": ran, "toolExecutionNotifications": notes}],
        "results": [_result(item, index[item.code], root, language) for item in (*report.findings, *report.notes)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(check: Code, language: Language) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": "".join(word.capitalize() for word in check.name.split("-")),
        "shortDescription": {"text": check.name.replace("-", " ")},
        "fullDescription": {"text": spoken(check.why, language)},
        "help": {"text": spoken(check.mend, language)},
        "defaultConfiguration": {"level": "note" if check.note else "error"},
        "properties": {"tags": ["standard" if check in STANDARD_CODES else "profile"]},
    }


def _result(item: Finding, index: int, root: Path, language: Language) -> dict[str, Any]:
    uri = uri_of(root, item.file)
    base = {} if uri.startswith(("file:", "http:", "https:")) else {"uriBaseId": "SRCROOT"}
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri, **base}}
    if item.line:
        physical["region"] = {"startLine": item.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if item.column:
        location["logicalLocations"] = [{"name": visible(item.column), "kind": "member"}]
    # What stays the same when lines are added above: the check, the table, the column and the words.
    identity = f"{item.code}\x1f{item.file}\x1f{item.column}\x1f{item.message}"
    return {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": "note" if item.note else "error",
        "message": {"text": sarif(spoken(item.message, language))},
        "locations": [location],
        "partialFingerprints": {"mawaqif/v1": hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest()},
    }
