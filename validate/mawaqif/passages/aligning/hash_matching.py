"""Exact matching by hash: a target is proven in the first view in which a stretch has its recorded hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mawaqif.passages.aligning import candidates
from mawaqif.passages.aligning.letter_index import sha256_of
from mawaqif.passages.aligning.repairs import SearchSpace, first_repair_that_matches
from mawaqif.passages.aligning.targets import Proof, Target
from mawaqif.passages.aligning.views import View, Views

# Shorter phrases are too common to show anything.
MIN_PHRASE_WORDS = 3


def count_both_ends(view: View, targets: Iterable[Target]) -> int:
    """Count the targets whose first and last words both occur in a view."""
    letters = view.letters.letters
    return sum("".join(item.first) in letters and "".join(item.last) in letters for item in targets)


def count_either_end(view: View, targets: Iterable[Target]) -> int:
    """Count the targets whose first or last words occur in a view; phrases of one or two words do not count."""
    letters = view.letters.letters
    phrases = ([words for words in (item.first, item.last) if len(words) >= MIN_PHRASE_WORDS] for item in targets)
    return sum(any("".join(words) in letters for words in both) for both in phrases)


def base_views(views: Views, targets: Sequence[Target]) -> list[View]:
    """Return the views to search: the copy as it is and normalized, and reversed where that shows targets.

    The view in which most targets show is the last.
    """
    shown = count_both_ends(views.plain.normalized, targets)
    ranked = [(shown, views.plain)]
    if shown < len(targets):
        counted = [(count_both_ends(view, targets), view) for view in views.reversed_views]
        most = max(count for count, _ in counted)
        ranked += [(count, view) for count, view in counted if count and count * 2 >= most]
    ranked.sort(key=lambda item: item[0])
    return list(dict.fromkeys(part for _, view in ranked for part in (view, view.normalized)))


def all_views(bases: list[View]) -> list[View]:
    """Return the base views, then the best of them without page headers, footnotes and markers, and with cut lines joined."""
    best = bases[-1]
    bare = (best.without_headers, best.without_footnotes)
    return list(dict.fromkeys([*bases, best.unwrapped, *bare, best.without_markers, best.without_headers.without_markers]))


def match_by_hash(views: Iterable[View], targets: Sequence[Target]) -> dict[Target, list[Proof]]:
    """Find each target by its hash in the first view that has it, at every place."""
    found: dict[Target, list[Proof]] = {}
    for view in views:
        for item in targets:
            if item not in found:
                proofs = _proofs_in(view, item)
                if proofs:
                    found[item] = proofs
        if len(found) == len(targets):
            break
    return found


def _proofs_in(view: View, target: Target) -> list[Proof]:
    letters = view.letters
    starts, ends = candidates.starts(letters, target), candidates.ends(letters, target)
    proofs = []
    spans = [*candidates.windows(target, starts, ends), *candidates.whole_windows(letters, target)]
    for start, end in dict.fromkeys(spans):
        if sha256_of(letters.folded(start, end)) == target.anchor.text_sha256:
            proof = Proof(view, (("", *_widened(view, target, *letters.span(start, end))),))
            if proof.proves(target):
                proofs.append(proof)
    return proofs


def match_by_repair(views: Sequence[View], target: Target) -> Proof | None:
    """Find a target by its hash after a repair within it, or return None."""
    tried: set[str] = set()
    for view in views:
        starts, ends = candidates.starts(view.letters, target), candidates.ends(view.letters, target)
        proof = first_repair_that_matches(SearchSpace(view, target, starts, ends, tried))
        if proof:
            return proof
    return None


def _widened(view: View, target: Target, start: int, end: int) -> tuple[int, int]:
    """Widen a span by the punctuation that the row has at its ends, where the copy has it too."""
    lead = _marks(target.anchor.text_start)
    tail = _marks(target.anchor.text_end[::-1])[::-1]
    if lead and view.text[max(0, start - len(lead)) : start] == lead:
        start -= len(lead)
    if tail and view.text[end : end + len(tail)] == tail:
        end += len(tail)
    return start, end


def _marks(words: str) -> str:
    """Return the punctuation at the start of some words."""
    return words[: next((at for at, char in enumerate(words) if char.isalnum()), 0)]
