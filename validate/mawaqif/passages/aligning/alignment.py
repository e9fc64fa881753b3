"""The alignment of one document with one text: every target is searched for and graded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from mawaqif.findings import Bilingual
from mawaqif.passages.aligning.fuzzy_matching import HIGH_SIMILARITY, MIN_SIMILARITY, SEARCH_RADIUS, FuzzyMatch, best_match
from mawaqif.passages.aligning.hash_matching import all_views, base_views, match_by_hash, match_by_repair
from mawaqif.passages.aligning.place_choice import choose_places
from mawaqif.passages.aligning.targets import TYPICAL_LETTERS_PER_CHARACTER, Match, Proof, Target
from mawaqif.passages.aligning.views import View, Views
from mawaqif.passages.anchors import Outcome, anchor, edge_problem

_PARAGRAPH = re.compile(r"[ \t\u00a0]*\r?\n(?:[ \t\u00a0]*\r?\n)+[ \t\u00a0]*")


def is_where_recorded(text: str, target: Target) -> bool:
    """Tell whether a target stands at its recorded offsets, with its first and last words and hash."""
    start, end = target.anchor.char_start, target.anchor.char_end
    return anchor(text, start, end) == target.anchor and not edge_problem(text, start, end)


def align(copy: Views, targets: Sequence[Target], *, faithful: bool = True) -> list[Match]:
    """Align the passages of a document with a copy of it.

    Args:
        copy: the views of a copy of the document, or of a part of it.
        targets: the parts of its passages, in the order of the source.
        faithful: whether offsets in the text are those of the file; otherwise nothing is graded `exact`.

    Returns:
        One match a target, in the same order. `exact` and `moved` only where the words have the recorded
        hash; all else is `changed` or `absent`.
    """
    done = {item: _exact_match(copy.text, item) for item in targets if faithful and is_where_recorded(copy.text, item)}
    left = [item for item in targets if item not in done]
    if left:
        done |= _search_rest(copy, left, done)
    return [done[item] for item in targets]


def _exact_match(text: str, target: Target) -> Match:
    start, end = target.anchor.char_start, target.anchor.char_end
    return Match(target, Outcome.EXACT, text[start:end], start, end, places=1)


def _search_rest(copy: Views, targets: list[Target], exact: Mapping[Target, Match]) -> dict[Target, Match]:
    bases = base_views(copy, targets)
    views = all_views(bases)
    proofs = match_by_hash(views, targets)
    for item in targets:
        if item not in proofs:
            repaired = match_by_repair(views[len(bases) - 1 :], item)
            if repaired:
                proofs[item] = [repaired]
    proven = [item for item in targets if item in proofs]
    choices = choose_places([proofs[item] for item in proven])
    found = {
        item: _moved_match(item, proofs[item], choice, ambiguous=ambiguous)
        for item, (choice, ambiguous) in zip(proven, choices, strict=True)
    }
    rest = [item for item in targets if item not in found]
    if rest:
        everything = sorted([*targets, *exact], key=lambda item: item.anchor.char_start)
        found |= _changed_matches(bases[-1].without_headers, rest, everything, {**exact, **found})
    return found


def _moved_match(target: Target, proofs: list[Proof], choice: int, *, ambiguous: bool) -> Match:
    proof = proofs[choice]
    start, end = proof.place
    how = "; ".join((*proof.view.steps_within(start, end), *proof.how))
    text = normalize_whitespace(proof.text)
    return Match(target, Outcome.MOVED, text, start, end, how, places=len(proofs), ambiguous=ambiguous)


def _changed_matches(
    view: View, rest: list[Target], everything: list[Target], found: Mapping[Target, Match]
) -> dict[Target, Match]:
    """Find by similarity what was not proven, in the regions between the passages that were."""
    letters = view.letters
    at = np.full(int(view.offsets.max(initial=0)) + 2, -1, dtype=np.int64)
    at[view.offsets] = np.arange(len(view.offsets))
    taken: dict[Target, tuple[int, int]] = {}
    for item, known in found.items():
        span = _letters_taken(view, at, known)
        if span:
            taken[item] = span
    matches: dict[Target, FuzzyMatch] = {}
    # The most similar come first, because each match bounds the region of the next ones.
    for least in (HIGH_SIMILARITY, MIN_SIMILARITY):
        for item in rest:
            if item not in matches:
                regions = list(_search_regions(item, everything, taken, len(letters.letters)))
                match = best_match(letters, item, regions, least)
                if match:
                    matches[item], taken[item] = match, match.window
    return {item: _changed_or_absent(view, item, matches.get(item)) for item in rest}


def _changed_or_absent(view: View, target: Target, match: FuzzyMatch | None) -> Match:
    if match is None:
        return Match(target, Outcome.ABSENT, difference=_absence_reason(view, target))
    start, end = view.letters.span(*match.window)
    offsets = view.offsets[start:end]
    return Match(
        target,
        Outcome.CHANGED,
        normalize_whitespace(view.text[start:end]),
        int(offsets.min()),
        int(offsets.max()) + 1,
        "; ".join(view.steps_within(int(offsets.min()), int(offsets.max()) + 1)),
        match.similarity,
        match.difference,
        places=1 + match.rivals,
        ambiguous=match.rivals > 0,
    )


def _absence_reason(view: View, target: Target) -> str:
    letters = view.letters.letters
    first, last = "".join(target.first) in letters, "".join(target.last) in letters
    return (
        Bilingual("neither its first nor its last words are found", "لا كلماته الأولى موجودة ولا الأخيرة"),
        Bilingual("its last words are found, its first are not", "كلماته الأخيرة موجودة، والأولى غير موجودة"),
        Bilingual("its first words are found, its last are not", "كلماته الأولى موجودة، والأخيرة غير موجودة"),
        Bilingual(
            "its first and last words are found, but not one after the other at such a distance",
            "كلماته الأولى والأخيرة موجودة، لكن لا تتبع إحداهما الأخرى على مسافة كهذه",
        ),
    )[2 * first + last]


def _letters_taken(view: View, at: np.ndarray, match: Match) -> tuple[int, int] | None:
    """Return the letters of a view that a match covers, or None where the view has none of them."""
    if match.start is None or match.end is None:
        return None
    inside = at[match.start : match.end]
    inside = inside[inside >= 0]
    if not inside.size:
        return None
    return view.letters.letter_at(int(inside.min())), view.letters.letter_at(int(inside.max()) + 1)


def _search_regions(
    target: Target, everything: list[Target], taken: Mapping[Target, tuple[int, int]], size: int
) -> Iterator[tuple[int, int]]:
    """Yield the free regions between matched passages, that between the target's neighbours first."""
    index = everything.index(target)
    before = next((taken[item] for item in reversed(everything[:index]) if item in taken), None)
    after = next((taken[item] for item in everything[index + 1 :] if item in taken), None)
    low, high = before[1] if before else 0, after[0] if after else size
    spans = sorted(taken.values())
    gaps = [(one[1], other[0]) for one, other in zip([(0, 0), *spans], [*spans, (size, size)], strict=True) if other[0] > one[1]]
    if low <= high:
        yield low, high
    fewest = TYPICAL_LETTERS_PER_CHARACTER * target.length / 2
    near = sorted(gaps, key=lambda gap: min(abs(gap[0] - low), abs(gap[1] - high)))
    yield from (gap for gap in near if gap[1] - gap[0] >= fewest and min(abs(gap[0] - low), abs(gap[1] - high)) <= SEARCH_RADIUS)


def normalize_whitespace(text: str) -> str:
    """Return a text with lines joined, single spaces, and one line break between paragraphs."""
    paragraphs = _PARAGRAPH.split(text.replace("\r\n", "\n"))
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())
