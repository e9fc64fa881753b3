"""Writing files whole: prepared aside, then renamed into place, all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from mawaqif.paths import naming


def write_text(path: Path, text: str) -> None:
    """Write a text file aside and rename it into place, so that a failure leaves the old one.

    Raises:
        OSError: it cannot be written.
    """
    write_texts({path: text})


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write several text files, all or none.

    Every file is on the disk before the first is put in place, and one that was put in
    place is put back where a later one fails.

    Args:
        texts: what each file is to hold, in the order in which they are put in place.

    Raises:
        OSError: one of them cannot be written; all are then as they were.
    """
    aside: dict[Path, Path] = {}
    kept: dict[Path, Path | None] = {}
    placed: list[Path] = []
    try:
        for path, text in texts.items():
            aside[path] = _prepared(path, text)
        if len(texts) > 1:
            for path in texts:
                kept[path] = _kept(path)
        for path in texts:
            aside[path].replace(path)
            placed.append(path)
    except BaseException:
        for path in placed:
            _put_back(path, kept.get(path))
        raise
    finally:
        for left in (*aside.values(), *filter(None, kept.values())):
            left.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    return Path(name)


def _prepared(path: Path, text: str) -> Path:
    aside = _beside(path)
    try:
        with naming(path), aside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _kept(path: Path) -> Path | None:
    """Keep what a file holds now, so that it can be put back by a mere rename."""
    if not path.exists():
        return None
    copy = _beside(path)
    try:
        with naming(path):
            shutil.copy2(path, copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _put_back(path: Path, kept: Path | None) -> None:
    if kept is None:
        path.unlink(missing_ok=True)
    else:
        kept.replace(path)
