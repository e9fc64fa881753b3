"""Excel: a workbook with a sheet a table, a readme before them; and one of the views that runs from right to left.

Cells are typed. Text is always written as text: nothing that starts with `=` becomes a
formula; an address in a column of addresses opens by a click. What Excel cannot hold as a
number or day is text too: whole numbers of more than fifteen digits, and days before March
1900. The heads are the names of the columns, with their titles in both languages as
comments; in the Arabic workbook they are the Arabic titles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import count, repeat
from pathlib import Path
from typing import Any

import xlsxwriter

from mawaqif.findings.escaping import visible
from mawaqif.release.editions.edition import DoesNotFitError, Edition
from mawaqif.release.editions.flat_edition import flat_schemas
from mawaqif.release.editions.readme_texts import ReadmeTexts, readme_texts
from mawaqif.release.editions.xlsx_filling import fill_workbook
from mawaqif.release.editions.xlsx_readme import README, sheet_tables, write_readme
from mawaqif.release.editions.xlsx_sheet import Sheet, refuse_too_much, write_sheet
from mawaqif.release.file_names import XLSX_FILE
from mawaqif.tables import Dataset, Table

FILE, ARABIC_FILE = XLSX_FILE, "mawaqif.ar.xlsx"
# What the Arabic workbook holds beside the views: what the codes mean.
EXPLAINED = "codes"


def _formats(workbook: Any) -> dict[str, Any]:
    cell = {"valign": "top", "text_wrap": True}
    return {
        "text": workbook.add_format(cell),
        "day": workbook.add_format({**cell, "num_format": "yyyy-mm-dd"}),
        "arabic": workbook.add_format({**cell, "align": "right", "reading_order": 2}),
        "header": workbook.add_format({"bold": True, "bg_color": "#DDE8F0", "bottom": 1, "valign": "top"}),
        "heading": workbook.add_format({**cell, "bold": True, "font_size": 13}),
        "heading_arabic": workbook.add_format({**cell, "bold": True, "font_size": 13, "align": "right", "reading_order": 2}),
        "label": workbook.add_format({**cell, "bold": True}),
        "link": workbook.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1}),
    }


def _write_workbook(path: Path, texts: ReadmeTexts, language: int, sheets: Sequence[Sheet]) -> None:
    """Write a workbook with a readme in front of its sheets, which run from right to left where these do."""
    empty = BytesIO()
    workbook = xlsxwriter.Workbook(empty, {"in_memory": True})
    workbook.set_properties(
        {
            "title": visible(texts.title[language]),
            "author": visible(texts.authors),
            "comments": visible(texts.citation),
            "created": texts.created.replace(tzinfo=None),
        }
    )
    formats = _formats(workbook)
    readme = workbook.add_worksheet(README)
    if any(sheet.right_to_left for sheet in sheets):
        readme.right_to_left()
    rows = {number: write_sheet(workbook, formats, sheet) for number, sheet in enumerate(sheets, start=2)}
    write_readme(readme, formats, texts, {sheet.table.schema.name: sheet.table for sheet in sheets})
    workbook.close()
    fill_workbook(empty, path, {number: own for number, own in rows.items() if own.frame.height})


def _named(table: Table) -> Sheet:
    notes = tuple(
        "\n".join(filter(None, (field.raw.get("title", ""), field.raw.get("title_ar", "")))) for field in table.schema.fields
    )
    return Sheet(table, table.schema.columns, notes)


def _in_arabic(table: Table) -> Sheet:
    """Return a table with its Arabic titles as heads; one that two columns have is followed by the name."""
    titles = [str(field.raw.get("title_ar", field.name)) for field in table.schema.fields]
    seen = Counter(titles)
    heads = (title if seen[title] == 1 else f"{title} ({name})" for title, name in zip(titles, table.schema.columns, strict=True))
    notes = tuple(f"{field.name}\n{field.raw.get('description_ar', '')}" for field in table.schema.fields)
    return Sheet(table, tuple(heads), notes, right_to_left=True)


def _write(dataset: Dataset, folder: Path) -> None:
    texts = readme_texts(dataset)
    tables = sheet_tables(dataset, folder)
    views = flat_schemas(dataset)
    workbooks = {FILE: [_named(table) for table in tables.values()]}
    if views:
        workbooks[ARABIC_FILE] = [_in_arabic(table) for name, table in tables.items() if name in views or name == EXPLAINED]
    for sheet in workbooks[FILE]:
        refuse_too_much(sheet)
    try:
        # Side by side: what takes time waits for no other thread.
        with ThreadPoolExecutor() as pool:
            paths = [folder / name for name in workbooks]
            list(pool.map(_write_workbook, paths, repeat(texts), count(), workbooks.values()))
    except DoesNotFitError:
        for name in workbooks:
            (folder / name).unlink(missing_ok=True)
        raise


EDITION = Edition(
    "xlsx",
    _write,
    files=(FILE, ARABIC_FILE),
    opens=f'pandas.read_excel("{FILE}", sheet_name="statements_wide")',
    needs=("flat",),
)
