"""Damage to quotation marks and delimiters."""

from __future__ import annotations

import csv
import io
import random

from mutants.package import Package, path_of
from mutants.place import Damage, change
from mutants.sheet import Sheet, split


def _pick_line(package: Package, rng: random.Random, *, quoted: bool | None = None) -> tuple[str, Sheet, int]:
    """Choose a row, where asked for one with quotation marks or one without."""
    table = rng.choice([table for table in package.tables(1) if not quoted or '"' in package.sheet(table).text()])
    sheet = package.sheet(table)
    fitting = [n for n in range(2, sheet.last + 1) if quoted is None or ('"' in sheet.lines[n - 1]) == quoted]
    return table, sheet, rng.choice(fitting)


def _write(package: Package, table: str, sheet: Sheet, line: int, text: str, note: str) -> Damage:
    sheet.lines[line - 1] = text
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, note=note)


def quote_unclosed(package: Package, rng: random.Random) -> Damage:
    """A cell opens a quotation mark that nothing closes."""
    table, sheet, line = _pick_line(package, rng)
    cells = sheet.lines[line - 1].split(",")
    at = rng.choice([n for n, part in enumerate(cells) if '"' not in part])
    cells[at] = f'"{cells[at]}'
    return _write(package, table, sheet, line, ",".join(cells), "a quotation mark too many")


def quote_lost(package: Package, rng: random.Random) -> Damage:
    """A quoted cell has lost the quotation mark that closes it."""
    table, sheet, line = _pick_line(package, rng, quoted=True)
    head, _, tail = sheet.lines[line - 1].rpartition('"')
    return _write(package, table, sheet, line, f"{head}{tail}", "a quotation mark too few")


def quote_stray(package: Package, rng: random.Random) -> Damage:
    """A bare quotation mark stands inside a quoted cell."""
    table, sheet, line = _pick_line(package, rng, quoted=True)
    text = sheet.lines[line - 1]
    at = text.index('"') + 3
    return _write(package, table, sheet, line, f'{text[:at]}"{text[at:]}', "a stray quotation mark")


def quote_in_bare_cell(package: Package, rng: random.Random) -> Damage:
    """A bare quotation mark stands inside a cell that is not quoted."""
    table, sheet, line = _pick_line(package, rng, quoted=False)
    text = sheet.lines[line - 1]
    at = rng.choice([n for n in range(1, len(text)) if text[n - 1].isalnum() and text[n].isalnum()])
    return _write(package, table, sheet, line, f'{text[:at]}"{text[at:]}', "a bare quotation mark")


def quotes_not_needed(package: Package, rng: random.Random) -> Damage:
    """All cells of a row are quoted."""
    table, sheet, line = _pick_line(package, rng)
    cells = ('"' + cell.replace('"', '""') + '"' for cell in split(sheet.lines[line - 1]))
    return _write(package, table, sheet, line, ",".join(cells), "all cells quoted")


def _delimited(package: Package, rng: random.Random, delimiter: str) -> Damage:
    table = rng.choice(package.tables())
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(split(line) for line in package.sheet(table).lines)
    package.write(path_of(table), out.getvalue().encode())
    return Damage(path_of(table), 1, note=change(",", delimiter))


def saved_with_semicolons(package: Package, rng: random.Random) -> Damage:
    """A file is saved with semicolons between its cells, as Excel does in many countries."""
    return _delimited(package, rng, ";")


def saved_with_tabs(package: Package, rng: random.Random) -> Damage:
    """A file is saved with tabs between its cells."""
    return _delimited(package, rng, "\t")


KINDS = (
    quote_unclosed,
    quote_lost,
    quote_stray,
    quote_in_bare_cell,
    quotes_not_needed,
    saved_with_semicolons,
    saved_with_tabs,
)
