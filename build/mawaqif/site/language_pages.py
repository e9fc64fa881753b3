"""Writing the pages of a language: in this process, or in one of its own beside that of the other language."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mawaqif.findings import CannotRunError
from mawaqif.paths import inside
from mawaqif.plots.cards import Card, can_draw
from mawaqif.site.cards import shown, site_cards
from mawaqif.site.changes import by_row, read_changes
from mawaqif.site.codebook import PAGE as CODEBOOK
from mawaqif.site.codebook import explained
from mawaqif.site.content import Content
from mawaqif.site.linking import read_content
from mawaqif.site.page import Page
from mawaqif.site.pages import MAP, MENU, all_pages
from mawaqif.site.rendering import environment, render

# What a page may load: its own site and nothing else. Without scripts none run at all; where they do, workers come from where
# they come, for none are named apart.
# Source: W3C, "Content Security Policy Level 3".
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'"
_POLICY_OF_SCRIPTS = "; script-src 'self'; connect-src 'self'"
# DuckDB compiles WebAssembly; only its page may.
_POLICY_OF_QUERY = "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
# From so many pages on a second process saves more time than it takes to read the release once more.
MANY = 5000


class Folder:
    """A folder that is filled; each file is hashed while it is written, for nothing reads so many files twice.

    Attributes:
        path: where it is.
        sums: SHA-256 of what was written, by the path in the folder.
    """

    def __init__(self, path: Path) -> None:
        """Fill a folder that is there."""
        self.path = path
        self.sums: dict[str, str] = {}
        self._made: set[str] = set()

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file.

        Args:
            name: its path in the folder, which was not refused.
            content: its bytes, or its text.
        """
        data = content.encode("utf-8") if isinstance(content, str) else content
        above = name.rpartition("/")[0]
        if above not in self._made:
            (self.path / above).mkdir(parents=True, exist_ok=True)
            self._made.add(above)
        (self.path / name).write_bytes(data)
        self.sums[name] = hashlib.sha256(data).hexdigest()

    def write_all(self, files: Iterable[tuple[str, str | bytes]]) -> None:
        """Write files, each named by its path from data, which stays inside the folder."""
        for name, content in files:
            inside(self.path, name)
            self.write(name, content)


@dataclass(frozen=True)
class Frame:
    """What the pages show beside the content of a release.

    Attributes:
        release: the folder of the release.
        bundle: that of the interactive parts; None where there are none.
        notices: path of the licences of others in the site; empty where there are none.
        files: names of the files of the release.
    """

    release: Path
    bundle: Path | None
    notices: str
    files: frozenset[str]


def cards_of(content: Content) -> Mapping[str, Mapping[str, Card]]:
    """Return the cards of a site, as `site_cards` does; none without an address, or where nothing can draw."""
    return site_cards(content) if content.metadata.homepage and can_draw() else {}


def write_pages(
    content: Content,
    pages: Sequence[Page],
    frame: Frame,
    language: str,
    folder: Folder,
    cards: Mapping[str, Mapping[str, Card]],
) -> None:
    """Write the pages of a language into its folder, with the cards of the site named in their heads.

    Raises:
        OSError: a page cannot be written.
    """
    changes = read_changes(frame.release, content.dataset)
    rules = next(page.context["prose"] for page in pages if page.path == CODEBOOK)
    shared = {
        "scripts": frame.bundle is not None,
        "notices": frame.notices,
        "menu": MENU,
        "map": MAP,
        "files": frame.files,
        "fonts": _fonts(frame.bundle, language),
        "changed": None if changes is None else by_row(changes),
        "card": partial(shown, cards, language=language),
        "explained": explained(content.dataset, rules.get(language)),
    }
    made = environment(content, language, shared)
    for page in pages:
        folder.write(f"{language}/{page.path}", render(made, page, _policy(page, interactive=frame.bundle is not None)))


Files = Callable[[Content], Iterable[tuple[str, str | bytes]]]


@contextmanager
def pages_beside(frame: Frame, language: str, folder: Folder, also: Files) -> Iterator[Callable[[], None]]:
    """Write the pages of a language, and other files, in a process of its own, which reads the release itself.

    It ends with the block, also where that fails; what the block gets waits for its files.

    Raises:
        CannotRunError: the process ended before its pages were written, or the release cannot be read there.
        OSError: a page cannot be written.
    """
    own = multiprocessing.get_context("spawn")
    receiving, sending = own.Pipe(duplex=False)
    process = own.Process(target=_write_apart, args=(sending, frame, language, folder.path, also), daemon=True)
    process.start()
    sending.close()

    def wait() -> None:
        try:
            told: Mapping[str, str] | Exception = receiving.recv()
        except EOFError:
            process.join()
            raise CannotRunError(f"{frame.release}: the process that wrote pages ended early ({process.exitcode})") from None
        if isinstance(told, Exception):
            raise told
        folder.sums.update(told)

    try:
        yield wait
    finally:
        process.terminate()
        process.join()
        receiving.close()


def _write_apart(sending: Connection, frame: Frame, language: str, path: Path, also: Files) -> None:
    """Write the pages of a language and other files, and send their checksums, or what went wrong."""
    # Whoever interrupts the command interrupts the process that it waits in, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder = Folder(path)
    told: Any = folder.sums
    try:
        content = read_content(frame.release)
        write_pages(content, all_pages(content, frame.release), frame, language, folder, cards_of(content))
        folder.write_all(also(content))
    except (CannotRunError, OSError) as error:
        told = error
    except MemoryError:
        told = CannotRunError(f"{frame.release}: there is too little memory to write its pages")
    sending.send(told)


def _fonts(bundle: Path | None, language: str) -> list[str]:
    """Return the fonts that a page of a language cannot do without, by their paths in the assets: it asks for them first."""
    scripts = ("latin-[46]00", "arabic-[46]00") if language == "ar" else ("latin-[46]00",)
    found = [path for script in scripts for path in bundle.glob(f"fonts/*-arabic-{script}-normal-*.woff2")] if bundle else []
    return sorted(path.relative_to(bundle).as_posix() for path in found) if bundle else []


def _policy(page: Page, *, interactive: bool) -> str:
    if not interactive:
        return _POLICY
    return _POLICY + (_POLICY_OF_QUERY if page.kind == "query" else _POLICY_OF_SCRIPTS)
