"""Databases that are kept from one question to the next, in the folder of this user for what can be made again.

The name of a kept file is what makes it true: the hash of all that the database follows from (tables, schemas, index, the
files beside the tables, this code, the libraries), and the hash of its own bytes. Both are computed anew at each question, so
no cell can change unseen, whatever its file says of its time and size, and a damaged file is none. What another user could
have written is not looked at. One file is written at a time, aside, and put in place by one rename; whoever comes second asks
without keeping. Where nothing can be kept, nothing is said: the answer is the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

import duckdb

import mawaqif
from mawaqif.findings import CannotRunError
from mawaqif.paths import INDEX, links_in, read_file, unlinked
from mawaqif.paths.own_cache import cache_folder, is_own, own_cache_folder
from mawaqif.release.checksums import sha256_of

# What the database of a package is called, kept or not, as in a release.
DATABASE = "mawaqif"
# The folder of kept databases, among those of this user.
FOLDER = "query"
BLOCK_SIZE = 16_384
# All kept files together; the one that was asked longest ago goes first.
MOST_BYTES = 1024**3
# A small database is up to four times as large as its tables. One that would push out all others is not kept.
LARGEST_TABLES = MOST_BYTES // 8
_NAME = re.compile(r"[0-9a-f]{64}-[0-9a-f]{64}\.duckdb")
_UNFINISHED = "unfinished"
_LOCK = "lock"


def attach(connection: duckdb.DuckDBPyConnection, file: Path | None = None, *, read_only: bool = False) -> None:
    """Attach a database under the name that every database of a package has, and make it the current one.

    Args:
        connection: an open connection.
        file: its file, which is made where there is none; in memory where left out.
        read_only: whether nothing can be written into it.
    """
    place = str(file.absolute()).replace("'", "''") if file else ":memory:"
    # The smallest block there is: with the default, small tables make a large file, which takes longer to hash.
    options = "READ_ONLY" if read_only else f"BLOCK_SIZE {BLOCK_SIZE}" if file else ""
    connection.execute(f"ATTACH '{place}' AS {DATABASE} {f'({options})' if options else ''}")
    connection.execute(f"USE {DATABASE}")


@dataclass(frozen=True)
class Kept:
    """Where the database of a package is kept, or would be.

    Attributes:
        root: the package.
        folder: where this user's databases are kept.
        state: all that the database follows from.
        whole: whether its columns have comments, and its data dictionary the counts of each.
        path: its file; None where there is none yet.
    """

    root: Path
    folder: Path
    state: list[Any]
    whole: bool
    path: Path | None


def look_up(root: Path, *, whole: bool = True) -> Kept | None:
    """Look for the database of a package as it is now; None where nothing can be kept.

    Args:
        root: the package.
        whole: whether the question may be about tables and columns; any other is answered from a database that is whole too.
    """
    folder = own_cache_folder(FOLDER, make=True)
    state = _state(root) if folder else None
    if folder is None or state is None:
        return None
    kinds = (True,) if whole else (False, True)
    found = (path for kind in kinds if (path := _sound(folder, _digest(state, whole=kind))))
    return Kept(root, folder, state, whole, next(found, None))


def keep(kept: Kept, make: Callable[[Path], None]) -> Path | None:
    """Make a database aside and put it in its place.

    Args:
        kept: what was looked up.
        make: writes the database into a file that does not exist yet; what it raises of the data is passed on.

    Returns:
        The path; None where another process is at it, it cannot be written, or the package changed meanwhile.

    Raises:
        CannotRunError: the tables cannot be read whole.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - a question that is answered from a kept file does without it

    try:
        with FileLock(kept.folder / _LOCK, timeout=0, mode=0o600):
            _sweep(kept.folder)  # whoever wrote it was killed
            try:
                # Another process may have kept it since this one looked.
                return _sound(kept.folder, _digest(kept.state, whole=kept.whole)) or _put_in_place(kept, make)
            finally:
                _sweep(kept.folder)
    except (Timeout, OSError, NotImplementedError, duckdb.IOException):
        return None


def _put_in_place(kept: Kept, make: Callable[[Path], None]) -> Path | None:
    unfinished = kept.folder / _UNFINISHED
    make(unfinished)
    if _state(kept.root) != kept.state:
        return None
    unfinished.chmod(0o600)
    path = kept.folder / f"{_digest(kept.state, whole=kept.whole)}-{sha256_of(unfinished)}.duckdb"
    unfinished.replace(path)
    _trim(kept.folder, path)
    return path


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_UNFINISHED}*"):
        left.unlink(missing_ok=True)


