"""Saying a text, a day or a speaker in a language."""

from __future__ import annotations

import re
from functools import cache

from mawaqif.plots import Bilingual
from mawaqif.site.items import Statement
from mawaqif.site.words import interface_words

# In the order in which links to the other language are shown.
LANGUAGES = ("en", "ar")
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def said(both: Bilingual, language: str) -> str:
    """Return a text in one of its two languages."""
    return both.ar if language == "ar" else both.en


@cache
def day(text: str, language: str) -> str:
    """Return an EDTF date of level 0 as it is read: `14 December 2021`, `April 2023`, `2019`."""
    found = _DAY.fullmatch(text)
    if not found:
        return text
    year, month, number = found.groups()
    name = said(interface_words()[f"month-{int(month)}"], language) if month else ""
    return " ".join(part for part in (number and str(int(number)), name, year) if part)


def named(statement: Statement, language: str) -> str:
    """Return who speaks, or whoever has the first role, in plain text."""
    words = interface_words()
    speakers = [one for one in statement.actors if one.role == "speaker"] or statement.actors
    if not speakers:
        return statement.id
    name = said(speakers[0].actor.name, language)
    more = said(words["and-others"].fill(count=len(speakers) - 1), language) if len(speakers) > 1 else ""
    return f"{name} {more}".strip()


def cut(text: str, length: int) -> str:
    """Return a text of so many characters at most, cut between two words."""
    if len(text) <= length:
        return text
    return f"{text[:length].rpartition(' ')[0].rstrip(',;:،؛')} …"
