"""Passages that are there with other words: where, how alike, and where they differ.

The true words are not known. What can be compared are the first and last words of the row,
and the length. Where all of these agree and the hash does not, the difference lies inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from mawaqif.findings import show
from mawaqif.passages.aligning import candidates
from mawaqif.passages.aligning.candidates import Window
from mawaqif.passages.aligning.letters import Letters
from mawaqif.passages.aligning.targets import USUAL_LETTERS, Wanted

# How alike, of 100, first or last words must be to be taken for the row's; how alike if the other end is not found.
LIKE, VERY_LIKE = 72, 88
LEAST_SIMILARITY, VERY_SIMILAR = 0.8, 0.93
# How much longer or shorter than the source a changed passage may be.
SHORTEST, LONGEST = 0.4, 2.0
AGREES = 0.995
# Letters that are searched before and after the place where a passage is expected, if its neighbours do not bound it.
REACH = 4000


@dataclass(frozen=True)
class Likeness:
    """A stretch that is taken for a passage with other words.

    Attributes:
        window: its letters.
        similarity: mean of how alike the first words, the last words and the length are, from 0 to 1.
        difference: where it differs, in words.
        rivals: number of other stretches that are as like.
    """

    window: Window
    similarity: float
    difference: str
    rivals: int = 0


def most_like(letters: Letters, wanted: Wanted, free: Sequence[Window], least: float = LEAST_SIMILARITY) -> Likeness | None:
    """Find the stretch that is most like a passage.

    Args:
        letters: the view.
        wanted: the passage.
        free: stretches of the view where it may stand, the likeliest first; no proven passage stands in them.
        least: the least similarity.

    Returns:
        The stretch, or None where nothing is like it.
    """
    for region in free:
        found = [window for window in candidates.whole_windows(letters, wanted) if _within(window, region, wanted)]
        if not found:
            window = _by_likeness(letters, wanted, region)
            found = [window] if window and _within(window, region, wanted) else []
        ranked = sorted((_compare(letters, wanted, window) for window in found), key=lambda item: -item.similarity)
        if ranked and ranked[0].similarity >= least:
            best = ranked[0]
            rivals = sum(item.similarity > best.similarity - 0.02 for item in ranked[1:])
            return Likeness(best.window, best.similarity, best.difference, rivals)
    return None


def _within(window: Window, region: Window, wanted: Wanted) -> bool:
    usual = USUAL_LETTERS * wanted.length
    fits = SHORTEST * usual <= window[1] - window[0] <= LONGEST * usual
    return fits and region[0] <= window[0] and window[1] <= region[1]


def _by_likeness(letters: Letters, wanted: Wanted, region: Window) -> Window | None:
    """Find first and last words that are like the row's; where one is missing, the length stands in for it."""
    first, last = " ".join(wanted.first), " ".join(wanted.last)
    usual = int(USUAL_LETTERS * wanted.length)
    reach = int(LONGEST * usual)
    start = _place(letters, region, first, at_start=True)
    end = _place(letters, region, last, at_start=False)
    if start and (not end or start[1] >= end[1]):
        end = _place(letters, (start[0], min(region[1], start[0] + reach)), last, at_start=False)
    elif end:
        start = _place(letters, (max(region[0], end[0] - reach), end[0]), first, at_start=True)
    if start and end and start[0] < end[0]:
        return start[0], end[0]
    if start and start[1] >= VERY_LIKE:
        return start[0], min(region[1], start[0] + usual)
    if end and end[1] >= VERY_LIKE:
        return max(region[0], end[0] - usual), end[0]
    return None


def _place(letters: Letters, region: Window, phrase: str, *, at_start: bool) -> tuple[int, float] | None:
    """Return the letter at which a phrase starts, or after which it ends, and how alike it is, of 100."""
    text = letters.folded(*region)
    found = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=LIKE)
    if found is None or len(text) < len(phrase) / 2:
        return None
    at = found.dest_start if at_start else found.dest_end
    letter = region[0] + len(text[:at].replace(" ", ""))
    limit = region[0] if at_start else region[1]
    step = -1 if at_start else 1
    while letter != limit and not (letters.is_start(letter) if at_start else letters.is_end(letter)):
        letter += step
    return letter, found.score


def _compare(letters: Letters, wanted: Wanted, window: Window) -> Likeness:
    words = letters.folded(*window).split()
    first, last = " ".join(words[: len(wanted.first)]), " ".join(words[-len(wanted.last) :])
    one = fuzz.ratio(first, " ".join(wanted.first)) / 100
    other = fuzz.ratio(last, " ".join(wanted.last)) / 100
    size, usual = window[1] - window[0], USUAL_LETTERS * wanted.length
    off = max(0.0, abs(size - usual) - 0.1 * usual)
    length = max(0.0, 1 - off / usual)
    parts = []
    if one < AGREES:
        parts.append(f"starts with {show(first)}, not {show(wanted.anchor.text_start)}")
    if other < AGREES:
        parts.append(f"ends with {show(last)}, not {show(wanted.anchor.text_end)}")
    if length < 1:
        parts.append(f"has {size} letters where about {round(usual)} are expected")
    inside = "differs inside: first words, last words and length agree, the hash does not"
    return Likeness(window, round((one + other + length) / 3, 3), "; ".join(parts) or inside)
