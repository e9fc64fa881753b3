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
from mawaqif.findings import show
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
            told = f"{show(row.text(key))} names no {key}" if row.text(key) else f"a position that you found needs its {key}"
            expected = "its number in the sheet of statements, such as s001" if key == "statement" else "its name or identifier"
            problems.append(SheetProblem(row.at(key), f"{told}; write {expected}"))
    if not all(parts.values()):
        return None
    unit = (POSITIONS, f"{parts['provision']}{KEY_SEPARATOR}{parts['actor']}")
    if unit in known:
        problems.append(SheetProblem(row.at(), f"{unit[1]} stands in the sheet, or is coded twice, already; take the line out"))
        return None
    return unit, parts["statement"]


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
