"""The command that serves the data to agents: `mcp`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mawaqif.commands.base import errors, package_root


def mcp(
    release: Annotated[
        Path | None, typer.Option("--release", help="Folder of a release. [default: the tables at hand]", show_default=False)
    ] = None,
) -> None:
    """Answer an agent over the Model Context Protocol, on standard input and output."""
    from mawaqif.query.mcp_server import serve

    with errors():
        serve(package_root(None), release)
