"""The CSV writer: LF line ends, minimal quoting."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cell texts as CSV with LF line ends and minimal quoting."""
    lines = _LineCollector()
    # With CR LF as its line end, the writer quotes cells that hold either; with LF it
    # would leave a lone CR bare, which reads back as a line end.
    writer = csv.writer(lines, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(rows)
    return "".join(lines.written)


class _LineCollector:
    """The target of a `csv.writer`; collects one line a row."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, line: str) -> int:
        self.written.append(line.removesuffix("\r\n") + "\n")
        return len(line)
