"""The command line. A command parses, calls one function, prints and exits.

Exit codes: 0 clean, 1 findings or a failed query, 2 could not run.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands import CANNOT_RUN, COMMANDS, READABLE, ended_by_signals, is_utf8, with_extra

app = typer.Typer(
    name="mawaqif",
    help="Mawaqif: who said what about governing the Internet. Check, publish and query the data set.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(*, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"mawaqif {version('mawaqif')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Mawaqif: who said what about governing the Internet. Check, publish and query the data set."""


for command, extra in COMMANDS.items():
    app.command()(with_extra(command, extra))


def main() -> None:
    """Run the command line."""
    _prepare_streams()
    # Typer prepares every command that it knows, which takes longer than loading most of what one needs.
    asked = [info for info in app.registered_commands if info.callback and sys.argv[1:2] == [info.callback.__name__]]
    app.registered_commands = asked or app.registered_commands
    code = 0
    try:
        with ended_by_signals():
            app()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        # The parser of the command line takes a reader that has gone for a failure of the command.
        code = CANNOT_RUN if type(sys.stdout).__name__ == "PacifyFlushWrapper" else end.code
    except OSError as error:  # a command reports its own errors; this one could not write what it had to say
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"mawaqif: standard output: {error.strerror or error}\n")
        code = CANNOT_RUN
    # A normal exit collects garbage among all objects of the libraries, which adds a quarter to the CPU time of
    # `mawaqif validate`. `gc.freeze()` avoids that too, but then DuckDB reports leaks on standard error.
    os._exit(code if _flush() else CANNOT_RUN)


def _prepare_streams() -> None:
    """Use UTF-8 on the standard streams, and the null device for a closed one; without standard output, end.

    A stream that was closed before the start is None, and its number would go to the next file that is opened.
    """
    closed = sys.stdout is None
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the process ends
        elif isinstance(stream, io.TextIOWrapper):
            if name != "stdin" and stream.isatty() and not is_utf8(stream.encoding):
                stream.reconfigure(errors=READABLE)  # an old console, such as one of code page 1256, knows no other
                continue
            # A file name that is not UTF-8 has no letters to be written; it is shown as escapes.
            stream.reconfigure(encoding="utf-8", errors="strict" if name == "stdin" else "backslashreplace")
    if closed:
        sys.stderr.write("mawaqif: standard output is closed, so that nothing can be said; send it to a file, or to /dev/null\n")
        raise SystemExit(CANNOT_RUN)


def _flush() -> bool:
    """Flush the standard streams; return False where one cannot be written, such as a broken pipe or a full disk."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
