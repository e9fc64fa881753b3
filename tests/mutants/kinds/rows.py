"""Damage to rows: in another order, lost, cut off."""

from __future__ import annotations

import random

from mutants.package import Package, column, path_of
from mutants.place import Damage
from mutants.sheet import Sheet


def _any(package: Package, rng: random.Random, rows: int = 0) -> tuple[str, Sheet]:
    table = rng.choice(package.tables(rows))
    return table, package.sheet(table)


def _lose(package: Package, table: str, sheet: Sheet, line: int) -> Damage:
    note = f"line {line} lost: {sheet.lines[line - 1][:40]}"
    del sheet.lines[line - 1]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), note=note)


def rows_exchanged(package: Package, rng: random.Random) -> Damage:
    """Two neighbouring rows stand in each other's place."""
    table, sheet = _any(package, rng, 2)
    line = rng.randint(2, sheet.last - 1)
    sheet.lines[line - 1 : line + 1] = reversed(sheet.lines[line - 1 : line + 1])
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, last=line + 1, note="the two rows exchanged")


def row_moved_to_the_end(package: Package, rng: random.Random) -> Damage:
    """A row stands at the end of its file."""
    table, sheet = _any(package, rng, 2)
    line = rng.randint(2, sheet.last - 1)
    sheet.lines.append(sheet.lines.pop(line - 1))
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, last=sheet.last, note=f"line {line} moved to the end")


def rows_sorted_otherwise(package: Package, rng: random.Random) -> Damage:
    """The rows are sorted by another column."""
    table, sheet = _any(package, rng, 2)
    name = rng.choice(sheet.header[1:])
    order = sorted(range(2, sheet.last + 1), key=lambda line: sheet.row(line)[name])
    sheet.lines[1:] = [sheet.lines[line - 1] for line in order]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), 2, last=sheet.last, note=f"sorted by {name}")


def first_row_lost(package: Package, rng: random.Random) -> Damage:
    """The first row is lost."""
    table, sheet = _any(package, rng, 1)
    return _lose(package, table, sheet, 2)


def middle_row_lost(package: Package, rng: random.Random) -> Damage:
    """A row between others is lost."""
    table, sheet = _any(package, rng, 3)
    return _lose(package, table, sheet, rng.randint(3, sheet.last - 1))


def last_row_lost(package: Package, rng: random.Random) -> Damage:
    """The last row is lost."""
    table, sheet = _any(package, rng, 1)
    return _lose(package, table, sheet, sheet.last)


def last_statement_lost(package: Package, rng: random.Random) -> Damage:
    """The last statement of a document is lost with everything that hangs on it, so that no number shows a gap."""
    rows = [row for _, row in package.sheet("statements").rows()]
    document = rng.choice(sorted({row["document_id"] for row in rows}))
    statement = max(row["statement_id"] for row in rows if row["document_id"] == document)
    return _lose_statement(package, statement)


def statement_lost(package: Package, rng: random.Random) -> Damage:
    """A statement is lost with everything that hangs on it."""
    return _lose_statement(package, package.pick(rng, column("statements.statement_id")).value)


def _lose_statement(package: Package, statement: str) -> Damage:
    for table in package.tables():
        sheet = package.sheet(table)
        if "statement_id" in sheet.header:
            gone = [line for line, row in sheet.rows() if row["statement_id"] == statement]
            sheet.lines = [text for line, text in enumerate(sheet.lines, start=1) if line not in gone]
            if gone:
                package.write_sheet(table, sheet)
    return Damage(path_of("statements"), note=f"{statement} lost with its rows in every table")


def footnote_lost(package: Package, rng: random.Random) -> Damage:
    """A footnote is lost with all documents that it cites."""
    cell = package.pick(rng, column("citations.note_number"))
    sheet = package.sheet("citations")
    place = (cell.row["document_id"], cell.value)
    gone = [line for line, row in sheet.rows() if (row["document_id"], row["note_number"]) == place]
    sheet.lines = [text for line, text in enumerate(sheet.lines, start=1) if line not in gone]
    package.write_sheet("citations", sheet)
    return Damage(path_of("citations"), note=f"note {cell.value} lost with {len(gone)} rows")


