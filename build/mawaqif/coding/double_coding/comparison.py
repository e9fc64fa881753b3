"""Both codings of a document side by side, and what a third look has to settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mawaqif.coding.double_coding.coded_document import KINDS, POSITIONS, TOPICS, CodedDocument, Unit
from mawaqif.coding.double_coding.kept_codes import FIRST, SECOND, KeptCodes, kept
from mawaqif.findings import CannotRunError, said
from mawaqif.tables import KEY_SEPARATOR

MOST_NAMED = 8
SETTLED = (
    "{document}: every statement, citation and position is coded twice and settled already",
    "{document}: كل قول واستشهاد وموقف مرمَّز مرتين ومحسوم بالفعل",
)
LACKING = (
    "the second coding of {document} lacks {named}{more}; `mawaqif blind` writes the sheet for it, `mawaqif load` takes it",
    "ينقص الترميز الثاني للوثيقة {document} ما يلي: {named}{more}؛ يكتب `mawaqif blind` ورقته، ويأخذها `mawaqif load`",
)


@dataclass(frozen=True)
class Compared:
    """What two coders gave for one thing, and what its table holds now; each is empty where there is none.

    Attributes:
        unit: the thing.
        first: the first code.
        second: the second code.
        now: the code in the main table.
    """

    unit: Unit
    first: str
    second: str
    now: str

    @property
    def agreed(self) -> bool:
        """True where both codes and the table say the same, so that there is nothing to settle."""
        return self.first == self.second == self.now


@dataclass(frozen=True)
class Comparison:
    """The comparison of a document.

    Attributes:
        document: the document.
        rows: everything that was judged, in the order of the document.
        coder: the second coder.
    """

    document: CodedDocument
    rows: Sequence[Compared]
    coder: str

    @property
    def differing(self) -> list[Compared]:
        """What a third look has to settle."""
        return [row for row in self.rows if not row.agreed]


def judged_with(unit: Unit) -> Unit:
    """Return what a unit is judged with: a topic with its statement."""
    return (KINDS, unit[1].partition(KEY_SEPARATOR)[0]) if unit[0] == TOPICS else unit


def compare(document: CodedDocument) -> Comparison:
    """Hold the second coding of a document against the first.

    Raises:
        CannotRunError: there is no second coding yet, or it is not complete.
    """
    first, second = kept(document, FIRST), kept(document, SECOND)
    wanted = document.open()
    if not wanted:
        raise CannotRunError(said(*SETTLED, document=document.name))
    missing = [unit for unit in wanted if not _judged(document, unit, first, second)]
    if missing:
        named = ", ".join(unit[1] for unit in missing[:MOST_NAMED])
        left = len(missing) - MOST_NAMED
        more = said(" and {left:,} more", " و{left:,} غيرها", left=left) if left > 0 else ""
        raise CannotRunError(said(*LACKING, document=document.name, named=named, more=more))
    added = [unit for unit in (*first.codes, *second.codes) if unit[0] == POSITIONS and unit not in wanted]
    added = [unit for unit in dict.fromkeys(added) if unit not in document.coded_twice]
    statements = {unit[1]: document.cut_so(first.cuts.get(unit, "") or second.cuts.get(unit, "")) for unit in added}
    document = replace(document, found=statements)
    place = {unit: number for number, unit in enumerate([*wanted, *added])}
    units = {unit for codes in (first.codes, second.codes, document.codes) for unit in codes if judged_with(unit) in place}
    ordered = sorted(units, key=lambda unit: (place[judged_with(unit)], unit[0] != KINDS, unit))
    sides = (first.codes, second.codes, document.codes)
    rows = [Compared(unit, *(codes.get(unit, "") for codes in sides)) for unit in ordered]
    return Comparison(document, [row for row in rows if row.first or row.second or row.now], second.coder)


def _judged(document: CodedDocument, unit: Unit, first: KeptCodes, second: KeptCodes) -> bool:
    """True where both coders have judged a thing as it is cut now."""
    cut = document.cut(unit)
    return all(unit in side.codes and side.cuts.get(unit, "") == cut for side in (first, second))
