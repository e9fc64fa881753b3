"""Publishing a folder whole: filled aside, given its checksums, then put in place in one step.

A folder that was published lists its files in `SHA256SUMS`; a file that stands in it and is
not listed is somebody's, and such a folder is never replaced.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

from mawaqif.findings import CannotRunError

CHECKSUMS = "SHA256SUMS"
# What stands in a checkout and is no place to publish into.
_OWN = ("datapackage", "schemas", "build", "validate", "tests", "queries", "docs")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def published(out: Path, own: Path, what: str, also: AbstractSet[str] = frozenset()) -> Iterator[Path]:
    """Yield an empty folder to fill, and put it in place of `out` if nothing failed.

    Args:
        out: the folder to publish into. What was published there before is replaced whole,
            once the new one is complete; until then, and after any failure, it stays as it was.
        own: root of the package, whose own files are no place to publish into.
        what: what is published, as messages name it: `release`.
        also: paths of files that may stand in `out` though its checksums do not list them.

    Raises:
        CannotRunError: `out` holds something that was not published there.
        OSError: the folder cannot be written; the earlier one is still in place.
    """
    out = absolute(out)
    _refuse_foreign(out, own.resolve(), what, also)
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        with _ended_by_signal():
            yield aside
            sums = "".join(f"{sha256_of(aside / name)}  {name}\n" for name in sorted(present(aside)))
            (aside / CHECKSUMS).write_text(sums, encoding="utf-8", newline="")
        aside.chmod(0o755)
        _put_in_place(aside, out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def absolute(out: Path) -> Path:
    """Return the absolute path of a folder to publish into, a link at its end not followed."""
    return out.parent.resolve() / out.name if out.name else out.resolve()


def present(folder: Path) -> set[str]:
    """Return the paths of all files in a folder, with slashes."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 that the checksums of a folder give for each path; none where they cannot be read."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _refuse_foreign(out: Path, own: Path, what: str, also: AbstractSet[str]) -> None:
    """Refuse to replace anything but what was published: what is not listed in its checksums is somebody's."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotRunError(f"{out}: not a folder; name another one with --out")
    for part in _OWN:
        if out.is_relative_to(own / part):
            raise CannotRunError(f"{out}: lies among the files of the package; name another folder with --out")
    for folder, name in ((Path.cwd(), "the current folder"), (own, "the package itself")):
        if folder.resolve().is_relative_to(out):
            raise CannotRunError(f"{out}: holds {name}; name a folder of its own with --out, such as dist")
    if out.is_dir():
        foreign = sorted(present(out) - set(checksums(out)) - {CHECKSUMS} - also)
        if foreign:
            raise CannotRunError(f"{out}: holds {foreign[0]}, which is not of a {what}; move it away, or name an empty folder")


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let a request to end run the clean-up, as an interrupt from the keyboard does."""

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _put_in_place(aside: Path, out: Path) -> None:
    """Swap two folders in one step where the system can, so that a kill leaves one whole folder."""
    if not out.exists():
        aside.rename(out)
    elif not _exchange(aside, out):
        old = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-old-"))
        out.rename(old / out.name)
        try:
            aside.rename(out)
        except OSError:
            (old / out.name).rename(out)
            raise
        shutil.rmtree(old, ignore_errors=True)


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