def last_third_lost(package: Package, rng: random.Random) -> Damage:
    """A file ends after two thirds of its lines."""
    table, sheet = _any(package, rng, 2)
    whole = sheet.last
    del sheet.lines[whole * 2 // 3 :]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), note=f"{sheet.last} of {whole} lines left")


def file_cut_in_a_row(package: Package, rng: random.Random) -> Damage:
    """A file breaks off in the middle of a row."""
    table, _ = _any(package, rng, 2)
    data = package.read(path_of(table))
    cut = data[: rng.randrange(len(data) // 3, len(data) - 3)].removesuffix(b"\n")
    package.write(path_of(table), cut)
    return Damage(path_of(table), note=f"{len(cut)} of {len(data)} bytes left")


def only_the_header_left(package: Package, rng: random.Random) -> Damage:
    """A table has lost all its rows."""
    table, sheet = _any(package, rng, 1)
    del sheet.lines[1:]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), note="only the header left")


def file_emptied(package: Package, rng: random.Random) -> Damage:
    """A file holds nothing."""
    table, _ = _any(package, rng)
    package.write(path_of(table), b"")
    return Damage(path_of(table), note="emptied")


def file_lost(package: Package, rng: random.Random) -> Damage:
    """A file is gone."""
    table, _ = _any(package, rng)
    package.write(path_of(table), None)
    return Damage(path_of(table), note="removed")


def number_gap(package: Package, rng: random.Random) -> Damage:
    """From one statement on, the numbers of a document's statements are one too high."""
    sheet = package.sheet("statements")
    cell = package.pick(rng, column("statements.statement_id"), lambda cell: int(cell.value[-3:]) > 1)
    for line, row in sheet.rows():
        if row["document_id"] == cell.row["document_id"] and line >= cell.line:
            number = int(row["statement_id"][-3:]) + 1
            sheet.put(line, statement_id=f"{row['document_id']}-s{number:03}")
    package.write_sheet("statements", sheet)
    return Damage(path_of("statements"), cell.line, last=sheet.last, note=f"renumbered from {cell.value} on")


def blank_line(package: Package, rng: random.Random) -> Damage:
    """A blank line stands between two rows."""
    table, sheet = _any(package, rng, 1)
    line = rng.randint(2, sheet.last)
    sheet.lines.insert(line - 1, "")
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, note="blank")


def line_of_commas(package: Package, rng: random.Random) -> Damage:
    """A row of empty cells stands at the end, as a spreadsheet leaves it."""
    table, sheet = _any(package, rng)
    sheet.lines.append("," * (len(sheet.header) - 1))
    package.write_sheet(table, sheet)
    return Damage(path_of(table), sheet.last, note="only commas")


def conflict_markers(package: Package, rng: random.Random) -> Damage:
    """The markers of a merge conflict stand around a row."""
    table, sheet = _any(package, rng, 1)
    line = rng.randint(2, sheet.last)
    row = sheet.lines[line - 1]
    sheet.lines[line - 1 : line] = ["<<<<<<< HEAD", row, "=======", row, ">>>>>>> other"]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, last=line + 4, note="markers of a conflict")


KINDS = (
    rows_exchanged,
    row_moved_to_the_end,
    rows_sorted_otherwise,
    first_row_lost,
    middle_row_lost,
    last_row_lost,
    statement_lost,
    last_statement_lost,
    footnote_lost,
    last_third_lost,
    file_cut_in_a_row,
    only_the_header_left,
    file_emptied,
    file_lost,
    number_gap,
    blank_line,
    line_of_commas,
    conflict_markers,
)
