"""The start of the command: until it runs, a signal ends it as it ends any program, without a traceback of its loading."""

from __future__ import annotations

import signal


def main() -> None:
    """Load the command line and run it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from mawaqif.cli import main as run  # noqa: PLC0415 - loaded once an interrupt is heeded

    run()


if __name__ == "__main__":
    main()