def clear() -> tuple[Path, int, int]:
    """Remove every kept database that is not being written: the folder, how many there were, and their bytes together.

    Raises:
        OSError: one cannot be removed.
    """
    folder = own_cache_folder(FOLDER, make=False)
    if folder is None:
        return cache_folder(FOLDER), 0, 0
    kept = list(_kept(folder))
    for _, _, path in kept:
        path.unlink(missing_ok=True)
    return folder, len(kept), sum(size for _, size, _ in kept)


def _state(root: Path) -> list[Any] | None:
    """Return all that the database of a package follows from; None where the package is not as packages are.

    Of each file its hash, and what shows that it was changed while it was read, if only back and forth.
    """
    try:
        index = json.loads(read_file(unlinked(root, INDEX)))
        parts = [part for resource in index["resources"] for part in (resource["path"], resource["schema"])]
        named = [part for part in parts if isinstance(part, str)]
        if links_in(root, named):  # a finding, which the tables tell
            return None
        paths = [unlinked(root, name) for name in dict.fromkeys([INDEX, *named])]
        sizes = [path.lstat() for path in paths]
        if sum(found.st_size for found in sizes) > LARGEST_TABLES:
            return None
        files = [
            (str(path.relative_to(root)), sha256_of(path), found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
            for path, found in zip(paths, sizes, strict=True)
        ]
        folders = sorted({str(PurePosixPath(resource["path"]).parent) for resource in index["resources"]})
        return [files, [list(_names(root / folder)) for folder in folders], list(_code(mawaqif))]
    except (CannotRunError, OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _names(folder: Path) -> Iterator[str]:
    """Yield the names in a folder of tables, and in its folders: what lies there and is no table is a finding."""
    for path in sorted(folder.iterdir()):
        yield path.name
        if path.is_dir() and not path.is_symlink():
            yield from (f"{path.name}/{name}" for name in sorted(other.name for other in path.iterdir()))


def _code(package: ModuleType) -> Iterator[tuple[str, ...]]:
    """Yield what names the code that makes a database: the libraries, and each file of this package as it lies there."""
    yield ("duckdb", duckdb.__version__, "polars", version("polars"))
    for root in package.__path__:
        for folder, inner, names in os.walk(root):
            inner[:] = sorted(name for name in inner if name not in {"__pycache__", "_data"})
            for name in sorted(names):
                found = os.lstat(os.path.join(folder, name))  # noqa: PTH118 - hundreds of them, at each question
                yield (folder, name, str(found.st_size), str(found.st_mtime_ns))


def _digest(state: list[Any], *, whole: bool) -> str:
    """Return the hash of a state, in which a file counts by its bytes alone, and of whether it is whole."""
    files, *others = state
    return hashlib.sha256(json.dumps([[file[:2] for file in files], *others, whole]).encode()).hexdigest()


def _sound(folder: Path, key: str) -> Path | None:
    """Return a kept file of a state that is whole and this user's own; one that is damaged is removed."""
    for _, _, path in _kept(folder):
        with suppress(OSError):
            if path.name.startswith(key):
                if _is_whole(path):
                    os.utime(path)
                    return path
                path.unlink()
    return None


def _is_whole(path: Path) -> bool:
    """True for a file with the bytes that it was kept with, and none beside it that the database takes for its newest part."""
    own = is_own(path.lstat(), stat.S_ISREG) and not os.path.lexists(f"{path}.wal")
    return own and path.stem.endswith(f"-{sha256_of(path)}")


def _kept(folder: Path) -> list[tuple[float, int, Path]]:
    """Return the kept files: when each was asked last, its bytes, its path; the oldest first."""
    found: list[tuple[float, int, Path]] = []
    for path in folder.iterdir():
        with suppress(OSError):
            if _NAME.fullmatch(path.name):
                facts = path.lstat()
                found.append((facts.st_mtime, facts.st_size, path))
    return sorted(found)


def _trim(folder: Path, newest: Path) -> None:
    kept = _kept(folder)
    left = sum(size for _, size, _ in kept)
    for _, size, path in kept:
        if left > MOST_BYTES and path != newest:
            with suppress(OSError):  # on Windows, one that is being read
                path.unlink()
                left -= size
