"""The command that opens a document beside its rows in the browser: `desk`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from mawaqif.commands.base import PackageDir, errors, root_to_write, say


def desk(
    sources: Annotated[Path, typer.Option("--sources", help="Folder of the documents as <document_id>.txt.")],
    folder: PackageDir = None,
    blind: Annotated[
        str, typer.Option("--blind", metavar="NAME", help="The second coder, who then sees no code of the first one.")
    ] = "",
    lang: Annotated[Literal["en", "ar"], typer.Option("--lang", help="Language in which the page opens.")] = "en",
    port: Annotated[int, typer.Option("--port", help="Port on this machine. [default: any that is free]", min=0, max=65535)] = 0,
    scripts: Annotated[
        Path | None,
        typer.Option("--scripts", help="Folder of the bundled page. [default: of this checkout]", show_default=False),
    ] = None,
) -> None:
    """Open a page on this machine to read, code, code again, settle and seal: the text before the eyes, the row beside it."""
    from mawaqif.desk.serving import serve_desk

    def tell(address: str) -> None:
        say(f"the desk{f' of {blind}' if blind else ''}: {address}")
        say("open it in a browser on this machine; Ctrl-C ends it. The address is secret, and the page holds words of sources")

    with errors():
        serve_desk(root_to_write(folder), sources, tell, coder=blind.strip(), scripts=scripts, port=port, language=lang)
