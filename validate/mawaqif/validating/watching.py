"""Watching: a package is checked at every save, by one process that stays and reads anew only what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mawaqif.checks import Sources
from mawaqif.findings import CannotRunError, Report, said
from mawaqif.paths import INDEX
from mawaqif.tables import READING_RECORD, Memory
from mawaqif.validating.any_package import check_any

# A save is one when nothing was written for so long, in milliseconds; a program that writes on is not waited for longer.
QUIET, LONGEST_WAIT = 20, 200
# So often the files are looked at without being told, for folders that were replaced and systems that tell nothing.
LOOK_EVERY = 1_000

# Path, time, size and number of each file: what is the same in all of them was not saved.
State = frozenset[tuple[str, int, int, int]]


@dataclass(frozen=True)
class Checked:
    """One check.

    Attributes:
        report: what was found; None where nothing could be checked.
        problem: why nothing could be checked; empty where there is a report.
        seconds: how long it took.
    """

    report: Report | None
    problem: str
    seconds: float


def checks_at_saves(root: Path, folder: Path | None, copies: Callable[[], Sources | None]) -> Iterator[Checked | None]:
    """Check a package, and again at every save of a file that it is made of.

    A file that is half written, gone or replaced by a rename is what it is at that moment; the next save is checked again.

    Args:
        root: folder that holds `datapackage.json`.
        folder: folder of the documents, which is watched too, or None.
        copies: gives the copies of the documents, as they are now.

    Yields:
        None where a check begins, then what it gave. It ends only where it is interrupted.

    Raises:
        CannotRunError: the folder is not there.
        ModuleNotFoundError: the library that watches is not installed.
    """
    from watchfiles import watch  # noqa: PLC0415 - an extra

    memory, seen = Memory(), None
    inside = frozenset({PurePosixPath(READING_RECORD).parent, PurePosixPath("schemas")})
    while True:
        folders = _folders(root, inside, folder)
        told = watch(
            *folders,
            watch_filter=None,
            debounce=LONGEST_WAIT,
            step=QUIET,
            rust_timeout=LOOK_EVERY,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
        while folders == _folders(root, inside, folder):
            state = _state(folders, None if PurePosixPath() in inside else root)
            if state != seen:
                seen = state
                yield None
                folders_in, checked = _check(root, copies, memory)
                inside = folders_in or inside
                yield checked
            try:
                next(told)  # returns when files have changed and are quiet, or after a while
            except FileNotFoundError:  # a folder went at this moment
                break
        told.close()


def _check(root: Path, copies: Callable[[], Sources | None], memory: Memory) -> tuple[frozenset[PurePosixPath], Checked]:
    start = time.perf_counter()
    try:
        report, inside = check_any(root, copies(), memory=memory)
    except (CannotRunError, OSError) as error:
        problem = error.args[0] if isinstance(error, CannotRunError) else str(error)
        return frozenset(), Checked(None, problem, time.perf_counter() - start)
    return inside, Checked(report, "", time.perf_counter() - start)


def _folders(root: Path, inside: frozenset[PurePosixPath], folder: Path | None) -> dict[Path, int]:
    """Return the folders to watch, each with its number, which another folder in its place has not."""
    if not (root / INDEX).parent.is_dir():
        raise CannotRunError(said("{root}: the folder is gone", "{root}: زال المجلد", root=root))
    paths = (root, *(root / name for name in sorted(inside)), *([folder] if folder else []))
    return {path: path.stat().st_ino for path in paths if path.is_dir()}


def _state(folders: dict[Path, int], root: Path | None) -> State:
    """Return the state of the files in the folders; of the package's own folder that of the index alone, where it is given."""
    found = set()
    for folder in folders:
        for path in [root / INDEX] if root is not None and folder == root else folder.iterdir():
            try:
                told = path.stat()
            except OSError:
                continue
            found.add((str(path), told.st_mtime_ns, told.st_size, told.st_ino))
    return frozenset(found)
