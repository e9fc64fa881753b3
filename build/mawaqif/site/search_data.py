"""`data/search/`: which word of a summary stands in which statement, in parts of which a search loads those that it needs.

A word is listed as it is folded. Which words a query means, by their beginnings, clitics and stems, the browser decides:
`build/explorer/src/search.ts`.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from mawaqif.passages import fold

WORDS = "data/search/words.json"
# So many places of words stand in one part.
PART_PLACES = 20_000
# Forms of a word that differ in what is written together with its beginning lie side by side, as a search asks for them.
_BARE = re.compile(r"[وف]?(?:[بك]?ال|لل)(.{3,})")


def search_part(number: int) -> str:
    """Return the path of a part."""
    return f"data/search/{number}.json"


def search_files(summaries: Sequence[str], forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield path and JSON text of the list of words, and of each part.

    Args:
        summaries: the summaries of each statement, in both languages.
        forms: the other forms of the terms in them.
    """
    said, lengths = _places(summaries)
    other, _ = _places(forms)
    words = sorted({*said, *other}, key=lambda word: (_bare(word), word))
    parts: list[list[str]] = [[]]
    starts, size = [0], 0
    for at, word in enumerate(words):
        own = len(said.get(word, ())) + len(other.get(word, ()))
        if size and size + own > PART_PLACES:
            starts.append(at)
            parts.append([])
            size = 0
        size += own
        parts[-1].append(word)
    yield WORDS, _json({"words": words, "starts": starts, "lengths": lengths})
    for number, part in enumerate(parts):
        steps = [_steps(said.get(word, [])) for word in part]
        rest = {str(at): _steps(other[word]) for at, word in enumerate(part) if word in other}
        yield search_part(number), _json({"summary": steps, "forms": rest})


def _places(texts: Sequence[str]) -> tuple[dict[str, list[int]], list[int]]:
    """Return the numbers of the texts in which each word stands, as often as it does, and how many words each text has."""
    found: dict[str, list[int]] = defaultdict(list)
    lengths = []
    for number, text in enumerate(texts):
        words = Counter(fold(text).split())
        lengths.append(len(words))
        for word, times in words.items():
            found[word] += [number] * times
    return dict(found), lengths


def _steps(numbers: list[int]) -> list[int]:
    """Return ascending numbers as the steps from one to the next; a step of nothing is the same once more."""
    return [number - before for before, number in pairwise((0, *numbers))]


def _bare(word: str) -> str:
    found = _BARE.fullmatch(word)
    return found[1] if found else word


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
