"""Where a passage may stand in a view: places of its first and of its last words."""

from __future__ import annotations

from mawaqif.passages.aligning.letters import Letters
from mawaqif.passages.aligning.targets import Wanted

# Fewer words are taken where more are not found, because a footnote number may stand among them.
SIZES = (3, 2, 1)
# A phrase of so many words may start or end inside a word: a copy may have lost the space.
GLUED_FROM = 3
MOST_PLACES, MOST_PLACES_OF_ONE_WORD = 60, 300
Window = tuple[int, int]


def starts(letters: Letters, wanted: Wanted) -> list[int]:
    """Return the letters at which a passage may start, the best founded first."""
    found: list[int] = []
    for size in _sizes(wanted.first):
        phrase = "".join(wanted.first[:size])
        glued = size >= min(GLUED_FROM, len(wanted.first))
        places = [at for at in letters.occurrences(phrase) if glued or letters.is_start(at)]
        found += _if_few(places, size, found)
    return list(dict.fromkeys(found))


def ends(letters: Letters, wanted: Wanted) -> list[int]:
    """Return the letters after which a passage may end, the best founded first."""
    found: list[int] = []
    for size in _sizes(wanted.last):
        phrase = "".join(wanted.last[-size:])
        glued = size >= min(GLUED_FROM, len(wanted.last))
        places = [at + len(phrase) for at in letters.occurrences(phrase)]
        found += _if_few([at for at in places if glued or letters.is_end(at)], size, found)
    return list(dict.fromkeys(found))


def cut_starts(letters: Letters, wanted: Wanted) -> list[int]:
    """Return the letters at which a passage may start whose first words are cut by the end of a line."""
    phrases = ("".join(wanted.first[:size]) for size in range(1, len(wanted.first)))
    return [at for phrase in phrases for at in letters.occurrences(phrase) if at + len(phrase) in letters.cut_lines]


def cut_ends(letters: Letters, wanted: Wanted) -> list[int]:
    """Return the letters after which a passage may end whose last words are cut by the start of a line."""
    phrases = ("".join(wanted.last[-size:]) for size in range(1, len(wanted.last)))
    return [at + len(phrase) for phrase in phrases for at in letters.occurrences(phrase) if at in letters.cut_lines]


def whole_windows(letters: Letters, wanted: Wanted) -> list[Window]:
    """Return the stretches that start with all first words and end with all last words."""
    first, last = "".join(wanted.first), "".join(wanted.last)
    finish = [at + len(last) for at in letters.occurrences(last)]
    return [(start, end) for start in letters.occurrences(first) for end in finish if end - start >= max(len(first), len(last))]


def windows(wanted: Wanted, begin: list[int], finish: list[int], slack: int = 0) -> list[Window]:
    """Return the stretches that can be a passage by their length, give or take some letters that are not its own."""
    return [(start, end) for start in begin for end in finish if end > start and _fits(wanted, end - start, slack)]


def _fits(wanted: Wanted, size: int, slack: int) -> bool:
    return wanted.may_have(size) or (slack > 0 and wanted.most_letters < size <= wanted.most_letters + slack)


def _sizes(words: tuple[str, ...]) -> list[int]:
    return [len(words), *(size for size in SIZES if size < len(words))]


def _if_few(places: list[int], size: int, found: list[int]) -> list[int]:
    """Return the places of a phrase unless they are too many to tell anything, or of one word where longer phrases are found."""
    if size == 1 and found:
        return []
    return places if len(places) <= (MOST_PLACES_OF_ONE_WORD if size == 1 else MOST_PLACES) else []
