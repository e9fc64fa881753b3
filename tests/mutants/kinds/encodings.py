"""Damage to bytes and line ends: what copying and saving do to a file."""

from __future__ import annotations

import random

from mutants.package import NoPlaceError, Package, path_of
from mutants.place import Damage
from mutants.sheet import Sheet


def _any(package: Package, rng: random.Random, rows: int = 0) -> str:
    return rng.choice(package.tables(rows))


def _with_arabic(package: Package, rng: random.Random) -> str:
    return rng.choice(
        [table for table in package.tables() if any("\u0600" <= char <= "\u06ff" for char in package.sheet(table).text())]
    )


def _arabic_line(package: Package, rng: random.Random) -> tuple[str, Sheet, int]:
    table = _with_arabic(package, rng)
    sheet = package.sheet(table)
    lines = [n for n in range(2, sheet.last + 1) if any("\u0600" <= char <= "\u06ff" for char in sheet.lines[n - 1])]
    return table, sheet, rng.choice(lines)


def _write_bytes(package: Package, table: str, data: bytes, note: str) -> Damage:
    package.write(path_of(table), data)
    return Damage(path_of(table), note=note)


def _write_line(package: Package, table: str, line: int, data: bytes, note: str) -> Damage:
    lines = package.read(path_of(table)).split(b"\n")
    lines[line - 1] = data
    package.write(path_of(table), b"\n".join(lines))
    return Damage(path_of(table), line, note=note)


def saved_as_utf_16(package: Package, rng: random.Random) -> Damage:
    """A file is saved as UTF-16."""
    table = _any(package, rng)
    codec = rng.choice(["utf-16", "utf-16-le", "utf-16-be"])
    return _write_bytes(package, table, package.sheet(table).text().encode(codec), codec)


def saved_as_windows_1256(package: Package, rng: random.Random) -> Damage:
    """A file is saved as Windows-1256, the Arabic code page."""
    table = _with_arabic(package, rng)
    return _write_bytes(package, table, package.sheet(table).text().encode("cp1256", "replace"), "cp1256")


def saved_as_latin_1(package: Package, rng: random.Random) -> Damage:
    """A file is saved as Latin-1; its Arabic letters become question marks."""
    table = _with_arabic(package, rng)
    return _write_bytes(package, table, package.sheet(table).text().encode("latin-1", "replace"), "latin-1")


def line_in_windows_1256(package: Package, rng: random.Random) -> Damage:
    """One line is in Windows-1256, as pasted by an old editor."""
    table, sheet, line = _arabic_line(package, rng)
    return _write_line(package, table, line, sheet.lines[line - 1].encode("cp1256", "replace"), "cp1256")


def byte_lost(package: Package, rng: random.Random) -> Damage:
    """One byte of an Arabic letter is lost."""
    table, sheet, line = _arabic_line(package, rng)
    data = sheet.lines[line - 1].encode()
    at = rng.choice([n for n, byte in enumerate(data) if 0xD8 <= byte <= 0xDB])
    return _write_line(package, table, line, data[:at] + data[at + 1 :], f"byte {at} of the line lost")


def byte_order_mark(package: Package, rng: random.Random) -> Damage:
    """A file begins with a byte order mark."""
    table = _any(package, rng)
    data = b"\xef\xbb\xbf" + package.read(path_of(table))
    package.write(path_of(table), data)
    return Damage(path_of(table), 1, note="byte order mark")


def _misread(text: str, codec: str) -> str:
    return text.encode().decode(codec, "replace").replace("\n", "").replace("\r", "")


def misread_as_latin_1(package: Package, rng: random.Random) -> Damage:
    """An Arabic cell was read as Latin-1 and saved."""
    cell = package.pick(rng, lambda _, item: item.get("language") == "ar")
    return package.put(cell, _misread(cell.value, "latin-1"))


def misread_as_windows_1252(package: Package, rng: random.Random) -> Damage:
    """An Arabic cell was read as Windows-1252 and saved."""
    cell = package.pick(rng, lambda _, item: item.get("language") == "ar")
    return package.put(cell, _misread(cell.value, "cp1252"))


def misread_as_windows_1256(package: Package, rng: random.Random) -> Damage:
    """An Arabic cell was read as Windows-1256 and saved."""
    cell = package.pick(rng, lambda _, item: item.get("language") == "ar")
    return package.put(cell, _misread(cell.value, "cp1256"))


