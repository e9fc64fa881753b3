"""Publishing: every edition is written aside, then the whole folder is put in place at once."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from mawaqif.check import load_checked
from mawaqif.outputs import OUTPUTS, Output
from mawaqif.outputs.descriptor_edition import sha256_of
from mawaqif.tables import CannotRunError, Dataset

CHECKSUMS = "SHA256SUMS"
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
    out = out.absolute()
    _refuse_foreign(out)
    dataset = load_checked(root)
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        for output in OUTPUTS:
            _write(output, dataset, aside)
        files = sorted(path for path in aside.rglob("*") if path.is_file())
        sums = "".join(f"{sha256_of(path)}  {path.relative_to(aside).as_posix()}\n" for path in files)
        (aside / CHECKSUMS).write_text(sums, encoding="utf-8", newline="")
        aside.chmod(0o755)
        _put_in_place(aside, out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    written = sorted(path for path in out.rglob("*") if path.is_file())
    return Release(
        out,
        {path.relative_to(out).as_posix(): path.stat().st_size for path in written},
        {name: table.frame.height for name, table in dataset.tables.items()},
    )


def _write(output: Output, dataset: Dataset, folder: Path) -> None:
    try:
        output.write(dataset, folder)
    except (duckdb.Error, pa.ArrowException) as error:
        problem = str(error).strip().splitlines()[0]
        raise CannotRunError(f"the {output.name} edition cannot be written, nothing was published: {problem}") from error


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotRunError(f"{out}: not a folder; name another one with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / CHECKSUMS).is_file():
        raise CannotRunError(f"{out}: holds files that are not a release; name an empty folder with --out")


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
