"""`data/search/`: which word stands in which statement, in parts of which a search loads those that it needs.

A word is listed as it is folded, with the fields that have it: the summaries, the names of what belongs to the statement, its
identifier. Which words a query means, by their beginnings, clitics and stems, the browser decides:
`build/explorer/src/search.ts`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

WORDS = "data/search/words.json"
SUMMARY, OTHERS = "summary", "others"
# So many places of words stand in one part.
PART_PLACES = 20_000
# Forms of a word that differ in what is written together with its beginning lie side by side, as a search asks for them.
_BARE = re.compile(r"[وف]?(?:[بك]?ال|لل)(.{3,})")


def search_part(number: int) -> str:
    """Return the path of a part."""
    return f"data/search/{number}.json"


def search_files(texts: Mapping[str, pl.Series], forms: pl.Series) -> Iterator[tuple[str, str]]:
    """Yield path and JSON text of the list of words, and of each part.

    Args:
        texts: by field of a statement, its folded text in each of them.
        forms: the folded other forms of the terms in each statement, found as its field `others` is.
    """
    said = {field: _split(text) for field, text in texts.items()}
    # A summary is as long as it has different words, for no more of them can be asked for.
    lengths = {field: (own.list.n_unique() if field == SUMMARY else own.list.len()).to_list() for field, own in said.items()}
    said[OTHERS] = said[OTHERS].list.concat(_split(forms))
    steps = {field: _steps(own) for field, own in said.items()}
    words = sorted(set().union(*steps.values()), key=lambda word: (_bare(word), word))
    parts: list[dict[str, dict[int, list[int]]]] = []
    starts: list[int] = []
    size = PART_PLACES
    for at, word in enumerate(words):
        own = {field: found[word] for field, found in steps.items() if word in found}
        places = sum(map(len, own.values()))
        if size + places > PART_PLACES:
            starts.append(at)
            parts.append({field: {} for field in steps})
            size = 0
        size += places
        for field, found in own.items():
            parts[-1][field][at - starts[-1]] = found
    yield WORDS, _json({"words": "\n".join(words), "starts": starts, "lengths": lengths})
    for number, part in enumerate(parts):
        yield search_part(number), _json(part)


def _split(folded: pl.Series) -> pl.Series:
    """Return the words of each text."""
    return folded.str.split(" ").list.eval(pl.element().filter(pl.element() != ""))


def _steps(words: pl.Series) -> dict[str, list[int]]:
    """Return, for each word, the steps from one text with it to the next; a step of nothing is the same once more."""
    place = pl.col("place").cast(pl.Int64)
    frame = pl.DataFrame({"word": words}).with_row_index("place").explode("word").drop_nulls()
    found = frame.group_by("word").agg(place.diff().fill_null(place))
    return dict(zip(found["word"].to_list(), found["place"].to_list(), strict=True))


def _bare(word: str) -> str:
    found = _BARE.fullmatch(word)
    return found[1] if found else word


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
