"""Desks for the tests of the server, which need no page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import lay_out
from desk_server import Asking, served_desk


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that counts as the bundled page."""
    folder = tmp_path_factory.mktemp("desk-page")
    for name in ("desk.js", "desk.css"):
        (folder / name).write_text("/* invented */\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def reading_desk(scripts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, Path]]:
    """A desk on an invented package that no test changes, and the folder of the package."""
    package = lay_out(tmp_path_factory.mktemp("desk") / "package")
    with served_desk(package, scripts) as desk:
        yield desk, package


@pytest.fixture
def desk(package: Path, scripts: Path) -> Iterator[Asking]:
    """A desk on an invented package, for one test."""
    with served_desk(package, scripts) as running:
        yield running
