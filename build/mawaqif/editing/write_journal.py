"""The journal of one write of several files: what is still to be renamed where the program is killed between two renames."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from mawaqif.paths import OutsideError, inside

NAME = ".mawaqif-writing"
LARGEST = 1024 * 1024


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
    handle, name = tempfile.mkstemp(dir=folder, prefix=f"{NAME}.")
    journal = folder / NAME
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        try:
            json.dump(steps, file)
            file.flush()
            os.fsync(file.fileno())
            _lock(file)
            Path(name).replace(journal)
            yield
        finally:
            Path(name).unlink(missing_ok=True)
            journal.unlink(missing_ok=True)


def finish_writes(root: Path) -> list[Path]:
    """Finish the writes in a package that were cut off between two renames.

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
    return [path for folder in folders for path in _finish(folder)]


def _finish(folder: Path) -> list[Path]:
    journal = folder / NAME
    if not journal.is_file() or journal.is_symlink():
        return []
    done: list[Path] = []
    with journal.open(encoding="utf-8") as file:
        if not _lock(file):
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


def _lock(file: IO[str]) -> bool:
    """Lock a journal until it is closed, or its program ends; False where another program holds it."""
    if sys.platform == "win32":
        return True  # a file that is open there cannot be renamed by others either
    import fcntl  # noqa: PLC0415 - it is not there on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
