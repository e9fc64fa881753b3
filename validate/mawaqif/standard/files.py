"""The bytes of a resource: its files, unpacked, or what stands in the descriptor; what is not read is told."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mawaqif.findings import Code, Finding, Place, said, show
from mawaqif.paths import MAX_FILE_SIZE, LinkError, OutsideError, read_file, size_in_words, unlinked
from mawaqif.standard import codes
from mawaqif.standard.descriptor import COMPRESSIONS, Resource, is_remote
from mawaqif.standard.file_kinds import kind_of

if TYPE_CHECKING:
    from mawaqif.standard.remote import Fetcher

# How much of an undeclared encoding is taken for granted, where a file is not UTF-8.
WESTERN = "cp1252"
REMOTE = (
    "{path} lies elsewhere and is not fetched; --remote fetches it",
    "يقع {path} في مكان آخر، ولا يُجلب؛ ويجلبه `--remote`",
)
NOT_FETCHED = "{path} was not fetched: {problem}", "لم يُجلب {path}: {problem}"
PACKED = "{path} is packed as {kind}, which is not read", "{path} مضغوط على صورة {kind}، ولا تُقرأ"
TOO_LARGE = "unpacked it is larger than {size}", "حجمه بعد فك الضغط أكبر من {size}"
NOT_PACKED = "it is not packed as {kind}: {problem}", "ليس مضغوطًا على صورة {kind}: {problem}"
NOT_INSIDE = "the archive has no {path}", "ليس في الأرشيف {path}"
UNDECLARED = (
    "{path} is not UTF-8 and no encoding is declared; it was read as windows-1252, so what its letters are was not checked",
    "ليس {path} بترميز UTF-8 ولا ترميز معلنًا له؛ فقُرئ على أنه windows-1252، ولم تُفحص حروفه",
)
OTHER_ENCODING = "it is not {encoding}: {problem}", "ليس بترميز {encoding}: {problem}"


@dataclass(frozen=True)
class Part:
    """One file of a resource: its path in the package, its bytes as they lie there, and as they are unpacked."""

    path: str
    stored: bytes
    data: bytes


class NotReadHereError(Exception):
    """The data are where or what this tool does not read; nothing is wrong with the package, unless `fails` says so."""

    def __init__(self, code: Code, reason: str, *, fails: bool = False) -> None:
        """Keep the check that did not run, and why."""
        super().__init__(reason)
        self.code, self.reason, self.fails = code, reason, fails


class WrongFileError(Exception):
    """The data cannot be read, though they should; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.message)
        self.finding = finding


def read_parts(root: Path, resource: Resource, remote: Fetcher | None = None) -> list[Part]:
    """Read the files of a resource.

    Raises:
        NotReadHereError: one of them lies elsewhere, or is packed in a way that is not read here.
        WrongFileError: one of them cannot be read.
    """
    return [_part(root, path, resource, remote) for path in resource.paths]


def read_bytes(root: Path, path: str, name: str, remote: Fetcher | None = None) -> bytes:
    """Read a file that the descriptor names.

    Args:
        root: folder of the descriptor.
        path: the path, or address.
        name: name of the resource, for the finding.
        remote: fetches addresses; None where none is to be fetched.

    Raises:
        NotReadHereError: it lies elsewhere, or is a link.
        WrongFileError: there is none that can be read.
    """
    if is_remote(path):
        return _fetched(path, name, remote)
    place = Place(path)
    try:
        return read_file(unlinked(root, path.removeprefix("./").replace("//", "/")))
    except (LinkError, OutsideError) as error:
        problem = error.problem if isinstance(error, OutsideError) else error.strerror
        reason = said("{path}: {problem}", "{path}: {problem}", path=show(path), problem=problem)
        raise NotReadHereError(codes.FILE_UNREADABLE, reason) from error
    except FileNotFoundError as error:
        raise WrongFileError(codes.FILE_MISSING.at(place, table=name)) from error
    except OSError as error:
        raise WrongFileError(codes.FILE_UNREADABLE.at(place, problem=error.strerror or error)) from error


def _fetched(path: str, name: str, remote: Fetcher | None) -> bytes:
    if remote is None:
        raise NotReadHereError(codes.FILE_MISSING, said(*REMOTE, path=show(path)))
    from mawaqif.standard.remote import RemoteError  # noqa: PLC0415 - few packages have such paths

    try:
        return remote.fetch(path)
    except RemoteError as error:
        if error.gone:
            raise WrongFileError(codes.FILE_MISSING.at(Place(path), table=name)) from error
        reason = said(*NOT_FETCHED, path=show(path), problem=error.args[0])
        raise NotReadHereError(codes.FILE_MISSING, reason, fails=not error.refused) from error


