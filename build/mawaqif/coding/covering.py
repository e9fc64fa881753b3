"""The figures behind `mawaqif coverage`: how much of a document is coded, how much is set aside, and what is left."""

from __future__ import annotations

from dataclasses import dataclass

from mawaqif.findings import CannotRunError
from mawaqif.passages import Left, Span, Spans, characters, gaps, left_over, spans_by_document
from mawaqif.passages.copies import Copies
from mawaqif.tables import Dataset

NEEDS = {
    "documents": ("document_id", "role", "text_sha256", "text_length"),
    "statements": ("statement_id", "document_id"),
    "passages": ("statement_id", "char_start", "char_end"),
}
# Characters that marks, spaces and line breaks between two passages may take up.
WORDLESS = 20


@dataclass(frozen=True)
class Coverage:
    """How far one document is coded.

    Attributes:
        document_id: the document.
        length: number of its characters, by its row.
        coded: number of its characters under a passage.
        aside: number of its characters that are set aside, and under no passage.
        gaps: the stretches of more than 20 characters that are neither, which can hardly be without words.
        left: the stretches with words that are neither; None where no copy shows the words.
        problem: why no copy does; empty where one does, or none was asked for.
    """

    document_id: str
    length: int
    coded: int
    aside: int
    gaps: list[Span]
    left: list[Left] | None = None
    problem: str = ""


def document_coverage(dataset: Dataset, copies: Copies | None = None, document_id: str | None = None) -> list[Coverage]:
    """Compute how far documents are coded.

    Args:
        dataset: the tables; findings in other columns do not matter.
        copies: the reader's copies of the documents; without them only offsets are compared.
        document_id: the document; None for all that are coded.

    Returns:
        One item a document, in order of its row.

    Raises:
        CannotRunError: the tables cannot be read, or there is no such coded document.
    """
    if not dataset.has(NEEDS) or dataset.unusable(NEEDS):
        raise CannotRunError(f"coverage cannot be computed: {dataset.unusable(NEEDS) or 'a table of passages is missing'}")
    spans = spans_by_document(dataset)
    rows = dataset.tables["documents"].frame.select(NEEDS["documents"]).iter_rows()
    coded = [(name, digest, length or 0) for name, role, digest, length in rows if role == "corpus" and name is not None]
    names = [name for name, *_ in coded]
    if document_id is not None and document_id not in names:
        raise CannotRunError(f"{document_id} is no coded document; there are {', '.join(names) or 'none'}")
    return [
        _coverage(name, length, spans.get(name, Spans()), digest, copies)
        for name, digest, length in coded
        if document_id in {None, name}
    ]


def _coverage(name: str, length: int, spans: Spans, digest: str | None, copies: Copies | None) -> Coverage:
    under = characters(spans.coded)
    wide = [(start, end) for start, end in gaps(spans.all, length) if end - start > WORDLESS]
    left, problem = None, ""
    if copies is not None:
        text = copies.text(name)
        if text is None:
            problem = copies.problem(name)
        elif copies.rendered(name) or copies.digest(name) != digest:
            problem = "the copy is not the file that was coded"
        else:
            left = left_over(text, spans.all)
    return Coverage(name, length, under, characters(spans.all) - under, wide, left, problem)
