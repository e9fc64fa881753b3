"""Finding every passage of one document in one text, and grading what is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from mawaqif.passages.aligning.ordering import settle
from mawaqif.passages.aligning.proving import all_views, base_views, prove, prove_mended
from mawaqif.passages.aligning.similarity import LEAST_SIMILARITY, REACH, VERY_SIMILAR, Likeness, most_like
from mawaqif.passages.aligning.targets import USUAL_LETTERS, Proof, Restored, Wanted
from mawaqif.passages.aligning.views import View, Views
from mawaqif.passages.anchors import Outcome, anchor, edge_problem

_PARAGRAPH = re.compile(r"[ \t\u00a0]*\r?\n(?:[ \t\u00a0]*\r?\n)+[ \t\u00a0]*")


def stands_exactly(text: str, wanted: Wanted) -> bool:
    """Tell whether offsets, first and last words and hash of a passage agree in a text."""
    start, end = wanted.anchor.char_start, wanted.anchor.char_end
    return anchor(text, start, end) == wanted.anchor and not edge_problem(text, start, end)


def align(copy: Views, wanted: Sequence[Wanted], *, faithful: bool = True) -> list[Restored]:
    """Find passages in a text.

    Args:
        copy: the views of a copy of the document, or of a part of it.
        wanted: its passages, in the order of the source.
        faithful: whether offsets in the text are those of a file; otherwise nothing is graded `exact`.

    Returns:
        What became of each, in the same order. `exact` and `moved` only where the words returned have the
        recorded hash; all else is `changed` or `absent`.
    """
    done = {item: _exact(copy.text, item) for item in wanted if faithful and stands_exactly(copy.text, item)}
    left = [item for item in wanted if item not in done]
    if left:
        done |= _search(copy, left, done)
    return [done[item] for item in wanted]


def _exact(text: str, wanted: Wanted) -> Restored:
    start, end = wanted.anchor.char_start, wanted.anchor.char_end
    return Restored(wanted, Outcome.EXACT, text[start:end], start, end, places=1)


def _search(copy: Views, wanted: list[Wanted], exact: Mapping[Wanted, Restored]) -> dict[Wanted, Restored]:
    bases = base_views(copy, wanted)
    views = all_views(bases)
    proofs = prove(views, wanted)
    for item in wanted:
        if item not in proofs:
            mended = prove_mended(views[len(bases) - 1 :], item)
            if mended:
                proofs[item] = [mended]
    proven = [item for item in wanted if item in proofs]
    settled = settle([proofs[item] for item in proven])
    found = {
        item: _moved(item, proofs[item], choice, ambiguous=still_open)
        for item, (choice, still_open) in zip(proven, settled, strict=True)
    }
    rest = [item for item in wanted if item not in found]
    if rest:
        everything = sorted([*wanted, *exact], key=lambda item: item.anchor.char_start)
        found |= _changed(bases[-1].bare, rest, everything, {**exact, **found})
    return found


def _moved(wanted: Wanted, proofs: list[Proof], choice: int, *, ambiguous: bool) -> Restored:
    proof = proofs[choice]
    start, end = proof.place
    how = "; ".join((*proof.view.how(start, end), *proof.how))
    return Restored(wanted, Outcome.MOVED, tidy(proof.text), start, end, how, places=len(proofs), ambiguous=ambiguous)


def _changed(
    view: View, rest: list[Wanted], everything: list[Wanted], found: Mapping[Wanted, Restored]
) -> dict[Wanted, Restored]:
    """Look for passages with other words between those that are proven, from first to last."""
    letters = view.letters
    at = np.full(int(view.offsets.max(initial=0)) + 2, -1, dtype=np.int64)
    at[view.offsets] = np.arange(len(view.offsets))
    taken: dict[Wanted, tuple[int, int]] = {}
    for item, restored in found.items():
        span = _letters_of(view, at, restored)
        if span:
            taken[item] = span
    likes: dict[Wanted, Likeness] = {}
    # What is very like comes first, so that it bounds the search for what is less so.
    for least in (VERY_SIMILAR, LEAST_SIMILARITY):
        for item in rest:
            if item not in likes:
                like = most_like(letters, item, list(_free(item, everything, taken, len(letters.letters))), least)
                if like:
                    likes[item], taken[item] = like, like.window
    return {item: _graded(view, item, likes.get(item)) for item in rest}


def _graded(view: View, wanted: Wanted, like: Likeness | None) -> Restored:
    if like is None:
        return Restored(wanted, Outcome.ABSENT, difference=_missing(view, wanted))
    start, end = view.letters.span(*like.window)
    offsets = view.offsets[start:end]
    return Restored(
        wanted,
        Outcome.CHANGED,
        tidy(view.text[start:end]),
        int(offsets.min()),
        int(offsets.max()) + 1,
        "; ".join(view.how(int(offsets.min()), int(offsets.max()) + 1)),
        like.similarity,
        like.difference,
        places=1 + like.rivals,
        ambiguous=like.rivals > 0,
    )


def _missing(view: View, wanted: Wanted) -> str:
    letters = view.letters.letters
    first, last = "".join(wanted.first) in letters, "".join(wanted.last) in letters
    return (
        "neither its first nor its last words are found",
        "its last words are found, its first are not",
        "its first words are found, its last are not",
        "its first and last words are found, but not one after the other at such a distance",
    )[2 * first + last]


def _letters_of(view: View, at: np.ndarray, restored: Restored) -> tuple[int, int] | None:
    """Return the letters of a view that a passage found takes, or None where the view has none of them."""
    if restored.start is None or restored.end is None:
        return None
    inside = at[restored.start : restored.end]
    inside = inside[inside >= 0]
    if not inside.size:
        return None
    return view.letters.letter_at(int(inside.min())), view.letters.letter_at(int(inside.max()) + 1)


def _free(
    wanted: Wanted, everything: list[Wanted], taken: Mapping[Wanted, tuple[int, int]], size: int
) -> Iterator[tuple[int, int]]:
    """Yield the stretches between proven passages, that between the neighbours in the source first."""
    index = everything.index(wanted)
    before = next((taken[item] for item in reversed(everything[:index]) if item in taken), None)
    after = next((taken[item] for item in everything[index + 1 :] if item in taken), None)
    low, high = before[1] if before else 0, after[0] if after else size
    spans = sorted(taken.values())
    gaps = [(one[1], other[0]) for one, other in zip([(0, 0), *spans], [*spans, (size, size)], strict=True) if other[0] > one[1]]
    if low <= high:
        yield low, high
    fewest = USUAL_LETTERS * wanted.length / 2
    near = sorted(gaps, key=lambda gap: min(abs(gap[0] - low), abs(gap[1] - high)))
    yield from (gap for gap in near if gap[1] - gap[0] >= fewest and min(abs(gap[0] - low), abs(gap[1] - high)) <= REACH)


def tidy(text: str) -> str:
    """Return words for reading: lines joined, paragraphs kept apart by a line break, spaces single."""
    paragraphs = _PARAGRAPH.split(text.replace("\r\n", "\n"))
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())
