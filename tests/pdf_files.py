"""PDF files of invented text, each letter at its place, as paper has it: from right to left, notes small, markers raised."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib as mpl
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WIDTH, RIGHT, TOP, LEADING = 0.5, 550.0, 780.0, 18.0
_CID_FONT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    b"/Supplement 0 >> /DW 500 /FontDescriptor 6 0 R /CIDToGIDMap 8 0 R >>"
)
_DESCRIPTION = (
    b"<< /Type /FontDescriptor /FontName /Invented /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 "
    b"/Descent -200 /CapHeight 700 /StemV 80 /FontFile2 7 0 R >>"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LEFT_TO_RIGHT = re.compile("[A-Za-z0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[A-Za-z0-9.:/-]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class Row:
    """A line on a page: its text as it is read, its baseline, its font size."""

    text: str
    y: float
    size: float = 12.0


def rows(paragraphs: Sequence[str], width: int = 60, top: float = TOP) -> list[Row]:
    """Set paragraphs in lines of at most so many letters, with a wider gap between two of them."""
    made, y = [], top
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                made.append(Row(line, y))
                y, line = y - LEADING, ""
            line = f"{line} {word}".strip()
        made.append(Row(line, y))
        y -= LEADING * 1.8
    return made


def _visual(text: str) -> str:
    return _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], text)[::-1]


def _painted(row: Row) -> str:
    parts = []
    letters = _visual(row.text)
    x = RIGHT - len(letters) * WIDTH * row.size
    for char in letters:
        raised = char in "⁰¹²³⁴⁵⁶⁷⁸⁹"
        size, y = (row.size * 0.6, row.y + row.size * 0.4) if raised else (row.size, row.y)
        parts.append(f"/F {size:.1f} Tf 1 0 0 1 {x:.1f} {y:.1f} Tm <{ord(char.translate(_SUPERSCRIPTS)):04X}> Tj")
        x += WIDTH * row.size
    return "\n".join(parts)


@cache
def _font() -> tuple[bytes, bytes]:
    """Return a small font with Arabic letters, and the number of the glyph of each code point."""
    font = TTFont(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
    options = Options(layout_features=[], name_IDs=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["FFTM"]
    subset = Subsetter(options)
    subset.populate(unicodes=[*range(0x20, 0x7F), *range(0x600, 0x700), *range(0xFE70, 0xFEFD)])
    subset.subset(font)
    held = io.BytesIO()
    font.save(held)
    numbers = bytearray(2 * 65536)
    for code, name in (font.getBestCmap() or {}).items():
        numbers[2 * code : 2 * code + 2] = font.getGlyphID(name).to_bytes(2, "big")
    return held.getvalue(), bytes(numbers)


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n".encode() + packed + b"\nendstream"


def pdf_file(pages: Sequence[Sequence[Row]]) -> bytes:
    """Return a PDF file with such pages."""
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [ranges[at : at + 100] for at in range(0, 256, 100)]
    mapping = "\n".join(f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange" for part in blocks)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{mapping}\nendcmap end end"
    )
    font, numbers = _font()
    first = 9
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        _CID_FONT,
        _stream(cmap.encode()),
        _DESCRIPTION,
        _stream(font, f"/Length1 {len(font)} "),
        _stream(numbers),
    ]
    for number, lines in enumerate(pages):
        painted = "BT\n" + "\n".join(map(_painted, lines)) + "\nET"
        resources = f"/Contents {first + 1 + 2 * number} 0 R /Resources << /Font << /F 3 0 R >> >>"
        objects += [f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} >>".encode(), _stream(painted.encode())]
    body, starts = b"%PDF-1.7\n", []
    for number, held in enumerate(objects, start=1):
        starts.append(len(body))
        body += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return body + f"{end}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n".encode("latin-1")
