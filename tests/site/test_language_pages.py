"""Pages that are written in a process of their own: the same bytes, the same checksums, and no process that outlives its site."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from mawaqif.findings import CannotRunError
from mawaqif.release.checksums import CHECKSUMS, present, sha256_of
from mawaqif.site import write_site, writing
from mawaqif.site.explorer_data import explorer_files
from mawaqif.site.language_pages import Folder, Frame, pages_beside
from mawaqif.site.wording import LANGUAGES


def test_two_processes_write_what_one_writes(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(published, tmp_path / "one")
    monkeypatch.setattr(writing, "MANY", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    write_site(published, tmp_path / "two")
    one, two = ((tmp_path / name / CHECKSUMS).read_text(encoding="utf-8") for name in ("one", "two"))
    assert one == two
    found = {name: sha256_of(tmp_path / "two" / name) for name in present(tmp_path / "two") - {CHECKSUMS}}
    assert two == "".join(f"{found[name]}  {name}\n" for name in sorted(found))


def test_what_goes_wrong_in_the_other_process_is_told_in_this_one(tmp_path: Path) -> None:
    frame = Frame(tmp_path / "none", None, "", frozenset())
    with (
        pages_beside(frame, LANGUAGES[1], Folder(tmp_path), explorer_files) as wait,
        pytest.raises(CannotRunError, match="No such file"),
    ):
        wait()
    assert multiprocessing.active_children() == []


def test_a_process_that_is_ended_early_is_missed(published: Path, tmp_path: Path) -> None:
    frame = Frame(published, None, "", frozenset())
    with pages_beside(frame, LANGUAGES[1], Folder(tmp_path), explorer_files) as wait:
        (process,) = multiprocessing.active_children()
        process.kill()
        with pytest.raises(CannotRunError, match="ended early"):
            wait()
    assert multiprocessing.active_children() == []


def test_an_error_here_ends_the_other_process(published: Path, tmp_path: Path) -> None:
    frame = Frame(published, None, "", frozenset())
    with pytest.raises(KeyboardInterrupt), pages_beside(frame, LANGUAGES[1], Folder(tmp_path), explorer_files):
        raise KeyboardInterrupt
    assert multiprocessing.active_children() == []
