"""Which documents a copy holds: those whose first and last words stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mawaqif.passages.aligning.proving import evidence, signs
from mawaqif.passages.aligning.targets import Wanted
from mawaqif.passages.aligning.views import View, Views

# Passages that must show by their first or last words. Measured: of 267 passages, one shows in a document not its own.
FEWEST_SIGNS = 3


def recognise(copy: Views, documents: Mapping[str, Sequence[Wanted]], fewest: int = FEWEST_SIGNS) -> dict[str, int]:
    """Return the documents that a copy holds, whole or in part, each with the number of passages that show.

    Args:
        copy: the views of the copy.
        documents: the passages of every document that it may be.
        fewest: passages of which one end must show; where both ends of a passage show, it is enough.
    """
    for view in _likely_views(copy):
        counts = {document: signs(view, wanted) for document, wanted in documents.items()}
        found = {
            document: count
            for document, count in counts.items()
            if count >= fewest or (count and evidence(view, documents[document]))
        }
        if found:
            return found
    return {}


def _likely_views(copy: Views) -> Iterator[View]:
    yield copy.plain
    if copy.plain.clean is not copy.plain:
        yield copy.plain.clean
    yield from copy.turned
