"""Damage to letters: what looks alike, what cannot be seen, what is of another language."""

from __future__ import annotations

import random
import unicodedata

from mutants.package import Cell, Field, NoPlaceError, Package
from mutants.place import Damage

# Letters of other scripts that look like the ones of this.
_CYRILLIC = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
_PERSIAN = {"ي": "ی", "ك": "ک", "ى": "ی", "ه": "ہ"}
_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_LETTER_FOR_DIGIT = {"0": "O", "1": "l"}
_DIGIT_FOR_LETTER = {"o": "0", "l": "1"}
_DISPLAYED = {
    "ا": "ﺍ", "ب": "ﺑ", "ت": "ﺗ", "ل": "ﻟ", "م": "ﻣ", "ن": "ﻧ", "و": "ﻭ", "ي": "ﻳ", "ر": "ﺭ", "لا": "ﻻ",
}  # fmt: skip
_VOWELS = "\u064e\u064f\u0650\u0651\u0652"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_DIRECTIONS = "\u200e\u200f\u061c\u202b\u202c\u2067\u2069"
_CONTROLS = "\x01\x07\x08\x0b\x0c\x1b\x7f\x85"
_SPACES = "\u00a0\u2009\u202f\u3000"
_ENGLISH = "The text that should stand here is in another language"
_ARABIC = "النص الذي ينبغي أن يكون هنا مكتوب بلغة أخرى"


def _is_text(_table: str, item: Field) -> bool:
    return bool(item["type"] == "string")


def _english(_table: str, item: Field) -> bool:
    return bool(item.get("language") == "en")


def _arabic(_table: str, item: Field) -> bool:
    return bool(item.get("language") == "ar")


def _arabic_or_fragment(table: str, item: Field) -> bool:
    return _arabic(table, item) or item["name"] in {"text_start", "text_end"}


def _exchange(package: Package, rng: random.Random, cell: Cell, letters: dict[str, str]) -> Damage:
    at = rng.choice([n for n in range(len(cell.value)) if cell.value[n] in letters])
    return package.put(cell, cell.value[:at] + letters[cell.value[at]] + cell.value[at + 1 :])


def _insert(package: Package, rng: random.Random, cell: Cell, char: str) -> Damage:
    at = rng.randrange(1, len(cell.value))
    return package.put(cell, cell.value[:at] + char + cell.value[at:])


def _long(cell: Cell) -> bool:
    return len(cell.value) > 1


def cyrillic_letter(package: Package, rng: random.Random) -> Damage:
    """A letter of an English text is Cyrillic."""
    cell = package.pick(rng, _english, lambda cell: any(char in _CYRILLIC for char in cell.value))
    return _exchange(package, rng, cell, _CYRILLIC)


def cyrillic_letter_in_identifier(package: Package, rng: random.Random) -> Damage:
    """A letter of an identifier is Cyrillic."""
    cell = package.pick(
        rng, lambda _, item: item["name"].endswith("_id"), lambda cell: any(char in _CYRILLIC for char in cell.value)
    )
    return _exchange(package, rng, cell, _CYRILLIC)


def cyrillic_letter_in_symbol(package: Package, rng: random.Random) -> Damage:
    """A letter of a symbol, a label or a link is Cyrillic."""
    cell = package.pick(
        rng,
        lambda _, item: item["name"] in {"symbol", "label", "url"},
        lambda cell: any(char in _CYRILLIC for char in cell.value),
    )
    return _exchange(package, rng, cell, _CYRILLIC)


def persian_letter(package: Package, rng: random.Random) -> Damage:
    """A ya, kaf or ha of an Arabic text is Persian or Urdu."""
    cell = package.pick(rng, _arabic, lambda cell: any(char in _PERSIAN for char in cell.value))
    return _exchange(package, rng, cell, _PERSIAN)


