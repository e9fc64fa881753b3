"""Damage to single characters: what looks alike, what cannot be seen, what has no meaning in Unicode."""

from __future__ import annotations

import random
from collections.abc import Callable

from mutants.package import Cell, Field, NoPlaceError, Package
from mutants.place import Damage

_DIGITS = "0123456789"
_ARABIC_INDIC = dict(zip(_DIGITS, "٠١٢٣٤٥٦٧٨٩", strict=True))
_PERSIAN = dict(zip(_DIGITS, "۰۱۲۳۴۵۶۷۸۹", strict=True))
_RAISED = dict(zip(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_CIRCLED = dict(zip("123456789", "①②③④⑤⑥⑦⑧⑨", strict=True))
_PHONETIC = {"g": "\u0261", "a": "\u0251", "i": "\u0269", "R": "\u0280", "s": "\ua731", "n": "\u0274"}
_GREEK = {"o": "ο", "v": "ν", "A": "Α", "B": "Β", "O": "Ο", "T": "Τ", "I": "Ι"}
_ARMENIAN_OR_CHEROKEE = {"o": "օ", "n": "ո", "u": "ս", "A": "Ꭺ", "W": "Ꮃ", "T": "Ꭲ"}
_STYLED = {"A": "\U0001d400", "C": "\u2102", "I": "\u2160", "N": "\u2115", "a": "\U0001d41a", "e": "\u212f"}
_LIGATURES = {"ffi": "\ufb03", "fi": "\ufb01", "fl": "\ufb02", "ff": "\ufb00", "st": "\ufb06", "Dz": "\u01f2"}
_HYPHENS = "\u2010\u2011\u2012\u2212\u2043\u02d7\ufe58"
_SELECTORS = "\ufe00\ufe0f\U000e0100\u180b\u034f\u17b4"
_BLANKS = "\u2800\u3164\u115f\u1160\uffa0\U0001d159"
_PRIVATE = "\ue000\uf8ff\U000f0000\U0010fffd"
_UNASSIGNED = "\u0378\u0558\uffff\ufdd0\U0001fffe\U000e0080"
_PICTURES = "\U0001f600\u2705\u2605\u2192\ufe0f\u2603\u25a0"
_QURANIC = "\u06d6\u06e1\u0615\u06dd\u0656"
_OTHER_ARABIC = {"ي": "\u06cc", "ك": "\u06aa", "ه": "\u06be", "و": "\u06c6", "ا": "\u0671"}
_OTHER_STOPS = {"،": "\u2e41", ".": "\u06d4", ":": "\u2236", ",": "\u201a\u0326", ";": "\u204f"}


def _text(_table: str, item: Field) -> bool:
    return bool(item["type"] == "string" and item.get("language"))


def _in_english(_table: str, item: Field) -> bool:
    return bool(item.get("language") == "en")


def _in_arabic(_table: str, item: Field) -> bool:
    return bool(item.get("language") == "ar") and item["name"] != "aliases_ar"


def _exchange(
    package: Package, rng: random.Random, wanted: Callable[[str, Field], bool], letters: dict[str, str], *, every: bool = False
) -> Damage:
    cell = package.pick(rng, wanted, lambda cell: any(letter in cell.value for letter in letters))
    if every:
        return package.put(cell, "".join(letters.get(char, char) for char in cell.value))
    letter = rng.choice([letter for letter in letters if letter in cell.value])
    at = rng.choice([n for n in range(len(cell.value)) if cell.value.startswith(letter, n)])
    return package.put(cell, cell.value[:at] + letters[letter] + cell.value[at + len(letter) :])


def _insert(package: Package, rng: random.Random, cell: Cell, char: str) -> Damage:
    at = rng.randrange(1, len(cell.value))
    return package.put(cell, cell.value[:at] + char + cell.value[at:])


def _after_arabic_letter(package: Package, rng: random.Random, char: str) -> Damage:
    cell = package.pick(rng, _in_arabic)
    places = [n for n in range(1, len(cell.value)) if "\u0621" <= cell.value[n - 1] <= "\u064a"]
    at = rng.choice(places)
    return package.put(cell, cell.value[:at] + char + cell.value[at:])


def arabic_digits(package: Package, rng: random.Random) -> Damage:
    """The digits of an Arabic text are Arabic-Indic, where all others are ASCII."""
    return _exchange(package, rng, _in_arabic, _ARABIC_INDIC, every=True)


def one_arabic_digit(package: Package, rng: random.Random) -> Damage:
    """One digit of a number in an Arabic text is Arabic-Indic."""
    return _exchange(package, rng, _in_arabic, _ARABIC_INDIC)


def persian_digits(package: Package, rng: random.Random) -> Damage:
    """The digits of an Arabic text are Persian."""
    return _exchange(package, rng, _in_arabic, _PERSIAN, every=True)


def arabic_digits_in_english(package: Package, rng: random.Random) -> Damage:
    """The digits of an English text are Arabic-Indic."""
    return _exchange(package, rng, _in_english, _ARABIC_INDIC, every=True)


def raised_digit(package: Package, rng: random.Random) -> Damage:
    """A digit after another stands raised, or in a circle."""
    letters = rng.choice([_RAISED, _CIRCLED])

    def after_another(cell: Cell) -> bool:
        return any(one.isdigit() and other in letters for one, other in zip(cell.value, cell.value[1:], strict=False))

    cell = package.pick(rng, _text, after_another)
    pairs = zip(cell.value, cell.value[1:], strict=False)
    at = rng.choice([n + 1 for n, (one, other) in enumerate(pairs) if one.isdigit() and other in letters])
    return package.put(cell, cell.value[:at] + letters[cell.value[at]] + cell.value[at + 1 :])


def hamza_on_alef_maksura(package: Package, rng: random.Random) -> Damage:
    """A ya with hamza is an alef maksura with a hamza above, which looks the same and is never composed."""
    return _exchange(package, rng, _in_arabic, {"ئ": "\u0649\u0654"})


def quranic_mark(package: Package, rng: random.Random) -> Damage:
    """A mark of recitation stands on a letter."""
    return _after_arabic_letter(package, rng, rng.choice(_QURANIC))


def two_vowels(package: Package, rng: random.Random) -> Damage:
    """Two vowel signs stand on one letter."""
    return _after_arabic_letter(package, rng, rng.choice(["\u064e\u064f", "\u0650\u0650", "\u064b\u064e"]))


def other_arabic_letter(package: Package, rng: random.Random) -> Damage:
    """A letter of an Arabic text is one of Urdu, Uighur or the Quran."""
    return _exchange(package, rng, _in_arabic, _OTHER_ARABIC)


def phonetic_letter(package: Package, rng: random.Random) -> Damage:
    """A letter is one of phonetics, or a small capital."""
    return _exchange(package, rng, _in_english, _PHONETIC)


def dotless_i(package: Package, rng: random.Random) -> Damage:
    """An i has no dot."""
    return _exchange(package, rng, _in_english, {"i": "\u0131"})


def greek_letter(package: Package, rng: random.Random) -> Damage:
    """A letter is Greek, Armenian or Cherokee and looks Latin."""
    return _exchange(package, rng, _in_english, rng.choice([_GREEK, _ARMENIAN_OR_CHEROKEE]))


def styled_letter(package: Package, rng: random.Random) -> Damage:
    """A letter is bold, double-struck or a Roman numeral by its character."""
    return _exchange(package, rng, _in_english, _STYLED)


def ligature(package: Package, rng: random.Random) -> Damage:
    """Two letters are one, as PDF files hold them."""
    return _exchange(package, rng, _in_english, _LIGATURES)


def other_hyphen(package: Package, rng: random.Random) -> Damage:
    """A hyphen is another dash that looks like it."""
    return _exchange(package, rng, _text, {"-": rng.choice(_HYPHENS)})


def other_stop(package: Package, rng: random.Random) -> Damage:
    """A comma or colon is a sign of another script that looks like it."""
    return _exchange(package, rng, _text, _OTHER_STOPS)


def variation_selector(package: Package, rng: random.Random) -> Damage:
    """A selector or joiner that has no width stands in a text."""
    return _insert(package, rng, package.pick(rng, _text, lambda cell: len(cell.value) > 1), rng.choice(_SELECTORS))


def blank_sign(package: Package, rng: random.Random) -> Damage:
    """A sign without ink stands in place of a space."""
    return _exchange(package, rng, _text, {" ": rng.choice(_BLANKS)})


def private_use(package: Package, rng: random.Random) -> Damage:
    """A character of private use stands in a text."""
    return _insert(package, rng, package.pick(rng, _text, lambda cell: len(cell.value) > 1), rng.choice(_PRIVATE))


def unassigned_character(package: Package, rng: random.Random) -> Damage:
    """A character that Unicode does not assign, or never will, stands in a text."""
    return _insert(package, rng, package.pick(rng, _text, lambda cell: len(cell.value) > 1), rng.choice(_UNASSIGNED))


def picture(package: Package, rng: random.Random) -> Damage:
    """An emoji or a dingbat stands in a text."""
    cell = package.pick(rng, _text, lambda cell: len(cell.value) > 1)
    return _insert(package, rng, cell, rng.choice(_PICTURES.replace("\u2192", "")))


def stacked_marks(package: Package, rng: random.Random) -> Damage:
    """Many combining marks stand on one letter."""
    cell = package.pick(rng, _in_english)
    places = [n for n in range(1, len(cell.value)) if cell.value[n - 1].isalpha()]
    if not places:
        raise NoPlaceError("no letter stands there")
    at = rng.choice(places)
    return package.put(cell, cell.value[:at] + "".join(rng.choices("\u0301\u0316\u0338\u0327", k=12)) + cell.value[at:])


KINDS = (
    arabic_digits,
    one_arabic_digit,
    persian_digits,
    arabic_digits_in_english,
    raised_digit,
    hamza_on_alef_maksura,
    quranic_mark,
    two_vowels,
    other_arabic_letter,
    phonetic_letter,
    dotless_i,
    greek_letter,
    styled_letter,
    ligature,
    other_hyphen,
    other_stop,
    variation_selector,
    blank_sign,
    private_use,
    unassigned_character,
    picture,
    stacked_marks,
)
