"""From a grid of texts to a sheet that came back, whatever file it stood in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from mawaqif.coding.workbook.model import CellPlace, Filled, FilledRow, FilledSheet, SheetProblem, read_signature
from mawaqif.findings import CannotRunError, show

Grid = Sequence[Sequence[str]]
# A row or two that somebody puts above the headings does no harm.
_LOOKED_THROUGH = 5


def filled_sheet(title: str, grid: Grid) -> tuple[str, dict[str, str], FilledSheet] | None:
    """Return the kind of the workbook, what was written about it, and the sheet; None where the grid is not one of ours.

    Args:
        title: name of the sheet that people see, or of its file.
        grid: the texts of its cells, from its first row on.
    """
    for line, cells in enumerate(grid[:_LOOKED_THROUGH]):
        for column, cell in enumerate(cells):
            if (read := read_signature(cell)) is not None:
                kind, key, about = read
                return kind, about, _sheet(key, title, grid, line, column)
    return None


def _sheet(key: str, title: str, grid: Grid, line: int, own: int) -> FilledSheet:
    keys = {cell.strip(): column for column, cell in reversed(list(enumerate(grid[line]))) if cell.strip() and column != own}
    headings = grid[line + 1] if len(grid) > line + 1 else ()
    labels = {name: headings[column].strip() if column < len(headings) else "" for name, column in keys.items()}
    sheet = FilledSheet(key, title, keys, labels)
    for number, cells in enumerate(grid[line + 2 :], start=line + 3):
        texts = {name: cells[column].strip() for name, column in keys.items() if column < len(cells) and cells[column].strip()}
        name = cells[own].strip() if own < len(cells) else ""
        if texts or name:
            sheet.rows.append(FilledRow(sheet, number, name, texts))
    return sheet


def filled(
    path: object, grids: Iterable[tuple[str, Grid]], problems: Callable[[Mapping[str, FilledSheet]], Sequence[SheetProblem]]
) -> Filled:
    """Put the sheets of a workbook together.

    Args:
        path: where it stood, as messages name it.
        grids: title and grid of each sheet.
        problems: tells what is wrong with the cells of the sheets that are ours, by title.

    Raises:
        CannotRunError: no sheet is one of ours, or they are not from one workbook.
    """
    found = [(title, read) for title, grid in grids if (read := filled_sheet(title, grid)) is not None]
    if not found:
        raise CannotRunError(
            f"{path}: no sheet has the row of names that stood hidden above its headings; "
            "take a copy that still has it, or have the workbook written anew"
        )
    kinds = {(kind, tuple(sorted(about.items()))): title for title, (kind, about, _) in found}
    if len(kinds) > 1:
        one, other, *_ = kinds.values()
        raise CannotRunError(
            f"{path}: the sheets {show(one)} and {show(other)} come from different workbooks; take one of them out"
        )
    kind, about, _ = found[0][1]
    sheets: dict[str, FilledSheet] = {}
    wrong: list[SheetProblem] = []
    for title, (_, _, sheet) in found:
        if sheet.key in sheets:
            told = f"is a copy of the sheet '{sheets[sheet.key].title}'; take one of them out"
            wrong.append(SheetProblem(CellPlace(title), told))
        else:
            sheets[sheet.key] = sheet
    return Filled(kind, about, sheets, [*wrong, *problems({sheet.title: sheet for sheet in sheets.values()})])
