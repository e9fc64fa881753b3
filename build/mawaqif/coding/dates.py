"""Dates as Arabic and English texts print them, as EDTF."""

from __future__ import annotations

import re

from mawaqif.passages import fold

_MONTHS = (
    ("يناير", "كانون الثاني", "january", "jan"),
    ("فبراير", "شباط", "february", "feb"),
    ("مارس", "اذار", "march", "mar"),
    ("ابريل", "نيسان", "april", "apr"),
    ("مايو", "ايار", "may"),
    ("يونيو", "حزيران", "june", "jun"),
    ("يوليو", "تموز", "july", "jul"),
    ("اغسطس", "اب", "august", "aug"),
    ("سبتمبر", "ايلول", "september", "sep"),
    ("اكتوبر", "تشرين الاول", "october", "oct"),
    ("نوفمبر", "تشرين الثاني", "november", "nov"),
    ("ديسمبر", "كانون الاول", "december", "dec"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
# `12 مايو ايار 2020` after folding, or `مايو 2020`; a day of another month's name beside it is the same month.
_PRINTED = re.compile(rf"(?:(?<!\w)و?([0-9]{{1,2}}) )?(?<!\w)و?({_MONTH})(?: (?:{_MONTH}))? ([12][0-9]{{3}})(?!\w)")
LAST_DAY = 31


def dates_in(text: str) -> list[str]:
    """Return the days and months that a text names, in order, as `2020-05-12` or `2020-05`."""
    found = []
    for day, month, year in _PRINTED.findall(fold(text)):
        known = day and 1 <= int(day) <= LAST_DAY
        found.append(f"{year}-{_NUMBER[month]:02}" + (f"-{int(day):02}" if known else ""))
    return found
