"""A locator is of its kind, and a citation without one says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from mawaqif.checks.rules.base import Rule
from mawaqif.findings import Finding, show
from mawaqif.tables import Dataset

_NUMBERS = (re.compile(r"[0-9]+(-[0-9]+)?(, [0-9]+(-[0-9]+)?)*"), "numbers such as 5, 5-6 or 1, 4")
SPELLING = {
    "page": _NUMBERS,
    "paragraph": _NUMBERS,
    "timestamp": (re.compile(r"[0-9]{2}:[0-5][0-9]:[0-5][0-9]"), "HH:MM:SS"),
}
# Locators that need no closer look; a span of pages may run backwards.
PLAINLY_SOUND = {
    "none": pl.col("locator").is_null(),
    "page": pl.col("locator").str.contains(r"^[0-9]+$"),
    "paragraph": pl.col("locator").str.contains(r"^[0-9]+$"),
    "timestamp": pl.col("locator").str.contains(r"^[0-9]{2}:[0-5][0-9]:[0-5][0-9]$"),
}


def _check(rule: Rule, dataset: Dataset) -> Iterator[Finding]:
    table = dataset.tables["citations"]
    cells = table.cells.lazy().select("locator_kind", "locator").with_row_index("row")
    sound = pl.any_horizontal((pl.col("locator_kind") == kind) & right for kind, right in PLAINLY_SOUND.items())
    for row, kind, locator in cells.filter(~sound.fill_null(value=False)).collect().iter_rows():
        problem = ""
        if kind == "none":
            problem = "" if locator is None else f"{show(locator)} stands beside the kind 'none'"
        elif kind in SPELLING:
            pattern, expected = SPELLING[kind]
            if locator is None:
                problem = f"the cell is empty beside the kind {show(kind)}"
            elif not pattern.fullmatch(locator):
                problem = f"{show(locator)} is not a {kind}; expected {expected}"
            elif any(int(a) > int(b) for a, b in re.findall(r"([0-9]+)-([0-9]+)", locator)):
                problem = f"{show(locator)} runs backwards"
        if problem:
            yield rule.at(table.place(row, "locator"), problem=problem)


RULE = Rule(
    code="MQ421",
    name="locator",
    message="{problem}; correct the locator or its kind",
    why="A reader who follows the citation must find the page or the second.",
    mend="Write pages and paragraphs as 5 or 5-6, timestamps as HH:MM:SS, and nothing where there is none.",
    bad="locator_kind: timestamp\nlocator: 9",
    good="locator_kind: timestamp\nlocator: 00:09:00",
    needs={"citations": ("locator_kind", "locator")},
    check=_check,
)
