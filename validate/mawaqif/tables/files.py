"""Reading a file by a path that may also lead to a folder, a pipe, a device or nowhere."""

from __future__ import annotations

import stat
from pathlib import Path

MAX_FILE_SIZE = 2 * 1024**3


class NotReadableError(OSError):
    """The path does not lead to a readable regular file; `strerror` says why."""


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
    if found.st_size > MAX_FILE_SIZE:
        raise NotReadableError(27, f"it is larger than {MAX_FILE_SIZE:,} bytes", str(path))
    return path.read_bytes()
