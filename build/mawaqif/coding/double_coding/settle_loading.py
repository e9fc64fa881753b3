"""Reading back the workbook on which codes were settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mawaqif.checks import DoubleCoding
from mawaqif.coding.double_coding.coded_document import CODING_OF, LOCATORS, Unit, twice
from mawaqif.coding.double_coding.comparison import Compared, Comparison
from mawaqif.coding.double_coding.settle_sheets import SETTLED_TABLES, codes_of, settle_key, settled_columns
from mawaqif.coding.double_coding.sheet_parts import NOTHING, SheetParts
from mawaqif.coding.double_coding.sheet_wording import SheetWording
from mawaqif.coding.wording import LANGUAGES
from mawaqif.coding.workbook import Column, Filled, FilledRow, SheetProblem
from mawaqif.findings import Bilingual, said, show
from mawaqif.tables import KEY_SEPARATOR

SETTLED_AS = "settled as"
CODELESS = Bilingual("a reason without a settled code; choose the code that stands", "سبب بلا رمز محسوم؛ اختر الرمز الذي يثبت")
BEGUN = Bilingual(
    "begins with 'Settled as', which is written before it; give the reason alone",
    "يبدأ بعبارة 'Settled as'، وهي تُكتب قبله؛ اكتب السبب وحده",
)
ENDS = (".", "!", "?", ")", '"', "”")


@dataclass(frozen=True)
class Decision:
    """What a third look settled.

    Attributes:
        code: the code that stands; empty where nothing is coded.
        note: why, as the tables keep it; empty where all agree.
        row: the row of the workbook that says so; None where all agree.
    """

    code: str
    note: str = ""
    row: FilledRow | None = None


@dataclass
class SettledCodes:
    """What the workbook holds.

    Attributes:
        decisions: what was settled, by unit.
        problems: what is wrong, with its place.
        unsettled: what is still to be settled.
    """

    decisions: dict[Unit, Decision] = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)
    unsettled: list[Unit] = field(default_factory=list)


def read_settled(comparison: Comparison, filled: Filled) -> SettledCodes:
    """Read a workbook that `settle_workbook` made.

    Args:
        comparison: both codings, as they are kept now.
        filled: the workbook as it came back.
    """
    found = SettledCodes(problems=list(filled.problems))
    every = [SheetParts(comparison.document, SheetWording(language)) for language in LANGUAGES]
    lines = {(line.unit[0], settle_key(every[0], line)): line for line in comparison.differing}
    seen: dict[Unit, FilledRow] = {}
    for table in SETTLED_TABLES:
        sheet = filled.sheets.get(table)
        for row in sheet.rows if sheet else ():
            line = lines.get((table, row.key))
            if told := _out_of_place(comparison, row, line, seen):
                found.problems.append(SheetProblem(row.at(), told))
            elif line is not None:
                seen[line.unit] = row
                _take(every, line, row, found)
    found.unsettled = [line.unit for line in comparison.differing if line.unit not in found.decisions]
    return found


def _out_of_place(comparison: Comparison, row: FilledRow, line: Compared | None, seen: Mapping[Unit, FilledRow]) -> str:
    """Say why a row settles nothing; empty where it does."""
    if line is not None:
        return twice(line.unit[1], seen[line.unit]) if line.unit in seen else ""
    if not row.key:
        return Bilingual("settles nothing that differs; take the row out", "لا يحسم شيئًا مختلفًا فيه؛ احذف الصف")
    key = row.key.rpartition("#")[0]
    return said(
        "{key} does not differ in the second coding of {document}, or its passage was cut anew; have the workbook written anew"
        " with `mawaqif settle`",
        "لا خلاف على {key} في الترميز الثاني للوثيقة {document}، أو حُدّد موضعه من جديد؛ اكتب المصنّف من جديد بأمر `mawaqif settle`",
        key=show(key),
        document=comparison.document.name,
    )


def _take(every: list[SheetParts], line: Compared, row: FilledRow, found: SettledCodes) -> None:
    """Take what one row settles, or say what is wrong with it."""
    before = len(found.problems)
    _hold_given(every, line, row, found.problems)
    table = line.unit[0]
    text, reason = row.text("settled"), row.text("reason")
    if not text and not reason:
        return
    code = _code(every, table, row, found.problems) if text else ""
    if not text:
        found.problems.append(SheetProblem(row.at("settled"), CODELESS))
    elif not reason:
        told = said("{code} has no reason; say why it stands", "لا سبب للرمز {code}؛ بيّن لماذا يثبت", code=show(text))
        found.problems.append(SheetProblem(row.at("reason"), told))
    elif reason.casefold().startswith(SETTLED_AS):
        found.problems.append(SheetProblem(row.at("reason"), BEGUN))
    if len(found.problems) == before:
        sentence = reason if reason.endswith(ENDS) else f"{reason}."
        found.decisions[line.unit] = Decision(code, CODING_OF[table].note(code, " ".join(sentence.split())), row)


def _hold_given(every: list[SheetParts], line: Compared, row: FilledRow, problems: list[SheetProblem]) -> None:
    """Hold the codes that a row shows against those that are kept: nobody changes what a coder gave."""
    shown = [codes_of(parts, line) for parts in every]
    if any(all(row.text(side) == codes[side] for side in ("first", "second")) for codes in shown):
        return
    swapped = any((row.text("first"), row.text("second")) == (codes["second"], codes["first"]) for codes in shown)
    side = next(side for side in ("first", "second") if row.text(side) not in {codes[side] for codes in shown})
    kept = {name: show(shown[0][name]) for name in ("first", "second")}
    says = said("says {code}", "فيه {code}", code=show(row.text(side)))
    told = said(
        "{told}, but the first coder gave {first} and the second {second}; what they gave is not changed here",
        "{told}، لكن المرمِّز الأول أعطى {first} والثاني {second}؛ ولا يُغيَّر هنا ما أعطياه",
        told=Bilingual("the two codes are swapped", "الرمزان متبادلان") if swapped else says,
        **kept,
    )
    problems.append(SheetProblem(row.at(side), told))


def _code(every: list[SheetParts], table: str, row: FilledRow, problems: list[SheetProblem]) -> str:
    """Return the code that a row settles on."""
    coding: DoubleCoding = CODING_OF[table]
    choices = tuple(choice for parts in every for column in settled_columns(parts, table) for choice in column.choices)
    text = row.text("settled")
    value = Column("settled", "", choices=choices).chosen(text)
    known = dict.fromkeys(choice.label for choice in choices[: len(choices) // len(every)])
    if value not in {choice.value for choice in choices}:
        unknown = "{text} is none of the choices; expected {known}", "{text} ليس من الخيارات؛ والمتوقع {known}"
        told = said(*unknown, text=show(text), known=", ".join(known))
        problems.append(SheetProblem(row.at("settled"), told))
    if table != LOCATORS:
        return "" if value == NOTHING and coding.each else value
    locator = row.text("locator")
    if (value == "none") == bool(locator):
        needed = said("{kind} needs its number; write it", "يلزم رقم مع {kind}؛ اكتبه", kind=show(text))
        numbered = Bilingual("no locator has none; empty the cell", "لا رقم حيث لا محدِّد؛ أفرغ الخلية")
        problems.append(SheetProblem(row.at("locator"), numbered if locator else needed))
    return f"{value}{KEY_SEPARATOR}{locator}".strip()
