"""Reading the second coder's workbook back: the codes in it, what is wrong with it, and what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mawaqif.coding.double_coding.blind_sheets import MOST_TOPICS, citation_columns, position_columns, statement_columns
from mawaqif.coding.double_coding.coded_document import KINDS, LOCATORS, POSITIONS, TOPICS, CodedDocument, Codes, Unit, twice
from mawaqif.coding.double_coding.found_positions import found_position
from mawaqif.coding.double_coding.sheet_parts import NOTHING, SheetParts
from mawaqif.coding.double_coding.sheet_wording import SheetWording
from mawaqif.coding.wording import LANGUAGES
from mawaqif.coding.workbook import Column, Filled, FilledRow, SheetProblem
from mawaqif.findings import Bilingual, joined, said, show
from mawaqif.tables import KEY_SEPARATOR

MOST_CHOICES_TOLD = 8
ABSENT = Bilingual("not in the workbook", "ليس في المصنّف")
JUDGES_NOTHING = Bilingual(
    "judges nothing that is coded; take the row out, and tell the first coder what is missing",
    "لا يحكم على شيء مرمَّز؛ احذف الصف، وأخبر المرمِّز الأول بما ينقص",
)
UNCHOSEN = Bilingual(
    "a position that you found needs one of the choices; choose it, or take the line out",
    "يلزم الموقف الذي وجدته واحد من الخيارات؛ اختره، أو احذف السطر",
)
NUMBERED = Bilingual(
    "no locator has none; empty the cell, or choose another kind", "لا رقم حيث لا محدِّد؛ أفرغ الخلية، أو اختر نوعًا آخر"
)
TOPICLESS = Bilingual(
    "a stance without a topic; choose the topic, or empty the stance", "موقف بلا موضوع؛ اختر الموضوع، أو أفرغ الموقف"
)
NO_STANCE = Bilingual(
    "no topic has no stance; empty the cell, or choose a topic", "لا موقف حيث لا موضوع؛ أفرغ الخلية، أو اختر موضوعًا"
)
SHEETS = {"statements": KINDS, "citations": LOCATORS, "positions": POSITIONS}


@dataclass
class BlindCodes:
    """What a second coder's workbook holds.

    Attributes:
        codes: the codes of what is judged whole; a statement is whole with its kind and its topics.
        problems: what is wrong, with its place.
        missing: what is still to be judged, as (unit, what is missing).
        evidence: the statement of each position that only this coder found, by its key.
    """

    codes: Codes = field(default_factory=dict)
    problems: list[SheetProblem] = field(default_factory=list)
    missing: list[tuple[Unit, str]] = field(default_factory=list)
    evidence: dict[str, str] = field(default_factory=dict)


def read_blind(document: CodedDocument, filled: Filled) -> BlindCodes:
    """Read a workbook that `blind_workbook` made.

    Args:
        document: the document that the workbook is on.
        filled: the workbook as it came back.
    """
    found = BlindCodes(problems=list(filled.problems))
    reader = _Reader(document, choices_of(document))
    wanted = document.open()
    judged: dict[Unit, FilledRow] = {}
    for name, table in SHEETS.items():
        sheet = filled.sheets.get(name)
        for row in sheet.rows if sheet else ():
            unit = reader.unit(row, table, wanted, judged, found.problems)
            if unit is not None:
                judged[unit] = row
            elif table == POSITIONS and not row.key:
                reader.add(row, {*wanted, *document.coded_twice, *found.codes}, found)
    for unit in wanted:
        told = reader.judge(unit, judged[unit], found) if unit in judged else ABSENT
        if told:
            found.missing.append((unit, told))
    return found


def choices_of(document: CodedDocument) -> Mapping[str, Column]:
    """Return the columns of the sheets by sheet and key, with the labels of every language as choices."""
    found: dict[str, Column] = {}
    for language in LANGUAGES:
        parts = SheetParts(document, SheetWording(language))
        for sheet, columns in zip(SHEETS, (statement_columns, citation_columns, position_columns), strict=True):
            for column in columns(parts):
                name = f"{sheet}.{column.key}"
                before = found[name].choices if name in found else ()
                found[name] = Column(column.key, column.label, choices=(*before, *column.choices))
    return found


@dataclass(frozen=True)
class _Reader:
    document: CodedDocument
    columns: Mapping[str, Column]

    def unit(
        self, row: FilledRow, table: str, wanted: Sequence[Unit], judged: Mapping[Unit, FilledRow], problems: list[SheetProblem]
    ) -> Unit | None:
        """Return what a row judges; None, and a problem, where it judges nothing of the document, or the same again."""
        key, _, cut = row.key.rpartition("#")
        unit = self.document.renumbered((table, key), cut)
        told = ""
        if not row.key and table == POSITIONS:
            return None  # a position that only this coder found
        if not row.key:
            told = JUDGES_NOTHING
        elif unit in self.document.coded_twice:
            told = said("{key} is coded twice already; take the row out", "{key} مرمَّز مرتين بالفعل؛ احذف الصف", key=key)
        elif unit not in wanted:
            unknown = (
                "{document} has no {key}; have the sheet written anew with `mawaqif blind`",
                "ليس في {document} ما اسمه {key}؛ اكتب الورقة من جديد بأمر `mawaqif blind`",
            )
            told = said(*unknown, document=self.document.name, key=show(key))
        elif cut != self.document.cut(unit):
            otherwise = (
                "{key} was cut otherwise when the sheet was written; have it written anew with `mawaqif blind`",
                "كان موضع {key} محددًا على غير هذا حين كُتبت الورقة؛ اكتبها من جديد بأمر `mawaqif blind`",
            )
            told = said(*otherwise, key=key)
        elif unit in judged:
            told = twice(key, judged[unit])
        if told:
            problems.append(SheetProblem(row.at(), told))
        return None if told else unit

    def judge(self, unit: Unit, row: FilledRow, found: BlindCodes) -> str:
        """Take the codes of one row, and say what is missing in it; empty where nothing is."""
        if unit[0] == KINDS:
            return self._statement(unit, row, found)
        if unit[0] == LOCATORS:
            return self._locator(unit, row, found)
        position = self.value(row, "position", found.problems)
        if position:
            found.codes[unit] = "" if position == NOTHING else position
        return "" if position or row.text("position") else Bilingual("position", "الموقف")

    def add(self, row: FilledRow, known: Collection[Unit], found: BlindCodes) -> None:
        """Take a position that the sheet does not list."""
        added = found_position(self.document, row, known, found.problems)
        position = self.value(row, "position", found.problems)
        if added is not None and position in ("", NOTHING):
            found.problems.append(SheetProblem(row.at("position"), UNCHOSEN))
        elif added is not None:
            unit, statement = added
            found.codes[unit], found.evidence[unit[1]] = position, statement

    def _locator(self, unit: Unit, row: FilledRow, found: BlindCodes) -> str:
        kind, locator = self.value(row, "locator_kind", found.problems), row.text("locator")
        if not kind:
            return "" if row.text("locator_kind") else Bilingual("kind of locator", "نوع المحدِّد")
        if kind == "none" and locator:
            found.problems.append(SheetProblem(row.at("locator"), NUMBERED))
        elif kind != "none" and not locator:
            return Bilingual("locator", "المحدِّد")
        found.codes[unit] = f"{kind}{KEY_SEPARATOR}{locator}".strip()
        return ""

    def _statement(self, unit: Unit, row: FilledRow, found: BlindCodes) -> str:
        kind = self.value(row, "kind", found.problems)
        before = len(found.problems)
        stances = dict(self._stances(row, found.problems))
        lacking: list[str] = [] if row.text("kind") else [Bilingual("kind", "النوع")]
        if not any(row.text(f"topic_{number}") for number in range(1, MOST_TOPICS + 1)):
            lacking.append(Bilingual("topics, or 'no topic'", "الموضوعات، أو «لا موضوع»"))
        if kind and not lacking and len(found.problems) == before:
            found.codes[unit] = kind
            found.codes |= {(TOPICS, f"{unit[1]}{KEY_SEPARATOR}{topic}"): stance for topic, stance in stances.items()}
        return joined(lacking, " and ") if lacking else ""

    def _stances(self, row: FilledRow, problems: list[SheetProblem]) -> Iterator[tuple[str, str]]:
        """Yield topic and stance of each pair of cells."""
        seen: dict[str, str] = {}
        for number in range(1, MOST_TOPICS + 1):
            at, side = f"topic_{number}", f"stance_{number}"
            topic, stance = self.value(row, at, problems), self.value(row, side, problems)
            if not row.text(at):
                if row.text(side):
                    problems.append(SheetProblem(row.at(at), TOPICLESS))
                continue
            if not topic:
                continue
            if topic in seen or (NOTHING in seen) or (topic == NOTHING and seen):
                other = show(seen.get(topic) or next(iter(seen.values())))
                beside = "{topic} beside {other}; keep one of them", "{topic} بجانب {other}؛ أبقِ واحدًا منهما"
                told = said(*beside, topic=show(row.text(at)), other=other)
                problems.append(SheetProblem(row.at(at), told))
            elif topic == NOTHING and row.text(side):
                problems.append(SheetProblem(row.at(side), NO_STANCE))
            elif topic != NOTHING and not row.text(side):
                told = said("{topic} has no stance; choose one", "لا موقف من {topic}؛ اختر واحدًا", topic=show(row.text(at)))
                problems.append(SheetProblem(row.at(side), told))
            elif topic != NOTHING and stance:
                yield topic, stance
            seen[topic] = row.text(at)

    def value(self, row: FilledRow, key: str, problems: list[SheetProblem]) -> str:
        """Return the value that a cell chooses; empty where it is empty or chooses none of them, which is a problem."""
        text = row.text(key)
        column = self.columns[f"{row.sheet.key}.{'topic_1' if key.startswith('topic_') else key}"]
        value = column.chosen(text)
        known = {choice.value: choice.label for choice in reversed(column.choices)}
        if not text or value in known:
            return value if text else ""
        listed = ", ".join(list(known.values())[::-1][:MOST_CHOICES_TOLD])
        left = len(known) - MOST_CHOICES_TOLD
        more = said(" and {left} more of the drop-down", " و{left} غيرها في القائمة", left=left) if left > 0 else ""
        unknown = "{text} is none of the choices; expected {listed}{more}", "{text} ليس من الخيارات؛ والمتوقع {listed}{more}"
        problems.append(SheetProblem(row.at(key), said(*unknown, text=show(text), listed=listed, more=more)))
        return ""
