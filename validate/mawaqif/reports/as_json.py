"""The report as one JSON object, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from mawaqif.findings import Report


def render(report: Report, root: Path) -> str:
    """Render a report as JSON.

    Args:
        report: a finished report.
        root: the folder that the paths of its findings start from.

    Returns:
        An object with `root`, `clean`, `findings` (code, name, file, line, column,
        message; line 0 and column "" where the whole file or line is meant), `skipped`
        (code, name, reason), `rows` by table, and `unread`.
    """
    findings = [{key: value for key, value in asdict(item).items() if key != "order"} for item in report.findings]
    whole = {
        "root": str(root),
        "clean": report.clean,
        "findings": findings,
        "skipped": [asdict(item) for item in report.skipped],
        "rows": report.rows,
        "unread": report.unread,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
