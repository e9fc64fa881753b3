"""The formats of a report, by the name that `--format` takes. A new one is one file and one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mawaqif.findings import Report
from mawaqif.reports import as_github, as_html, as_json, as_junit, as_markdown, as_sarif, as_text

# Each takes the report and the folder that its paths start from, and returns the whole text.
FORMATS: dict[str, Callable[[Report, Path], str]] = {
    "text": as_text.render,
    "json": as_json.render,
    "github": as_github.render,
    "sarif": as_sarif.render,
    "junit": as_junit.render,
    "markdown": as_markdown.render,
    "comment": as_markdown.render_comment,
    "html": as_html.render,
}
