"""What stands between the cells of a file that is no CSV yet: semicolons, tabs, and a first line that names them."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection

from mawaqif.findings import Bilingual, said, show

# What spreadsheets and people write in place of a comma: where it is the decimal separator, on the clipboard, by an
# Arabic keyboard.
OTHER_DELIMITERS = {
    ";": Bilingual("semicolons", "فواصل منقوطة"),
    "\t": Bilingual("tabs", "علامات جدولة"),
    "|": Bilingual("vertical bars", "خطوط عمودية"),
    ":": Bilingual("colons", "نقطتان رأسيتان"),
    "\u060c": Bilingual("Arabic commas", "فواصل عربية"),
    "\u061b": Bilingual("Arabic semicolons", "فواصل منقوطة عربية"),
    "\uff0c": Bilingual("full-width commas", "فواصل كاملة العرض"),
}
# A first line that tells Excel how the cells are separated, as some programs write it; a spreadsheet that saves the file
# fills it up with separators.
SEPARATOR_LINE = re.compile(r'\A"?sep=(?:\\t|[^\r\n])"?[,;\t|]*(?:\r\n?|\n)', re.IGNORECASE)
# Where cells can be told from separators, one command mends the separation.
TOLD_BY_LINE = Bilingual(
    "its first line tells a spreadsheet how the cells are separated, and is no row; run `mawaqif fmt`",
    "سطره الأول يقول للجدول الحسابي كيف تُفصل الخلايا، وليس صفًّا؛ شغّل `mawaqif fmt`",
)
SEPARATED = Bilingual(
    "its cells are separated by {signs}, not by commas; run `mawaqif fmt`",
    "يفصل بين خلاياه {signs} لا الفاصلة ','؛ شغّل `mawaqif fmt`",
)
SEPARATED_OTHERWISE = (
    "its cells are separated by {sign}, not by commas; save the file as CSV with commas",
    "يفصل بين خلاياه {sign} لا الفاصلة ','؛ احفظ الملف بصيغة CSV وبالفاصلة ','",
)


def other_separation(text: str, columns: Collection[str]) -> str:
    """Say in words how else than by commas the cells of a text are separated, and what to do; empty where its header shows none.

    Args:
        text: the text of a file, without a byte order mark.
        columns: the columns of its table.
    """
    if SEPARATOR_LINE.match(text):
        return TOLD_BY_LINE
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    for sign, name in OTHER_DELIMITERS.items():
        if sign in header and not set(next(csv.reader([header], delimiter=sign), [])).isdisjoint(columns):
            return SEPARATED.filled(signs=name)
    signs = set(re.findall(r"[^a-z0-9_]+", header))
    if len(signs) == 1 and set(re.split(r"[^a-z0-9_]+", header)) >= set(columns):
        return said(*SEPARATED_OTHERWISE, sign=show(signs.pop()))
    return ""
