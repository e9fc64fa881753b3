"""The choice between several places of the same words: the order of the passages decides."""

from __future__ import annotations

from collections.abc import Sequence

from mawaqif.passages.aligning.targets import Proof


def choose_places(candidates: Sequence[Sequence[Proof]]) -> list[tuple[int, bool]]:
    """Choose one place for each passage, so that most of them follow one another as in the source.

    Args:
        candidates: the places of each passage found, in the order of the source; none is empty.

    Returns:
        For each passage the index of the place chosen, and whether another place fits as well.
    """
    chain = _longest_chain(candidates)
    chosen = [chain.get(index, 0) for index in range(len(candidates))]
    return [(choice, _is_ambiguous(index, chosen, chain, candidates)) for index, choice in enumerate(chosen)]


def _longest_chain(candidates: Sequence[Sequence[Proof]]) -> dict[int, int]:
    """Return the longest run of passages whose places follow one another: place by passage.

    Source of the method: patience sorting; `tails` holds, for each length, the chain that ends first.
    """
    nodes: list[tuple[int, int, int, int]] = []  # end of the place, passage, index of the place, node before
    tails: list[int] = []
    for passage, places in enumerate(candidates):
        spans = sorted(((*proof.place, index) for index, proof in enumerate(places)), reverse=True)
        for start, end, index in spans:
            length = _chain_before(nodes, tails, start)
            nodes.append((end, passage, index, tails[length - 1] if length else -1))
            if length == len(tails):
                tails.append(len(nodes) - 1)
            elif end < nodes[tails[length]][0]:
                tails[length] = len(nodes) - 1
    chain: dict[int, int] = {}
    at = tails[-1] if tails else -1
    while at >= 0:
        _, passage, index, before = nodes[at]
        chain[passage] = index
        at = before
    return chain


def _chain_before(nodes: list[tuple[int, int, int, int]], tails: list[int], start: int) -> int:
    low, high = 0, len(tails)
    while low < high:
        middle = (low + high) // 2
        if nodes[tails[middle]][0] <= start:
            low = middle + 1
        else:
            high = middle
    return low


def _is_ambiguous(index: int, chosen: list[int], chain: dict[int, int], candidates: Sequence[Sequence[Proof]]) -> bool:
    """Tell whether another place of a passage fits between its neighbours as well as the one chosen."""
    places = candidates[index]
    if len(places) == 1:
        return False
    if index not in chain:
        return True
    before = max((other for other in chain if other < index), default=None)
    after = min((other for other in chain if other > index), default=None)
    low = candidates[before][chosen[before]].place[1] if before is not None else 0
    high = candidates[after][chosen[after]].place[0] if after is not None else None
    fitting = [proof for proof in places if proof.place[0] >= low and (high is None or proof.place[1] <= high)]
    return len(fitting) > 1
