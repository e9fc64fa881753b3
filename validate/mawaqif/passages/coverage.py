"""Coverage: which words of a document are under a passage, which are set aside, and which are neither.

A document is coded completely or not at all. What is neither coded nor set aside counts as left where
it holds a letter or a digit after folding; so separators, white space, quotation marks, punctuation,
footnote markers and invisible controls between passages do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mawaqif.passages.anchors import FRAGMENT_WORDS
from mawaqif.passages.folding import fold
from mawaqif.tables import Dataset

# Offsets of a stretch of text, in code points: of its first character, and after its last.
Span = tuple[int, int]


@dataclass(frozen=True)
class Left:
    """A stretch of one line that is neither coded nor set aside.

    Attributes:
        line: number of the line in the text, from 1.
        start: offset of its first character that is no white space.
        end: offset after its last such character.
        first_words: its first words, five at most.
    """

    line: int
    start: int
    end: int
    first_words: str


@dataclass
class Spans:
    """The stretches of one document that rows speak of.

    Attributes:
        coded: the parts of its passages.
        aside: the stretches that are set aside.
    """

    coded: list[Span] = field(default_factory=list)
    aside: list[Span] = field(default_factory=list)

    @property
    def all(self) -> list[Span]:
        """All of them, in the order of the text."""
        return sorted([*self.coded, *self.aside])


def spans_by_document(dataset: Dataset) -> Mapping[str, Spans]:
    """Return the stretches that the rows of a data set speak of, by document; rows whose offsets do not parse are left out."""
    found: dict[str, Spans] = defaultdict(Spans)
    documents = dict(dataset.tables["statements"].cells.select("statement_id", "document_id").iter_rows())
    for statement, *span in dataset.tables["passages"].frame.select("statement_id", "char_start", "char_end").iter_rows():
        if None not in span and documents.get(statement) is not None:
            found[documents[statement]].coded.append((span[0], span[1]))
    if "set_aside" in dataset.tables:
        for document, *span in dataset.tables["set_aside"].frame.select("document_id", "char_start", "char_end").iter_rows():
            if None not in span and document is not None:
                found[document].aside.append((span[0], span[1]))
    return found


def characters(spans: Iterable[Span]) -> int:
    """Return the number of characters under at least one of the spans."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def gaps(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """Yield what no span covers of a text of a given length, in the order of the text."""
    reached = 0
    for start, end in sorted(spans):
        if start > reached:
            yield reached, min(start, length)
        reached = max(reached, end)
    if reached < length:
        yield reached, length


def left_over(text: str, spans: Iterable[Span]) -> list[Left]:
    """Return every stretch of a text that no span covers and that holds a letter or a digit, line by line.

    Args:
        text: the document, as it was coded.
        spans: offsets of what is coded or set aside.
    """
    found = []
    for start, end in gaps(spans, len(text)):
        at = start
        for piece in text[start:end].split("\n"):
            if fold(piece):
                first = at + len(piece) - len(piece.lstrip())
                words = " ".join(piece.split()[:FRAGMENT_WORDS])
                found.append(Left(text.count("\n", 0, first) + 1, first, first + len(piece.strip()), words))
            at += len(piece) + 1
    return found
