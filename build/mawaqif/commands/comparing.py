"""The command that compares two states of the rows: `diff`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import errors, fail, package_root, print_bytes


def diff(
    revision: Annotated[str, typer.Argument(metavar="REV", help="Commit, branch or tag, or a folder with another state.")],
    folder: Annotated[
        Path | None, typer.Argument(help="Folder that holds datapackage.json. [default: the one at hand]", show_default=False)
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, markdown, csv or json.")] = "text",
) -> None:
    """Say in words which rows were added, changed and removed since REV."""
    from mawaqif.findings.escaping import ISOLATE, POP, for_terminal
    from mawaqif.release.diff import CHANGE_FORMATS, changes_since

    if form not in CHANGE_FORMATS:
        fail(f"--format {form}: expected one of {', '.join(CHANGE_FORMATS)}")
    with errors():
        found = changes_since(package_root(folder), revision)
    text = CHANGE_FORMATS[form](found)
    if sys.stdout.isatty():
        # A terminal takes isolates around every stretch; those of a pipe are taken off first, because they would be shown.
        text = for_terminal(text.replace(ISOLATE, "").replace(POP, ""), isolate=True)
    print_bytes(text.encode())
