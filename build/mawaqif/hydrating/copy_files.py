"""The copies that a reader gives: which documents each file holds, and the best readings of it."""

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
class SearchableReading:
    """One reading of a file, with its views for the alignment."""

    reading: Reading
    views: Views


@dataclass(eq=False)
class CopyFile:
    """A file that a reader gives.

    Attributes:
        name: the file, as the reader named it.
        kind: `text`, `HTML` or `PDF`; empty where it cannot be read.
        digest: SHA-256 of its bytes.
        problem: why it cannot be read, or that it holds none of the documents; else empty.
        documents: the documents that it holds, with the number of passages found.
        certain: those of which this file alone has enough passages.
        readings: its readings, the one with the most passages first.
    """

    name: str
    kind: str = ""
    digest: str = ""
    problem: str = ""
    documents: dict[str, int] = field(default_factory=dict)
    certain: set[str] = field(default_factory=set)
    readings: list[SearchableReading] = field(default_factory=list)


def identify_files(
    paths: Sequence[Path],
    passages: Mapping[str, Sequence[Target]],
    digests: Mapping[str, str],
    encoding: str | None = None,
    *,
    assume: bool = False,
) -> list[CopyFile]:
    """Open files, and identify the documents that they hold.

    Args:
        paths: files and folders.
        passages: passages of the documents that they may hold.
        digests: SHA-256 of the coded files, by document.
        encoding: encoding of text and HTML files, where the reader says it.
        assume: whether every file counts as a copy of the documents, even where no passage is found in it.

    Raises:
        CannotRunError: a path is no file or folder.
    """
    files = [_identify(path, encoding, passages, digests) for path in _files(paths)]
    known = set(passages) if assume else _identified_documents(files)
    for file in files:
        if file.readings:
            file.documents = (
                {document: file.documents.get(document, 0) for document in known}
                if assume
                else {document: count for document, count in file.documents.items() if document in known}
            )
            if not file.documents:
                file.problem = "none of the documents is recognised in it"
    return files


def _identified_documents(files: Sequence[CopyFile]) -> set[str]:
    """Return the documents with enough passages in one file, or in all files together, as with one file a page."""
    total: Counter[str] = Counter()
    for file in files:
        total.update(file.documents)
    return {document for document, count in total.items() if count >= MIN_PASSAGES_FOUND} | {
        document for file in files for document in file.certain
    }


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        read = files_in(path)
        if not read:
            raise CannotRunError(f"{path}: the folder holds no text, HTML, PDF or Word file")
        yield from read


def _identify(path: Path, encoding: str | None, passages: Mapping[str, Sequence[Target]], digests: Mapping[str, str]) -> CopyFile:
    try:
        copy = open_copy(path, encoding)
    except UnreadableError as error:
        return CopyFile(str(path), problem=str(error))
    file = CopyFile(copy.name, copy.kind, copy.digest)
    identical = {document: len(passages[document]) for document in passages if digests.get(document) == copy.digest}
    readings = [reading for reading in map(_searchable, copy.ways[:1] if identical else copy.ways) if reading is not None]
    if not readings:
        file.problem = "not readable as text"
        return file
    counted = [(identical or identify_documents(reading.views, passages, minimum=1), reading) for reading in readings]
    counted.sort(key=lambda item: -sum(item[0].values()))
    most = sum(counted[0][0].values())
    file.documents = counted[0][0]
    file.readings = [reading for documents, reading in counted if sum(documents.values()) * 2 >= max(most, 1)]
    file.readings = file.readings or [counted[0][1]]
    file.certain = set(identical or identify_documents(file.readings[0].views, passages))
    return file


def _searchable(way: Callable[[], Reading]) -> SearchableReading | None:
    try:
        reading = way()
    except UnreadableError:
        return None
    return SearchableReading(reading, Views(reading.text))


def passages_of(document: str, passages: Mapping[str, Sequence[Target]]) -> dict[str, Sequence[Target]]:
    """Return the passages of one document.

    Raises:
        CannotRunError: no passages of such a document are known.
    """
    if document not in passages:
        match = process.extractOne(document, list(passages), score_cutoff=60)
        hint = f"; did you mean {match[0]}?" if match else f"; there are {', '.join(sorted(passages))}"
        raise CannotRunError(f"--document {document}: no such document has passages{hint}")
    return {document: passages[document]}
