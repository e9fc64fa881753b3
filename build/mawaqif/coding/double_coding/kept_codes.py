"""Codes kept apart until they are settled: the first coder's as they were when the sheet was written, and the second's.

They stand beside the tables, in `second-coding/`, where version control keeps them and no release takes them. The two are
two files, so that nobody sees one by opening the other. That the first codes are kept when the second coder begins is what
makes the comparison honest: a change made later, with the second codes in sight, does not change what the first coder gave.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.coding.double_coding.coded_document import CODING_OF, CodedDocument, Codes, Unit
from mawaqif.findings import CannotRunError, show
from mawaqif.paths import read_file, unlinked
from mawaqif.tables import csv_text

FOLDER = "second-coding"
FIRST, SECOND = "first", "second"
COLUMNS = ("table", "key", "code", "cut", "coder")


@dataclass(frozen=True)
class KeptCodes:
    """The codes that one side gave.

    Attributes:
        codes: the codes, empty for what is judged not to be there.
        cuts: hash of the passage's place when it was judged, by unit; empty where a unit rests on no passage.
        coder: who gave them; empty where nobody is known.
    """

    codes: Codes = field(default_factory=dict)
    cuts: Mapping[Unit, str] = field(default_factory=dict)
    coder: str = ""

    def text(self) -> str:
        """Return the file that keeps them."""
        rows = ((*unit, code, self.cuts.get(unit, ""), self.coder) for unit, code in sorted(self.codes.items()))
        return csv_text(COLUMNS, rows)


def path_of(root: Path, document: str, side: str) -> Path:
    """Return where the codes of one side are kept."""
    return unlinked(root, f"{FOLDER}/{document}-{side}.csv")


def kept(document: CodedDocument, side: str) -> KeptCodes:
    """Read the codes of one side; none where none are kept.

    What was judged on a passage stays with it, also where its statement has got another number since.

    Raises:
        CannotRunError: the file is damaged.
    """
    path = path_of(document.dataset.descriptor.root, document.name, side)
    if not path.exists():
        return KeptCodes()
    try:
        rows = list(csv.DictReader(io.StringIO(read_file(path).decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CannotRunError(f"{path}: cannot be read ({error}); restore it from version control") from error
    for line, row in enumerate(rows, start=2):
        if tuple(row) != COLUMNS or None in row.values() or row["table"] not in CODING_OF:
            raise CannotRunError(f"{path}:{line}: expected {', '.join(COLUMNS)}; restore it from version control")
    coders = {row["coder"] for row in rows}
    if len(coders) > 1:
        raise CannotRunError(f"{path}: has the codes of {' and '.join(map(show, sorted(coders)))}; expected those of one coder")
    units = {document.renumbered((row["table"], row["key"]), row["cut"]): row for row in rows}
    codes = {unit: row["code"] for unit, row in units.items()}
    return KeptCodes(codes, {unit: row["cut"] for unit, row in units.items()}, next(iter(coders), ""))