def persian_letter_in_fragment(package: Package, rng: random.Random) -> Damage:
    """A ya, kaf or ha of a fragment is Persian or Urdu."""
    cell = package.pick(
        rng, lambda _, item: item["name"] in {"text_start", "text_end"}, lambda cell: any(char in _PERSIAN for char in cell.value)
    )
    return _exchange(package, rng, cell, _PERSIAN)


def full_width_letter(package: Package, rng: random.Random) -> Damage:
    """A letter is of full width, as on an East Asian keyboard."""
    cell = package.pick(rng, _english, lambda cell: any(char in _FULL_WIDTH for char in cell.value))
    return _exchange(package, rng, cell, _FULL_WIDTH)


def letter_for_digit(package: Package, rng: random.Random) -> Damage:
    """An O or l stands for a nought or a one."""
    fields = (
        "date",
        "start_date",
        "end_date",
        "launched",
        "locator",
        "char_start",
        "char_end",
        "text_length",
        "symbol",
    )
    cell = package.pick(
        rng, lambda _, item: item["name"] in fields, lambda cell: any(char in _LETTER_FOR_DIGIT for char in cell.value)
    )
    return _exchange(package, rng, cell, _LETTER_FOR_DIGIT)


def digit_for_letter(package: Package, rng: random.Random) -> Damage:
    """A nought or a one stands for an o or l."""
    cell = package.pick(
        rng,
        lambda table, item: _english(table, item) or item["name"].endswith("_id"),
        lambda cell: any(char in _DIGIT_FOR_LETTER for char in cell.value),
    )
    return _exchange(package, rng, cell, _DIGIT_FOR_LETTER)


def display_form(package: Package, rng: random.Random) -> Damage:
    """A letter of an Arabic text has a form made for display."""
    cell = package.pick(rng, _arabic_or_fragment, lambda cell: any(char in _DISPLAYED for char in cell.value))
    return _exchange(package, rng, cell, _DISPLAYED)


def decomposed(package: Package, rng: random.Random) -> Damage:
    """A text is decomposed (NFD)."""
    cell = package.pick(rng, _is_text, lambda cell: unicodedata.normalize("NFD", cell.value) != cell.value)
    return package.put(cell, unicodedata.normalize("NFD", cell.value))


def tatweel(package: Package, rng: random.Random) -> Damage:
    """An Arabic word is drawn out."""
    cell = package.pick(rng, _arabic, lambda cell: "ست" in cell.value or "لم" in cell.value or "سي" in cell.value)
    pair = next(pair for pair in ("ست", "لم", "سي") if pair in cell.value)
    return package.put(cell, cell.value.replace(pair, f"{pair[0]}ـ{pair[1]}", 1))


def vowel_sign(package: Package, rng: random.Random) -> Damage:
    """A letter of an Arabic text or fragment has a vowel sign more."""
    cell = package.pick(rng, _arabic_or_fragment, _long)
    at = rng.choice([n for n in range(1, len(cell.value)) if "\u0621" <= cell.value[n - 1] <= "\u064a"])
    return package.put(cell, cell.value[:at] + rng.choice(_VOWELS) + cell.value[at:])


def hamza_lost(package: Package, rng: random.Random) -> Damage:
    """An alif has lost its hamza."""
    cell = package.pick(rng, _arabic_or_fragment, lambda cell: any(char in "أإآ" for char in cell.value))
    return _exchange(package, rng, cell, {"أ": "ا", "إ": "ا", "آ": "ا"})


def word_misspelt(package: Package, rng: random.Random) -> Damage:
    """Two letters of a text in our own words are swapped."""
    cell = package.pick(rng, lambda _, item: bool(item.get("ownWords")))
    places = [
        n
        for n in range(len(cell.value) - 1)
        if cell.value[n].isalpha() and cell.value[n + 1].isalpha() and cell.value[n] != cell.value[n + 1]
    ]
    at = rng.choice(places)
    return package.put(cell, cell.value[:at] + cell.value[at + 1] + cell.value[at] + cell.value[at + 2 :])


