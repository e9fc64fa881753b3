"""Measuring whole processes: the operating system's own figures of a finished child."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# The unit of `ru_maxrss`, which is the kernel's: bytes on macOS, KiB elsewhere.
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Usage:
    """What one run of a process took.

    Attributes:
        wall: seconds from its start to its end.
        cpu: seconds of processor time, user and system, of all its threads.
        peak: the most memory it held at once, in bytes.
        code: its exit code, negative where a signal ended it.
        finished: false where it was ended at the limit of time.
    """

    wall: float
    cpu: float
    peak: int
    code: int
    finished: bool = True


def run_process(command: Sequence[str], folder: Path, output: Path, limit: float) -> Usage:
    """Run a command to its end, or to the limit of time, and say what it took.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        output: file that takes what it prints on both streams.
        limit: seconds after which it is ended.

    Source of the method: getrusage(2) and wait4(2). The peak of a child that is started by
    fork counts what its parent holds, so this process stays small: it imports no library.
    """
    with output.open("wb") as file:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
        watch = threading.Timer(limit, os.killpg, (child.pid, signal.SIGKILL))
        watch.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
        finally:
            watch.cancel()
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return Usage(wall, cpu, usage.ru_maxrss * PEAK_UNIT, child.returncode, finished=wall < limit)
