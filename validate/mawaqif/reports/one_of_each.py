"""The order in which few of many findings are shown: one of each kind before a second of any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mawaqif.findings import Finding


def one_of_each_first(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with the first of each code first, then the second of each; otherwise in the order given.

    Args:
        findings: in the order in which they matter.
    """
    seen: Counter[str] = Counter()
    turns = []
    for position, item in enumerate(findings):
        turns.append((seen[item.code], position))
        seen[item.code] += 1
    return [findings[position] for _, position in sorted(turns)]
