"""Restoring passages from several copies: of each passage, the best that any of them gives."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mawaqif.checks import load_checked
from mawaqif.findings import CannotRunError
from mawaqif.hydrating.holdings import Holding, Version, chosen_document, holdings
from mawaqif.passages import Outcome
from mawaqif.passages.aligning import Match, Target, Views, align, targets_by_document
from mawaqif.tables import Dataset

RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}
PROVEN = frozenset({Outcome.EXACT, Outcome.MOVED})


@dataclass(frozen=True)
class Word:
    """A part of a passage as it was restored.

    Attributes:
        document_id: its document.
        restored: what became of it.
        file: the reader's file that it was taken from; empty where absent.
        page: page of that file, from 1, where pages are known.
        places_count: whether offsets count characters of that file.
    """

    document_id: str
    restored: Match
    file: str = ""
    page: int | None = None
    places_count: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing about it needs a look."""
        return self.restored.outcome in PROVEN and not self.restored.ambiguous


@dataclass(frozen=True)
class Hydration:
    """All that was restored.

    Attributes:
        dataset: the checked tables.
        holdings: the reader's files.
        words: the passages of every document recognised, in order.
    """

    dataset: Dataset
    holdings: list[Holding]
    words: list[Word]

    @property
    def complete(self) -> bool:
        """Whether every passage was restored and nothing needs a look."""
        return all(word.settled for word in self.words)

    def outcomes(self, document: str) -> Counter[str]:
        """Count the outcomes of a document."""
        return Counter(word.restored.outcome.value for word in self.words if word.document_id == document)


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
        passages = chosen_document(document, passages)
    digests = dict(dataset.tables["documents"].cells.select("document_id", "text_sha256").iter_rows())
    held = holdings(paths, passages, digests, encoding, forced=document is not None)
    if not any(holding.documents for holding in held):
        listed = "\n".join(f"  {holding.name}: {holding.problem}" for holding in held)
        raise CannotRunError(f"none of the documents is recognised; name it with --document\n{listed}")
    words = [
        word
        for name, targets in passages.items()
        if any(name in holding.documents for holding in held)
        for word in _restore(name, targets, held)
    ]
    return Hydration(dataset, held, words)


def _restore(document: str, targets: Sequence[Target], held: Sequence[Holding]) -> list[Word]:
    """Restore the passages of one document: from each file, then from all of them joined, as pages are."""
    best: dict[Target, Word] = {}
    own = [holding for holding in held if document in holding.documents]
    for holding in own:
        for version in holding.versions:
            left = [item for item in targets if item not in best or best[item].restored.outcome not in PROVEN]
            faithful = version.reading.faithful
            for item in align(version.views, left, faithful=faithful) if left else ():
                _keep(best, _word(document, item, holding.name, version))
    left = [item for item in targets if best[item].restored.outcome not in PROVEN]
    if left and len(own) > 1:
        # A page on which no passage starts or ends shows nothing, and lies between others.
        between = held[held.index(own[0]) : held.index(own[-1]) + 1]
        for word in _across_files(document, left, [item for item in between if item in own or not item.documents]):
            _keep(best, word)
    return [best[item] for item in targets]


def _keep(best: dict[Target, Word], word: Word) -> None:
    before = best.get(word.restored.target)
    if before is None or _order(word.restored) < _order(before.restored):
        best[word.restored.target] = word


def _order(restored: Match) -> tuple[int, float]:
    return RANK[restored.outcome], -(restored.similarity or 0.0)


def _word(document: str, restored: Match, file: str, version: Version) -> Word:
    if restored.start is None:
        return Word(document, restored)
    reading = version.reading
    return Word(document, restored, file, reading.page(restored.start), reading.faithful)


def _across_files(document: str, targets: Sequence[Target], held: Sequence[Holding]) -> Iterable[Word]:
    """Restore passages that run from one file into another; each is named by the file that it starts in."""
    held = [holding for holding in held if holding.versions]
    texts = [holding.versions[0].reading.text for holding in held]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    for restored in align(Views("\f".join(texts)), targets, faithful=False):
        if restored.outcome in PROVEN and restored.start is not None:
            yield Word(document, restored, held[bisect_right(starts, restored.start) - 1].name)
