"""What the reader's files hold: which document each is, and in which reading it shows best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import process

from mawaqif.findings import CannotRunError
from mawaqif.passages.aligning import MIN_PASSAGES_FOUND, Target, Views, identify_documents
from mawaqif.passages.copies import Reading, UnreadableError, files_in, open_copy


@dataclass(frozen=True)
class Version:
    """One reading of a file, with what is searched in it."""

    reading: Reading
    views: Views


@dataclass(eq=False)
class Holding:
    """A file of the reader's.

    Attributes:
        name: the file, as the reader named it.
        kind: `text`, `HTML` or `PDF`; empty where it cannot be read.
        digest: SHA-256 of its bytes.
        problem: why it cannot be read, or that it holds none of the documents; else empty.
        documents: the documents that it holds, with the number of passages that show.
        sure: those of which enough shows in this file alone.
        versions: its readings, that in which most shows first.
    """

    name: str
    kind: str = ""
    digest: str = ""
    problem: str = ""
    documents: dict[str, int] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    versions: list[Version] = field(default_factory=list)


def holdings(
    paths: Sequence[Path],
    passages: Mapping[str, Sequence[Target]],
    digests: Mapping[str, str],
    encoding: str | None = None,
    *,
    forced: bool = False,
) -> list[Holding]:
    """Open files, and recognise which documents they hold.

    Args:
        paths: files and folders.
        passages: passages of the documents that they may hold.
        digests: SHA-256 of the coded files, by document.
        encoding: encoding of text and HTML files, where the reader says it.
        forced: whether a file is taken for the documents even where nothing in it shows.

    Raises:
        CannotRunError: a path is no file or folder.
    """
    found = [_open(path, encoding, passages, digests) for path in _files(paths)]
    known = set(passages) if forced else _recognised(found)
    for holding in found:
        if holding.versions:
            holding.documents = (
                {document: holding.documents.get(document, 0) for document in known}
                if forced
                else {document: count for document, count in holding.documents.items() if document in known}
            )
            if not holding.documents:
                holding.problem = "none of the documents is recognised in it"
    return found


def _recognised(found: Sequence[Holding]) -> set[str]:
    """Return the documents of which enough shows, in one file or in all of them together, as pages may be."""
    total: Counter[str] = Counter()
    for holding in found:
        total.update(holding.documents)
    return {document for document, count in total.items() if count >= MIN_PASSAGES_FOUND} | {
        document for holding in found for document in holding.sure
    }


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        read = files_in(path)
        if not read:
            raise CannotRunError(f"{path}: the folder holds no text, HTML or PDF file")
        yield from read


def _open(path: Path, encoding: str | None, passages: Mapping[str, Sequence[Target]], digests: Mapping[str, str]) -> Holding:
    try:
        copy = open_copy(path, encoding)
    except UnreadableError as error:
        return Holding(str(path), problem=str(error))
    holding = Holding(copy.name, copy.kind, copy.digest)
    identical = {document: len(passages[document]) for document in passages if digests.get(document) == copy.digest}
    versions = [version for version in map(_read, copy.ways[:1] if identical else copy.ways) if version is not None]
    if not versions:
        holding.problem = "not readable as text"
        return holding
    counted = [(identical or identify_documents(version.views, passages, minimum=1), version) for version in versions]
    counted.sort(key=lambda item: -sum(item[0].values()))
    most = sum(counted[0][0].values())
    holding.documents = counted[0][0]
    holding.versions = [version for documents, version in counted if sum(documents.values()) * 2 >= max(most, 1)]
    holding.versions = holding.versions or [counted[0][1]]
    holding.sure = set(identical or identify_documents(holding.versions[0].views, passages))
    return holding


def _read(way: Callable[[], Reading]) -> Version | None:
    try:
        reading = way()
    except UnreadableError:
        return None
    return Version(reading, Views(reading.text))


def chosen_document(document: str, passages: Mapping[str, Sequence[Target]]) -> dict[str, Sequence[Target]]:
    """Return the passages of one document.

    Raises:
        CannotRunError: no passages of such a document are known.
    """
    if document not in passages:
        match = process.extractOne(document, list(passages), score_cutoff=60)
        hint = f"; did you mean {match[0]}?" if match else f"; there are {', '.join(sorted(passages))}"
        raise CannotRunError(f"--document {document}: no such document has passages{hint}")
    return {document: passages[document]}
