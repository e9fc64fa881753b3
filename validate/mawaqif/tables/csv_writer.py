"""How rows are spelt as CSV: LF line ends, quotation marks only where a cell needs them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows of cell texts as CSV with LF line ends and minimal quoting."""
    lines = _Lines()
    # With CR LF as its line end, the writer quotes cells that hold either; with LF it
    # would leave a lone CR bare, which reads back as a line end.
    writer = csv.writer(lines, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(rows)
    return "".join(lines.written)


class _Lines:
    """What `csv.writer` writes to, a row at a time."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, line: str) -> int:
        self.written.append(line.removesuffix("\r\n") + "\n")
        return len(line)
