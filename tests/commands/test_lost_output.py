"""Standard output that cannot be written: the process says so, or says nothing, and never with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BIN, ROOT

# A release is asked, because it is there at once.
COMMANDS = {
    "text": ("explain", "MQ303"),
    "bytes": ("query", "--release", "{release}", "SELECT topic_id FROM topics"),
    "lines": ("query", "--list"),
}
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")


@pytest.fixture(params=COMMANDS)
def words(request: pytest.FixtureRequest, release: Path) -> list[str]:
    return [str(BIN / "mawaqif"), *(word.format(release=release) for word in COMMANDS[request.param])]


def shell(redirection: str, words: list[str]) -> subprocess.CompletedProcess[str]:
    script = f'"$0" "$@" {redirection}'
    return subprocess.run(["sh", "-c", script, *words], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)


@needs_posix
def test_a_closed_standard_output_is_one_line_and_exit_2(words: list[str]) -> None:
    done = shell(">&-", words)
    assert done.returncode == 2
    assert done.stderr.startswith("mawaqif: standard output is closed")
    assert len(done.stderr.splitlines()) == 1


@needs_posix
def test_other_closed_streams_take_nothing_away(words: list[str]) -> None:
    done = shell("<&- 2>&-", words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line_and_exit_2(words: list[str]) -> None:
    done = shell("> /dev/full", words)
    assert done.returncode == 2
    assert done.stderr.startswith("mawaqif: ")
    assert len(done.stderr.splitlines()) == 1


@needs_posix
def test_a_pipe_that_nobody_reads_ends_quietly(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(words, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, timeout=100, check=False)
    os.close(write)
    # Exit code 1 says that there are findings.
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) <= 1
    assert "Traceback" not in done.stderr
