"""The desk as a server on this machine, until whoever started it ends it."""

from __future__ import annotations

import contextlib
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from mawaqif.desk.app import desk_app
from mawaqif.desk.guard import Guard
from mawaqif.desk.steps import Desk
from mawaqif.findings import CannotRunError
from mawaqif.passages.copies import Copies
from mawaqif.paths import packaged_home

ADDRESS = "127.0.0.1"
SCRIPTS = Path("build/explorer/dist/desk")
ENTRY, STYLES = "desk.js", "desk.css"


def serve_desk(
    root: Path,
    sources: Path,
    say: Callable[[str], object],
    *,
    coder: str = "",
    scripts: Path | None = None,
    port: int = 0,
    language: str = "en",
) -> None:
    """Serve the desk on 127.0.0.1 until it is ended by a signal.

    Args:
        root: folder that holds `datapackage.json`.
        sources: folder of the documents as `<document_id>.txt`.
        say: takes the address, once requests are answered there.
        coder: name of the second coder, who then sees nothing that the first one gave; empty for everybody else.
        scripts: folder of the bundled parts of the page; where left out, that of the checkout this code stands in.
        port: the port; 0 for any that is free.
        language: language of the page where its address names none.

    Raises:
        CannotRunError: the parts of the page were not bundled, there is no package, or the sources are no folder.
        OSError: the port is taken.
    """
    with desk_server(root, sources, coder=coder, scripts=scripts, port=port, language=language) as (address, run):
        say(address)
        with contextlib.suppress(KeyboardInterrupt):
            run.serve()


@dataclass(frozen=True)
class Running:
    """A server that listens, and can be told to answer and to end.

    Attributes:
        server: the server.
        listening: its socket.
    """

    server: uvicorn.Server
    listening: socket.socket

    def serve(self) -> None:
        """Answer until somebody ends it."""
        self.server.run(sockets=[self.listening])

    def end(self) -> None:
        """Let `serve` come to its end, from another thread."""
        self.server.should_exit = True


@contextlib.contextmanager
def desk_server(
    root: Path, sources: Path, *, coder: str = "", scripts: Path | None = None, port: int = 0, language: str = "en"
) -> Iterator[tuple[str, Running]]:
    """Give the address of a desk, and the server that listens there.

    Args and errors: as `serve_desk`.
    """
    bundle = _bundle(scripts)
    Copies(sources)
    if coder and not coder.isprintable():
        raise CannotRunError("--blind: expected the second coder's name")
    desk = Desk(root, sources, coder)
    with desk.state():
        pass  # a package that cannot be read is told here, and not in the browser
    token = secrets.token_urlsafe(24)
    with socket.create_server((ADDRESS, port)) as listening:
        number = listening.getsockname()[1]
        app = Guard(desk_app(desk, bundle, token, language), token, number)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none", http="h11", loop="asyncio"
        )
        yield f"http://{ADDRESS}:{number}/{token}/", Running(uvicorn.Server(config), listening)


def _bundle(scripts: Path | None) -> Path:
    folder = packaged_home() / SCRIPTS if scripts is None else scripts
    missing = [name for name in (ENTRY, STYLES) if not (folder / name).is_file()]
    if missing:
        raise CannotRunError(
            f"{folder}: no {missing[0]} in it; bundle the page with `make bundle`, or `npm run build` in build/explorer"
        )
    return folder
