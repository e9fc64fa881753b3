"""Workbooks filled in as a person does, by what stands in a column; and the invented document that the tests code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

DOCUMENT = "harbour-paper"
# The paragraphs of an invented document: a heading, a dated heading, two quotations with footnotes, a comment.
BODY = (
    "ورقة المرافئ",
    "الدورة الأولى، 12 مايو / أيار 2020",
    "قالت مالطا: «نرى أن على أصحاب السفن أن يدفعوا ثمن الزيت كله».¹",
    "وأضافت ناورو: «لا ينبغي أن يُطلب من الجزر الصغيرة أن تدفع شيئًا من ذلك».²",
    "السياق: لم يتفق الطرفان على من يحرس المنارات في الليل.",
)
NOTES = (
    "1 محضر الاجتماع الثاني، ص 7، https://example.org/minutes/2",
    "2 سجل المرافئ، 3 حزيران 2020، الفقرة 4، https://example.org/register",
)
SUMMARIES = {
    "3.1": ("Malta wants shipping to bear the whole cost of fuel.", "تريد مالطا أن تتحمل الملاحة كلفة الوقود كلها."),
    "4.1": ("Nauru asks that small islands be spared the cost.", "تطلب ناورو إعفاء الجزر من هذه الكلفة."),
    "5": ("The office remarks that guarding is still open.", "يلاحظ المكتب أن أمر الحراسة لم يُحسم بعد."),
}
Pages = Mapping[str, Worksheet]
Answers = Mapping[str, Mapping[str, str]]


def cells_of(page: Worksheet) -> dict[str, int]:
    """Return the number of each column by its hidden name."""
    return {str(cell.value): cell.column for cell in page[1] if cell.value and cell.column}


def put(page: Worksheet, where: tuple[str, str], values: Mapping[str, str]) -> None:
    """Fill in the row that has a text in a column; a new row where none has it."""
    columns = cells_of(page)
    rows = [row for row in range(3, page.max_row + 1) if page.cell(row, columns[where[0]]).value == where[1]]
    row = rows[0] if rows else page.max_row + 1
    for key, value in values.items():
        page.cell(row, columns[key], value)


def fill(path: Path, *steps: Callable[[Pages], None]) -> None:
    """Open a workbook, fill in its sheets by their hidden names, save it."""
    book = openpyxl.load_workbook(path)
    signed = [(str(page["A1"].value), page) for page in book.worksheets if "/" in str(page["A1"].value)]
    pages = {name.split("/")[2].partition("?")[0]: page for name, page in signed}
    for step in steps:
        step(pages)
    book.save(path)


def answer(path: Path, answers: Answers) -> None:
    """Fill in the rows of a workbook by their hidden names, whatever the sheet."""
    book = openpyxl.load_workbook(path)
    for page in book.worksheets:
        columns = cells_of(page)
        for row in range(3, page.max_row + 1):
            for key, text in answers.get(str(page.cell(row, 1).value).partition("#")[0], {}).items():
                if key in columns:
                    page.cell(row, columns[key], text)
    book.save(path)


def code(pages: Pages, notes: int = 2, quotation: str = "quotation") -> None:
    """Code the invented document: two quotations and a comment on oil, the citations of its footnotes, one new document."""
    lines = pages["lines"]
    for unit, stance in (("3.1", "supports"), ("4.1", "opposes"), ("5", "neutral")):
        english, arabic = SUMMARIES[unit]
        coded = {"coded": "نعم", "topic_id_1": "زيت المنارات", "stance_1": stance, "summary_en": english, "summary_ar": arabic}
        put(lines, ("unit", unit), {**coded, "kind": "commentary" if unit == "5" else quotation})
    own = {
        "date": "",
        "event_id": "",
        "role_speaker": "مكتب المنارات",
        "role_on_behalf_of": "اتحاد المنارات",
        "responds_to": "4.1",
    }
    put(lines, ("unit", "5"), own)
    for unit in ("1", "2", "3", "4", "5.0", "n1", "n2"):
        # The reason is proposed, and only confirmed.
        put(lines, ("unit", unit), {"coded": "yes"})
    cited = pages["citations"]
    for row in range(3, 3 + notes):
        cited.cell(row, cells_of(cited)["coded"], "نعم")
    new = {"coded": "نعم", "kind": "report", "title_en": "Harbour register", "title_ar": "سجل المرافئ"}
    put(pages["documents"], ("mark", "n2-1"), new)
