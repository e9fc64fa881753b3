"""Atomic writes: files are written to temporary files and renamed into place, all of them or none.

Several files cannot be renamed at once. So a journal names the renames before the first of them; where the program is
killed between two, `finish_writes` does the rest when the next command begins.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from mawaqif.editing.write_journal import finish_writes, held, temporary_beside, written_down
from mawaqif.paths import naming, to_write

__all__ = ["finish_writes", "write_text", "write_texts"]


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically: a failure leaves the old one.

    Raises:
        CannotRunError: it belongs to the installed tool.
        OSError: it cannot be written.
    """
    write_texts({path: text})


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write several text files, all or none.

    Every file is on the disk before the first is renamed. Where a rename fails, the files that
    were renamed before it are restored; where the program is killed, see `finish_writes`.

    Args:
        texts: the text of each file, in the order in which they are renamed.

    Raises:
        CannotRunError: one of them belongs to the installed tool.
        OSError: one of them cannot be written; all are then as they were.
    """
    for path in texts:
        to_write(path)
    with held(path.parent for path in texts):
        _write_held(texts)


def _write_held(texts: Mapping[Path, str]) -> None:
    temporary: dict[Path, Path] = {}
    backups: dict[Path, Path | None] = {}
    renamed: list[Path] = []
    try:
        for path, text in texts.items():
            temporary[path] = _write_temporary(path, text)
        if len(texts) > 1:
            for path in texts:
                backups[path] = _back_up(path)
        with written_down(temporary):
            try:
                for path in texts:
                    temporary[path].replace(path)
                    renamed.append(path)
            except BaseException:
                for path in renamed:
                    _restore(path, backups.get(path))
                raise
    finally:
        for left in (*temporary.values(), *filter(None, backups.values())):
            left.unlink(missing_ok=True)


def _temporary_beside(path: Path) -> Path:
    handle, temporary = temporary_beside(path)
    os.close(handle)
    return temporary


def _write_temporary(path: Path, text: str) -> Path:
    temporary = _temporary_beside(path)
    try:
        with naming(path), temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _back_up(path: Path) -> Path | None:
    """Back up a file beside it, so that a rename restores it; return None where there is no file."""
    if not path.exists():
        return None
    copy = _temporary_beside(path)
    try:
        with naming(path):
            shutil.copy2(path, copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _restore(path: Path, backup: Path | None) -> None:
    if backup is None:
        path.unlink(missing_ok=True)
    else:
        backup.replace(path)
