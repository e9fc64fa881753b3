"""Rows put into a workbook that its library made without them: to call it for each of millions of cells takes longest.

What the library writes has the heads, notes and styles; rows, texts and links are added to its files.
Source of the elements: ECMA-376, part 1, 18.3.1.47 (`hyperlink`) and 18.4.9 (`sst`), and part 2, 6.5.3.4 (`Relationship`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
from xlsxwriter.utility import xl_col_to_name, xl_range

from mawaqif.findings.escaping import web_address
from mawaqif.release.editions.edition import DoesNotFitError
from mawaqif.release.editions.xlsx_rows import TEXT, Cells, cells_of, row_elements, text_elements

# What Excel takes of a link, and of links in a sheet. Source: Microsoft, "Excel specifications and limits".
LONGEST_LINK, MOST_LINKS = 2079, 65_530
# Bytes of a file in a workbook, which is a ZIP archive of the kind that every program reads.
LARGEST_PART = 2**31 - 1
# Of 9: takes half the time of the usual 6, and a tenth more room.
LEVEL = 4
# The part of a workbook that lists the texts of all sheets.
TEXTS = "xl/sharedStrings.xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
# How Excel writes signs that stand in no address; one with an escaped sign is left as it is.
_ESCAPED = "%[0-9a-fA-F]{2}"
_NO_ADDRESS = {sign: f"%{ord(sign):02x}" for sign in '%" <>[]^`{}'}
_QUOTED = {"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True)
class Rows:
    """The rows of a sheet.

    Attributes:
        frame: the rows, one at least.
        heights: the height of each, in points.
        linked: names of the columns whose addresses a click opens.
    """

    frame: pl.DataFrame
    heights: pl.Series
    linked: tuple[str, ...] = ()


def fill_workbook(empty: IO[bytes], path: Path, sheets: Mapping[int, Rows]) -> None:
    """Write a workbook whose sheets have rows.

    Args:
        empty: the workbook without rows. A sheet that gets some has a table object over its head and the row below, in
            which a blank cell has the style of each column.
        path: the workbook to write.
        sheets: the rows of such sheets, by the number of each from 1, in that order.

    Raises:
        DoesNotFitError: a sheet is too large for a file of a workbook.
    """
    with ZipFile(empty) as made, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=LEVEL) as workbook:
        cells, texts = cells_of([rows.frame for rows in sheets.values()], made.read(TEXTS).count(b"<si>"))
        parts: dict[str, Callable[[str], Iterator[bytes]]] = {TEXTS: partial(_with_texts, cells, texts)}
        for table, ((number, rows), own) in enumerate(zip(sheets.items(), cells, strict=True), start=1):
            links = _links(rows)
            parts[f"xl/worksheets/sheet{number}.xml"] = partial(_with_rows, rows, own, links)
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = partial(_with_targets, links)
            parts[f"xl/tables/table{table}.xml"] = partial(_with_range, rows)
        for name in made.namelist():
            content, size = made.read(name).decode("utf-8"), 0
            with workbook.open(name, "w") as file:
                for piece in parts[name](content) if name in parts else (content.encode("utf-8"),):
                    size += file.write(piece)
                    if size > LARGEST_PART:
                        raise DoesNotFitError(
                            f"a sheet of Excel would have more than {LARGEST_PART:,} bytes",
                            f"تزيد ورقة Excel على {LARGEST_PART:,} بايت",
                        )


def _with_texts(cells: Sequence[Sequence[Cells]], texts: pl.Series, content: str) -> Iterator[bytes]:
    more = {"count": sum(one.values.count() for sheet in cells for one in sheet if one.kind == TEXT), "uniqueCount": len(texts)}
    counted = r'\b(count|uniqueCount)="([0-9]+)"'
    told = re.sub(counted, lambda said: f'{said[1]}="{int(said[2]) + more[said[1]]}"', content, count=2).removesuffix("</sst>")
    yield told.encode("utf-8")
    yield from text_elements(texts)
    yield b"</sst>"


def _with_rows(rows: Rows, cells: Sequence[Cells], links: pl.DataFrame, content: str) -> Iterator[bytes]:
    head, _, rest = content.partition("</row>")
    blank, end, tail = rest.partition("</sheetData>")
    styles = re.findall('<c r="[A-Z]+2" s="([0-9]+)"', blank)
    yield (re.sub('(?<=<dimension ref=")[^"]*', _range(rows), head, count=1) + "</row>").encode("utf-8")
    yield from row_elements(cells, rows.heights, styles)
    if links.height:
        link = pl.format('<hyperlink ref="{}" r:id="{}"{}/>', "cell", "link", "location")
        end += f"<hyperlinks>{links.select(link.str.join('')).item()}</hyperlinks>"
    yield (end + tail).encode("utf-8")


def _with_targets(links: pl.DataFrame, content: str) -> Iterator[bytes]:
    if links.height:
        target = pl.format(f'<Relationship Id="{{}}" Type="{_LINK}" Target="{{}}" TargetMode="External"/>', "link", "target")
        end = "</Relationships>"
        content = content.removesuffix(end) + links.select(target.str.join("")).item() + end
    yield content.encode("utf-8")


def _with_range(rows: Rows, content: str) -> Iterator[bytes]:
    yield re.sub('(?<= ref=")[^"]*', _range(rows), content).encode("utf-8")


def _range(rows: Rows) -> str:
    """Return the range of a sheet, its head included."""
    return xl_range(0, 0, rows.frame.height, rows.frame.width - 1)


def _links(rows: Rows) -> pl.DataFrame:
    """Return the links of a sheet: name, cell, address without the part behind its sign, and that part as an attribute."""
    if not rows.linked:
        return pl.DataFrame()
    row = pl.int_range(2, pl.len() + 2).alias("row")
    opened = [
        rows.frame.select(row, column=rows.frame.get_column_index(name), address=name).filter(
            pl.col("address").is_in([address for address in rows.frame[name].unique() if address and _opens(address)])
        )
        for name in rows.linked
    ]
    letter = pl.col("column").replace_strict(dict(enumerate(map(xl_col_to_name, range(rows.frame.width)))))
    address = pl.col("address").str.splitn("#", 2).struct
    target, location = address.field("field_0"), address.field("field_1").replace("", None)
    target = pl.when(target.str.contains(_ESCAPED)).then(target).otherwise(target.str.replace_many(_NO_ADDRESS))
    return (
        pl.concat(opened)
        .head(MOST_LINKS)
        .sort("row", "column")
        .select(
            pl.format("link{}", pl.int_range(1, pl.len() + 1)).alias("link"),
            pl.format("{}{}", letter, "row").alias("cell"),
            target.str.replace_many(_QUOTED).alias("target"),
            pl.format(' location="{}"', location.str.replace_many(_QUOTED)).fill_null("").alias("location"),
        )
    )


def _opens(address: str) -> bool:
    """Return whether a click opens an address: none that is not the web's or is too long for Excel, which counts as UTF-16."""
    return len(address.encode("utf-16-le")) // 2 <= LONGEST_LINK and bool(web_address(address))
