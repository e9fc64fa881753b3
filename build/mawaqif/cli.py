"""The command line. A command parses, calls one function, prints and exits.

Exit codes: 0 clean, 1 findings or a failed query, 2 could not run.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands import CANNOT_RUN, COMMANDS

GARBAGE_AFTER = 100_000
# What Pandera loads wherever it is installed, and the module of its own that loads NumPy to look for pandas again.
OF_PANDERA = frozenset({"pandas", "hypothesis", "pandera.api.pandas.types"})

app = typer.Typer(
    name="mawaqif",
    help="Mawaqif: who said what about governing the Internet. Check, publish and query the data set.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer passes the flag by position
    if asked:
        from importlib.metadata import version

        typer.echo(f"mawaqif {version('mawaqif')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Mawaqif: who said what about governing the Internet. Check, publish and query the data set."""


for command in COMMANDS:
    app.command()(command)


class _Lean:
    """A finder of modules that finds neither pandas nor Hypothesis, nor NumPy while Pandera looks for pandas.

    Pandera loads all it has for them wherever they are installed. Mawaqif uses Pandera on
    Polars alone, so its own process does as it would where they are not.
    Source of the method: the Python language reference, "The meta path".
    """

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        """Say that there is no such module, and leave every other one to the other finders."""
        pandera = sys.modules.get("pandera")
        looking = pandera is not None and not hasattr(pandera, "__all__")
        if name in OF_PANDERA or (name == "numpy" and looking):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def leave_out_pandas() -> None:
    """Let this process do as if pandas were not installed."""
    sys.meta_path.insert(0, _Lean)


def main() -> None:
    """Run the command line."""
    leave_out_pandas()
    # Loading makes many objects that stay; looking through them again and again for rubbish finds none.
    gc.set_threshold(GARBAGE_AFTER)
    _open_streams()
    try:
        _run()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(CANNOT_RUN) from None


def _open_streams() -> None:
    """Speak UTF-8, with names of files that are none shown as escapes; refuse to work for nobody.

    A stream that was closed is None to Python, and its number would go to the next file that is opened.
    """
    for name in ("stdin", "stderr"):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open("w" if name == "stderr" else "r", encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, nothing)
    if sys.stdout is None:
        sys.stderr.write("mawaqif: standard output is closed, so that nothing can be said; send it to a file, or to /dev/null\n")
        raise SystemExit(CANNOT_RUN)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="strict" if stream is sys.stdin else "backslashreplace")


def _run() -> None:
    """Run the command, and end at once when it has: to take every module apart would take longer than to read the tables."""
    try:
        app()
    except BrokenPipeError:
        raise
    except OSError as error:  # what a command has not told itself: it could not say what it did
        sys.stderr.write(f"mawaqif: standard output: {error.strerror or error}\n")
        os._exit(CANNOT_RUN)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        code = end.code
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except BrokenPipeError:
            raise
        except OSError:  # said already, where it was written
            code = CANNOT_RUN
        os._exit(code)


if __name__ == "__main__":
    main()
