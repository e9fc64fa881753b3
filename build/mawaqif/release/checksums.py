"""Checksums of a published folder: what it lists, and what in it is not as they say.

They tell what was published from what somebody put there or changed since. They are not
signed: who makes a whole folder up can make its checksums up too, so no name in them is trusted.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mawaqif.findings import CannotRunError
from mawaqif.paths import LinkError, refuse_names, unlinked

CHECKSUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Stranger:
    """A file or folder that is not as the checksums of its folder say.

    Attributes:
        name: its path in the folder, with slashes; a folder ends in one.
        changed: true for a file that is listed and has other bytes; false for one that is not listed.
    """

    name: str
    changed: bool = False


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: it cannot be read, or is no file, such as a link or a pipe.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(22, "it is a link, pipe or device, not a file", str(path))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_of_written(path: Path) -> str:
    """Return the SHA-256 of a file that is being published, as `sha256_of`; descriptions ask for it often, it is read once.

    A file of another place, size or time of change is read again; the time of change is the system's own and cannot be set.
    """
    found = path.lstat()
    return _hash(path, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))


@lru_cache(maxsize=4096)
def _hash(path: Path, _state: tuple[int, ...]) -> str:
    return sha256_of(path)


def present(folder: Path) -> set[str]:
    """Return the paths of all files in a folder, with slashes; a link is one, whatever it leads to."""
    return {name for name in _within(folder) if not name.endswith("/")}


def _within(folder: Path) -> Iterator[str]:
    """Yield the paths in a folder of all that it holds, with slashes; a folder ends in one, a link is no folder."""
    for above, folders, files in os.walk(folder):
        inner = Path(above).relative_to(folder).as_posix()
        before = "" if inner == "." else f"{inner}/"
        yield from (f"{before}{name}" for name in files)
        yield from (f"{before}{name}{'' if Path(above, name).is_symlink() else '/'}" for name in folders)


def checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 that the checksums of a folder give for each path; none where there are no such checksums.

    Raises:
        OutsideError: they name a file outside the folder, or one that not every system can have.
    """
    try:
        path = unlinked(folder, CHECKSUMS)
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return {}
    lines = [_LINE.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
    found = {match[2]: match[1] for match in lines if match}
    if len(found) < len(lines):
        return {}
    refuse_names(found, f"{folder / CHECKSUMS}")
    return found


def strangers(folder: Path, also: AbstractSet[str] = frozenset()) -> Iterator[Stranger]:
    """Yield what in a published folder is not as its checksums say, in order of path.

    Args:
        folder: the folder; without checksums, all that it holds is strange.
        also: paths of files that may stand in it without being listed.

    Raises:
        OutsideError: as `checksums`.
    """
    sums = checksums(folder)
    folders = {name.rpartition("/")[0] for name in (*sums, *also)}
    own = {str(one) for name in folders for one in (PurePosixPath(name), *PurePosixPath(name).parents)}
    for name in sorted(_within(folder), key=lambda name: name.rstrip("/").split("/")):
        if name.endswith("/"):
            if name.rstrip("/") not in own:
                yield Stranger(name)
        elif name in sums:
            if not _is_as_listed(folder / name, sums[name]):
                yield Stranger(name, changed=True)
        elif not (name == CHECKSUMS and sums) and (name not in also or (folder / name).is_symlink()):
            yield Stranger(name)


def _is_as_listed(path: Path, digest: str) -> bool:
    try:
        return sha256_of(path) == digest
    except OSError:
        return False


def whole_release(release: Path, also: AbstractSet[str] = frozenset()) -> dict[str, str]:
    """Return the checksums of a release that is as it was published: every file listed, none changed, none more, no link.

    Args:
        release: its folder, wherever it comes from.
        also: paths of files that may stand in it without being listed.

    Raises:
        CannotRunError: it is no release, or not as it was published; the message names the file.
    """
    sums = checksums(release)
    if not sums:
        raise CannotRunError(f"{release}: not a release; run `mawaqif build` first, or name its folder with --release")
    for stranger in strangers(release, also):
        if not stranger.changed:
            raise CannotRunError(f"{release}: holds {stranger.name}, which is not of the release; move it away")
        raise CannotRunError(not_as_published(release, stranger.name))
    missing = sorted(sums.keys() - present(release))
    if missing:
        raise CannotRunError(not_as_published(release, missing[0]))
    return sums


def hold(release: Path, name: str) -> None:
    """Hold a file of a release that was read whole against the checksums.

    A folder without checksums is taken as it is: readers may have only some of the files.

    Raises:
        CannotRunError: the file is not as it was published, or is a link.
        OSError: it cannot be read.
    """
    path = of_release(release, name)
    sums = checksums(release)
    if sums and sums.get(name) != sha256_of(path):
        raise CannotRunError(not_as_published(release, name))


def of_release(release: Path, name: str) -> Path:
    """Return the path of a file in a release, whether it is there or not.

    Raises:
        CannotRunError: it is a link, or the name leads out of the release.
    """
    try:
        return unlinked(release, name)
    except LinkError as error:
        raise CannotRunError(f"{error.filename}: {error.strerror}") from error


def released_database(path: Path) -> Path:
    """Return the path of a database of a release, if nothing lies beside it that a reader would take for part of it.

    Its bytes are not held against the checksums: a query reads only some of them, and the database
    has checksums of its own for each block. A write-ahead log beside it would change what is read.

    Raises:
        CannotRunError: there is such a file, or the database is a link.
    """
    of_release(path.parent, path.name)
    beside = sorted(other.name for other in path.parent.glob(f"{path.name.translate(_QUOTED)}.*"))
    if beside:
        raise CannotRunError(f"{path.parent}: holds {beside[0]}, which is not of a release and changes what is read; remove it")
    return path


# Signs of a pattern, as `glob` takes them for themselves.
_QUOTED = str.maketrans({sign: f"[{sign}]" for sign in "*?["})


def not_as_published(release: Path, name: str) -> str:
    """Return what to say of a file of a release that is missing, or is another than was published."""
    return f"{release / name}: not as it was published; run `mawaqif build` again"
