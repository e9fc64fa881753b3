"""What frictionless found nothing in is not shown to it again; whatever else there is, it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from conftest import Run
from mawaqif.paths.own_cache import cache_folder
from mawaqif.standard import by_frictionless
from mawaqif.standard.by_frictionless import FOLDER, package_problems, schema_problems

SOUND: dict[str, Any] = {"fields": [{"name": "lamp", "type": "string"}]}
UNSOUND: dict[str, Any] = {"fields": [{"name": "lamp", "type": "integer", "example": "tall"}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's marks are, none at first."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        (tmp_path / "cache").mkdir(exist_ok=True)
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    return cache_folder(FOLDER)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What frictionless is shown."""
    seen: list[object] = []
    real = frictionless.Schema.metadata_validate

    def validate(raw: Any, **more: Any) -> Any:
        seen.append(raw)
        return real(raw, **more)

    monkeypatch.setattr(frictionless.Schema, "metadata_validate", validate)
    return seen


def test_a_sound_schema_is_shown_once_and_another_one_by_itself(shown: list[object]) -> None:
    for raw in (SOUND, SOUND, {**SOUND, "title": "Lamps"}, dict(reversed(SOUND.items()))):
        assert not list(schema_problems(raw))
    assert shown == [SOUND, {**SOUND, "title": "Lamps"}]


def test_what_is_wrong_is_told_every_time(shown: list[object], folder: Path) -> None:
    first, again = list(schema_problems(UNSOUND)), list(schema_problems(UNSOUND))
    assert first == again != []
    assert shown == [UNSOUND, UNSOUND]
    assert not list(folder.iterdir())


def test_an_index_is_no_schema(shown: list[object]) -> None:
    assert not list(schema_problems({**SOUND, "resources": []}))
    assert list(package_problems({**SOUND, "resources": [{}]}))
    assert len(shown) == 1


def _link(mark: Path) -> None:
    mark.rename(mark.parent.parent / "elsewhere")
    mark.symlink_to(mark.parent.parent / "elsewhere")


NOT_TRUSTED: dict[str, Callable[[Path], object]] = {
    "a link": _link,
    "others may write it": lambda mark: mark.chmod(0o666),
    "others may write the folder": lambda mark: mark.parent.chmod(0o777),
    "a folder": lambda mark: (mark.unlink(), mark.mkdir()),
}


@pytest.mark.parametrize("name", NOT_TRUSTED)
def test_what_another_could_have_written_is_not_trusted(name: str, shown: list[object], folder: Path) -> None:
    assert not list(schema_problems(SOUND))
    (mark,) = folder.iterdir()
    NOT_TRUSTED[name](mark)
    assert not list(schema_problems(SOUND))
    assert len(shown) == 2


def test_another_version_looks_again(shown: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not list(schema_problems(SOUND))
    monkeypatch.setattr(by_frictionless, "_version", lambda: "0.0.1")
    assert not list(schema_problems(SOUND))
    assert len(shown) == 2


def test_when_they_are_many_all_are_forgotten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_frictionless, "MOST_REMEMBERED", 3)
    for number in range(5):
        assert not list(schema_problems({**SOUND, "title": f"{number}"}))
    assert len(list(folder.iterdir())) == 2


def test_a_second_check_does_without_frictionless(package: Path, run_process: Run, folder: Path) -> None:
    for mark in folder.glob("*"):
        mark.unlink()
    code = """import sys; from pathlib import Path
from mawaqif.validating.any_package import check_any
print(check_any(Path(sys.argv[1]))[0].clean, 'frictionless' in sys.modules)"""
    told = [run_process("python", "-c", code, package).stdout.strip() for _ in range(2)]
    assert told == ["True True", "True False"]
