"""What a value says in the one spelling that a column takes: "write 5-6", where a cell has ٥–٦.

A proposal is only made where nothing has to be decided; where two readings are left, both are named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from mawaqif.findings import Bilingual

# Hyphens, dashes and minus signs that are typed, or set by a word processor, for a hyphen.
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACES = re.compile(r"\s+")
_DAY_LAST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th)?[ -])?([^\W\d]+)\.?(?: ([0-9]{1,2}),?)?[ -]([0-9]{4})")
# A day that a spreadsheet counts from 1900, of the years 1954 to 2064.
_DAY_NUMBER = re.compile(r"[2-5][0-9]{4}")
# The months in English, short and long, and in Arabic as Egypt and the Gulf, the Levant and Iraq, and the Maghreb call them.
_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
)
_MONTH = {name.replace("_", " "): number for names in _MONTHS for number, name in enumerate(names.split(), start=1)}
_SHORT = "|".join(name for name in sorted(_MONTH, key=len, reverse=True) if name not in _MONTHS[0].split() or name == "may")
# How spreadsheets show a day by themselves, in the languages of their months here: 06-May, May-06.
MADE_A_DAY = rf"[0-9]{{1,2}}-(?i:{_SHORT})(?:-[0-9]{{2,4}})?|(?i:{_SHORT})-[0-9]{{1,4}}"
_MADE_A_DATE = re.compile(rf"{MADE_A_DAY}|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}")
# How they show a number that is too long for its cell.
MADE_A_POWER = r"-?[0-9](?:[.,][0-9]+)?E[+-]?[0-9]{2,3}"
_BY_SPREADSHEET = (
    (
        _MADE_A_DATE,
        Bilingual(
            "; a spreadsheet has made a date of it, so give the column the format text",
            "؛ وقد جعله جدول حسابي تاريخًا، فاجعل صيغة العمود نصًا",
        ),
    ),
    (
        re.compile(MADE_A_POWER),
        Bilingual(
            "; a spreadsheet has shortened a long number to it, so type the value anew in a column of the format text",
            "؛ وقد اختصر به جدول حسابي عددًا طويلًا، فاكتب القيمة من جديد في عمود صيغته نص",
        ),
    ),
)


def plain(value: str) -> str:
    """Return a value with digits as 0 to 9, dashes as hyphens, and single plain spaces between words only."""
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in value)
    return _SPACES.sub(" ", _DASHES.sub("-", digits)).strip()


def respelt(value: str, fits: Callable[[str], bool]) -> str:
    """Return a value as a column takes it; empty where no other spelling of it fits.

    Args:
        value: a text that does not fit.
        fits: tells whether a text does.
    """
    text = plain(value)
    joined = re.sub(r"[\s_]+", "-", text)
    return _first_fitting((text, text.lower(), text.upper(), joined.lower()), fits)


def respelt_locator(value: str, fits: Callable[[str], bool]) -> str:
    """Return pages, paragraphs or a time as locators are written; empty where no other spelling fits."""
    text = plain(value)
    bare = re.sub(r"^(?:pp?|pages?|paras?|paragraphs?|ص|الصفحة|الفقرة)[.\s]*", "", text, flags=re.IGNORECASE)
    spaced = re.sub(r"\s*[,،;]\s*", ", ", re.sub(r"\s*-\s*", "-", bare))
    return _first_fitting((text, spaced, f"0{spaced}"), fits)


def _first_fitting(texts: Iterable[str], fits: Callable[[str], bool]) -> str:
    return next((text for text in texts if fits(text)), "")


def days_meant(value: str, fits: Callable[[str], bool]) -> list[str]:
    """Return the dates that a text in another form may mean, in ISO 8601; two where day and month could be exchanged."""
    return [text for text in dict.fromkeys(_dates(plain(value))) if fits(text)]


def _dates(text: str) -> Iterator[str]:
    if found := _DAY_LAST.fullmatch(text):
        yield _iso(found[1], found[2], found[3])
    elif found := _DAY_FIRST.fullmatch(text):
        yield _iso(found[3], found[2], found[1])
        yield _iso(found[3], found[1], found[2])
    elif found := _MONTH_FIRST.fullmatch(text):
        yield _iso(found[2], found[1], None)
    elif (found := _IN_WORDS.fullmatch(text)) and found[2].lower() in _MONTH:
        yield _iso(found[4], str(_MONTH[found[2].lower()]), found[1] or found[3])
    elif _DAY_NUMBER.fullmatch(text):
        yield date.fromordinal(date(1899, 12, 30).toordinal() + int(text)).isoformat()


def _iso(year: str, month: str, day: str | None) -> str:
    return "-".join((year, month.zfill(2), *([day.zfill(2)] if day else [])))


def by_spreadsheet(value: str) -> str:
    """Say what a spreadsheet has made of a value; empty where nothing shows that one did.

    Args:
        value: a text that is not what its column takes, such as `06-May` or `1.2E+05`.
    """
    return next((told for pattern, told in _BY_SPREADSHEET if pattern.fullmatch(plain(value))), "")
