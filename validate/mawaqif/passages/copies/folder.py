"""A folder of the reader's own copies of the documents: `<document_id>.txt`, or a PDF, HTML or Word file of that name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mawaqif.findings import CannotRunError, said, show
from mawaqif.passages.copies.coded_text import CodedText, coded_text, signs_of_form, stand_in
from mawaqif.passages.copies.files import LARGEST_TEXT, open_copy
from mawaqif.passages.copies.model import UnreadableError
from mawaqif.paths import OutsideError, inside, read_file

TEXT_SUFFIX = ".txt"
# Other forms that a document may have; looked for where there is no text file.
RENDERED_SUFFIXES = (".html", ".htm", ".xhtml", ".pdf", ".docx")


@dataclass(frozen=True)
class _Read:
    text: str | None = None
    digest: str = ""
    problem: str = ""
    rendered: Path | None = None
    data: bytes = b""


class Copies:
    """The copies in a folder. Files are read when asked for, once."""

    def __init__(self, folder: Path) -> None:
        """Take a folder of copies.

        Raises:
            CannotRunError: it is not a folder.
        """
        if not folder.is_dir():
            raise CannotRunError(f"{folder}: not a folder; name the folder that holds the documents as <document_id>.txt")
        self.folder = folder
        self._read = cache(self._read_file)

    def _read_file(self, document_id: str) -> _Read:
        try:
            path = inside(self.folder, f"{document_id}{TEXT_SUFFIX}")
        except OutsideError as error:
            return _Read(problem=f"{show(document_id)} cannot be the name of a file: {error.problem}")
        if path.parent != self.folder:
            return _Read(problem=f"{document_id} is not the identifier of a document")
        rendered = next((path.with_suffix(suffix) for suffix in RENDERED_SUFFIXES if path.with_suffix(suffix).is_file()), None)
        if rendered is not None and not path.exists():
            return _read_rendered(rendered)
        try:
            data = read_file(path, LARGEST_TEXT)
        except OSError as error:
            return _Read(problem=_no_file(path) if isinstance(error, FileNotFoundError) else f"{path.name}: {error.strerror}")
        digest = hashlib.sha256(data).hexdigest()
        try:
            return _Read(data.decode("utf-8"), digest, data=data)
        except UnicodeDecodeError as error:
            return _Read(
                None,
                digest,
                said("{file}: byte {byte} is not UTF-8", "{file}: البايت {byte} ليس من UTF-8", file=path.name, byte=error.start),
                data=data,
            )

    def text(self, document_id: str) -> str | None:
        """Return the text of a document, byte for byte decoded, or what its page shows, or None."""
        return self._read(document_id).text

    def digest(self, document_id: str) -> str:
        """Return the SHA-256 of the bytes of a document's copy."""
        return self._read(document_id).digest

    def coded(self, document_id: str, digest: str, length: int | None = None) -> CodedText:
        """Return the coded text of a document, also where its copy differs from the coded file in form alone.

        Args:
            document_id: the document.
            digest: SHA-256 of the file that was coded.
            length: number of its characters, where it is known.
        """
        read = self._read(document_id)
        if read.rendered is not None:
            return CodedText(None, self._to_extract(document_id, read.rendered))
        return CodedText(None, read.problem) if not read.digest else coded_text(read.data, digest, length)

    def not_codable(self, document_id: str) -> str:
        """Say why the copy of a new document cannot be coded as it is; empty where it can."""
        read = self._read(document_id)
        if read.rendered is not None:
            return self._to_extract(document_id, read.rendered)
        problem = read.problem if not read.digest else stand_in(read.data) or read.problem
        signs = "" if problem or read.text is None else "; ".join(signs_of_form(read.text))
        if not signs:
            return problem
        name = self.folder / f"{document_id}{TEXT_SUFFIX}"
        return f"{name.name}: {signs}; `mawaqif text {name} --out {name} --force` writes it as it is coded"

    def _to_extract(self, document_id: str, rendered: Path) -> str:
        out = self.folder / f"{document_id}{TEXT_SUFFIX}"
        return said(
            "only {name} lies in {folder}; `mawaqif text {file} --out {out}` writes the text that is coded",
            "لا يوجد في {folder} إلا {name}؛ يكتب `mawaqif text {file} --out {out}` النص الذي يُرمَّز",
            name=rendered.name,
            folder=self.folder,
            file=rendered,
            out=out,
        )

    def problem(self, document_id: str) -> str:
        """Say why there is no readable copy; empty where there is one."""
        return self._read(document_id).problem

    def rendered(self, document_id: str) -> bool:
        """Tell whether the copy is a PDF, HTML or Word file, in which offsets mean nothing."""
        return self._read(document_id).rendered is not None

    def document_ids(self) -> list[str]:
        """Return the documents of which the folder holds a copy, in order."""
        known = {TEXT_SUFFIX, *RENDERED_SUFFIXES}
        return sorted({path.stem for path in self.folder.iterdir() if path.suffix in known and path.is_file()})


def _no_file(path: Path) -> str:
    return said("there is no {file} in {folder}", "لا يوجد {file} في {folder}", file=path.name, folder=path.parent)


def _read_rendered(path: Path) -> _Read:
    try:
        copy = open_copy(path)
        return _Read(copy.ways[0]().text, copy.digest, rendered=path)
    except UnreadableError as error:
        return _Read(problem=said("{file}: {problem}", "{file}: {problem}", file=path.name, problem=error.args[0]), rendered=path)
