"""The place beside a folder where its next state is made: held by one process, and cleared away when that has ended.

A workplace of `dist` is the folder `.dist-PID-RANDOM`. In it lie `new`, which is being made, for a moment `old`,
what it replaces, and `lock`, which the process holds until it ends, however it ends. So the next process
can tell what a killed one has left, which is all its own, from what another one is working on.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.findings import CannotRunError
from mawaqif.release.checksums import CHECKSUMS, present, strangers

NEW, OLD = "new", "old"
# There from before the old folder is replaced: from then on `new` may hold what was there before.
REPLACING = "replacing"
_LOCK, _UNHELD = "lock", "lock-to-be"


@dataclass
class Workplace:
    """A workplace of this process.

    Attributes:
        folder: where it is.
        out: the folder whose next state is made in it.
        also: paths of files in `out` that are made anew by others, and may be lost.
        told: what its user should know, a line each.
    """

    folder: Path
    out: Path
    also: AbstractSet[str] = frozenset()
    told: list[str] = field(default_factory=list)


@contextmanager
def workplace(out: Path, also: AbstractSet[str] = frozenset()) -> Iterator[Workplace]:
    """Make a workplace beside a folder, after clearing away what killed processes have left there.

    Args:
        out: the folder, absolute; the one that it lies in is there.
        also: see `Workplace`.

    Raises:
        OSError: it cannot be made.
    """
    told = clear(out, also)
    place = Workplace(Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-{os.getpid()}-")), out, also, told)
    with ExitStack() as stack:
        try:
            stack.enter_context(_held(place.folder))
            yield place
        finally:
            _leave(place)


def clear(out: Path, also: AbstractSet[str] = frozenset()) -> list[str]:
    """Clear away the workplaces of processes that were killed; what one took out of its place is put back first.

    Returns:
        What the user should know, a line each.
    """
    told: list[str] = []
    for folder in sorted(out.parent.iterdir()) if out.parent.is_dir() else ():
        found = re.fullmatch(rf"\.{re.escape(out.name)}-([0-9]+)-[a-z0-9_]{{8}}", folder.name)
        if found and folder.is_dir() and not folder.is_symlink():
            # Another process may clear the same one away in this moment.
            with contextlib.suppress(FileNotFoundError), _claimed(folder, int(found[1])) as claimed:
                if claimed:
                    _leave(Workplace(folder, out, also, told))
    return told


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the lock of a workplace; where the system has none, others leave the workplace alone.

    The lock gets its name once it is held, so that no process sees that of a living one unheld.
    """
    if sys.platform == "win32":
        yield
        return
    with (folder / _UNHELD).open("wb") as lock:
        if _locked(lock.fileno()):
            (folder / _UNHELD).rename(folder / _LOCK)
        yield


@contextmanager
def _claimed(folder: Path, process: int) -> Iterator[bool]:
    """Tell whether a workplace is provably one in which no process works any more, and keep others off it."""
    if (folder / _LOCK).is_file() and not (folder / _LOCK).is_symlink():
        with (folder / _LOCK).open("rb") as lock:
            yield _locked(lock.fileno())
    else:
        # A process that was killed before it held its lock has put nothing else there.
        yield {path.name for path in folder.iterdir()} <= {_UNHELD} and not _lives(process)


def _locked(file: int) -> bool:
    """Take the lock on an open file; false where another process has it, or the file system knows no locks."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lives(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _leave(place: Workplace) -> None:
    """Remove a workplace; what was in the folder that it replaced and was not published there is kept in sight."""
    new, old = place.folder / NEW, place.folder / OLD
    if old.is_dir() and not os.path.lexists(place.out):
        old.rename(place.out)
        place.told.append(f"{place.out}: put back, because a process was killed as it replaced it")
    for folder in (old, new) if (place.folder / REPLACING).exists() else ():
        if folder.is_dir():
            _remove_published(folder, place)
    try:
        shutil.rmtree(place.folder)
    except FileNotFoundError:  # cleared away by another process at the same time
        return
    except OSError as error:
        place.told.append(f"{place.folder}: could not be removed ({error.filename}: {error.strerror}); remove it yourself")


def _remove_published(folder: Path, place: Workplace) -> None:
    """Remove from a folder what was published in it, file by file; where anything else is left, keep that beside `out`."""
    problem = ""
    try:
        strange = {stranger.name for stranger in strangers(folder, place.also)}
    except CannotRunError:
        strange = present(folder)
    try:
        for name in sorted(present(folder) - strange - {CHECKSUMS}):
            (folder / name).unlink()
        for path in sorted((path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink()), reverse=True):
            if f"{path.relative_to(folder).as_posix()}/" not in strange and not any(path.iterdir()):
                path.rmdir()
        if {path.name for path in folder.iterdir()} <= {CHECKSUMS}:
            (folder / CHECKSUMS).unlink(missing_ok=True)
            folder.rmdir()
            return
    except OSError as error:
        problem = f"{error.filename}: {error.strerror}"
    kept = next(path for path in _names_beside(place.out) if not os.path.lexists(path))
    folder.rename(kept)
    if problem:
        place.told.append(f"{kept}: what {place.out} held before could not be removed ({problem}); remove it yourself")
    if strange:
        named = f"{min(strange)}{f' and {len(strange) - 1} more' if len(strange) > 1 else ''}"
        place.told.append(f"{kept}: keeps {named}, put into {place.out} or changed there while it was replaced")


def _names_beside(out: Path) -> Iterator[Path]:
    number = 0
    while True:
        number += 1
        yield out.with_name(f"{out.name}-kept-{number}")
