"""What every command needs: how it ends, where its package is, how it prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from mawaqif.commands.consoles import is_utf8

if TYPE_CHECKING:
    from mawaqif.findings import FindingsError, Language

FINDINGS, CANNOT_RUN = 1, 2
# On Windows a file that a spreadsheet or an editor has open cannot be replaced.
HELD = "; close it where it is open, or let this user write there, and try again"

# The extra that brings a library which its command needs for some files or options alone.
EXTRA_OF = {"mammoth": "hydrate", "watchfiles": "watch"}

PackageDir = Annotated[
    Path | None, typer.Argument(help="Folder that holds datapackage.json. [default: the one at hand]", show_default=False)
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="ar|en", help="Language of what is said. [default: that of the system]", show_default=False),
]
SourcesDir = Annotated[Path | None, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")]


def say(text: str, *, err: bool = False, exact: bool = False) -> None:
    """Say something to people; nothing in it commands the terminal or the log that it goes to.

    Args:
        text: one line or several; may quote data, names of files and messages of libraries.
        err: whether it goes to standard error.
        exact: whether it holds rows that a program may take from a pipe, so that no isolate is put into them there.
    """
    from mawaqif.findings.escaping import ISOLATE, POP, for_terminal

    stream = sys.stderr if err else sys.stdout
    try:
        shown = for_terminal(text, isolate=stream.isatty())
        if exact and not stream.isatty():
            shown = shown.replace(ISOLATE, "").replace(POP, "")
        typer.echo(shown, err=err)
    except BrokenPipeError as error:
        raise typer.Exit(CANNOT_RUN) from error  # nobody reads on; that is no finding


def language_of(given: str | None) -> Language:
    """Return the language that is asked for, else that of the system."""
    from mawaqif.findings import Language, language_of_system

    if given is None:
        return language_of_system()
    if given not in set(Language):
        fail(f"--lang {given}: expected {' or '.join(Language)}")
    return Language(given)


def by_name(message: str, language: Language | None = None) -> str:
    """Return what the tool says of itself, after its name."""
    from mawaqif.findings import Language, spoken
    from mawaqif.findings.escaping import Spoken

    text = spoken(message, language or Language.ENGLISH)
    return Spoken(f"mawaqif: {text}") if isinstance(text, Spoken) else f"mawaqif: {text}"


def fail(message: object, language: Language | None = None) -> NoReturn:
    """Say in one line why the command could not run, and end with exit code 2."""
    say(by_name(message if isinstance(message, str) else str(message), language), err=True)
    raise typer.Exit(CANNOT_RUN)


def as_spoken(text: str, language: Language) -> str:
    """Return a text made of what was spoken already, so that it is shown as it is in Arabic."""
    from mawaqif.findings import Language
    from mawaqif.findings.escaping import Spoken

    return Spoken(text) if language is Language.ARABIC else text


def reported(error: FindingsError, language: Language | None) -> str:
    """Return the report that an error carries, in which nothing commands a terminal or a log."""
    from mawaqif.findings import Language
    from mawaqif.reports import FORMATS

    return FORMATS["text"](error.report, error.root, language or Language.ENGLISH)


@contextmanager
def needing(extra: str, language: str | None = None) -> Iterator[None]:
    """Say in one line which extra to install where a library is missing, and end with exit code 2.

    Args:
        extra: the extra that brings the libraries of what is done here, but for those that `EXTRA_OF` names; empty where the
            tool itself brings them.
        language: the language that was asked for; that of the system where none was.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if not extra or missing in {"", "mawaqif", *sys.stdlib_module_names}:
            raise
        from mawaqif.findings import said

        extra = EXTRA_OF.get(missing, extra)
        parts = (
            "{library} is not installed; `{install}` brings what this command needs",
            "المكتبة {library} غير مثبتة؛ يأتي الأمر `{install}` بما يلزم هنا",
        )
        fail(said(*parts, library=missing, install=f'pip install "mawaqif[{extra}]"'), language_of(language))


def with_extra(command: Callable[..., None], extra: str) -> Callable[..., None]:
    """Return a command that says which extra to install where a library that it needs is missing.

    One that watches is told of the extra that brings what watches, and all the rest with it.
    """

    @wraps(command)
    def run(**given: Any) -> None:
        with needing("watch" if given.get("watch") else extra, given.get("lang")):
            command(**given)

    return run


@contextmanager
def errors(language: Language | None = None) -> Iterator[None]:
    """Turn what can go wrong outside the data into one line and exit code 2."""
    from mawaqif.findings import Bilingual, CannotRunError, FindingsError, show

    try:
        yield
    except FindingsError as error:
        typer.echo(reported(error, language), err=True)
        nothing = Bilingual("nothing was written; mend what is listed first", "لم يُكتب شيء؛ أصلِح أولًا ما سُرد")
        say(by_name(nothing, language), err=True)
        raise typer.Exit(FINDINGS) from error
    except CannotRunError as error:
        fail(error.args[0] if error.args and isinstance(error.args[0], str) else error, language)
    except UnicodeError as error:
        text = getattr(error, "object", "")
        said = "a file" if isinstance(text, bytes) else show(text)
        fail(f"{said} holds what is not UTF-8 ({getattr(error, 'reason', error)}); rename or save it as UTF-8")
    except BrokenPipeError as error:
        raise typer.Exit(CANNOT_RUN) from error
    except OSError as error:
        # A file that is put in the place of another is named by that place.
        name = f"{error.filename2 or error.filename}: " if error.filename else ""
        held = HELD if isinstance(error, PermissionError) else ""
        fail(f"{name}{error.strerror or error}{held}")


def package_root(folder: Path | None) -> Path:
    """Return the folder of the package: the one given, else the one at hand; a write that was cut off there is finished first."""
    from mawaqif.editing.atomic_writes import finish_writes
    from mawaqif.paths import find_home

    root = folder if folder is not None else find_home()
    finish_writes(root)
    return root


def root_to_write(folder: Path | None, *, write: bool = True) -> Path:
    """Return the folder of the package, which must not be that inside the installed tool where it is to be written into."""
    from mawaqif.paths import to_write

    root = package_root(folder)
    return to_write(root) if write else root


def print_bytes(data: bytes) -> None:
    """Write to standard output as they are; a console of another encoding gets its own bytes of the same text."""
    try:
        if is_utf8(sys.stdout.encoding):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(data.decode("utf-8", "replace"))
            sys.stdout.flush()
    except BrokenPipeError as error:
        raise typer.Exit(CANNOT_RUN) from error  # nobody reads on; that is no finding
    except OSError as error:
        fail(f"standard output: {error.strerror}")


def terminal_takes_colour() -> bool:
    """True where standard output is a terminal and neither NO_COLOR nor TERM=dumb says otherwise.

    Source: no-color.org, where any value that is not empty counts.
    """
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
