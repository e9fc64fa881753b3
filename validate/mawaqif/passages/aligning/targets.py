"""What is looked for: the anchor of a part of a passage, ready for searching; and what is found."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from mawaqif.passages.aligning.views import View
from mawaqif.passages.anchors import Anchor, Outcome
from mawaqif.passages.folding import folded_words, passage_hash
from mawaqif.tables import Dataset

# Letters of a folded passage for each character of it in the source: spaces, marks and signs make the rest.
# The widest range of the coded documents is 0.74 to 0.87; a copy never changes it, because the passage is the source's.
FEWEST_LETTERS, MOST_LETTERS = 0.55, 1.0
USUAL_LETTERS = 0.82


@dataclass(frozen=True)
class Wanted:
    """A part of a passage that is looked for.

    Attributes:
        key: statement_id and part.
        anchor: its row.
    """

    key: tuple[str, int]
    anchor: Anchor

    @cached_property
    def first(self) -> tuple[str, ...]:
        """Its first words, folded."""
        return tuple(folded_words(self.anchor.text_start))

    @cached_property
    def last(self) -> tuple[str, ...]:
        """Its last words, folded."""
        return tuple(folded_words(self.anchor.text_end))

    @property
    def length(self) -> int:
        """Characters that it has in the source."""
        return self.anchor.char_end - self.anchor.char_start

    def may_have(self, letters: int) -> bool:
        """Tell whether so many letters can be the passage."""
        return FEWEST_LETTERS * self.length - 1 <= letters <= MOST_LETTERS * self.length + 1

    @property
    def most_letters(self) -> int:
        """The most letters that it can have."""
        return int(MOST_LETTERS * self.length + 1)


def wanted_by_document(dataset: Dataset) -> dict[str, list[Wanted]]:
    """Return the passages of a data set by document, in the order of the source; rows that do not parse are left out."""
    documents = dict(dataset.tables["statements"].cells.select("statement_id", "document_id").iter_rows())
    columns = ("statement_id", "part", *(field.name for field in fields(Anchor)))
    found: dict[str, list[Wanted]] = {}
    for statement, part, *anchor in dataset.tables["passages"].frame.select(columns).iter_rows():
        document = documents.get(statement)
        if document is not None and part is not None and None not in anchor:
            found.setdefault(document, []).append(Wanted((statement, part), Anchor(*anchor)))
    return {document: sorted(items, key=lambda item: item.anchor.char_start) for document, items in found.items()}


@dataclass(frozen=True)
class Proof:
    """Words whose hash is the passage's.

    Attributes:
        view: the view of the copy that they stand in.
        pieces: stretches of the view's text in reading order, each with what goes before it: a space or nothing.
        how: what was mended beyond what the view undoes.
    """

    view: View
    pieces: tuple[tuple[str, int, int], ...]
    how: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words."""
        return "".join(before + self.view.text[start:end] for before, start, end in self.pieces)

    @property
    def place(self) -> tuple[int, int]:
        """Offsets in the copy: of the first character, and after the last."""
        offsets = [self.view.offsets[at] for _, start, end in self.pieces for at in (start, end - 1) if end > start]
        first, last = int(offsets[0]), int(offsets[-1])
        return min(first, last), max(first, last) + 1

    def proves(self, wanted: Wanted) -> bool:
        """Tell whether the words as they are given have the hash of the passage."""
        return passage_hash(self.text) == wanted.anchor.text_sha256


@dataclass(frozen=True)
class Restored:
    """What became of a part of a passage in a copy.

    Attributes:
        wanted: what was looked for.
        outcome: how well it was found.
        text: the words as the copy has them; None where absent.
        start: offset in the copy of the first character; None where absent.
        end: offset after the last character.
        how: what was undone or mended to find it; empty where nothing.
        similarity: for `changed`, how far that agrees which can be compared, from 0 to 1.
        difference: for `changed`, where it differs.
        places: number of places where it may stand.
        ambiguous: whether the order of the passages does not settle which of them it is.
    """

    wanted: Wanted
    outcome: Outcome
    text: str | None = None
    start: int | None = None
    end: int | None = None
    how: str = ""
    similarity: float | None = None
    difference: str = ""
    places: int = 0
    ambiguous: bool = False
