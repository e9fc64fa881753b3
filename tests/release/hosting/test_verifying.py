"""The proof of a downloaded release: what is changed, lost, added, wrong in a table, or not attested."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run, edit


def test_a_release_as_published_is_proven(published: Path, run: Run) -> None:
    done = run("mawaqif", "verify", published)
    assert done.returncode == 0, done.stdout
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "ok  files",
        "ok  descriptor",
        "ok  tables",
        "skipped  attestation",
    ]


def changed(release: Path) -> None:
    edit(release / "csv/topics.csv", "lamp-oil", "lamp-gas")


def lost(release: Path) -> None:
    (release / "csv/topics.csv").unlink()


def stray(release: Path) -> None:
    (release / "csv/stray.csv").write_text("a\n")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (changed, "  csv/topics.csv: other bytes than published"),
        (lost, "  csv/topics.csv: missing"),
        (stray, "  csv/stray.csv: not of the release"),
    ],
    ids=["changed", "lost", "stray"],
)
def test_another_file_is_told(change: Callable[[Path], None], line: str, published: Path, run: Run) -> None:
    change(published)
    done = run("mawaqif", "verify", published)
    assert done.returncode == 1
    assert line in done.stdout.splitlines()
    assert "ok  tables" not in done.stdout


def test_sums_that_were_made_anew_do_not_hide_a_table(published: Path, run: Run) -> None:
    path = published / "csv/statement_topics.csv"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    edit(path, "lamp-report-2020-s001,lamp-oil", "lamp-report-2020-s001,lamp-gas")
    edit(published / "SHA256SUMS", old, hashlib.sha256(path.read_bytes()).hexdigest())
    done = run("mawaqif", "verify", published)
    assert done.returncode == 1
    assert "FAILED  descriptor" in done.stdout
    assert "csv/statement_topics.csv: not with the hash and size that datapackage.json gives" in done.stdout
    assert "csv/statement_topics.csv:2 MQ303 'lamp-gas'" in done.stdout


def test_what_is_no_release_is_told(tmp_path: Path, run: Run) -> None:
    done = run("mawaqif", "verify", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "not a release; expected a folder with SHA256SUMS and datapackage.json" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="what stands in for the tool is a script of a shell")
@pytest.mark.parametrize(("code", "word"), [(0, "ok"), (1, "FAILED")])
def test_the_attestation_is_asked_for(
    code: int, word: str, published: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "bin/gh"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\necho "no attestation of lamps" >&2\nexit {code}\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=":")
    done = run("mawaqif", "verify", published, "--repository", "freya/lamps")
    assert done.returncode == code
    assert f"{word}  attestation: SHA256SUMS was made by a workflow of freya/lamps" in done.stdout
    assert ("  no attestation of lamps" in done.stdout.splitlines()) == bool(code)
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert asked == f"attestation verify {published}/SHA256SUMS --repo freya/lamps\n"


def test_without_the_tool_nothing_is_claimed(published: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = run("mawaqif", "verify", published, "--repository", "freya/lamps")
    assert done.returncode == 0
    assert "skipped  attestation: not held: `gh` is not on this machine" in done.stdout
