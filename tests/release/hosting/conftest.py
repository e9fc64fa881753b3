"""What the tests of hosting share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from addressed import lay_addressed
from conftest import made_once


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented package, its release under a base address and its site; no test changes it."""
    return made_once(tmp_path_factory, "addressed", lay_addressed)


@pytest.fixture
def site(addressed: Path, tmp_path: Path) -> Path:
    """A copy of the site."""
    return Path(shutil.copytree(addressed / "site", tmp_path / "site"))
