"""Spaces that a copy lost or added: which they may be is read from the copy's other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from mawaqif.passages.aligning.letters import Letters

# So many doubtful places are tried in every combination; of the rest, one or two at a time.
MOST_DOUBTS = 11
MOST_PAIRED = 2
SHORTEST_WORD = 2


@dataclass(frozen=True)
class Edit:
    """A space to put in before a letter, or to take out there; the lower the doubt, the likelier."""

    letter: int
    put: bool
    doubt: float


Edits = tuple["Edit", ...]


def spacing_edits(letters: Letters, window: tuple[int, int]) -> Iterator[tuple[str, Edits]]:
    """Yield the folded words of a stretch with its spaces changed, and the changes, the likeliest first."""
    edits = sorted(_edits(letters, window, letters.vocabulary), key=lambda edit: edit.doubt)
    likely = [edit for edit in edits if edit.doubt < 1][:MOST_DOUBTS]
    for edit in edits:
        yield _folded(letters, window, (edit,)), (edit,)
    for size in range(2, len(likely) + 1):
        for chosen in combinations(likely, size):
            yield _folded(letters, window, chosen), chosen
    for other in likely[:MOST_PAIRED]:
        for edit in edits[len(likely) :]:
            yield _folded(letters, window, (edit, other)), (edit, other)


def _edits(letters: Letters, window: tuple[int, int], words: Counter[str]) -> Iterator[Edit]:
    """Yield every single change; its doubt is below 1 where the copy's other words speak for it."""
    start, end = window
    bounds = [at for at in range(start, end) if at == start or letters.is_start(at)] + [end]
    spelled = [letters.letters[low:high] for low, high in pairwise(bounds)]
    for index, (low, word) in enumerate(zip(bounds, spelled, strict=False)):
        for cut in range(1, len(word)):
            one, other = word[:cut], word[cut:]
            backed = words[word] <= 1 and words[one] and words[other] and min(len(one), len(other)) >= SHORTEST_WORD
            yield Edit(low + cut, put=True, doubt=1 / (1 + min(words[one], words[other])) if backed else 2.0)
        if index:
            before = spelled[index - 1]
            yield Edit(low, put=False, doubt=_doubt_of_gap(words, before, word))


def _doubt_of_gap(words: Counter[str], before: str, after: str) -> float:
    """Return how little speaks for two words being one: that one is known, and that its halves are not."""
    odd = (words[before] <= 1) + (words[after] <= 1) + (min(len(before), len(after)) == 1)
    known = words[before + after] > 0
    return (0.1 if known else 0.6 - 0.1 * odd) if odd else 0.9 if known else 1.5


def _folded(letters: Letters, window: tuple[int, int], edits: Edits) -> str:
    parts: list[str] = []
    at = window[0]
    for edit in sorted(edits, key=lambda item: item.letter):
        parts += [letters.folded(at, edit.letter), " " if edit.put else ""]
        at = edit.letter
    return "".join([*parts, letters.folded(at, window[1])])


def pieces_of(letters: Letters, window: tuple[int, int], edits: Edits) -> tuple[tuple[str, int, int], ...]:
    """Return the pieces of a stretch between changes of its spaces."""
    pieces, at, before = [], int(letters.starts[window[0]]), ""
    for edit in sorted(edits, key=lambda item: item.letter):
        pieces.append((before, at, int(letters.ends[edit.letter - 1])))
        at, before = int(letters.starts[edit.letter]), " " if edit.put else ""
    return (*pieces, (before, at, int(letters.ends[window[1] - 1])))
