"""Positions that only the second coder finds: lines that are added below those of the sheet, told by names."""

from __future__ import annotations

from collections.abc import Collection

from mawaqif.checks import rows_named
from mawaqif.coding.double_coding.blind_sheets import provision_names
from mawaqif.coding.double_coding.coded_document import POSITIONS, CodedDocument, Unit
from mawaqif.coding.double_coding.sheet_parts import SheetParts
from mawaqif.coding.double_coding.sheet_wording import SheetWording
from mawaqif.coding.wording import LANGUAGES
from mawaqif.coding.workbook import FilledRow, SheetProblem
from mawaqif.findings import Bilingual, said, show
from mawaqif.passages import fold
from mawaqif.tables import KEY_SEPARATOR


def found_position(
    document: CodedDocument, row: FilledRow, known: Collection[Unit], problems: list[SheetProblem]
) -> tuple[Unit, str] | None:
    """Return what a line that the second coder added judges, and the statement that it rests on.

    Args:
        document: the document.
        row: the line.
        known: the positions that stand in the sheet already, or are coded twice.
        problems: where it is told what is wrong with the line.
    """
    parts = {
        "provision": _provision(document, row.text("provision")),
        "actor": _actor(document, row.text("actor")),
        "statement": _statement(document, row.text("statement")),
    }
    for key, name in parts.items():
        if not name:
            problems.append(SheetProblem(row.at(key), _unnamed(key, row.text(key))))
    if not all(parts.values()):
        return None
    unit = (POSITIONS, f"{parts['provision']}{KEY_SEPARATOR}{parts['actor']}")
    if unit in known:
        known_already = "{key} stands in the sheet, or is coded twice, already; take the line out"
        told = said(known_already, "{key} في الورقة، أو مرمَّز مرتين، بالفعل؛ احذف السطر", key=unit[1])
        problems.append(SheetProblem(row.at(), told))
        return None
    return unit, parts["statement"]


_PARTS = {
    "provision": Bilingual("provision", "مادة"),
    "actor": Bilingual("actor", "جهة"),
    "statement": Bilingual("statement", "قول"),
}
_BY_NUMBER = Bilingual("its number in the sheet of statements, such as s001", "رقمه في ورقة الأقوال، مثل s001")
_BY_NAME = Bilingual("its name or identifier", "اسمه أو معرِّفه")


def _unnamed(key: str, text: str) -> Bilingual:
    """Say that a part of a position that somebody found is missing, or names nothing."""
    part, expected = _PARTS[key], _BY_NUMBER if key == "statement" else _BY_NAME
    if text:
        return said(
            "{text} names no {part}; write {expected}",
            "لا {part} باسم {text}؛ اكتب {expected}",
            text=show(text),
            part=part,
            expected=expected,
        )
    lacking = "a position that you found needs its {part}; write {expected}", "يلزم الموقف الذي وجدته {part}؛ اكتب {expected}"
    return said(*lacking, part=part, expected=expected)


def _provision(document: CodedDocument, text: str) -> str:
    found = {fold(name): name for name in (key[0] for key in document.dataset.tables["provisions"].keys) if name}
    for language in LANGUAGES:
        called = provision_names(SheetParts(document, SheetWording(language)))
        found |= {fold(name): provision for provision, name in called.items()}
    return found.get(fold(text), "") if text else ""


def _actor(document: CodedDocument, text: str) -> str:
    table = document.dataset.tables["actors"]
    if (text,) in table.row_of:
        return text
    named = rows_named(table, text)
    return named[0] if len(named) == 1 else ""


def _statement(document: CodedDocument, text: str) -> str:
    return next((name for name in document.statements if text in (name, name.rpartition("-")[2])), "")
