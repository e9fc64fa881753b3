"""Passages: where words stand in a document, proven without carrying them.

In: texts, and the anchors that rows hold. Out: folded text and its hash, and whether a passage stands where its row says.
`copies` reads a reader's own files of the documents; `aligning` finds passages in them, whatever a copy has done to the text;
`extraction` makes of a file the text that is coded.
"""

from mawaqif.passages.anchors import EDGE_MARKS, Anchor, Outcome, Words, anchor, edge_problem
from mawaqif.passages.coverage import Left, Span, Spans, characters, gaps, left_over, spans_by_document
from mawaqif.passages.folding import (
    ARABIC_MARKS,
    FOLDING_VERSION,
    SUPERSCRIPT_DIGITS,
    fold,
    fold_each,
    folded_words,
    passage_hash,
)
from mawaqif.passages.vectors import VECTORS, vectors_json

__all__ = [
    "ARABIC_MARKS",
    "EDGE_MARKS",
    "FOLDING_VERSION",
    "SUPERSCRIPT_DIGITS",
    "VECTORS",
    "Anchor",
    "Left",
    "Outcome",
    "Span",
    "Spans",
    "Words",
    "aligning",
    "anchor",
    "characters",
    "copies",
    "edge_problem",
    "extraction",
    "fold",
    "fold_each",
    "folded_words",
    "gaps",
    "left_over",
    "passage_hash",
    "spans_by_document",
    "vectors_json",
]
