"""Fuzzy matching: passages whose words differ from the recorded hash.

The recorded words are not known. Only the first and last words of the row and the length can
be compared. Where these agree and the hash does not, the difference lies inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from mawaqif.findings import Bilingual, joined, said, show
from mawaqif.passages.aligning import candidates
from mawaqif.passages.aligning.candidates import Window
from mawaqif.passages.aligning.letter_index import LetterIndex
from mawaqif.passages.aligning.targets import TYPICAL_LETTERS_PER_CHARACTER, Target

# Least similarity, of 100, of the first or last words; and where only one of the two is found.
MIN_FRAGMENT_SCORE, MIN_LONE_FRAGMENT_SCORE = 72, 88
MIN_SIMILARITY, HIGH_SIMILARITY = 0.8, 0.93
# Length of a changed passage in relation to its length in the source.
MIN_LENGTH_RATIO, MAX_LENGTH_RATIO = 0.4, 2.0
EQUAL_RATIO = 0.995
# Letters searched before and after the expected place, where no neighbouring match bounds it.
SEARCH_RADIUS = 4000


INSIDE = Bilingual(
    "differs inside: first words, last words and length agree, the hash does not",
    "يختلف في داخله: كلماته الأولى والأخيرة وطوله متفقة، وبصمته مختلفة",
)


@dataclass(frozen=True)
class FuzzyMatch:
    """A stretch that is similar to a target.

    Attributes:
        window: its first letter, and the letter after its last.
        similarity: mean similarity of first words, last words and length, from 0 to 1.
        difference: where it differs, in words.
        rivals: number of other stretches of about the same similarity.
    """

    window: Window
    similarity: float
    difference: str
    rivals: int = 0


def best_match(
    letters: LetterIndex, target: Target, regions: Sequence[Window], least: float = MIN_SIMILARITY
) -> FuzzyMatch | None:
    """Find the stretch that is most similar to a target.

    Args:
        letters: the view.
        target: the part of a passage.
        regions: regions to search, the likeliest first; no proven passage stands in them.
        least: the least similarity.

    Returns:
        The stretch, or None where none is similar enough.
    """
    for region in regions:
        found = [window for window in candidates.whole_windows(letters, target) if _within(window, region, target)]
        if not found:
            window = _span_between_fragments(letters, target, region)
            found = [window] if window and _within(window, region, target) else []
        ranked = sorted((_compare(letters, target, window) for window in found), key=lambda item: -item.similarity)
        if ranked and ranked[0].similarity >= least:
            best = ranked[0]
            rivals = sum(item.similarity > best.similarity - 0.02 for item in ranked[1:])
            return FuzzyMatch(best.window, best.similarity, best.difference, rivals)
    return None


def _within(window: Window, region: Window, target: Target) -> bool:
    usual = TYPICAL_LETTERS_PER_CHARACTER * target.length
    fits = MIN_LENGTH_RATIO * usual <= window[1] - window[0] <= MAX_LENGTH_RATIO * usual
    return fits and region[0] <= window[0] and window[1] <= region[1]


def _span_between_fragments(letters: LetterIndex, target: Target, region: Window) -> Window | None:
    """Find words similar to the first and last ones of the row; where one end is missing, take the usual length."""
    first, last = " ".join(target.first), " ".join(target.last)
    usual = int(TYPICAL_LETTERS_PER_CHARACTER * target.length)
    reach = int(MAX_LENGTH_RATIO * usual)
    start = _place(letters, region, first, at_start=True)
    end = _place(letters, region, last, at_start=False)
    if start and (not end or start[1] >= end[1]):
        end = _place(letters, (start[0], min(region[1], start[0] + reach)), last, at_start=False)
    elif end:
        start = _place(letters, (max(region[0], end[0] - reach), end[0]), first, at_start=True)
    if start and end and start[0] < end[0]:
        return start[0], end[0]
    if start and start[1] >= MIN_LONE_FRAGMENT_SCORE:
        return start[0], min(region[1], start[0] + usual)
    if end and end[1] >= MIN_LONE_FRAGMENT_SCORE:
        return max(region[0], end[0] - usual), end[0]
    return None


def _place(letters: LetterIndex, region: Window, phrase: str, *, at_start: bool) -> tuple[int, float] | None:
    """Return the letter at which a phrase starts or ends, and its similarity, of 100."""
    text = letters.folded(*region)
    found = fuzz.partial_ratio_alignment(phrase, text, score_cutoff=MIN_FRAGMENT_SCORE)
    if found is None or len(text) < len(phrase) / 2:
        return None
    at = found.dest_start if at_start else found.dest_end
    letter = region[0] + len(text[:at].replace(" ", ""))
    limit = region[0] if at_start else region[1]
    step = -1 if at_start else 1
    while letter != limit and not (letters.is_word_start(letter) if at_start else letters.is_word_end(letter)):
        letter += step
    return letter, found.score


def _compare(letters: LetterIndex, target: Target, window: Window) -> FuzzyMatch:
    words = letters.folded(*window).split()
    first, last = " ".join(words[: len(target.first)]), " ".join(words[-len(target.last) :])
    one = fuzz.ratio(first, " ".join(target.first)) / 100
    other = fuzz.ratio(last, " ".join(target.last)) / 100
    size, usual = window[1] - window[0], TYPICAL_LETTERS_PER_CHARACTER * target.length
    off = max(0.0, abs(size - usual) - 0.1 * usual)
    length = max(0.0, 1 - off / usual)
    parts: list[str] = []
    if one < EQUAL_RATIO:
        told = "starts with {found}, not {recorded}", "يبدأ بالكلمات {found}، لا {recorded}"
        parts.append(said(*told, found=show(first), recorded=show(target.anchor.text_start)))
    if other < EQUAL_RATIO:
        told = "ends with {found}, not {recorded}", "ينتهي بالكلمات {found}، لا {recorded}"
        parts.append(said(*told, found=show(last), recorded=show(target.anchor.text_end)))
    if length < 1:
        told = "has {size} letters where about {usual} are expected", "عدد حروفه {size}، والمتوقع نحو {usual}"
        parts.append(said(*told, size=size, usual=round(usual)))
    return FuzzyMatch(window, round((one + other + length) / 3, 3), joined(parts, "; ") if parts else INSIDE)
