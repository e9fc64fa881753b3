"""What is said to people, in both languages: the English and the Arabic stand side by side where the thing is said.

`Bilingual` is its English text wherever a text is asked for, so that a report for programs holds the same bytes whoever
reads it; `spoken` gives the text in a language. In Arabic each value that is put in stands between directional isolates.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Self

from mawaqif.findings.escaping import ISOLATE, JOINERS, POP, Spoken, visible

# A field of a template, with the way in which a number is written.
_FIELD = re.compile(r"\{(?P<field>[a-z_0-9]+)(?::(?P<form>,))?\}")
# Fields, and what is read from left to right in Arabic: commands, names in Latin letters, numbers with signs in them.
_LEFT_TO_RIGHT = re.compile(
    rf"{_FIELD.pattern}|`[^`]+`|'[\x20-\x26\x28-\x7e]+'"
    r"|[A-Za-z<]+(?:[\x20-\x26\x28-\x5f\x61-\x7a|~]*[\w>*/+])?|[0-9]+(?:[-:./,][0-9]+)+",
    re.ASCII,
)


class Language(StrEnum):
    """A language in which people are spoken to, by its code in ISO 639-1."""

    ENGLISH = "en"
    ARABIC = "ar"


class Bilingual(str):
    """A text, or a template with named fields, in both languages; as a text it is the English one.

    Attributes:
        arabic: the same in Arabic, with the same fields.
        template: the English template, as it was given.
        filled_with: what fills the fields; None where the text is no template, or one that is not filled yet.
    """

    __slots__ = ("arabic", "filled_with", "template")
    template: str
    arabic: str
    filled_with: Mapping[str, object] | None

    def __new__(cls, english: str, arabic: str, filled_with: Mapping[str, object] | None = None) -> Self:
        """Keep both texts."""
        made = super().__new__(cls, english if filled_with is None else english.format(**filled_with))
        made.template, made.arabic, made.filled_with = english, arabic, filled_with
        return made

    def __deepcopy__(self, _memo: dict[int, Any]) -> Bilingual:
        """Return itself: nothing in it changes."""
        return self

    def __reduce__(self) -> tuple[type[Bilingual], tuple[str, str, Mapping[str, object] | None]]:
        """Return what it is made of, so that a finding may go from one process to another."""
        return Bilingual, (self.template, self.arabic, self.filled_with)

    def filled(self, **fields: object) -> Bilingual:
        """Return the text with its fields filled in, in both languages."""
        return Bilingual(self, self.arabic, fields)

    def with_value(self, old: str, new: Bilingual) -> Bilingual:
        """Return the text with other words where a value stands, as where a row has no name yet."""

        def changed(value: object) -> object:
            if isinstance(value, Bilingual):
                return value.with_value(old, new)
            return new if value == old else value

        fields = self.filled_with
        told = fields if fields is None else {name: changed(value) for name, value in fields.items()}
        return Bilingual(self.template, self.arabic, told)

    def in_arabic(self) -> str:
        """Return the Arabic text, in which each value is isolated and nothing else commands a terminal or a page."""
        return _LEFT_TO_RIGHT.sub(self._shown, self.arabic)

    def _shown(self, found: re.Match[str]) -> str:
        """Return a field filled in, or what is read from left to right as a whole, with the fields in it."""
        part, fields = found[0], self.filled_with
        if fields is None:
            return f"{ISOLATE}{part}{POP}"
        if found["field"] is None:
            named = _FIELD.sub(lambda field: visible(str(fields[field["field"]]), keep=JOINERS), part)
            return f"{ISOLATE}{named}{POP}"
        value = fields[found["field"]]
        if isinstance(value, Bilingual):
            return value.in_arabic()
        if isinstance(value, (int, float)):
            return format(value, found["form"] or "")
        text = visible(str(value), keep=JOINERS)
        return f"{ISOLATE}{text}{POP}" if text else ""


def said(english: str, arabic: str, **fields: object) -> Bilingual:
    """Return a text in both languages from two templates with the same fields.

    Args:
        english: the English template.
        arabic: the Arabic one.
        **fields: values, or other words in both languages.
    """
    return Bilingual(english, arabic, fields)


def spoken(text: str, language: Language) -> str:
    """Return what people who read a language are told; a text that is not in both languages stays as it is.

    Arabic is isolated as a whole, so that it is read from right to left behind a place that is read from left to right.
    """
    if language is not Language.ARABIC or not isinstance(text, Bilingual):
        return text
    return Spoken(f"{ISOLATE}{text.in_arabic()}{POP}")


def without_full_stop(text: str) -> str:
    """Return a text without the full stop at its end, so that it can go on; the Arabic stays as it is."""
    if not isinstance(text, Bilingual):
        return text.rstrip(".")
    return Bilingual(text.rstrip(".").replace("{", "{{").replace("}", "}}"), "{text}", {"text": text})


# What stands between several things, in Arabic.
_BETWEEN = {", ": "، ", "; ": "؛ ", " or ": " أو ", " and ": " و", " ": " ", "\n  ": "\n  "}


def joined(texts: Sequence[str], between: str = ", ") -> Bilingual:
    """Return texts joined to one in both languages; Arabic commas and semicolons stand between them in Arabic."""
    fields = {f"part{number}": text for number, text in enumerate(texts)}
    arabic = _BETWEEN[between].join(f"{{{name}}}" for name in fields)
    return Bilingual(between.join(f"{{{name}}}" for name in fields), arabic, fields)


# Numbers from which on, by their last two digits, Arabic counts in the plural, and in the singular again.
_FEW, _MANY = range(3, 11), range(11, 100)


def counted(number: int, english: tuple[str, str], arabic: tuple[str, str, str, str]) -> Bilingual:
    """Return a number of things in words that agree with it: `3 rows`, «3 صفوف».

    Args:
        number: how many.
        english: the noun in singular and plural.
        arabic: the noun in singular, dual, plural, and the accusative singular that follows 11 to 99.
    """
    one, two, few, many = arabic
    last = number % 100
    noun = few if last in _FEW else many if last in _MANY else one
    told = {1: f"{one} واحدة" if one.split()[0].endswith("ة") else f"{one} واحد", 2: two}.get(number, f"{{number:,}} {noun}")
    return Bilingual(f"{{number:,}} {english[number != 1]}", told, {"number": number})


def language_of_system() -> Language:
    """Return the language that the system speaks to its user: Arabic where it is set so, else English.

    Source: POSIX, 8.2, for the order of the variables; Windows tells its own language where none of them is set.
    """
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    if not named and sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - one system needs it
        import locale  # noqa: PLC0415 - the same

        named = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return Language.ARABIC if named.lower().replace("-", "_").split("_")[0].split(".")[0] == "ar" else Language.ENGLISH
