"""Standard output that cannot be written: the process says so, or says nothing, and never with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BIN, ROOT

COMMANDS = {"text": ("explain", "MQ303"), "bytes": ("query", "SELECT topic_id FROM topics")}
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")


def shell(redirection: str, *words: str) -> subprocess.CompletedProcess[str]:
    script = f'"$0" "$@" {redirection}'
    return subprocess.run(
        ["sh", "-c", script, str(BIN / "mawaqif"), *words], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )


@needs_posix
@pytest.mark.parametrize("name", COMMANDS)
def test_a_closed_standard_output_is_one_line_and_exit_2(name: str) -> None:
    done = shell(">&-", *COMMANDS[name])
    assert done.returncode == 2
    assert done.stderr.startswith("mawaqif: standard output is closed")
    assert len(done.stderr.splitlines()) == 1


@needs_posix
@pytest.mark.parametrize("name", COMMANDS)
def test_other_closed_streams_take_nothing_away(name: str) -> None:
    done = shell("<&- 2>&-", *COMMANDS[name])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_one_line_and_exit_2(name: str) -> None:
    done = shell("> /dev/full", *COMMANDS[name])
    assert done.returncode == 2
    assert done.stderr.startswith("mawaqif: ")
    assert len(done.stderr.splitlines()) == 1


@needs_posix
@pytest.mark.parametrize("name", COMMANDS)
def test_a_pipe_that_nobody_reads_ends_quietly(name: str) -> None:
    read, write = os.pipe()
    os.close(read)
    words = [str(BIN / "mawaqif"), *COMMANDS[name]]
    done = subprocess.run(words, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, timeout=100, check=False)
    os.close(write)
    assert done.returncode in (1, 2)
    assert len(done.stderr.splitlines()) <= 1
    assert "Traceback" not in done.stderr
