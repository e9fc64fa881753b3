"""The journal of one write of several files: what is still to be renamed where the program is killed between two renames.

A program that writes holds the folders in which its temporary files lie, so the next one can tell what a killed one has left.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from mawaqif.paths import OutsideError, inside

NAME = ".mawaqif-writing"
LARGEST = 1024 * 1024
# What stands between the name of a file and chance in the name of its temporary one.
_MARK = ".mawaqif-"
# How often a folder is asked for that another program clears in this moment, which takes it milliseconds.
_TRIES = 20


def temporary_beside(path: Path) -> tuple[int, Path]:
    """Make an empty hidden file beside another, in a folder that is `held`; return its handle and its path.

    Raises:
        OSError: it cannot be made.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}{_MARK}")
    return handle, Path(name)


@contextlib.contextmanager
def held(folders: Iterable[Path]) -> Iterator[None]:
    """Hold folders while temporary files are in them; those in a folder that nobody holds were left by a killed program.

    Where a system or a folder has no locks, nothing is held there, and nothing cleared.
    """
    with contextlib.ExitStack() as stack:
        for folder in {*folders}:
            handle = _opened(folder, stack)
            for _ in range(_TRIES):
                if handle is None or _lock(handle, shared=True):
                    break
                time.sleep(0.005)
        yield


@contextlib.contextmanager
def written_down(renames: Mapping[Path, Path]) -> Iterator[None]:
    """Keep a journal of some renames while they are done; a single one needs none.

    Args:
        renames: the temporary file of each file, in the same folder; all are on the disk already.

    Raises:
        OSError: it cannot be written; nothing was renamed.
    """
    if len(renames) < 2:  # noqa: PLR2004 - one rename is done or not
        yield
        return
    folder = Path(os.path.commonpath([path.absolute().parent for path in renames]))
    steps = [[path.absolute().relative_to(folder).as_posix(), temporary.name] for path, temporary in renames.items()]
    journal = folder / NAME
    with held([folder]):
        handle, temporary = temporary_beside(journal)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            try:
                json.dump(steps, file)
                file.flush()
                os.fsync(file.fileno())
                _lock(file.fileno())
                temporary.replace(journal)
                yield
            finally:
                temporary.unlink(missing_ok=True)
                journal.unlink(missing_ok=True)


def finish_writes(root: Path) -> list[Path]:
    """Finish the writes in a package that were cut off between two renames, and clear away what they have left.

    A write that another program is doing now is left to it.

    Args:
        root: folder of the package.

    Returns:
        The files that were renamed.

    Raises:
        OSError: one of them cannot be renamed.
    """
    if not root.is_dir():
        return []
    folders = [root, *(Path(entry.path) for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False))]
    done = [path for folder in folders for path in _finish(folder)]
    for folder in folders:
        _clear(folder)
    return done


def _clear(folder: Path) -> None:
    """Remove temporary files that a killed program has left in a folder."""
    with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
        handle = _opened(folder, stack)
        if handle is not None and _lock(handle):
            for entry in [*os.scandir(folder)]:
                if re.fullmatch(rf"\..+{re.escape(_MARK)}[a-z0-9_]{{8}}", entry.name) and entry.is_file(follow_symlinks=False):
                    Path(entry.path).unlink(missing_ok=True)


def _opened(folder: Path, stack: contextlib.ExitStack) -> int | None:
    """Open a folder until a stack ends; none where that cannot be done, as on Windows."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    stack.callback(os.close, handle)
    return handle


def _finish(folder: Path) -> list[Path]:
    journal = folder / NAME
    if not journal.is_file() or journal.is_symlink():
        return []
    done: list[Path] = []
    with journal.open(encoding="utf-8") as file:
        if not _lock(file.fileno()):
            return []
        for path, temporary in _steps(folder, file):
            if temporary.is_file() and not temporary.is_symlink():
                temporary.replace(path)
                done.append(path)
        journal.unlink(missing_ok=True)
    return done


def _steps(folder: Path, file: IO[str]) -> Iterator[tuple[Path, Path]]:
    """Yield each file with its temporary one; what is no step that this program wrote is passed over."""
    try:
        steps = json.loads(file.read(LARGEST))
    except ValueError:
        return
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, list) and len(step) == 2 and all(isinstance(part, str) for part in step):  # noqa: PLR2004 - a pair
            with contextlib.suppress(OutsideError):
                path = inside(folder, step[0])
                temporary = inside(path.parent, step[1])
                if temporary.parent == path.parent and temporary.name.startswith(f".{path.name}."):
                    yield path, temporary


def _lock(handle: int, *, shared: bool = False) -> bool:
    """Lock a journal or a folder until it is closed, or its program ends; False where another program holds it."""
    if sys.platform == "win32":
        return True  # a file that is open there cannot be renamed by others either
    import fcntl  # noqa: PLC0415 - it is not there on Windows

    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
