"""Publishing a folder whole: filled aside, given its checksums, then put in place in one step.

A folder that was published lists its files in `SHA256SUMS`. What stands in it and is not listed,
or is not as it is listed, is somebody's: such a folder is not replaced, and what appears in it
while it is being replaced is kept.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mawaqif.findings import CannotRunError
from mawaqif.paths import refuse_names
from mawaqif.release.checksums import CHECKSUMS, present, sha256_of_written, strangers
from mawaqif.release.workplace import NEW, OLD, REPLACING, Workplace, clear, workplace

# What stands in a checkout and is no place to publish into.
_OWN = ("datapackage", "schemas", "build", "validate", "tests", "queries", "docs")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# How often to try again where another process has put the folder in place first.
_TIMES = 5
# What goes wrong with a file that is being written, and comes without its name.
_OF_A_FILE = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO})


@dataclass
class Publication:
    """A folder that is being published.

    Attributes:
        folder: where to put its files.
        told: what its user should know once it is in place, a line each.
        sums: SHA-256 of the files that were hashed while they were written, by their paths in it; the others are read again.
    """

    folder: Path
    told: list[str] = field(default_factory=list)
    sums: dict[str, str] = field(default_factory=dict)


@contextmanager
def published(out: Path, own: Path, what: str, also: AbstractSet[str] = frozenset()) -> Iterator[Publication]:
    """Give an empty folder to fill, and put it in place of `out` if nothing failed.

    Args:
        out: the folder to publish into. What was published there before is replaced whole,
            once the new one is complete; until then, and after any failure, it stays as it was.
        own: root of the package, whose own files are no place to publish into.
        what: what is published, as messages name it: `release`.
        also: paths of files that may stand in `out` though its checksums do not list them.

    Raises:
        CannotRunError: `out` holds something that was not published there, or a file has a
            name that not every system can have.
        OSError: the folder cannot be written; the earlier one is still in place.
    """
    out = absolute(out)
    _refuse_place(out, own.resolve())
    told = clear(out, also)
    _refuse_strangers(out, what, also)
    out.parent.mkdir(parents=True, exist_ok=True)
    with workplace(out, also) as place:
        place.told[:0] = told
        aside = place.folder / NEW
        aside.mkdir()
        with _named_as_in(out, aside):
            publication = Publication(aside, place.told)
            yield publication
            names = sorted(present(aside))
            refuse_names(names, str(out))
            known = publication.sums
            sums = "".join(f"{known.get(name) or sha256_of_written(aside / name)}  {name}\n" for name in names)
            (aside / CHECKSUMS).write_text(sums, encoding="utf-8", newline="")
        _put_in_place(place)


def absolute(out: Path) -> Path:
    """Return the absolute path of a folder to publish into, a link at its end not followed."""
    return out.resolve() if out.name in ("", "..") else out.parent.resolve() / out.name


def last_written(folder: Path) -> str:
    """Return the path in a folder of the file that was written last; empty where there is none."""
    files = [(path.stat().st_mtime_ns, path) for path in folder.rglob("*") if path.is_file()]
    return max(files)[1].relative_to(folder).as_posix() if files else ""


@contextmanager
def _named_as_in(out: Path, aside: Path) -> Iterator[None]:
    """Let an error of the system name the file as the user will know it, also where it names none, as a full disk does not."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in _OF_A_FILE:
            error.filename = str(out / last_written(aside))
        elif isinstance(error.filename, str) and Path(error.filename).is_relative_to(aside):
            error.filename = str(out / Path(error.filename).relative_to(aside))
        raise


def _refuse_place(out: Path, own: Path) -> None:
    """Refuse what is no folder, and what is the place of something else."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotRunError(f"{out}: not a folder; name another one with --out")
    for part in _OWN:
        if out.is_relative_to(own / part):
            raise CannotRunError(f"{out}: lies among the files of the package; name another folder with --out")
    for folder, name in ((Path.cwd(), "the current folder"), (own, "the package itself")):
        if folder.resolve().is_relative_to(out):
            raise CannotRunError(f"{out}: holds {name}; name a folder of its own with --out, such as dist")


def _refuse_strangers(out: Path, what: str, also: AbstractSet[str]) -> None:
    """Refuse to replace anything but what was published: what is not listed in its checksums is somebody's."""
    for stranger in strangers(out, also) if out.is_dir() else ():
        if stranger.changed:
            problem = f"{out / stranger.name}: was changed after it was published"
            raise CannotRunError(f"{problem}; move it away to keep it, or remove it, and try again")
        raise CannotRunError(f"{out}: holds {stranger.name}, which is not of a {what}; move it away, or name an empty folder")


def _put_in_place(place: Workplace) -> None:
    """Swap two folders in one step where the system can, so that a kill leaves one whole folder."""
    new, out = place.folder / NEW, place.out
    (place.folder / REPLACING).touch()
    for _ in range(_TIMES):
        if out.exists() and _exchange(new, out):
            new.rename(place.folder / OLD)
            return
        try:
            _rename(new, out, place.folder / OLD)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return
    raise CannotRunError(f"{out}: other processes publish there all the time; try again")


def _rename(new: Path, out: Path, old: Path) -> None:
    """Put a folder in place in two steps; whatever comes between them, one of the two is in place in the end."""
    try:
        if out.exists():
            out.rename(old)
        new.rename(out)
    except PermissionError as error:  # on Windows, where anything in it is open
        if old.exists() and not os.path.lexists(out):
            old.rename(out)
        problem = f"{out}: cannot be replaced ({error.strerror}); what was there is still in place"
        raise CannotRunError(f"{problem}; close what has one of its files open, and try again") from error
    except BaseException:
        if old.exists() and not os.path.lexists(out):
            old.rename(out)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths with renameat2; False where the system or file system lacks it."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    outcome: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return outcome == 0
