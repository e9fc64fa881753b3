"""Git is asked about the folder that is meant, whatever a hook has left in the environment, and its refusals are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import git
from mawaqif.findings import CannotRunError
from mawaqif.history import resolve_revision


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two repositories with a commit each."""
    found = []
    for name in ("own", "other"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "name.txt").write_text(name)
        git(folder, "init", "-q")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", name)
        found.append(folder)
    return found[0], found[1]


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_COMMON_DIR"])
def test_what_a_hook_leaves_does_not_lead_elsewhere(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    own, other = two
    wanted = git(own, "rev-parse", "HEAD").strip()
    monkeypatch.setenv(variable, str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert resolve_revision(own, "HEAD") == wanted


def test_a_checkout_of_another_user_is_told_as_that(two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    # Git has this variable for its own tests of the same.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("LANGUAGE", "de")
    with pytest.raises(CannotRunError, match="of another user; run `git config --global --add safe"):
        resolve_revision(two[0], "HEAD")


def test_no_repository_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="not in a git repository"):
        resolve_revision(tmp_path, "HEAD")


def test_a_store_of_objects_that_is_nowhere_is_told_as_that(two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(two[0] / "gone"))
    with pytest.raises(CannotRunError, match=r"GIT_OBJECT_DIRECTORY is set to .*gone, which is no folder"):
        resolve_revision(two[0], "HEAD")
