"""`data/passages.json`: by what a browser finds the passages in a reader's copy and proves them, without a word of them.

A passage is proven by the SHA-256 of its folded words, as `mawaqif hydrate` does. Where it may begin and end is found by
fingerprints of the letters of its first and last words: numbers that say how many letters a word has and which remainder they
leave. The same is computed in `build/explorer/src/hydrating/fingerprints.ts`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, reduce
from typing import Any

from mawaqif.passages import FOLDING_VERSION, fold
from mawaqif.passages.aligning import Target, targets_by_document
from mawaqif.site.content import Content

PATH = "data/passages.json"
FACTOR, MODULUS = 0x01000193, 2**32


def fingerprints(content: Content) -> str:
    """Return the file as JSON: for each document with passages the hash of its file, and its passages in order."""
    digests = dict(content.dataset.tables["documents"].cells.select("document_id", "text_sha256").iter_rows())
    return fingerprints_of(targets_by_document(content.dataset), digests, content.metadata.version)


def fingerprints_of(passages: Mapping[str, Sequence[Target]], digests: Mapping[str, str | None], version: str) -> str:
    """Return the file as JSON.

    Args:
        passages: the passages of each document, in the order of the source.
        digests: SHA-256 of the files of the documents, where it is known.
        version: version of the release that they are from.
    """
    documents = {
        document: {"sha256": digests.get(document), "passages": [_target(target) for target in targets]}
        for document, targets in passages.items()
    }
    data = {"version": version, "folding": FOLDING_VERSION, "documents": documents}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _target(target: Target) -> dict[str, Any]:
    anchor = target.anchor
    return {
        "statement": target.key[0],
        "part": target.key[1],
        "start": anchor.char_start,
        "end": anchor.char_end,
        "sha256": anchor.text_sha256,
        "first": [word_print(word) for word in target.first],
        "last": [word_print(word) for word in target.last],
        "printed": [print_of(anchor.text_start), print_of(anchor.text_end)],
        "marks": [_marks(anchor.text_start), _marks(anchor.text_end[::-1])[::-1]],
    }


def _marks(words: str) -> str:
    """Return the marks at the start of some words, which hold no letter or digit."""
    marks = words[: next((at for at, char in enumerate(words) if char.isalnum()), 0)]
    return "" if fold(marks) else marks


@cache
def word_print(word: str) -> tuple[int, int]:
    """Return the number of letters of a folded word, in UTF-16 code units, and the fingerprint of them."""
    return len(word.encode("utf-16-le")) // 2, print_of(word)


def print_of(letters: str) -> int:
    """Return the fingerprint of letters: a polynomial over UTF-16 code units modulo 2**32, as a signed number."""
    data = letters.encode("utf-16-le")
    units = (int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2))
    value = reduce(lambda before, unit: (before * FACTOR + unit + 1) % MODULUS, units, 0)
    return value - MODULUS if value >= MODULUS // 2 else value
