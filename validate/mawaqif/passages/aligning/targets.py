"""The targets of the alignment, one a part of a passage, and the matches that are found for them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from mawaqif.passages.aligning.views import View
from mawaqif.passages.anchors import Anchor, Outcome
from mawaqif.passages.folding import folded_words, passage_hash
from mawaqif.tables import Dataset

# Folded letters of a passage for each of its characters in the source; the rest are spaces and marks.
# Measured on the coded documents: 0.74 to 0.87. A copy does not change it, because the passage is that of the source.
MIN_LETTERS_PER_CHARACTER, MAX_LETTERS_PER_CHARACTER = 0.55, 1.0
TYPICAL_LETTERS_PER_CHARACTER = 0.82


@dataclass(frozen=True)
class Target:
    """A part of a passage to be found in a copy.

    Attributes:
        key: statement_id and part.
        anchor: its row: offsets, first and last words, hash.
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
        """Number of its characters in the source."""
        return self.anchor.char_end - self.anchor.char_start

    def fits_length(self, letters: int) -> bool:
        """Tell whether a stretch of so many folded letters can be this part."""
        return MIN_LETTERS_PER_CHARACTER * self.length - 1 <= letters <= MAX_LETTERS_PER_CHARACTER * self.length + 1

    @property
    def max_letters(self) -> int:
        """The largest number of folded letters that it can have."""
        return int(MAX_LETTERS_PER_CHARACTER * self.length + 1)


def targets_by_document(dataset: Dataset) -> dict[str, list[Target]]:
    """Return the targets of a data set by document, in the order of the source; rows that do not parse are left out."""
    documents = dict(dataset.tables["statements"].cells.select("statement_id", "document_id").iter_rows())
    columns = ("statement_id", "part", *(field.name for field in fields(Anchor)))
    found: dict[str, list[Target]] = {}
    for statement, part, *anchor in dataset.tables["passages"].frame.select(columns).iter_rows():
        document = documents.get(statement)
        if document is not None and part is not None and None not in anchor:
            found.setdefault(document, []).append(Target((statement, part), Anchor(*anchor)))
    return {document: sorted(items, key=lambda item: item.anchor.char_start) for document, items in found.items()}


@dataclass(frozen=True)
class Proof:
    """A stretch of a view whose words have the hash of the target.

    Attributes:
        view: the view of the copy.
        pieces: stretches of the view's text in reading order: separator before it (a space or nothing), start, end.
        how: repairs beyond what the view undoes.
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

    def proves(self, target: Target) -> bool:
        """Tell whether the words have the hash of the target."""
        return passage_hash(self.text) == target.anchor.text_sha256


@dataclass(frozen=True)
class Match:
    """The result of the alignment for one target.

    Attributes:
        target: the part of a passage that was looked for.
        outcome: grade of the match.
        text: the words as the copy has them; None where absent.
        start: offset in the copy of the first character; None where absent.
        end: offset after the last character.
        how: what was undone or repaired to find it; empty where nothing.
        similarity: for `changed`, mean agreement of first words, last words and length, from 0 to 1.
        difference: for `changed`, where it differs.
        places: number of candidate places.
        ambiguous: true where the order of the passages does not decide between several places.
    """

    target: Target
    outcome: Outcome
    text: str | None = None
    start: int | None = None
    end: int | None = None
    how: str = ""
    similarity: float | None = None
    difference: str = ""
    places: int = 0
    ambiguous: bool = False