def invisible_character(package: Package, rng: random.Random) -> Damage:
    """A character that cannot be seen stands in a text."""
    return _insert(package, rng, package.pick(rng, _is_text, _long), rng.choice(_INVISIBLE))


def direction_mark(package: Package, rng: random.Random) -> Damage:
    """A mark of writing direction stands in a text."""
    return _insert(package, rng, package.pick(rng, _is_text, _long), rng.choice(_DIRECTIONS))


def control_character(package: Package, rng: random.Random) -> Damage:
    """A control character stands in a text."""
    return _insert(package, rng, package.pick(rng, _is_text, _long), rng.choice(_CONTROLS))


def replacement_character(package: Package, rng: random.Random) -> Damage:
    """A letter has become a replacement character or a question mark."""
    cell = package.pick(rng, _arabic, _long)
    at = rng.choice([n for n, char in enumerate(cell.value) if char.isalpha()])
    return package.put(cell, cell.value[:at] + "\ufffd" + cell.value[at + 1 :])


def question_mark_for_letter(package: Package, rng: random.Random) -> Damage:
    """One letter inside a word has become a question mark."""
    cell = package.pick(rng, lambda table, item: _arabic(table, item) or _english(table, item), _long)
    places = [n for n in range(1, len(cell.value) - 1) if cell.value[n - 1 : n + 2].isalpha()]
    if not places:
        raise NoPlaceError("no word is long enough")
    at = rng.choice(places)
    return package.put(cell, cell.value[:at] + "?" + cell.value[at + 1 :])


def no_break_space(package: Package, rng: random.Random) -> Damage:
    """A space is one that does not break, or a thin or wide one."""
    cell = package.pick(rng, _is_text, lambda cell: " " in cell.value)
    return _exchange(package, rng, cell, {" ": rng.choice(_SPACES)})


def leading_space(package: Package, rng: random.Random) -> Damage:
    """A cell begins with a space."""
    cell = package.pick(rng, lambda *_: True)
    return package.put(cell, f" {cell.value}")


def trailing_space(package: Package, rng: random.Random) -> Damage:
    """A cell ends with a space."""
    cell = package.pick(rng, lambda *_: True)
    return package.put(cell, f"{cell.value} ")


def only_a_space(package: Package, rng: random.Random) -> Damage:
    """An empty cell holds a space."""
    cell = package.pick(rng, lambda *_: True, lambda cell: not cell.value)
    return package.put(cell, " ")


def double_space(package: Package, rng: random.Random) -> Damage:
    """Two spaces stand between two words."""
    cell = package.pick(rng, _is_text, lambda cell: " " in cell.value)
    return _exchange(package, rng, cell, {" ": "  "})


def english_for_arabic(package: Package, rng: random.Random) -> Damage:
    """An Arabic cell holds English."""
    return package.put(package.pick(rng, _arabic), _ENGLISH)


def arabic_for_english(package: Package, rng: random.Random) -> Damage:
    """An English cell holds Arabic."""
    return package.put(package.pick(rng, _english), _ARABIC)


def half_translated(package: Package, rng: random.Random) -> Damage:
    """The second half of an Arabic text is English."""
    cell = package.pick(rng, lambda _, item: bool(item.get("ownWords")) and item["language"] == "ar")
    return package.put(cell, f"{cell.value[: len(cell.value) // 2].rpartition(' ')[0]} {_ENGLISH}")


KINDS = (
    cyrillic_letter,
    cyrillic_letter_in_identifier,
    cyrillic_letter_in_symbol,
    persian_letter,
    persian_letter_in_fragment,
    full_width_letter,
    letter_for_digit,
    digit_for_letter,
    display_form,
    decomposed,
    tatweel,
    vowel_sign,
    hamza_lost,
    word_misspelt,
    invisible_character,
    direction_mark,
    control_character,
    replacement_character,
    question_mark_for_letter,
    no_break_space,
    leading_space,
    trailing_space,
    only_a_space,
    double_space,
    english_for_arabic,
    arabic_for_english,
    half_translated,
)