def _part(root: Path, path: str, resource: Resource, remote: Fetcher | None) -> Part:
    stored = read_bytes(root, path, resource.name, remote)
    packed = resource.compression
    if not packed:
        return Part(path, stored, stored)
    if packed not in COMPRESSIONS:
        raise NotReadHereError(codes.FILE_UNREADABLE, said(*PACKED, path=show(path), kind=show(packed)))
    try:
        return Part(path, stored, _unpacked(stored, packed, resource.raw))
    except (OSError, EOFError, zipfile.BadZipFile, lzma.LZMAError, RuntimeError, NotImplementedError) as error:
        problem = said(*NOT_PACKED, kind=packed, problem=kind_of(stored) or show(error))
    except ValueError as error:
        problem = error.args[0]
    raise WrongFileError(codes.FILE_UNREADABLE.at(Place(path), problem=problem))


_OPENED: Mapping[str, Callable[[IO[bytes]], Any]] = {
    "gz": lambda file: gzip.GzipFile(fileobj=file),
    "bz2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}


def _unpacked(stored: bytes, packed: str, raw: Mapping[str, object]) -> bytes:
    if packed != "zip":
        return _limited(_OPENED[packed](io.BytesIO(stored)))
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        inner = raw.get("innerpath") or (names[0] if names else "")
        if inner not in names:
            raise ValueError(said(*NOT_INSIDE, path=show(inner)))
        with archive.open(str(inner)) as file:
            return _limited(file)


def _limited(file: IO[bytes]) -> bytes:
    data = file.read(MAX_FILE_SIZE + 1)
    if len(data) > MAX_FILE_SIZE:
        raise ValueError(said(*TOO_LARGE, size=size_in_words(MAX_FILE_SIZE)))
    return data


@dataclass(frozen=True)
class Decoded:
    """The text of a file without its byte order mark, and what was taken for granted to read it; empty where nothing was."""

    text: str
    granted: str = ""


def decode(part: Part, encoding: str, version: int) -> Decoded:
    """Decode a file.

    Args:
        part: the file.
        encoding: the encoding that is declared; empty where none is.
        version: version of the standard: 1 takes a file without a declared encoding for UTF-8, 2 lets it be detected.

    Raises:
        WrongFileError: it is no text, or not in its encoding.
    """
    kind = "" if encoding else _no_text(part.data)
    if kind:
        problem = said("it is {kind}, under the name of a table", "هو {kind}، وله اسم جدول", kind=kind)
        raise WrongFileError(codes.FILE_UNREADABLE.at(Place(part.path), problem=problem))
    named = codecs.lookup(encoding or _marked(part.data)).name
    try:
        return Decoded(part.data.decode("utf-8-sig" if named == "utf-8" else named).removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        cut = error.end == len(part.data) and error.reason == "unexpected end of data"
        if not encoding and version > 1 and not cut:
            text = part.data.decode(WESTERN, errors="replace")
            return Decoded(text, said(*UNDECLARED, path=show(part.path)))
        raise WrongFileError(_undecoded(part, named, error)) from error
    except UnicodeError as error:  # UTF-16 without a byte order mark says no more
        problem = said(*OTHER_ENCODING, encoding=named, problem=show(error))
        raise WrongFileError(codes.FILE_UNREADABLE.at(Place(part.path), problem=problem)) from error


def _no_text(data: bytes) -> str:
    """Say what a file is that is no text at all; JSON and web pages are."""
    return kind_of(data) if not data[:64].isascii() or data.startswith((b"PK", b"%PDF", b"version https://git-lfs")) else ""


def _marked(data: bytes) -> str:
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def _undecoded(part: Part, encoding: str, error: UnicodeDecodeError) -> Finding:
    place = Place(part.path, part.data.count(b"\n", 0, error.start) + 1)
    if encoding != "utf-8":
        return codes.FILE_UNREADABLE.at(place, problem=said(*OTHER_ENCODING, encoding=encoding, problem=error.reason))
    if error.end == len(part.data) and error.reason == "unexpected end of data":
        return codes.FILE_CUT.at(place)
    value = f"0x{part.data[error.start]:02X}"
    return codes.ENCODING.at(place, byte=f"{error.start:,}", value=value, problem=error.reason)
