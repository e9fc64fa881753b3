"""The site, written once, and served to readers with a browser, which starts once a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, BrowserContext

from browsing import BUNDLE, DESK, Open, Reader, served
from conftest import made_once
from mawaqif.site import write_site


@pytest.fixture(scope="session")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the published tables with its interactive parts; where they are not bundled, with invented files instead."""

    def write(folder: Path) -> None:
        scripts = BUNDLE
        if not (BUNDLE / "explorer.js").is_file():
            scripts = tmp_path_factory.mktemp("bundle")
            for name in ("explorer.js", "explorer.css"):
                (scripts / name).write_text("/* invented */\n", encoding="utf-8")
        write_site(release, folder, scripts)

    return made_once(tmp_path_factory, "site", write)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Callable[..., BrowserContext]:
    """Make a context, or take the one with the same settings, which remembers the files that it has loaded."""
    made: dict[str, BrowserContext] = {}

    def context(**settings: Any) -> BrowserContext:
        wanted = {"viewport": DESK, "reduced_motion": "reduce"} | settings
        if repr(wanted) not in made:
            made[repr(wanted)] = browser.new_context(**wanted)
        return made[repr(wanted)]

    return context


@pytest.fixture
def reader(contexts: Callable[..., BrowserContext], address: str) -> Iterator[Open]:
    """Make a reader; at the end, no page complained of anything or asked for anything elsewhere."""
    readers: list[Reader] = []

    def start(**settings: Any) -> Reader:
        readers.append(Reader(contexts(**settings), address))
        return readers[-1]

    yield start
    for one in readers:
        one.page.close()
        assert (one.complaints, one.strangers()) == ([], [])


@pytest.fixture(scope="module")
def database(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database of the release, closed before another module opens it otherwise: DuckDB refuses that in one process."""
    with duckdb.connect(str(release / "mawaqif.duckdb"), read_only=True) as connection:
        yield connection
