"""Repair of spaces that a copy lost or added; the vocabulary of the copy says which edits are likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from mawaqif.passages.aligning.letter_index import LetterIndex

# The likeliest edits are tried in every combination, up to so many; the others alone or with one of the likeliest.
MAX_COMBINED_EDITS = 11
MAX_PAIRED_EDITS = 2
MIN_WORD_LENGTH = 2


@dataclass(frozen=True)
class SpaceEdit:
    """A space to insert before a letter, or to remove there; the lower the cost, the likelier."""

    letter: int
    insert: bool
    cost: float


Edits = tuple[SpaceEdit, ...]


def spacing_edits(letters: LetterIndex, window: tuple[int, int]) -> Iterator[tuple[str, Edits]]:
    """Yield the folded text of a stretch after edits of its spaces, with those edits, the likeliest first."""
    edits = sorted(_edits(letters, window, letters.vocabulary), key=lambda edit: edit.cost)
    likely = [edit for edit in edits if edit.cost < 1][:MAX_COMBINED_EDITS]
    for edit in edits:
        yield _folded(letters, window, (edit,)), (edit,)
    for size in range(2, len(likely) + 1):
        for chosen in combinations(likely, size):
            yield _folded(letters, window, chosen), chosen
    for other in likely[:MAX_PAIRED_EDITS]:
        for edit in edits[len(likely) :]:
            yield _folded(letters, window, (edit, other)), (edit, other)


def _edits(letters: LetterIndex, window: tuple[int, int], words: Counter[str]) -> Iterator[SpaceEdit]:
    """Yield every single edit; its cost is below 1 where the vocabulary of the copy supports it."""
    start, end = window
    bounds = [at for at in range(start, end) if at == start or letters.is_word_start(at)] + [end]
    spelled = [letters.letters[low:high] for low, high in pairwise(bounds)]
    for index, (low, word) in enumerate(zip(bounds, spelled, strict=False)):
        for cut in range(1, len(word)):
            one, other = word[:cut], word[cut:]
            supported = words[word] <= 1 and words[one] and words[other] and min(len(one), len(other)) >= MIN_WORD_LENGTH
            yield SpaceEdit(low + cut, insert=True, cost=1 / (1 + min(words[one], words[other])) if supported else 2.0)
        if index:
            before = spelled[index - 1]
            yield SpaceEdit(low, insert=False, cost=_removal_cost(words, before, word))


def _removal_cost(words: Counter[str], before: str, after: str) -> float:
    """Return the cost of joining two words: low where the joined word is known and its halves are rare."""
    odd = (words[before] <= 1) + (words[after] <= 1) + (min(len(before), len(after)) == 1)
    known = words[before + after] > 0
    return (0.1 if known else 0.6 - 0.1 * odd) if odd else 0.9 if known else 1.5


def _folded(letters: LetterIndex, window: tuple[int, int], edits: Edits) -> str:
    parts: list[str] = []
    at = window[0]
    for edit in sorted(edits, key=lambda item: item.letter):
        parts += [letters.folded(at, edit.letter), " " if edit.insert else ""]
        at = edit.letter
    return "".join([*parts, letters.folded(at, window[1])])


def pieces_between_edits(letters: LetterIndex, window: tuple[int, int], edits: Edits) -> tuple[tuple[str, int, int], ...]:
    """Return the pieces of a stretch between edits of its spaces: separator before, start, end."""
    pieces, at, before = [], int(letters.starts[window[0]]), ""
    for edit in sorted(edits, key=lambda item: item.letter):
        pieces.append((before, at, int(letters.ends[edit.letter - 1])))
        at, before = int(letters.starts[edit.letter]), " " if edit.insert else ""
    return (*pieces, (before, at, int(letters.ends[window[1] - 1])))
