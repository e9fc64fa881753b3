"""Restoring passages from several copies: for each passage, the best match in any of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mawaqif.checks import load_checked
from mawaqif.findings import CannotRunError
from mawaqif.hydrating.copy_files import CopyFile, SearchableReading, identify_files, passages_of
from mawaqif.passages import Outcome
from mawaqif.passages.aligning import Match, Target, Views, align, targets_by_document
from mawaqif.tables import Dataset

RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}
PROVEN = frozenset({Outcome.EXACT, Outcome.MOVED})


@dataclass(frozen=True)
class RestoredPart:
    """A part of a passage as it was restored.

    Attributes:
        document_id: its document.
        match: the result of the alignment.
        file: the reader's file that it was taken from; empty where absent.
        page: page of that file, from 1, where pages are known.
        places_count: whether offsets count characters of that file.
    """

    document_id: str
    match: Match
    file: str = ""
    page: int | None = None
    places_count: bool = False

    @property
    def certain(self) -> bool:
        """Whether it is proven and at one place, so that nobody needs to review it."""
        return self.match.outcome in PROVEN and not self.match.ambiguous


@dataclass(frozen=True)
class Hydration:
    """The result of a hydration.

    Attributes:
        dataset: the checked tables.
        files: the files that the reader gives.
        parts: the passages of every identified document, in order.
    """

    dataset: Dataset
    files: list[CopyFile]
    parts: list[RestoredPart]

    @property
    def complete(self) -> bool:
        """Whether every passage is certain."""
        return all(part.certain for part in self.parts)

    def outcomes(self, document: str) -> Counter[str]:
        """Count the outcomes of a document."""
        return Counter(part.match.outcome.value for part in self.parts if part.document_id == document)


def hydrate(root: Path, paths: Sequence[Path], document: str | None = None, encoding: str | None = None) -> Hydration:
    """Restore the words of the passages from the reader's copies.

    Args:
        root: folder of the package.
        paths: files and folders of the reader's.
        document: the one document that they are, where the reader says it.
        encoding: encoding of text and HTML files, where the reader says it.

    Raises:
        FindingsError: the package has findings.
        CannotRunError: it has no passages, a path cannot be read, or no document is recognised.
    """
    dataset = load_checked(root)
    if not dataset.has(("documents", "statements", "passages")):
        raise CannotRunError(f"{root}: the package has no passages")
    passages: Mapping[str, Sequence[Target]] = targets_by_document(dataset)
    if document is not None:
        passages = passages_of(document, passages)
    digests = dict(dataset.tables["documents"].cells.select("document_id", "text_sha256").iter_rows())
    files = identify_files(paths, passages, digests, encoding, assume=document is not None)
    if not any(file.documents for file in files):
        listed = "\n".join(f"  {file.name}: {file.problem}" for file in files)
        raise CannotRunError(f"none of the documents is recognised; name it with --document\n{listed}")
    words = [
        part
        for name, targets in passages.items()
        if any(name in file.documents for file in files)
        for part in _restore_document(name, targets, files)
    ]
    return Hydration(dataset, files, words)


def _restore_document(document: str, targets: Sequence[Target], files: Sequence[CopyFile]) -> list[RestoredPart]:
    """Restore the passages of one document: from each file, then from all of them joined, as pages are."""
    best: dict[Target, RestoredPart] = {}
    own = [file for file in files if document in file.documents]
    for file in own:
        for reading in file.readings:
            left = [item for item in targets if item not in best or best[item].match.outcome not in PROVEN]
            faithful = reading.reading.faithful
            for item in align(reading.views, left, faithful=faithful) if left else ():
                _keep_better(best, _restored_part(document, item, file.name, reading))
    left = [item for item in targets if best[item].match.outcome not in PROVEN]
    if left and len(own) > 1:
        # A page without the start or end of a passage is not identified; it lies between pages that are.
        between = files[files.index(own[0]) : files.index(own[-1]) + 1]
        for part in _across_files(document, left, [item for item in between if item in own or not item.documents]):
            _keep_better(best, part)
    return [best[item] for item in targets]


def _keep_better(best: dict[Target, RestoredPart], part: RestoredPart) -> None:
    before = best.get(part.match.target)
    if before is None or _rank(part.match) < _rank(before.match):
        best[part.match.target] = part


def _rank(match: Match) -> tuple[int, float]:
    return RANK[match.outcome], -(match.similarity or 0.0)


def _restored_part(document: str, match: Match, file: str, reading: SearchableReading) -> RestoredPart:
    if match.start is None:
        return RestoredPart(document, match)
    text = reading.reading
    return RestoredPart(document, match, file, text.page(match.start), text.faithful)


def _across_files(document: str, targets: Sequence[Target], files: Sequence[CopyFile]) -> Iterable[RestoredPart]:
    """Restore passages that run from one file into another; each is named by the file that it starts in."""
    files = [file for file in files if file.readings]
    texts = [file.readings[0].reading.text for file in files]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    for match in align(Views("\f".join(texts)), targets, faithful=False):
        if match.outcome in PROVEN and match.start is not None:
            yield RestoredPart(document, match, files[bisect_right(starts, match.start) - 1].name)
