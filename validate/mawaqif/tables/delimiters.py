"""What stands between the cells of a file that is no CSV yet: semicolons, tabs, and a first line that names them."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection

from mawaqif.findings import show

# What spreadsheets and people write in place of a comma: where it is the decimal separator, on the clipboard, by an
# Arabic keyboard.
OTHER_DELIMITERS = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    ":": "colons",
    "\u060c": "Arabic commas",
    "\u061b": "Arabic semicolons",
    "\uff0c": "full-width commas",
}
# A first line that tells Excel how the cells are separated, as some programs write it; a spreadsheet that saves the file
# fills it up with separators.
SEPARATOR_LINE = re.compile(r'\A"?sep=(?:\\t|[^\r\n])"?[,;\t|]*(?:\r\n?|\n)', re.IGNORECASE)
# What mends the separation, where cells can be told from separators.
MENDED = "; run `mawaqif fmt`"


def other_separation(text: str, columns: Collection[str]) -> str:
    """Say in words how else than by commas the cells of a text are separated, and what to do; empty where its header shows none.

    Args:
        text: the text of a file, without a byte order mark.
        columns: the columns of its table.
    """
    if SEPARATOR_LINE.match(text):
        return f"its first line tells a spreadsheet how the cells are separated, and is no row{MENDED}"
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    for sign, name in OTHER_DELIMITERS.items():
        if sign in header and not set(next(csv.reader([header], delimiter=sign), [])).isdisjoint(columns):
            return f"its cells are separated by {name}, not by commas{MENDED}"
    signs = set(re.findall(r"[^a-z0-9_]+", header))
    if len(signs) == 1 and set(re.split(r"[^a-z0-9_]+", header)) >= set(columns):
        return f"its cells are separated by {show(signs.pop())}, not by commas; save the file as CSV with commas"
    return ""
