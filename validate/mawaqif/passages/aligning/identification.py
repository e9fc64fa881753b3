"""Identification of the documents that a copy holds, by the first and last words of their passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mawaqif.passages.aligning.hash_matching import count_both_ends, count_either_end
from mawaqif.passages.aligning.targets import Target
from mawaqif.passages.aligning.views import View, Views

# Least number of passages whose first or last words occur. Measured: 1 of 267 passages occurs in a foreign document.
MIN_PASSAGES_FOUND = 3


def identify_documents(
    copy: Views, documents: Mapping[str, Sequence[Target]], minimum: int = MIN_PASSAGES_FOUND
) -> dict[str, int]:
    """Return the documents that a copy holds, whole or in part, each with the number of passages found.

    Args:
        copy: the views of the copy.
        documents: the passages of every candidate document.
        minimum: least number of passages of which one end occurs; one passage with both ends is enough too.
    """
    for view in _likely_views(copy):
        counts = {document: count_either_end(view, targets) for document, targets in documents.items()}
        found = {
            document: count
            for document, count in counts.items()
            if count >= minimum or (count and count_both_ends(view, documents[document]))
        }
        if found:
            return found
    return {}


def _likely_views(copy: Views) -> Iterator[View]:
    yield copy.plain
    if copy.plain.normalized is not copy.plain:
        yield copy.plain.normalized
    yield from copy.reversed_views