def file_misread_as_windows_1252(package: Package, rng: random.Random) -> Damage:
    """A whole file was read as Windows-1252 and saved."""
    table = _with_arabic(package, rng)
    text = package.sheet(table).text().encode().decode("cp1252", "replace")
    return _write_bytes(package, table, text.encode(), "read as cp1252, saved as UTF-8")


def punctuation_misread(package: Package, rng: random.Random) -> Damage:
    """A dash or an apostrophe of an English cell was read as Windows-1252 and saved."""
    cell = package.pick(
        rng, lambda _, item: item.get("language") == "en", lambda cell: any(char in cell.value for char in "’–—é«")
    )
    return package.put(cell, _misread(cell.value, "cp1252"))


def nul_byte(package: Package, rng: random.Random) -> Damage:
    """A NUL byte stands in a line."""
    table = _any(package, rng, 1)
    sheet = package.sheet(table)
    line = rng.randint(2, sheet.last)
    data = sheet.lines[line - 1]
    at = rng.randrange(len(data))
    return _write_line(package, table, line, f"{data[:at]}\0{data[at:]}".encode(), "NUL")


def saved_with_crlf(package: Package, rng: random.Random) -> Damage:
    """A file is saved with CR LF as its line ends."""
    table = _any(package, rng)
    package.write(path_of(table), package.read(path_of(table)).replace(b"\n", b"\r\n"))
    return Damage(path_of(table), 1, last=package.sheet(table).last, note="CR LF")


def line_with_crlf(package: Package, rng: random.Random) -> Damage:
    """One line ends with CR LF."""
    table = _any(package, rng, 1)
    sheet = package.sheet(table)
    line = rng.randint(2, sheet.last)
    return _write_line(package, table, line, f"{sheet.lines[line - 1]}\r".encode(), "CR LF")


def saved_with_cr(package: Package, rng: random.Random) -> Damage:
    """A file is saved with CR as its line ends."""
    table = _any(package, rng)
    return _write_bytes(package, table, package.read(path_of(table)).replace(b"\n", b"\r"), "CR")


def lone_cr(package: Package, rng: random.Random) -> Damage:
    """A CR stands in the place of a space."""
    table = _with_arabic(package, rng)
    sheet = package.sheet(table)
    line = rng.choice([n for n in range(2, sheet.last + 1) if " " in sheet.lines[n - 1]])
    return _write_line(package, table, line, sheet.lines[line - 1].replace(" ", "\r", 1).encode(), "CR for a space")


def line_break_in_cell(package: Package, rng: random.Random) -> Damage:
    """A cell holds a line break."""
    cell = package.pick(rng, lambda _, item: item.get("language") in {"en", "ar"}, lambda cell: " " in cell.value)
    return package.put(cell, cell.value.replace(" ", "\n", 1))


def line_broken_in_two(package: Package, rng: random.Random) -> Damage:
    """A row is broken in two lines, without quotation marks."""
    table = _any(package, rng, 1)
    sheet = package.sheet(table)
    line = rng.randint(2, sheet.last)
    data = sheet.lines[line - 1]
    if '"' in data:
        raise NoPlaceError("a quoted cell may hold a line break")
    at = rng.randrange(1, len(data))
    sheet.lines[line - 1 : line] = [data[:at], data[at:]]
    package.write_sheet(table, sheet)
    return Damage(path_of(table), line, last=line + 1, note="broken in two")


def no_line_end_at_the_end(package: Package, rng: random.Random) -> Damage:
    """The last line has no line end."""
    table = _any(package, rng)
    data = package.read(path_of(table)).removesuffix(b"\n")
    package.write(path_of(table), data)
    return Damage(path_of(table), package.sheet(table).last, last=package.sheet(table).last + 1, note="no line end")


def blank_lines_at_the_end(package: Package, rng: random.Random) -> Damage:
    """Blank lines follow the last row."""
    table = _any(package, rng)
    last = package.sheet(table).last
    package.write(path_of(table), package.read(path_of(table)) + b"\n\n")
    return Damage(path_of(table), last + 1, last=last + 3, note="two blank lines")


KINDS = (
    saved_as_utf_16,
    saved_as_windows_1256,
    saved_as_latin_1,
    line_in_windows_1256,
    byte_lost,
    byte_order_mark,
    misread_as_latin_1,
    misread_as_windows_1252,
    misread_as_windows_1256,
    file_misread_as_windows_1252,
    punctuation_misread,
    nul_byte,
    saved_with_crlf,
    line_with_crlf,
    saved_with_cr,
    lone_cr,
    line_break_in_cell,
    line_broken_in_two,
    no_line_end_at_the_end,
    blank_lines_at_the_end,
)
