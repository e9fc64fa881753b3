"""Proving passages: the first view of a copy in which their words have the recorded hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mawaqif.passages.aligning import candidates
from mawaqif.passages.aligning.letters import sha256_of
from mawaqif.passages.aligning.repairs import Places, repaired
from mawaqif.passages.aligning.targets import Proof, Wanted
from mawaqif.passages.aligning.views import View, Views

# A phrase of fewer words is common language.
SIGN_WORDS = 3


def evidence(view: View, wanted: Iterable[Wanted]) -> int:
    """Return how many passages have both their first and their last words in a view."""
    letters = view.letters.letters
    return sum("".join(item.first) in letters and "".join(item.last) in letters for item in wanted)


def signs(view: View, wanted: Iterable[Wanted]) -> int:
    """Return how many passages have their first or their last words in a view; phrases of one or two words are no sign."""
    letters = view.letters.letters
    phrases = ([words for words in (item.first, item.last) if len(words) >= SIGN_WORDS] for item in wanted)
    return sum(any("".join(words) in letters for words in both) for both in phrases)


def base_views(views: Views, wanted: Sequence[Wanted]) -> list[View]:
    """Return the copy as it is and without what is no word; turned round where that shows passages.

    The last one is that in which most passages show.
    """
    shown = evidence(views.plain.clean, wanted)
    ranked = [(shown, views.plain)]
    if shown < len(wanted):
        counted = [(evidence(view, wanted), view) for view in views.turned]
        most = max(count for count, _ in counted)
        ranked += [(count, view) for count, view in counted if count and count * 2 >= most]
    ranked.sort(key=lambda item: item[0])
    return list(dict.fromkeys(part for _, view in ranked for part in (view, view.clean)))


def all_views(bases: list[View]) -> list[View]:
    """Return the bases, then the best of them without furniture, notes, footnote numbers, and with cut lines joined."""
    best = bases[-1]
    return list(dict.fromkeys([*bases, best.unwrapped, best.bare, best.unannotated, best.unnumbered, best.bare.unnumbered]))


def prove(views: Iterable[View], wanted: Sequence[Wanted]) -> dict[Wanted, list[Proof]]:
    """Prove passages as they stand in the views: each in the first that has it, at every place."""
    found: dict[Wanted, list[Proof]] = {}
    for view in views:
        for item in wanted:
            if item not in found:
                proofs = _as_it_stands(view, item)
                if proofs:
                    found[item] = proofs
        if len(found) == len(wanted):
            break
    return found


def _as_it_stands(view: View, wanted: Wanted) -> list[Proof]:
    letters = view.letters
    begin, finish = candidates.starts(letters, wanted), candidates.ends(letters, wanted)
    proofs = []
    spans = [*candidates.windows(wanted, begin, finish), *candidates.whole_windows(letters, wanted)]
    for start, end in dict.fromkeys(spans):
        if sha256_of(letters.folded(start, end)) == wanted.anchor.text_sha256:
            proof = Proof(view, (("", *_widened(view, wanted, *letters.span(start, end))),))
            if proof.proves(wanted):
                proofs.append(proof)
    return proofs


def prove_mended(views: Sequence[View], wanted: Wanted) -> Proof | None:
    """Prove a passage by what a copy may have done within it, or return None."""
    tried: set[str] = set()
    for view in views:
        begin, finish = candidates.starts(view.letters, wanted), candidates.ends(view.letters, wanted)
        proof = repaired(Places(view, wanted, begin, finish, tried))
        if proof:
            return proof
    return None


def _widened(view: View, wanted: Wanted, start: int, end: int) -> tuple[int, int]:
    """Take in the punctuation at the ends of a passage that its row has, where the copy has it too."""
    lead = _marks(wanted.anchor.text_start)
    tail = _marks(wanted.anchor.text_end[::-1])[::-1]
    if lead and view.text[max(0, start - len(lead)) : start] == lead:
        start -= len(lead)
    if tail and view.text[end : end + len(tail)] == tail:
        end += len(tail)
    return start, end


def _marks(words: str) -> str:
    """Return the punctuation at the start of some words."""
    return words[: next((at for at, char in enumerate(words) if char.isalnum()), 0)]
