"""The folders of this user for what can be made again: nobody else can write there, or nothing is kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path

_WRITTEN_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def cache_folder(name: str) -> Path:
    """Return where a folder is, or would be."""
    return user_cache_path("mawaqif", appauthor=False) / name


def own_cache_folder(name: str, *, make: bool) -> Path | None:
    """Return a folder, if it is this user's and nobody else may write into it.

    Args:
        name: its name.
        make: whether it is made where there is none.
    """
    folder = cache_folder(name)
    if not folder.is_absolute():  # there is no home
        return None
    try:
        for path in (folder.parent.parent, folder.parent, folder) if make else ():
            path.mkdir(mode=0o700, exist_ok=True)
        return folder if all(is_own(path.lstat(), stat.S_ISDIR) for path in (folder.parent, folder)) else None
    except OSError:
        return None


def is_own(found: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """True for a file or folder, not a link, that belongs to this user and that no other may write."""
    if not hasattr(os, "geteuid"):  # Windows keeps each user's folder of caches apart
        return kind(found.st_mode)
    return kind(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & _WRITTEN_BY_OTHERS
