"""The first sheet of the workbook: what the data are, what each sheet holds, what the data do not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from mawaqif.release.editions.data_dictionary import NAME
from mawaqif.release.editions.flat_edition import flat_schemas, flat_table
from mawaqif.release.editions.readme_texts import ReadmeTexts, in_both_languages
from mawaqif.release.editions.xlsx_rows import row_heights
from mawaqif.tables import Dataset, Table

README = "readme"
# Of label, English text and Arabic text, in characters.
WIDTHS = (36, 70, 70)
# In points.
HEADING_HEIGHT = 20.0

# How the workbook writes what other editions write otherwise.
NOTES = (
    (
        "An empty cell means that the value is unknown or that there is none.",
        "الخلية الفارغة تعني أن القيمة غير معروفة أو أنها غير موجودة.",
    ),
    (
        "Dates that may be a month or a year only are text, such as 2023-04.",
        "التواريخ التي قد تقتصر على شهر أو سنة نص، مثل 2023-04.",
    ),
    (
        "Whole numbers of more than fifteen digits and days before March 1900 are text, because Excel cannot hold them.",
        "الأعداد الصحيحة التي تزيد على خمس عشرة خانة والأيام السابقة لمارس 1900 نص لأن Excel لا يحفظها.",
    ),
)
# Label, English text, Arabic text, number of rows where there are any.
Row = tuple[str, str, str, int | None]


def sheet_tables(dataset: Dataset, folder: Path) -> dict[str, Table]:
    """Return the tables of the workbook in the order of its sheets: what explains the columns, the flat ones, the others.

    Args:
        dataset: the tables of the release.
        folder: the release that is being written, with the flat tables.
    """
    tables = {name: flat_table(schema, folder) for name, schema in flat_schemas(dataset).items()} | dict(dataset.tables)
    return dict(sorted(tables.items(), key=lambda item: item[0] != NAME))


def write_readme(sheet: Any, formats: dict[str, Any], texts: ReadmeTexts, tables: Mapping[str, Table]) -> None:
    """Write the readme into the first sheet of a workbook.

    Args:
        sheet: the sheet, empty.
        formats: the formats of the workbook, by name.
        texts: what the release says of itself.
        tables: the tables of the workbook by name, in the order of its sheets.
    """
    blocks = (
        (texts.title, "label", _facts(texts)),
        (("What a row is", "ما يمثله الصف"), "link", _sheets(tables)),
        (("What the data do not show", "ما لا تبيّنه البيانات"), "label", _limits(texts)),
        (("How this workbook writes cells", "كيف يكتب هذا المصنّف الخلايا"), "label", (("", *note, None) for note in NOTES)),
    )
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    line = 0
    for heading, style, rows in blocks:
        sheet.set_row(line, HEADING_HEIGHT)
        sheet.write_string(line, 1, heading[0], formats["heading"])
        sheet.write_string(line, 2, heading[1], formats["heading_arabic"])
        for row in rows:
            line += 1
            _write_row(sheet, formats, line, style, row)
        line += 2


def _facts(texts: ReadmeTexts) -> Iterator[Row]:
    yield "", *texts.description, None
    yield "Version · الإصدار", texts.version, "", None
    yield "Licence · الرخصة", texts.licence, "", None
    yield "How to cite · الاستشهاد", texts.citation, "", None


def _sheets(tables: Mapping[str, Table]) -> Iterator[Row]:
    for name, table in tables.items():
        yield name, *in_both_languages(table.schema.raw, "description"), table.frame.height


def _limits(texts: ReadmeTexts) -> Iterator[Row]:
    for limit in texts.limits:
        yield " · ".join(in_both_languages(limit, "title")), *in_both_languages(limit, "description"), None


def _write_row(sheet: Any, formats: dict[str, Any], line: int, style: str, row: Row) -> None:
    label, english, arabic, rows = row
    if style == "link":
        sheet.write_url(line, 0, f"internal:'{label}'!A1", formats[style], label)
    else:
        sheet.write_string(line, 0, label, formats[style])
    lengths = pl.DataFrame([[len(text)] for text in (label, english, arabic)])
    sheet.set_row(line, row_heights(lengths, WIDTHS)[0])
    sheet.write_string(line, 1, english, formats["text"])
    sheet.write_string(line, 2, arabic, formats["arabic"])
    if rows is not None:
        sheet.write_number(line, 3, rows, formats["text"])
