"""Renderings of a report, by the name that `--format` takes. A new one is one file and one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mawaqif.findings import Report
from mawaqif.reports import as_json, as_text

# Each takes the report and the folder that its paths start from, and returns the whole text.
FORMATS: dict[str, Callable[[Report, Path], str]] = {
    "text": as_text.render,
    "json": as_json.render,
}

__all__ = ["FORMATS"]
