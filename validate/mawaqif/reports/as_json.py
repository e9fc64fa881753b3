"""The report as one JSON object, for programs; `docs/report.schema.json` defines it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mawaqif.findings import Contribution, Finding, Language, Report, spoken, written
from mawaqif.reports.in_words import change_in_words

# Raised when a property changes its meaning or goes; new properties do not raise it.
REPORT_VERSION = 1

# What a finding holds for the use of this tool alone.
LEFT_OUT = frozenset({"order", "subject", "incomplete", "note"})


def render(report: Report, root: Path, language: Language = Language.ENGLISH) -> str:
    """Render a report as JSON.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.
        language: the language of messages and reasons.

    Returns:
        An object with `version`, `root`, `clean`, `findings` (code, name, file, line,
        column, message, contributed; line 0 and column "" where the whole file or line
        is meant), `notes` (likewise; told, and failing nothing), `leftOut` (number of findings
        that are not listed), `skipped` (code, name, reason, fails), `rows` by table, `unread`, and
        `contribution` (null where no earlier state was asked for).
    """

    def told(items: Sequence[Finding]) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in asdict(item).items() if key not in LEFT_OUT}
            | {"message": spoken(item.message, language), "contributed": report.contributed(item)}
            for item in items
        ]

    whole = {
        "version": REPORT_VERSION,
        "root": str(root),
        "clean": report.clean,
        "findings": told(report.findings),
        "notes": told(report.notes),
        "leftOut": report.left_out.total(),
        "skipped": [asdict(item) | {"reason": spoken(item.reason, language)} for item in report.skipped],
        "rows": report.rows,
        "unread": report.unread,
        "contribution": contribution_object(report.contribution) if report.contribution else None,
    }
    return written(json.dumps(whole, ensure_ascii=False, indent=2))


def contribution_object(contribution: Contribution) -> dict[str, Any]:
    """Return a contribution as JSON has it: `base`, `rows`, `files`, `sealed`, `unread`."""
    return {
        "base": contribution.base,
        "rows": [asdict(row) | {"words": change_in_words(row)} for row in contribution.rows],
        "files": list(contribution.files),
        "sealed": contribution.sealed,
        "unread": list(contribution.unread),
    }
