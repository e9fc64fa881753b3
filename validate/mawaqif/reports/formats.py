"""The formats of a report, by the name that `--format` takes. A new one is one file and one line."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from mawaqif.findings import Language, Report
from mawaqif.reports import as_github, as_html, as_json, as_junit, as_markdown, as_sarif, as_text


class Rendering(Protocol):
    """Takes the report, the folder that its paths start from, and the language of what is said; returns the whole text."""

    def __call__(self, report: Report, root: Path, language: Language = ...) -> str:
        """Render a report."""
        ...


# What programs read is in English where nobody asks for another language, so that it is the same on every desk.
FOR_PROGRAMS = frozenset({"json", "sarif"})
FORMATS: dict[str, Rendering] = {
    "text": as_text.render,
    "json": as_json.render,
    "github": as_github.render,
    "sarif": as_sarif.render,
    "junit": as_junit.render,
    "markdown": as_markdown.render,
    "comment": as_markdown.render_comment,
    "html": as_html.render,
}
