"""Invented words by seeded chance, and a text that knows where its parts stand."""

from __future__ import annotations

import random

ARABIC = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Words:
    """Words that mean nothing; the same for the same seed.

    Attributes:
        chance: what they are drawn from; callers may draw other choices from it.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def arabic(self, count: int) -> str:
        """Return some words in Arabic letters."""
        return " ".join("".join(self.chance.choices(ARABIC, k=self.chance.randint(3, 7))) for _ in range(count))

    def english(self, count: int) -> str:
        """Return some words in Latin letters, the first with a capital."""
        words = ("".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))) for _ in range(count))
        return " ".join(words).capitalize()


class Text:
    """A text that grows at its end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, words: str) -> tuple[int, int]:
        """Write words at the end; returns where they start and end, in code points."""
        self._parts.append(words)
        start, self._length = self._length, self._length + len(words)
        return start, self._length

    def whole(self) -> str:
        """Return the text."""
        return "".join(self._parts)


def marker(note: int) -> str:
    """Return the number of a footnote as it stands in running text."""
    return str(note).translate(SUPERSCRIPT)
