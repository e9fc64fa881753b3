"""Reading a file by a path that may also lead to a folder, a pipe, a device, the system or nowhere."""

from __future__ import annotations

import os
import stat
from functools import cache
from pathlib import Path

# So many bytes a table may have; what is read whole must fit into memory several times.
MAX_FILE_SIZE = 1024**3
# Where the system shows itself as files, some of which wait for ever or never end.
SYSTEM = ("/proc", "/sys")
_MEBIBYTE = 1024**2


class NotReadableError(OSError):
    """The path does not lead to a readable regular file; `strerror` says why."""


def read_file(path: Path, largest: int = MAX_FILE_SIZE, *, most: int = -1) -> bytes:
    """Read a regular file.

    Args:
        path: its path; links are followed.
        largest: the largest file that is read; one that says it is larger is not begun.
        most: how much of its beginning is wanted; all of it where negative.

    Raises:
        OSError: there is none, it cannot be read, it is not a regular file, or it is too large.
    """
    _refuse(path, path.stat(), largest)
    # A file may be exchanged for a pipe after it was looked at; to open one must not wait.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - the flags
        found = os.fstat(file.fileno())
        _refuse(path, found, largest)
        if most >= 0:
            return file.read(most)
        # A byte more than it says, to see that it ends; room is taken for as many as are asked for.
        data = file.read(found.st_size + 1)
        while len(data) <= largest and (more := file.read(_MEBIBYTE)):
            data += more
    if len(data) > largest:
        raise NotReadableError(27, f"it is larger than {size_in_words(largest)}", str(path))
    return data


def _refuse(path: Path, found: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(21, "it is a folder", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise NotReadableError(22, "it is a pipe, socket or device, not a file", str(path))
    if found.st_dev in _system_devices():
        raise NotReadableError(22, f"it is shown by the running system, as what lies in {SYSTEM[0]} is, not a file", str(path))
    if found.st_size > largest:
        raise NotReadableError(27, f"it is larger than {size_in_words(largest)}", str(path))


def size_in_words(size: int) -> str:
    """Return a number of bytes as messages have it: in MiB where it is a whole number of them."""
    return f"{size:,} bytes" if size % _MEBIBYTE else f"{size // _MEBIBYTE:,} MiB"


@cache
def _system_devices() -> frozenset[int]:
    """Return the devices of the file systems in which the system shows itself; none where it does not."""
    return frozenset(Path(name).stat().st_dev for name in SYSTEM if Path(name).is_mount())
