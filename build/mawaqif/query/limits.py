"""Hard limits for work that may not stop by itself: the process ends where they are passed.

The database can be interrupted while it runs a query, but not while it plans one, and
what comes after it, fetching and rendering, knows no limit at all. Each command runs in a
process of its own, so ending the process is a limit that holds.
"""

from __future__ import annotations

import faulthandler
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEFAULT_SECONDS = 30.0
DEFAULT_MEMORY = "2GB"
# How much later than asked the process ends, after the database had its chance to stop.
GRACE_SECONDS = 1.0
# So much later it ends without a word, where a library held the interpreter all the while.
LAST_SECONDS = 5.0
LONGEST_SECONDS = 86_400.0
# Addresses that Python and its libraries need beside the memory of the query to read the tables, and more to count their columns.
OWN_MEMORY, TO_COUNT = 2 * 1024**3, 1024**3
_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}


def memory_bytes(text: str) -> int:
    """Read an amount of memory such as `2GB` or `500 MB`.

    Raises:
        ValueError: it is not a positive amount with a unit.
    """
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?([KMG]i?B)", text.strip(), re.IGNORECASE)
    amount = float(match[1]) * _UNITS[match[2].upper()] if match else 0
    if not 1 <= amount < 2**50:
        raise ValueError("expected an amount such as 500MB or 2GB")
    return int(amount)


@contextmanager
def hard_limits(seconds: float, memory: int, *, counting: bool = False) -> Iterator[None]:
    """End the process if the work in the block passes its limits.

    Args:
        seconds: time after which the process ends, a moment later than asked; exit code 1.
        memory: bytes that the block may allocate on top of what the process has.
        counting: whether columns of the tables are counted in it.
    """
    own = OWN_MEMORY + (TO_COUNT if counting else 0)
    watch = threading.Timer(seconds + GRACE_SECONDS, _end, [seconds])
    watch.daemon = True
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, _address_space(memory + own):
        # The timer needs the interpreter, which work inside a library may hold; this one does not.
        faulthandler.dump_traceback_later(seconds + LAST_SECONDS, exit=True, file=nowhere)
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            faulthandler.cancel_dump_traceback_later()


def _end(seconds: float) -> None:
    os.write(2, f"mawaqif: stopped after {seconds:g} seconds; narrow the query, or allow more with --seconds\n".encode())
    os._exit(1)


@contextmanager
def _address_space(more: int) -> Iterator[None]:
    if not sys.platform.startswith("linux"):
        yield
        return
    import resource  # noqa: PLC0415 - not on every system

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + more
    if before[1] != resource.RLIM_INFINITY:
        wanted = min(wanted, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (wanted, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
