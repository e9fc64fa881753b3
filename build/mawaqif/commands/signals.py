"""How a command ends that is asked to: with its clean-up done, 128 and the number of the signal, and no traceback."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_ASKING = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """End what runs in the block when a signal asks for it, as an error would, so that whatever cleans up does.

    A library that works when the signal comes may make another error of it, as DuckDB does, or none;
    so the exit code follows from the signal, not from what reaches the end of the block. A signal that
    was ignored when the process began stays so, as `nohup` wants it.

    Raises:
        SystemExit: a signal came; its code is 128 and the number of the signal.
    """
    came: list[int] = []

    def end(number: int, _frame: object) -> None:
        came.append(number)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(128 + number)

    asking = [signal.Signals[name] for name in _ASKING if name in signal.Signals.__members__]
    heeded = [number for number in asking if signal.getsignal(number) is not signal.SIG_IGN]
    for number in heeded:
        signal.signal(number, end)
    try:
        yield
    except BaseException:
        if not came:
            raise
    finally:
        # What is left is to end; no handler of Python shows a traceback there.
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)
    if came:
        raise SystemExit(128 + came[0])
