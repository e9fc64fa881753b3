"""Reports: a report of findings as text, JSON, GitHub annotations, SARIF, JUnit, Markdown or HTML.

In: a `Report`, and the folder that its paths start from. Out: the whole text (`FORMATS`, by the name that `--format` takes).
A new format is one file and one line. Changes of rows in words are written here too, because several formats tell them.
"""

from mawaqif.reports.as_changes import changes
from mawaqif.reports.as_json import contribution_object
from mawaqif.reports.as_markdown import contribution_markdown
from mawaqif.reports.as_text import line_of, render_for_terminal
from mawaqif.reports.formats import FOR_PROGRAMS, FORMATS
from mawaqif.reports.in_words import LISTED, VERBS, change_in_words, contribution_lines, count, followers
from mawaqif.reports.paths import shown_path

__all__ = [
    "FORMATS",
    "FOR_PROGRAMS",
    "LISTED",
    "VERBS",
    "change_in_words",
    "changes",
    "contribution_lines",
    "contribution_markdown",
    "contribution_object",
    "count",
    "followers",
    "line_of",
    "render_for_terminal",
    "shown_path",
]
