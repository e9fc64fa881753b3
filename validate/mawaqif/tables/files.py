"""Reading files that may be anything: a folder, a pipe, a device, a broken link."""

from __future__ import annotations

import stat
from pathlib import Path

LARGEST_FILE = 2 * 1024**3


class NotReadableError(OSError):
    """The path does not lead to a file that can be read; `strerror` says why."""


def read_file(path: Path) -> bytes:
    """Read a regular file.

    Args:
        path: its path; links are followed.

    Raises:
        OSError: there is none, it cannot be read, or it is not a regular file of a
            size that a table or document can have.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(21, "it is a folder", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise NotReadableError(22, "it is a pipe, socket or device, not a file", str(path))
    if found.st_size > LARGEST_FILE:
        raise NotReadableError(27, f"it is larger than {LARGEST_FILE:,} bytes", str(path))
    return path.read_bytes()
