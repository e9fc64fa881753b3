"""Publishing: every edition is written aside, then the whole folder is put in place at once."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
from xlsxwriter.exceptions import XlsxWriterException

from mawaqif.check import load_checked
from mawaqif.outputs import OUTPUTS, Output
from mawaqif.outputs.archives import write_archives
from mawaqif.outputs.descriptor_edition import sha256_of
from mawaqif.plots import FILES as PLOT_FILES
from mawaqif.tables import CannotRunError, Dataset

CHECKSUMS = "SHA256SUMS"
# What the libraries say where rows do not fit an edition, or its file cannot be written.
_CANNOT_WRITE = (duckdb.Error, pa.ArrowException, sqlite3.Error, XlsxWriterException)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True)
class Release:
    """A release that was published.

    Attributes:
        folder: where it is.
        files: its files with their sizes in bytes, by path.
        rows: number of rows by table.
    """

    folder: Path
    files: dict[str, int]
    rows: dict[str, int]


def build_release(root: Path, out: Path) -> Release:
    """Check a package and publish it into a folder.

    Args:
        root: folder that holds `datapackage.json`.
        out: the folder to publish into. An earlier release in it is replaced whole, once
            the new one is complete; until then, and after any failure, it stays as it was.

    Raises:
        FindingsError: the package has findings; nothing was written.
        CannotRunError: nothing could be checked, an edition cannot be written, or `out` holds
            something that is not a release.
        OSError: the release cannot be written; the earlier one is still in place.
    """
    out = out.parent.resolve() / out.name if out.name else out.resolve()
    _refuse_foreign(root, out)
    dataset = load_checked(root)
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        with _ended_by_signal():
            for output in OUTPUTS:
                _write(output, dataset, aside)
            write_archives(OUTPUTS, dataset, aside)
            sums = "".join(f"{sha256_of(aside / name)}  {name}\n" for name in sorted(_present(aside)))
            (aside / CHECKSUMS).write_text(sums, encoding="utf-8", newline="")
        aside.chmod(0o755)
        _put_in_place(aside, out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Release(
        out,
        {name: (out / name).stat().st_size for name in sorted(_present(out))},
        {name: table.frame.height for name, table in dataset.tables.items()},
    )


def _write(output: Output, dataset: Dataset, folder: Path) -> None:
    try:
        output.write(dataset, folder)
    except _CANNOT_WRITE as error:
        problem = str(error).strip().splitlines()[0]
        raise CannotRunError(f"the {output.name} edition cannot be written, nothing was published: {problem}") from error


def _refuse_foreign(root: Path, out: Path) -> None:
    """Refuse to replace anything but a release: what is not listed in its checksums is somebody's."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotRunError(f"{out}: not a folder; name another one with --out")
    own = root.resolve()
    for part in ("datapackage", "schemas", "build", "validate", "tests", "queries", "docs"):
        if out.is_relative_to(own / part):
            raise CannotRunError(f"{out}: lies among the files of the package; name another folder with --out")
    for folder, what in ((Path.cwd(), "the current folder"), (own, "the package itself")):
        if folder.resolve().is_relative_to(out):
            raise CannotRunError(f"{out}: holds {what}; name a folder of its own with --out, such as dist")
    if out.is_dir():
        # Plots show the rows of the release that they stand in, so they go with it.
        foreign = sorted(_present(out) - _listed(out) - PLOT_FILES)
        if foreign:
            raise CannotRunError(f"{out}: holds {foreign[0]}, which is not of a release; move it away, or name an empty folder")


def _present(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _listed(folder: Path) -> set[str]:
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {CHECKSUMS, *(line.partition("  ")[2] for line in lines)}


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
    """Swap two folders in one step where the system can, so that a kill leaves one whole release."""
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
