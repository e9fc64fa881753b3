"""The check of the canonical form: `mawaqif fmt` would not change the file."""

from __future__ import annotations

from mawaqif.findings import Code, Finding
from mawaqif.tables import Dataset, Table, canonical_text, is_canonical

CANONICAL_FORM = Code(
    "MQ120",
    "canonical-form",
    "the file is not in canonical form from this line on: {problem}; run `mawaqif fmt`",
    "In one agreed form a changed row is one changed line, so that a reviewer sees what was contributed and nothing else.",
    "Run `mawaqif fmt`; it changes the form and nothing else.",
    bad='actors.csv: malta,state,"Malta",',
    good="actors.csv: malta,state,Malta,",
)
NOT_SORTED = "the rows are not sorted by key"


def check_canonical_form(dataset: Dataset) -> list[Finding]:
    """Check that every table that was read without loss is in canonical form; one finding a file."""
    return [finding for table in dataset.tables.values() if table.lossless for finding in _check(table)]


def _check(table: Table) -> list[Finding]:
    if is_canonical(table):
        return []
    line, problem = 1, "it starts with a byte order mark"
    if not table.has_byte_order_mark:
        line, problem = _first_difference(table.text, canonical_text(table))
    return [CANONICAL_FORM.at(table.schema.place(line), problem=problem)]


def _first_difference(text: str, wanted: str) -> tuple[int, str]:
    if "\r" in text and "\n" not in text:
        return 1, "the lines end with CR instead of LF"
    is_lines = text.split("\n")
    for line, (present, expected) in enumerate(zip(is_lines, wanted.split("\n"), strict=False), start=1):
        if present != expected:
            if present.rstrip("\r") == expected:
                return line, "the line ends with CR LF instead of LF"
            if sorted(is_lines) == sorted(wanted.split("\n")):
                return line, NOT_SORTED
            return line, "the line is quoted or ordered otherwise than the one form has it"
    return len(is_lines), "the last line does not end with LF, or blank lines follow"
