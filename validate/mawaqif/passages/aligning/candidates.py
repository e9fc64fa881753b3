"""Candidate places of a passage in a view, from the occurrences of its first and last words."""

from __future__ import annotations

from mawaqif.passages.aligning.letter_index import LetterIndex
from mawaqif.passages.aligning.targets import Target

# Sizes of shorter phrases that are tried too, because a footnote number may interrupt a longer one.
PHRASE_SIZES = (3, 2, 1)
# Phrases of so many words also match inside a word, because a copy may have lost the space.
MIN_GLUED_WORDS = 3
MAX_OCCURRENCES, MAX_OCCURRENCES_OF_ONE_WORD = 60, 300
Window = tuple[int, int]


def starts(letters: LetterIndex, target: Target) -> list[int]:
    """Return the letters at which a target may start, those of the longest phrase first."""
    found: list[int] = []
    for size in _sizes(target.first):
        phrase = "".join(target.first[:size])
        glued = size >= min(MIN_GLUED_WORDS, len(target.first))
        places = [at for at in letters.occurrences(phrase) if glued or letters.is_word_start(at)]
        found += _unless_too_common(places, size, found)
    return list(dict.fromkeys(found))


def ends(letters: LetterIndex, target: Target) -> list[int]:
    """Return the letters after which a target may end, those of the longest phrase first."""
    found: list[int] = []
    for size in _sizes(target.last):
        phrase = "".join(target.last[-size:])
        glued = size >= min(MIN_GLUED_WORDS, len(target.last))
        places = [at + len(phrase) for at in letters.occurrences(phrase)]
        found += _unless_too_common([at for at in places if glued or letters.is_word_end(at)], size, found)
    return list(dict.fromkeys(found))


def starts_before_line_break(letters: LetterIndex, target: Target) -> list[int]:
    """Return the letters at which a target may start whose first words are interrupted by the end of a line."""
    phrases = ("".join(target.first[:size]) for size in range(1, len(target.first)))
    return [at for phrase in phrases for at in letters.occurrences(phrase) if at + len(phrase) in letters.line_start_set]


def ends_after_line_break(letters: LetterIndex, target: Target) -> list[int]:
    """Return the letters after which a target may end whose last words are interrupted by the start of a line."""
    phrases = ("".join(target.last[-size:]) for size in range(1, len(target.last)))
    return [at + len(phrase) for phrase in phrases for at in letters.occurrences(phrase) if at in letters.line_start_set]


def whole_windows(letters: LetterIndex, target: Target) -> list[Window]:
    """Return the stretches that start with all first words and end with all last words, of any length."""
    first, last = "".join(target.first), "".join(target.last)
    ends = [at + len(last) for at in letters.occurrences(last)]
    return [(start, end) for start in letters.occurrences(first) for end in ends if end - start >= max(len(first), len(last))]


def windows(target: Target, starts: list[int], ends: list[int], slack: int = 0) -> list[Window]:
    """Return the stretches whose length fits a target, with at most `slack` letters beyond it."""
    return [(start, end) for start in starts for end in ends if end > start and _fits(target, end - start, slack)]


def _fits(target: Target, size: int, slack: int) -> bool:
    return target.fits_length(size) or (slack > 0 and target.max_letters < size <= target.max_letters + slack)


def _sizes(words: tuple[str, ...]) -> list[int]:
    return [len(words), *(size for size in PHRASE_SIZES if size < len(words))]


def _unless_too_common(places: list[int], size: int, found: list[int]) -> list[int]:
    """Return the occurrences of a phrase; none where there are too many, or where it is one word and longer ones are found."""
    if size == 1 and found:
        return []
    return places if len(places) <= (MAX_OCCURRENCES_OF_ONE_WORD if size == 1 else MAX_OCCURRENCES) else []
